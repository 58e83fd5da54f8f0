// SPDX-License-Identifier: Apache-2.0
#include "panels/shell/jobsview.h"

#include "panels/shell/jobmodel.h"
#include "panels/shell/jobplace.h"
#include "panels/widgets/button.h"
#include "panels/widgets/jobcenter.h"
#include "panels/widgets/labels.h"
#include "panels/widgets/memory.h"
#include "panels/widgets/searchtable.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QMenu>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QSplitter>
#include <QVBoxLayout>

namespace ota {

JobsView::JobsView(JobCenter& jobs, Memory& memory, QWidget* parent)
    : QWidget(parent)
    , m_jobs(jobs)
    , m_model(new JobModel(jobs, this))
    , m_table(new SearchTable(tr("Jobs"), this))
    , m_title(makeLabel({}, QStringLiteral("strong"), this))
    , m_text(new QPlainTextEdit(this))
    , m_show(new Button(QStringLiteral("chevron-right"), tr("Show"), QStringLiteral("small"), this))
    , m_cancel(new Button(QStringLiteral("cancel"), tr("Cancel"), QStringLiteral("small"), this))
    , m_copyCommand(new Button(QStringLiteral("command"), tr("Copy as command"), QStringLiteral("flat small"), this))
    , m_copyResult(new Button(QStringLiteral("copy"), tr("Copy result"), QStringLiteral("flat small"), this))
{
    m_table->setObjectName(QStringLiteral("jobs"));
    m_table->setColumns(
        {{tr("Job"), 280},
         {tr("Progress"), 110, {.type = Type::Small, .bar = CellStyle::Bar::Fill}},
         {tr("Result"), 120, {.type = Type::Small, .ink = Ink::Secondary}, true},
         {tr("Started"), 84, {.type = Type::Small, .ink = Ink::Tertiary, .alignment = Qt::AlignRight}}});
    m_table->setDirectModel(m_model);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setRowAction([this](const QModelIndex& index) {
        const JobEntry* job = m_jobs.job(m_model->idAt(index.row()));
        return !job ? QString() : job->running() ? tr("Cancel") : placeOf(*job) ? tr("Show") : QString();
    });
    m_table->remember(memory, QStringLiteral("drawer/jobs"));
    m_text->setReadOnly(true);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setObjectName(QStringLiteral("jobText"));
    m_text->setAccessibleName(tr("Result of the job"));
    m_text->setTabChangesFocus(true);
    m_text->document()->setDocumentMargin(tokens::space::m);
    setLook(m_text, QStringLiteral("monoSmall"));
    m_show->setObjectName(QStringLiteral("showJob"));
    m_show->setTip(tr("Go to what came of it"));
    m_cancel->setObjectName(QStringLiteral("cancelJob"));
    m_copyCommand->setObjectName(QStringLiteral("copyJobCommand"));
    m_copyResult->setObjectName(QStringLiteral("copyJobResult"));
    m_cancel->setTip(tr("Cancel the job"), QKeySequence(Qt::CTRL | Qt::Key_Period));

    auto* side = new QWidget(this);
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(tokens::space::m, tokens::space::xs, tokens::space::xs, tokens::space::xs);
    head->setSpacing(tokens::space::xs);
    head->addWidget(m_title, 1);
    head->addWidget(m_copyCommand);
    head->addWidget(m_copyResult);
    head->addWidget(m_show);
    head->addWidget(m_cancel);
    column->addLayout(head);
    column->addWidget(makeLine(Qt::Horizontal, side));
    column->addWidget(m_text, 1);
    auto* splitter = new QSplitter(Qt::Horizontal, this);
    splitter->addWidget(m_table);
    splitter->addWidget(side);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    splitter->setChildrenCollapsible(false);
    rememberSplitter(*splitter, memory, QStringLiteral("drawer/jobs/splitter"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(splitter);

    connect(m_table, &SearchTable::currentSourceChanged, this, &JobsView::showCurrent);
    connect(m_table, &SearchTable::rowOpened, this, [this] { m_text->setFocus(Qt::TabFocusReason); });
    connect(m_table, &SearchTable::rowActionTriggered, this, [this](const QModelIndex& index) {
        const int id = m_model->idAt(index.row());
        if (m_jobs.job(id)->running())
            m_jobs.cancel(id);
        else
            showPlace(id);
    });
    connect(m_table, &SearchTable::contextMenuRequested, this, &JobsView::showMenu);
    const auto refresh = [this](int id) {
        if (id == currentJob())
            showCurrent();
    };
    connect(&m_jobs, &JobCenter::progressed, this, refresh);
    connect(&m_jobs, &JobCenter::finished, this, refresh);
    connect(m_show, &QAbstractButton::clicked, this, [this] { showPlace(currentJob()); });
    connect(m_cancel, &QAbstractButton::clicked, this, &JobsView::cancelCurrent);
    connect(m_copyCommand, &QAbstractButton::clicked, this,
            [this] { QApplication::clipboard()->setText(m_jobs.command(currentJob())); });
    connect(m_copyResult, &QAbstractButton::clicked, this,
            [this] { QApplication::clipboard()->setText(m_text->toPlainText()); });
    showCurrent();
}

int JobsView::currentJob() const
{
    const QModelIndex index = m_table->currentSource();
    return index.isValid() ? m_model->idAt(index.row()) : 0;
}

void JobsView::show(int id)
{
    if (const int row = m_model->rowOf(id); row >= 0)
        m_table->selectSource(m_model->index(row, 0));
}

void JobsView::showPlace(int id)
{
    if (const auto place = placeOf(*m_jobs.job(id)))
        Q_EMIT openRequested(place->panel, place->thing);
}

void JobsView::cancelCurrent()
{
    if (const int id = currentJob())
        m_jobs.cancel(id);
    else if (const JobEntry* newest = m_jobs.newestRunning())
        m_jobs.cancel(newest->id);
}

void JobsView::showCurrent()
{
    const JobEntry* job = m_jobs.job(currentJob());
    m_show->setVisible(job && placeOf(*job));
    m_cancel->setVisible(job && job->running());
    m_copyCommand->setVisible(job != nullptr);
    m_copyResult->setVisible(job && !job->running());
    if (!job) {
        m_title->setText(tr("No job is chosen"));
        m_text->clear();
        return;
    }
    m_title->setText(job->title);
    QStringList lines = job->records;
    if (job->result) {
        if (!*job->result)
            lines << (job->result->error().context.isEmpty() ? QString()
                                                             : job->result->error().context + QStringLiteral(": ")) +
                         errorText(job->result->error());
        else if (!(*job->result)->text.isEmpty())
            lines << (*job->result)->text;
    }
    const QString text = lines.join(u'\n');
    if (m_text->toPlainText() == text)
        return;
    const bool atEnd = m_text->verticalScrollBar()->value() >= m_text->verticalScrollBar()->maximum();
    m_text->setPlainText(text);
    if (job->running() && atEnd)
        m_text->verticalScrollBar()->setValue(m_text->verticalScrollBar()->maximum());
}

void JobsView::showMenu(const QModelIndex& index, const QPoint& position)
{
    const int id = m_model->idAt(index.row());
    const Look& look = Look::of(this);
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction* cancel =
        menu->addAction(look.icon(QStringLiteral("cancel")), tr("Cancel"), this, [this, id] { m_jobs.cancel(id); });
    cancel->setEnabled(m_jobs.job(id)->running());
    QAction* show =
        menu->addAction(look.icon(QStringLiteral("chevron-right")), tr("Show"), this, [this, id] { showPlace(id); });
    show->setEnabled(placeOf(*m_jobs.job(id)).has_value());
    menu->addAction(look.icon(QStringLiteral("command")), tr("Copy as command"), this,
                    [this, id] { QApplication::clipboard()->setText(m_jobs.command(id)); });
    menu->addSeparator();
    menu->addAction(tr("Clear ended jobs"), this, [this] { m_jobs.clearEnded(); });
    menu->popup(position);
}

} // namespace ota
