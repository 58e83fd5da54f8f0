// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/benchwindow.h"
#include "panels/boards/boardsmodel.h"
#include "panels/boards/boardspanel.h"
#include "panels/widgets/searchtable.h"
#include "panelsupport.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QLineEdit>
#include <QScrollArea>
#include <QTemporaryDir>

#include <memory>

namespace ota {

/// Long enough for anything that works, on a busy machine, too.
inline constexpr int longMs = 30'000;

/// What one sees, for people: into the folder that OTA_PICTURES names.
inline void picture(QWidget& window, const char* name)
{
    if (const QString folder = qEnvironmentVariable("OTA_PICTURES"); !folder.isEmpty())
        window.grab().save(QDir(folder).filePath(QString::fromLatin1(name) + QStringLiteral(".png")));
}

/// Waits until a hand could reach the widget: shown, laid out, scrolled to.
inline void reach(QWidget* widget)
{
    const auto seen = [widget] {
        return widget->visibleRegion().contains(widget->rect().center());
    };
    QTRY_VERIFY2(widget->isVisible() && !widget->size().isEmpty(), qPrintable(widget->objectName()));
    for (QWidget* above = widget->parentWidget(); above && !seen(); above = above->parentWidget()) {
        if (auto* area = qobject_cast<QScrollArea*>(above))
            area->ensureWidgetVisible(widget);
    }
    QTRY_VERIFY2(seen(), qPrintable(widget->objectName()));
}

inline void click(QWidget* widget)
{
    reach(widget);
    QTRY_VERIFY2(widget->isEnabled(), qPrintable(widget->objectName()));
    QTest::mouseClick(widget, Qt::LeftButton);
}

inline void type(QLineEdit* line, const QString& text)
{
    line->setFocus();
    line->selectAll();
    QTest::keyClicks(line, text);
}

/// A window on a bench of its own.
class Desk
{
public:
    Desk()
        : window(directory.path(), QStringLiteral("test"), log)
        , panel(static_cast<BoardsPanel*>(window.window().panel(QStringLiteral("boards"))))
    {
        window.window().resize(1440, 900);
        window.window().show();
    }

    template<typename T>
    T* child(const char* name)
    {
        return ota::child<T>(&window.window(), name);
    }
    /// Runs an operation as the palette would, and waits for its end.
    void run(const char* operation, const QJsonObject& values)
    {
        const auto ended = std::make_shared<bool>(false); // It may end after we have given up.
        const auto started =
            window.jobs().start(QString::fromLatin1(operation), values, panel, [ended](const Result<Outcome>& outcome) {
                *ended = true;
                QVERIFY_RESULT(outcome);
            });
        QVERIFY_RESULT(started);
        QTRY_VERIFY_WITH_TIMEOUT(*ended, longMs);
    }
    /// A key, and CoAP at any free port of loopback.
    void prepare()
    {
        run("serving.set", {{QStringLiteral("coap"), QJsonArray{QStringLiteral("127.0.0.1:0")}}});
        run("key.new", {{QStringLiteral("name"), QStringLiteral("lab")}});
    }
    /// A signed release of that id; its payload is at that port of loopback.
    void publish(const char* id, int port)
    {
        QFile image(directory.filePath(QStringLiteral("firmware.bin")));
        QVERIFY(image.open(QIODevice::WriteOnly));
        image.write(QByteArray(2000, 'f'));
        image.close();
        const QString base = QStringLiteral("coap://127.0.0.1:%1/%2").arg(port).arg(QString::fromLatin1(id));
        run("release.build",
            {{QStringLiteral("id"), QString::fromLatin1(id)},
             {QStringLiteral("component"), QJsonArray{QString(QStringLiteral("ram,0=") + image.fileName())}},
             {QStringLiteral("vendor"), QStringLiteral("riot-os.org")},
             {QStringLiteral("class"), QStringLiteral("native64")},
             {QStringLiteral("uri-base"), base},
             {QStringLiteral("key"), QJsonArray{QStringLiteral("lab")}},
             // RIOT's boards want IPv6; virtual ones live at 127.x.y.z.
             {QStringLiteral("allow-invalid"), true}});
    }
    /// Of a virtual board. It has a loopback address made from its name, so programs that run side by side must not use
    /// the same.
    static QString ownName(const char* base)
    {
        return QString::fromLatin1(base) + QString::number(QCoreApplication::applicationPid());
    }
    /// The row of a board; invalid when it is not shown.
    QModelIndex row(const QString& name) const { return panel->model()->indexOf(name); }
    QModelIndex row(const char* name) const { return row(QString::fromLatin1(name)); }
    void choose(const QString& name)
    {
        SearchTable* table = panel->table();
        const auto area = [&] {
            return table->visualRect(row(name).siblingAtColumn(BoardsModel::Links));
        };
        QTRY_VERIFY(row(name).isValid());
        QTRY_VERIFY(table->viewport()->visibleRegion().contains(area().center()));
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, area().center());
        QTRY_VERIFY(row(name).isValid() && table->currentIndex().row() == row(name).row());
    }

    QTemporaryDir directory;
    LogRing log;
    BenchWindow window;
    BoardsPanel* panel;
};

} // namespace ota
