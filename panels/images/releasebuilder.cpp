// SPDX-License-Identifier: Apache-2.0
#include "panels/images/releasebuilder.h"

#include "panels/images/boardsteps.h"
#include "panels/images/lintlist.h"
#include "panels/images/releaseform.h"
#include "panels/widgets/badge.h"
#include "panels/widgets/banner.h"
#include "panels/widgets/benchfeed.h"
#include "panels/widgets/button.h"
#include "panels/widgets/jobcenter.h"
#include "panels/widgets/labels.h"
#include "panels/widgets/panelheader.h"
#include "panels/widgets/segmentedcontrol.h"
#include "panels/widgets/workbench.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QScrollArea>
#include <QTimer>

namespace ota {

namespace {

constexpr int besideFrom = 700; ///< Width from which the lint stands beside the form.

} // namespace

ReleaseBuilder::ReleaseBuilder(Workbench& workbench, QWidget* parent)
    : QWidget(parent)
    , m_workbench(workbench)
    , m_form(new ReleaseForm(workbench))
    , m_dialect(new SegmentedControl(tr("Target")))
    , m_sides(new QBoxLayout(QBoxLayout::LeftToRight))
    , m_lineBeside(makeLine(Qt::Vertical))
    , m_lineBelow(makeLine(Qt::Horizontal))
    , m_steps(new BoardSteps)
    , m_lint(new LintPane)
    , m_whyNot(new MarkLine)
    , m_banner(new Banner)
    , m_publish(new Button(QStringLiteral("upload"), tr("Publish"), QStringLiteral("primary")))
    , m_prepare(new Button({}, tr("Keep as draft")))
    , m_cancel(new Button(QStringLiteral("cancel"), tr("Cancel"), QStringLiteral("flat")))
    , m_cache(std::make_shared<ImageFactsCache>())
{
    setObjectName(QStringLiteral("releaseBuilder"));
    setLook(this, QStringLiteral("base"));
    m_sides->setSpacing(0);
    m_sides->addWidget(makeFormSide(), 1);
    m_sides->addWidget(m_lineBeside);
    m_sides->addWidget(m_lineBelow);
    m_sides->addWidget(m_lint);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHead());
    m_banner->setObjectName(QStringLiteral("builderBanner"));
    m_banner->setClosable(true);
    m_banner->clear();
    column->addWidget(m_banner);
    column->addLayout(m_sides, 1);
    column->addWidget(makeLine(Qt::Horizontal));
    column->addWidget(makeButtons());

    connect(m_form, &ReleaseForm::changed, this, [this] {
        m_changed = true;
        updateButtons();
    });
    connect(m_form, &ReleaseForm::checked, this, &ReleaseBuilder::startPreview);
    connect(m_form, &ReleaseForm::fieldShown, this, [this](QWidget* row) {
        // What was just made visible has its place after the next layout.
        QTimer::singleShot(0, row, [this, row] { m_scroll->ensureWidgetVisible(row); });
    });
    connect(m_lint, &LintPane::chosen, m_form, &ReleaseForm::focusField);
    connect(&workbench.jobs, &JobCenter::progressed, this, &ReleaseBuilder::onProgress);
    connect(&workbench.bench, &BenchFeed::releasesChanged, this, [this] {
        if (isVisible())
            startPreview();
    });
    updateButtons();
}

ReleaseBuilder::~ReleaseBuilder()
{
    m_stop.request_stop();
}

QWidget* ReleaseBuilder::makeHead()
{
    m_head = new SectionHeader(tr("Build a SUIT release"), tr("nothing is published yet"));
    m_head->setLines(true, true);
    setLook(m_head, QStringLiteral("window"));
    m_head->addBadge(new Badge(m_form->operation().name, Mark::None, BadgeKind::Outline));
    m_dialect->setObjectName(QStringLiteral("dialectControl"));
    m_dialect->add(tr("RIOT (riot-09)"), QStringLiteral("09"));
    m_dialect->add(tr("Standard (draft-37)"), QStringLiteral("37"));
    m_head->addAction(m_dialect);
    auto* close = new IconButton(QStringLiteral("cross"), tr("Close"));
    close->setTip(tr("Close the form; what is in it stays"), QKeySequence(Qt::Key_Escape));
    close->setObjectName(QStringLiteral("closeBuilderButton"));
    m_head->addAction(close);
    connect(close, &QAbstractButton::clicked, this, &ReleaseBuilder::closeRequested);
    connect(m_dialect, &SegmentedControl::chosen, this,
            [this] { m_form->setDraft(m_dialect->currentData().toString()); });
    return m_head;
}

QWidget* ReleaseBuilder::makeFormSide()
{
    m_scroll = new QScrollArea;
    m_scroll->setObjectName(QStringLiteral("builderScroll"));
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    setLook(m_scroll, QStringLiteral("base"));
    auto* inside = new QWidget;
    setLook(inside, QStringLiteral("base"));
    auto* column = new QVBoxLayout(inside);
    column->setContentsMargins(0, tokens::space::m, 0, tokens::space::m);
    column->setSpacing(tokens::space::m);
    auto* formBox = new QVBoxLayout;
    formBox->setContentsMargins(tokens::space::l, 0, tokens::space::l, 0);
    formBox->addWidget(m_form);
    column->addLayout(formBox);
    column->addWidget(m_steps);
    column->addStretch(1);
    m_scroll->setWidget(inside);
    return m_scroll;
}

QWidget* ReleaseBuilder::makeButtons()
{
    auto* box = new QWidget;
    setLook(box, QStringLiteral("window"));
    auto* line = new QHBoxLayout(box);
    line->setContentsMargins(tokens::space::l, tokens::space::s, tokens::space::l, tokens::space::s);
    line->setSpacing(tokens::space::s);
    m_publish->setObjectName(QStringLiteral("publishButton"));
    m_publish->setTip(tr("Build, sign and publish"), QKeySequence(Qt::CTRL | Qt::Key_Return));
    m_prepare->setObjectName(QStringLiteral("prepareButton"));
    m_prepare->setTip(tr("Build and sign it, without serving it"));
    m_cancel->setObjectName(QStringLiteral("cancelBuildButton"));
    m_cancel->setTip(tr("Stop; nothing is published"), QKeySequence(Qt::CTRL | Qt::Key_Period));
    m_whyNot->setObjectName(QStringLiteral("publishWhyNot"));
    // It hides itself when there is nothing to say; the buttons stay where they are.
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    policy.setRetainSizeWhenHidden(true);
    m_whyNot->setSizePolicy(policy);
    auto* copy = new Button(QStringLiteral("copy"), tr("Copy as command"), QStringLiteral("flat"));
    copy->setObjectName(QStringLiteral("copyBuildCommand"));
    copy->setTip(tr("The otaw command that does the same"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C));
    line->addWidget(m_publish);
    line->addWidget(m_prepare);
    line->addWidget(m_cancel);
    line->addWidget(m_whyNot, 1);
    line->addWidget(copy);
    connect(m_publish, &QAbstractButton::clicked, this, [this] { run(false); });
    connect(m_prepare, &QAbstractButton::clicked, this, [this] { run(true); });
    connect(m_cancel, &QAbstractButton::clicked, this, [this] { m_workbench.jobs.cancel(m_job); });
    connect(copy, &QAbstractButton::clicked, this, [this] {
        QApplication::clipboard()->setText(command());
        if (m_workbench.tell)
            m_workbench.tell(Mark::Good, tr("Command copied"), {}, {});
    });
    return box;
}

void ReleaseBuilder::begin(const QJsonObject& values)
{
    m_runWhenSettled = false;
    m_form->begin(values);
    m_dialect->setCurrentData(m_form->values().value(suitParameter::draft).toString());
    m_banner->clear();
    m_scroll->ensureVisible(0, 0);
    m_form->focusFirst();
    startPreview();
}

void ReleaseBuilder::addFiles(const QStringList& paths)
{
    m_form->addFiles(paths);
}

bool ReleaseBuilder::isTouched() const
{
    return m_form->isTouched();
}

QString ReleaseBuilder::command() const
{
    return m_form->command();
}

void ReleaseBuilder::startPreview()
{
    m_changed = false;
    if (m_previewing) {
        m_again = true;
        return;
    }
    m_previewing = true;
    m_again = false;
    m_workbench.bench.read<ReleasePreview>(
        this,
        [&operation = m_form->operation(), values = m_form->values(), cache = m_cache, stop = m_stop.get_token()](
            Bench& bench) { return Result<ReleasePreview>(previewRelease(operation, values, bench, *cache, stop)); },
        [this](const Result<ReleasePreview>& preview) {
            m_previewing = false;
            if (preview)
                applyPreview(*preview);
            else
                m_banner->set(Mark::Bad, tr("The bench can not be read."), errorText(preview.error()));
            if (m_again)
                startPreview();
            else if (isSettled() && std::exchange(m_runWhenSettled, false))
                run(false);
        });
}

void ReleaseBuilder::applyPreview(const ReleasePreview& preview)
{
    m_preview = preview;
    m_lint->setRemarks(preview.remarks, [this](const QString& parameter) { return m_form->labelOf(parameter); });
    m_form->showPreview(preview);
    m_steps->setSteps(preview.steps);
    m_head->setFacts(preview.fault ? tr("nothing is published yet")
                                   : tr("manifest of %1 bytes, not published").arg(preview.envelopeBytes));
    updateButtons();
}

void ReleaseBuilder::updateButtons()
{
    const bool running = isRunning();
    m_cancel->setVisible(running);
    m_prepare->setVisible(!running);
    if (running)
        return;
    const QString why = isSettled() ? m_form->whyNot(m_preview) : tr("Not yet: the values are being looked at");
    m_publish->setWhyNot(why);
    m_prepare->setWhyNot(why);
    // What one types is looked at within a moment: the words would only flicker.
    if (isSettled())
        m_whyNot->set(why.isEmpty() ? Mark::None : m_preview.refusal() ? Mark::Bad : Mark::Neutral, why);
}

void ReleaseBuilder::run(bool asDraft)
{
    if (isRunning())
        return;
    const bool good = m_form->checkAll();
    if (!good || !m_form->whyNot(m_preview).isEmpty()) {
        if (const ReleaseRemark* refusal = m_preview.refusal(); good && refusal)
            m_form->focusField(refusal->parameter);
        return;
    }
    QJsonObject values = m_form->values();
    if (asDraft)
        values.insert(QStringLiteral("prepare"), true);
    const QString id = values.value(QStringLiteral("id")).toString();
    m_banner->clear();
    const auto started =
        m_workbench.jobs.start(m_form->operation().name, values, this,
                               [this, id, asDraft](const Result<Outcome>& outcome) { onEnded(outcome, id, asDraft); });
    if (!started) {
        onRefused(started.error());
        return;
    }
    m_job = *started;
    m_publish->setBusy(true, asDraft ? tr("Building …") : tr("Publishing …"));
    m_whyNot->set(Mark::None, {});
    updateButtons();
}

void ReleaseBuilder::onProgress(int id)
{
    const JobEntry* job = id == m_job ? m_workbench.jobs.job(id) : nullptr;
    if (job && job->running())
        m_whyNot->set(Mark::Neutral, job->words());
}

void ReleaseBuilder::onEnded(const Result<Outcome>& outcome, const QString& id, bool asDraft)
{
    m_job = 0;
    m_publish->setBusy(false);
    updateButtons();
    if (!outcome) {
        onRefused(outcome.error());
        return;
    }
    m_form->keepForNext();
    Q_EMIT built(outcome->data.value(QStringLiteral("id")).toString(id), asDraft);
}

void ReleaseBuilder::onRefused(const Error& error)
{
    if (error.code == Error::Code::Cancelled)
        return;
    if (error.code == Error::Code::Rejected && m_form->showError(error.context, error.message))
        return;
    m_banner->set(Mark::Bad, errorText(Error{error.code, error.message, error.context, {}}), error.hint);
}

void ReleaseBuilder::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape) {
        Q_EMIT closeRequested();
        return;
    }
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && event->modifiers() & Qt::ControlModifier) {
        if (isSettled())
            run(false);
        else
            m_runWhenSettled = true;
        return;
    }
    QWidget::keyPressEvent(event);
}

void ReleaseBuilder::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    const bool beside = width() >= besideFrom;
    m_sides->setDirection(beside ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    m_lineBeside->setVisible(beside);
    m_lineBelow->setVisible(!beside);
    m_lint->setBeside(beside);
}

} // namespace ota
