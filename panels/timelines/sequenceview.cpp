// SPDX-License-Identifier: Apache-2.0
#include "panels/timelines/sequenceview.h"

#include "exosense/exosensefinding.h"
#include "exosense/findingtexts.h"
#include "panels/timelines/timelinefeed.h"
#include "panels/widgets/button.h"
#include "panels/widgets/format.h"
#include "panels/widgets/labels.h"
#include "panels/widgets/panelheader.h"
#include "panels/widgets/searchtable.h"

#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace ota {

SequenceView::SequenceView(TimelineFeed& feed, Memory& memory, QWidget* parent)
    : QWidget(parent)
    , m_feed(feed)
    , m_model(new SequenceModel(this))
    , m_head(new SectionHeader(tr("Expected and reported")))
    , m_events(new Button(QStringLiteral("timelines"), tr("Events"), QStringLiteral("small")))
    , m_copy(new Button(QStringLiteral("copy"), tr("Copy as text"), QStringLiteral("small")))
    , m_table(new SearchTable(tr("Expected and reported statuses")))
    , m_why(makeLabel({}, QStringLiteral("smallText")))
{
    setObjectName(QStringLiteral("sequenceView"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    makeHead();
    makeTable();
    m_table->remember(memory, QStringLiteral("timelines/sequence"));
    m_why->setObjectName(QStringLiteral("sequenceWhy"));
    m_why->setWordWrap(true);
    m_why->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_why->setContentsMargins(tokens::space::l, tokens::space::s, tokens::space::l, tokens::space::s);
    m_why->hide();
    column->addWidget(m_head);
    column->addWidget(m_table, 1);
    column->addWidget(m_why);
}

void SequenceView::makeHead()
{
    m_head->setLines(true, true);
    setLook(m_head, QStringLiteral("window"));
    m_events->setObjectName(QStringLiteral("sequenceToEvents"));
    m_events->setTip(tr("Show the list of events again"), QKeySequence(Qt::Key_S));
    m_copy->setObjectName(QStringLiteral("copySequence"));
    m_copy->setTip(tr("The table as text, as otaw timeline sequence writes it"), {});
    m_head->addAction(m_copy);
    m_head->addAction(m_events);
    connect(m_events, &QAbstractButton::clicked, this, &SequenceView::eventsRequested);
    connect(m_copy, &QAbstractButton::clicked, this, &SequenceView::copyRequested);
}

void SequenceView::makeTable()
{
    m_table->setObjectName(QStringLiteral("sequenceTable"));
    m_table->setColumns({{tr("Expected"), 148, {.type = Type::MonoSmall, .ink = Ink::Secondary}},
                         {tr("Reported"), 236, {.type = Type::MonoSmall}},
                         {tr("Time"), 96, {.type = Type::MonoSmall, .ink = Ink::Secondary}},
                         {tr("Since"), 68, {.ink = Ink::Secondary, .alignment = Qt::AlignRight}},
                         {tr("Board's time"), 96, {.type = Type::MonoSmall, .ink = Ink::Secondary}, false, true},
                         {tr("Says"), 110, {}},
                         {tr("Remark"), 180, {}, true}});
    m_table->setDirectModel(m_model);
    connect(m_table, &SearchTable::currentSourceChanged, this, [this](const QModelIndex& index) {
        showExplanation(index.isValid() ? index.row() : -1);
        const quint64 seq = index.isValid() ? m_model->seqAt(index.row()) : 0;
        if (!m_choosing && seq > 0)
            Q_EMIT eventChosen(seq);
    });
    connect(m_table, &SearchTable::rowOpened, this, [this](const QModelIndex& index) {
        if (const quint64 seq = index.isValid() ? m_model->seqAt(index.row()) : 0; seq > 0)
            Q_EMIT eventOpened(seq);
    });
}

void SequenceView::setSession(const std::optional<SessionRow>& session)
{
    const bool isOurs = session && session->world == World::Exosense;
    const bool isOther = (isOurs ? session->id : SessionId()) != (m_session ? m_session->id : SessionId());
    const bool isNewer =
        isOurs && m_session && (m_session->events != session->events || m_session->result != session->result);
    m_session = isOurs ? session : std::nullopt;
    if (isOther)
        show({});
    if (m_session && (isOther || isNewer))
        read();
}

void SequenceView::read()
{
    m_again = std::exchange(m_reading, true);
    if (m_again)
        return;
    m_feed.read<StatusSequence>(
        this, [session = *m_session](const EventStore& store) { return readSequence(store, session); },
        [this, id = m_session->id](const Result<StatusSequence>& sequence) {
            m_reading = false;
            if (sequence && m_session && m_session->id == id)
                show(*sequence);
            const bool isWanted = m_session && (m_again || m_session->id != id);
            m_again = false;
            if (isWanted)
                read();
        });
}

void SequenceView::show(StatusSequence sequence)
{
    m_choosing = true;
    m_model->setSequence(std::move(sequence));
    m_choosing = false;
    const bool hasTimes =
        std::ranges::any_of(m_model->sequence().rows, [](const SequenceRow& row) { return row.deviceNs.has_value(); });
    m_table->setColumnHidden(SequenceModel::DeviceTime, !hasTimes);
    showFacts();
    showExplanation(m_table->currentSource().isValid() ? m_table->currentSource().row() : -1);
    Q_EMIT changed();
}

void SequenceView::showFacts()
{
    if (!m_session) {
        m_head->setFacts({});
        return;
    }
    const StatusSequence& sequence = m_model->sequence();
    QStringList facts{m_session->board.text(), trailText(sequence.trail)};
    if (m_session->simulated)
        facts.prepend(tr("SIMULATED"));
    if (const auto reports = static_cast<int>(sequence.reports()); reports > 0)
        facts << tr("%n reports", nullptr, reports);
    if (sequence.odd() > 0)
        facts << tr("%n remarks", nullptr, sequence.odd());
    m_head->setFacts(facts.join(QStringLiteral(" · ")));
}

/// Below the table: the rules that the chosen line is about. Tooltips are for pointers only.
void SequenceView::showExplanation(int row)
{
    const auto& rows = m_model->sequence().rows;
    QStringList lines;
    if (row >= 0 && row < static_cast<int>(rows.size())) {
        for (const QString& code : rows[static_cast<std::size_t>(row)].codes)
            lines << QStringLiteral("%1: %2 %3").arg(code, explainExosenseCode(code), explainFinding(code));
    }
    m_why->setText(lines.join(u' '));
    m_why->setVisible(!lines.isEmpty());
    // It takes room from the table: the chosen line stays in sight.
    QMetaObject::invokeMethod(
        m_table, [this] { m_table->scrollTo(m_table->currentIndex()); }, Qt::QueuedConnection);
}

void SequenceView::select(std::optional<quint64> seq)
{
    const int row = seq ? m_model->rowOf(*seq) : -1;
    if (row < 0 || m_table->currentSource().row() == row)
        return;
    m_choosing = true;
    m_table->selectSource(m_model->index(row, 0));
    m_choosing = false;
}

QString SequenceView::text() const
{
    if (!m_session)
        return {};
    QString head = QStringLiteral("%1 · %2 · %3").arg(m_session->board.text(), m_session->target, m_session->sentence);
    if (m_session->simulated)
        head.prepend(tr("SIMULATED BOARD") + u'\n');
    return head + u'\n' + sequenceText(m_model->sequence()) + u'\n';
}

} // namespace ota
