// SPDX-License-Identifier: Apache-2.0
#include "panels/widgets/trydemo.h"

#include "panels/widgets/button.h"
#include "panels/widgets/confirm.h"
#include "panels/widgets/emptystate.h"
#include "panels/widgets/fieldrow.h"
#include "panels/widgets/heartbeat.h"
#include "panels/widgets/jobcenter.h"
#include "panels/widgets/labels.h"
#include "panels/widgets/paint.h"
#include "panels/widgets/workbench.h"

#include <QHBoxLayout>
#include <QJsonArray>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

namespace ota {

namespace {

constexpr int cardWidth = 620;
constexpr int barHeight = 6;
const QString demoOperation = QStringLiteral("demo");
const QString runOperation = QStringLiteral("board.run");
const QString onBench = QStringLiteral("on-bench");

bool isDemoOnBench(const JobEntry& job)
{
    return job.operation == demoOperation && job.values[onBench].toBool();
}

QStringList boardsOf(const Outcome& demo)
{
    QStringList names;
    for (const QJsonValue& board : demo.data[QStringLiteral("boards")].toArray())
        names << board[QStringLiteral("board")].toString();
    return names;
}

QStringList namesIn(const QJsonValue& value)
{
    QStringList names;
    for (const QJsonValue& name : value.isArray() ? value.toArray() : QJsonArray{value})
        names << name.toString();
    return names;
}

/// How far the job is: a bar, or moving stripes where nobody knows.
class JobBar final : public QWidget
{
public:
    JobBar(JobCenter& jobs, const int& job, QWidget* parent)
        : QWidget(parent)
        , m_jobs(jobs)
        , m_job(job)
    {
        setFixedHeight(barHeight);
        connect(&Look::of(this).heartbeat(), &Heartbeat::beat, this, [this](qint64 elapsedMs) {
            m_elapsedMs = elapsedMs;
            update();
        });
    }

protected:
    void showEvent(QShowEvent*) override { Look::of(this).heartbeat().join(this); }
    void hideEvent(QHideEvent*) override { Look::of(this).heartbeat().leave(this); }
    void paintEvent(QPaintEvent*) override
    {
        const JobEntry* job = m_jobs.job(m_job);
        QPainter painter(this);
        paintProgress(painter, Look::of(this), rect(), {job ? job->fraction() : std::nullopt}, m_elapsedMs);
    }

private:
    JobCenter& m_jobs;
    const int& m_job;
    qint64 m_elapsedMs = 0;
};

} // namespace

TryDemoCard::TryDemoCard(Workbench& workbench, QWidget* parent)
    : QWidget(parent)
    , m_workbench(workbench)
    , m_text(new Paragraph({}, Type::Small, Ink::Secondary, this))
    , m_bar(new JobBar(workbench.jobs, m_job, this))
    , m_error(new MarkLine(Mark::Bad, {}, this))
    , m_button(new Button(QStringLiteral("play"), tr("Run the demo"), QStringLiteral("large"), this))
{
    setObjectName(QStringLiteral("tryDemo"));
    setAccessibleName(tr("Try it without hardware"));
    setMaximumWidth(cardWidth);
    m_button->setObjectName(QStringLiteral("tryDemoButton"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(tokens::space::l, tokens::space::l, tokens::space::l, tokens::space::l);
    row->setSpacing(tokens::space::l);
    row->addWidget(new IconView(QStringLiteral("virtual"), Ink::Secondary, tokens::icon::large, this));
    auto* words = new QVBoxLayout;
    words->setSpacing(tokens::space::xs);
    words->addWidget(makeLabel(tr("Try it without hardware"), QStringLiteral("section"), this));
    words->addWidget(m_text);
    words->addWidget(m_bar);
    words->addWidget(m_error);
    row->addLayout(words, 1);
    row->addWidget(m_button, 0, Qt::AlignVCenter);
    connect(m_button, &QAbstractButton::clicked, this, &TryDemoCard::onClicked);
    for (const auto& change : {&JobCenter::started, &JobCenter::progressed, &JobCenter::finished})
        connect(&workbench.jobs, change, this, &TryDemoCard::refresh);
    refresh();
}

QString TryDemoCard::words() const
{
    return m_error->isHidden() ? m_text->text() : m_error->text();
}

void TryDemoCard::refresh()
{
    const JobCenter& jobs = m_workbench.jobs;
    const JobEntry* newest = nullptr;
    for (const int id : jobs.ids()) {
        if (const JobEntry* job = jobs.job(id); isDemoOnBench(*job))
            newest = job;
    }
    const bool runs = newest && newest->running();
    if (runs && m_job == 0)
        setMinimumHeight(height()); // The button under the pointer stays where it is.
    m_job = runs ? newest->id : 0;
    m_text->setText(runs ? newest->words()
                         : tr("Makes a key, builds this program's own file to a signed SUIT release, starts CoAP on "
                              "loopback, adds a virtual board, notifies it and shows the session. It takes some "
                              "seconds; everything can be removed again with one action."));
    m_bar->setVisible(runs);
    const bool failed = newest && !runs && !*newest->result && newest->result->error().code != Error::Code::Cancelled;
    m_error->set(Mark::Bad, failed ? newest->words() : QString());
    m_error->setVisible(failed);
    m_button->setText(runs ? tr("Cancel") : failed ? tr("Try again") : tr("Run the demo"));
    m_button->setIcon(Look::of(this).icon(runs     ? QStringLiteral("cancel")
                                          : failed ? QStringLiteral("retry")
                                                   : QStringLiteral("play")));
    updateGeometry();
}

void TryDemoCard::onClicked()
{
    if (m_job != 0) {
        m_workbench.jobs.cancel(m_job);
        return;
    }
    const QJsonObject values{{onBench, true}, {QStringLiteral("clients"), 1}};
    if (const auto begun = m_workbench.jobs.start(demoOperation, values); !begun)
        m_workbench.form(demoOperation, values);
}

void TryDemoCard::paintEvent(QPaintEvent*)
{
    const tokens::Theme& t = Look::of(this).theme();
    QPainter painter(this);
    paintBox(painter, rect(), tokens::radius::card, t.surface.window, t.line.line);
}

TryDemoCard* addTryDemo(EmptyState& empty, Workbench& workbench)
{
    auto* card = new TryDemoCard(workbench);
    empty.addCard(card);
    const auto key = [](const QKeySequence& sequence) {
        return sequence.toString(QKeySequence::NativeText);
    };
    empty.addKeys({{key(Qt::CTRL | Qt::Key_K), TryDemoCard::tr("all operations")},
                   {TryDemoCard::tr("Ctrl+1 … 5"), TryDemoCard::tr("panels")},
                   {key(Qt::Key_F1), TryDemoCard::tr("help")}});
    return card;
}

DemoGuide::DemoGuide(Workbench& workbench, QWidget* window)
    : QObject(window)
    , m_workbench(workbench)
    , m_window(window)
{
    connect(&workbench.jobs, &JobCenter::finished, this, &DemoGuide::onFinished);
}

void DemoGuide::onFinished(int id)
{
    const JobEntry& job = *m_workbench.jobs.job(id);
    if (m_leaving && job.operation == runOperation)
        removeWhenOff();
    if (!isDemoOnBench(job))
        return;
    if (!*job.result) {
        // It may have made things already: then no empty state is there any more to say it.
        if ((*job.result).error().code != Error::Code::Cancelled)
            Q_EMIT m_workbench.jobs.showRequested(id);
        return;
    }
    const Outcome demo = **job.result;
    m_workbench.open(QStringLiteral("timelines"),
                     QStringLiteral("session/%1").arg(demo.data[QStringLiteral("session")].toInteger()));
    if (!demo.good)
        return; // What went wrong is seen there.
    const auto runsOn =
        m_workbench.jobs.start(runOperation, {{QStringLiteral("name"), QJsonArray::fromStringList(boardsOf(demo))},
                                              {QStringLiteral("record"), true}});
    Q_UNUSED(runsOn); // Its job says what keeps it from that.
    m_workbench.tell(Mark::Good, tr("The virtual board runs the new version"), tr("Remove what the demo made"),
                     [this, demo] { removeMade(demo); });
}

void DemoGuide::removeMade(const Outcome& demo)
{
    const QStringList boards = boardsOf(demo);
    ConfirmDialog::ask(m_window, tr("Remove what the demo made?"),
                       tr("The key %1, the release %2, and %3 with all sessions go.")
                           .arg(demo.data[QStringLiteral("key")].toString(),
                                demo.data[QStringLiteral("release")].toString(), boards.join(QStringLiteral(", "))),
                       tr("Remove it"), [this, boards] {
                           m_leaving = boards;
                           for (const int run : runsOf(boards))
                               m_workbench.jobs.cancel(run);
                           removeWhenOff();
                       });
}

QList<int> DemoGuide::runsOf(const QStringList& boards) const
{
    QList<int> runs;
    for (const int id : m_workbench.jobs.ids()) {
        const JobEntry& job = *m_workbench.jobs.job(id);
        const QStringList names = namesIn(job.values[QStringLiteral("name")]);
        if (job.operation == runOperation && job.running() &&
            std::ranges::any_of(names, [&boards](const QString& name) { return boards.contains(name); }))
            runs << id;
    }
    return runs;
}

void DemoGuide::removeWhenOff()
{
    if (!runsOf(*m_leaving).isEmpty())
        return;
    m_leaving.reset();
    const auto begun = m_workbench.jobs.start(QStringLiteral("bench.remove-demo"), {});
    Q_UNUSED(begun); // It has no values that could be wrong.
}

} // namespace ota
