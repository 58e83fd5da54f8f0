// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "panels/packages/packagedraft.h"
#include "panels/packages/packagesread.h"

#include <QTimer>
#include <QWidget>

class QBoxLayout;
class QLabel;
class QPlainTextEdit;
class QScrollArea;
class QStackedWidget;

namespace ota {

class Badge;
class Banner;
class Button;
class MarkLine;
class PackageActions;
class PackageFindings;
class PackageForm;
class SectionHeader;
class SegmentedControl;
struct Workbench;

/// Makes a package or changes one: the fields or the raw text at the left, at the right what is odd about it and what
/// would be stored. Saves by `exosense.package.add`.
class PackageEditor final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PackageEditor)

public:
    /// Both must outlive it.
    PackageEditor(Workbench& workbench, PackageActions& actions, QWidget* parent = nullptr);

    void begin();
    void begin(const PackageRow& row);
    /// A tag, otau_info or config_otau, as it was pasted or read from a file.
    void beginRaw(const QString& text);
    void setNews(const PackagesPointer& news);
    /// Something was typed and not saved.
    bool isTouched() const { return m_touched; }
    void focusPointer(const QString& pointer);
    void focusFirst();
    QString command() const;

Q_SIGNALS:
    void closeRequested();
    void saved(const QString& id);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    enum Mode
    {
        Fields,
        Raw
    };

    QWidget* makeHead();
    QWidget* makeFields();
    QWidget* makeRaw();
    QWidget* makeSide();
    QWidget* makeFoot();
    void start(const PackageDraft& draft, const QString& id, const QString& title);
    void setMode(Mode mode);
    void onEdited();
    void check();
    void checkRaw();
    void showCheck(const ExosenseFindings& findings, const std::optional<QByteArray>& repaired);
    void showText(const PackageDraft* draft);
    void repair();
    void askFile();
    void showReleases(const QPoint& globalPosition);
    void takeContent(const QJsonObject& values, const QString& version, const QString& name);
    void loadFile();
    void save();
    QString whyNot() const;
    QString idProblem() const;
    /// The arguments of what is meant: the package, and how it is signed.
    QJsonObject values(const PackageDraft& draft) const;
    /// What is meant now, in either mode; nothing when the raw text holds no object.
    std::optional<PackageDraft> draft() const;

    Workbench& m_workbench;
    PackageActions& m_actions;
    PackagesPointer m_news;
    SectionHeader* m_head = nullptr;
    SegmentedControl* m_modes = nullptr;
    Banner* m_banner = nullptr;
    QBoxLayout* m_sides = nullptr;
    QStackedWidget* m_inputs = nullptr;
    QScrollArea* m_scroll = nullptr;
    PackageForm* m_form = nullptr;
    QPlainTextEdit* m_raw = nullptr;
    QWidget* m_side = nullptr;
    PackageFindings* m_findings = nullptr;
    Badge* m_errors = nullptr;
    Badge* m_warnings = nullptr;
    QLabel* m_nothing = nullptr;
    Button* m_repair = nullptr;
    QPlainTextEdit* m_json = nullptr;
    QPlainTextEdit* m_tag = nullptr;
    SectionHeader* m_jsonHead = nullptr;
    SectionHeader* m_tagHead = nullptr;
    QWidget* m_rawSigned = nullptr;  ///< Of the raw text, too, the files are signed.
    QWidget* m_signedNote = nullptr; ///< What is shown is not yet what will be stored.
    Button* m_save = nullptr;
    Button* m_copy = nullptr;
    MarkLine* m_whyNot = nullptr;
    QTimer m_lint;
    RawReading m_reading;
    std::optional<QByteArray> m_repaired;
    bool m_hasErrors = false;
    bool m_touched = false;
    bool m_settled = false; ///< What is shown is of what stands in the fields.
    QString m_edited;       ///< The id of the package that is changed; empty: a new one.
};

} // namespace ota
