// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "suit/releasepreview.h"

#include <QHash>
#include <QWidget>

#include <memory>
#include <stop_token>

class QGridLayout;
class QLabel;
class QScrollArea;

namespace ota {

class Badge;
class Banner;
class Button;
class FieldRow;
class ImageList;
class KeyChoice;
class LintList;
class MarkLine;
class OperationForm;
class SectionHeader;
class SegmentedControl;
struct Workbench;

/// The form of `release.build` with what a board would say beside it, as one types. GUI thread; files are read and the
/// lint is made on a worker.
class ReleaseBuilder final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ReleaseBuilder)

public:
    /// `workbench` must outlive it.
    explicit ReleaseBuilder(Workbench& workbench, QWidget* parent = nullptr);
    ~ReleaseBuilder() override;

    /// A new release: empty but for what was used last. `values` go over it.
    void begin(const QJsonObject& values = {});
    /// Puts files in as images.
    void addFiles(const QStringList& paths);
    /// Something was put in that closing would lose.
    bool isTouched() const { return m_touched; }
    OperationForm& form() const { return *m_form; }
    QString command() const;
    /// The last look at the values is the look at the present ones.
    bool isSettled() const { return !m_previewing && !m_again; }

Q_SIGNALS:
    void closeRequested();
    /// It was published, or kept as a draft.
    void built(const QString& id, bool draft);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void makeForm();
    void makeLayout();
    QWidget* makeHead();
    QWidget* makeFormSide();
    QWidget* makeLintSide();
    QWidget* makeButtons();
    FieldRow* rowOf(const QString& parameter) const;
    QString labelOf(const QString& parameter) const;
    void focusField(const QString& parameter);
    void showMore(bool on);
    void syncUri();
    QString servedBase() const;
    void startPreview();
    void applyPreview(const ReleasePreview& preview);
    void showAtFields(const ReleasePreview& preview);
    void showSteps(const std::vector<BoardStep>& steps);
    void showFacts(const ReleasePreview& preview);
    void updateButtons();
    QString whyNot() const;
    void run(bool asDraft);
    void onRefused(const Error& error);
    void remember();

    Workbench& m_workbench;
    const Operation& m_operation;
    OperationForm* m_form;
    ImageList* m_images;
    FieldRow* m_imagesRow;
    KeyChoice* m_key;
    FieldRow* m_keyRow;
    SegmentedControl* m_dialect;
    SectionHeader* m_head = nullptr;
    Button* m_more;
    QLabel* m_sequenceFacts;
    QLabel* m_vendorFacts;
    QLabel* m_classFacts;
    QScrollArea* m_scroll = nullptr;
    QWidget* m_stepsArea;
    QGridLayout* m_steps;
    LintList* m_lint;
    Badge* m_errors;
    Badge* m_warnings;
    MarkLine* m_whyNot;
    Banner* m_banner;
    Button* m_publish;
    Button* m_prepare;
    bool m_syncing = false;  ///< The builder itself sets a value.
    bool m_uriIsOurs = true; ///< The address follows the id until somebody types one.
    bool m_touched = false;
    bool m_previewing = false;
    bool m_again = false; ///< The values changed while they were looked at.
    bool m_running = false;
    ReleasePreview m_preview;
    /// shared_ptr: a look that goes on when the builder is gone still uses it.
    std::shared_ptr<ImageFactsCache> m_cache;
    std::stop_source m_stop;
};

} // namespace ota
