// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "suit/releasepreview.h"

#include <QWidget>

#include <memory>
#include <stop_token>

class QBoxLayout;
class QScrollArea;

namespace ota {

class Banner;
class BoardSteps;
class Button;
class LintPane;
class MarkLine;
class ReleaseForm;
class SectionHeader;
class SegmentedControl;
struct Error;
struct Workbench;

/// Builds a release: the form of `release.build` with what a board would say beside it, as one types. GUI thread; files
/// are read and the lint is made on a worker.
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
    bool isTouched() const;
    bool isRunning() const { return m_job != 0; }
    QString command() const;
    /// The last look at the values is the look at the present ones.
    bool isSettled() const { return !m_changed && !m_previewing && !m_again; }

Q_SIGNALS:
    void closeRequested();
    /// It was published, or kept as a draft.
    void built(const QString& id, bool draft);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* makeHead();
    QWidget* makeFormSide();
    QWidget* makeButtons();
    void startPreview();
    void applyPreview(const ReleasePreview& preview);
    void updateButtons();
    void run(bool asDraft);
    void onEnded(const Result<Outcome>& outcome, const QString& id, bool asDraft);
    void onRefused(const Error& error);
    void onProgress(int id);

    Workbench& m_workbench;
    ReleaseForm* m_form;
    SegmentedControl* m_dialect;
    SectionHeader* m_head = nullptr;
    QScrollArea* m_scroll = nullptr;
    QBoxLayout* m_sides;
    QWidget* m_lineBeside;
    QWidget* m_lineBelow;
    BoardSteps* m_steps;
    LintPane* m_lint;
    MarkLine* m_whyNot;
    Banner* m_banner;
    Button* m_publish;
    Button* m_prepare;
    Button* m_cancel;
    int m_job = 0;          ///< That publishes; 0: none.
    bool m_changed = false; ///< The values changed since they were looked at.
    bool m_previewing = false;
    bool m_again = false;          ///< The values changed while they were looked at.
    bool m_runWhenSettled = false; ///< Ctrl+Enter came before the last look was done.
    ReleasePreview m_preview;
    /// shared_ptr: a look that goes on when the builder is gone still uses it.
    std::shared_ptr<ImageFactsCache> m_cache;
    std::stop_source m_stop;
};

} // namespace ota
