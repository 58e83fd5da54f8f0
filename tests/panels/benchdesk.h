// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/benchwindow.h"
#include "panelsupport.h"

#include <QLineEdit>
#include <QTemporaryDir>

namespace ota {

/// A window on a bench of its own, and the hands of a person who sits before it: what is not seen can not be clicked,
/// and keys go to where the keyboard is. Each deed is false when it can not be done, and says why.
class BenchDesk
{
public:
    /// Opens no window yet: start() does.
    BenchDesk();
    ~BenchDesk();
    Q_DISABLE_COPY_MOVE(BenchDesk)

    /// The services of this bench take free ports, so that tests can run side by side. Before start().
    bool useFreePorts();
    /// Of CoAP, which is one and the same from then on.
    quint16 coapPort() const { return m_coapPort; }
    /// What is copied as a command names this bench, as in a window that was not opened on the usual one. Before
    /// start().
    void nameBenchInCommands();
    void start(QSize size = {1440, 900});
    void stop() { m_window.reset(); }

    QString benchPath() const { return m_folder.filePath(QStringLiteral("lab bench")); }
    QString path(const char* name) const { return m_folder.filePath(QString::fromLatin1(name)); }
    /// A file of so many bytes that look like firmware; its path.
    QString file(const char* name, qsizetype bytes) const;

    MainWindow& window() const { return m_window->window(); }
    Workbench& workbench() const { return window().workbench(); }
    LogRing& log() { return m_log; }

    template<typename T>
    T* child(const char* name) const
    {
        return ota::child<T>(&window(), name);
    }
    /// The same, null when there is none yet.
    template<typename T>
    T* find(const char* name) const
    {
        return window().findChild<T*>(QString::fromLatin1(name));
    }

    // With the mouse.
    bool click(QWidget* widget) const;
    bool click(const char* name) const { return click(child<QWidget>(name)); }
    /// Chooses the row that has this text in a column of the table.
    bool clickRow(const char* table, const QString& text) const;
    /// Clicks into the field and writes over what stands there.
    bool fill(const char* name, const QString& text) const { return fill(child<QLineEdit>(name), text); }
    bool fill(QLineEdit* line, const QString& text) const;
    /// The field of a form by its parameter.
    QLineEdit* line(const char* form, const char* parameter) const;
    /// Waits for a file dialog, says this path and presses its button; with the keyboard: Enter.
    bool clickFile(const char* dialog, const QString& path) const { return chooseFile(dialog, path, true); }
    bool typeFile(const char* dialog, const QString& path) const { return chooseFile(dialog, path, false); }
    /// The entry of the menu that is open now.
    static bool clickMenu(const QString& text);

    // With the keyboard.
    static QWidget* focus() { return QApplication::focusWidget(); }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) const;
    /// Tab until the keyboard is in this widget or in one inside it.
    bool tabTo(QWidget* widget) const;
    bool tabTo(const char* name) const { return tabTo(child<QWidget>(name)); }
    static void type(const QString& text);
    /// Ctrl+K, the operation's name, into its form.
    bool openForm(const QString& operation) const;

    /// Runs an operation as otaw would, and waits for it; for what is not the subject of the test.
    Result<Outcome> run(const char* operation, const QJsonObject& values) const;
    /// The last job of this operation; null when there was none.
    const JobEntry* job(const char* operation) const;
    bool jobHasEnded(const char* operation) const;

    /// What one sees, for people: into the folder that OTA_PICTURES names.
    void picture(const char* name) const;

private:
    bool chooseFile(const char* dialog, const QString& path, bool withMouse) const;

    quint16 m_coapPort = 0;
    QTemporaryDir m_folder;
    LogRing m_log;
    std::unique_ptr<BenchWindow> m_window;
};

} // namespace ota
