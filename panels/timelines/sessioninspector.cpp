// SPDX-License-Identifier: Apache-2.0
#include "panels/timelines/sessioninspector.h"

#include "panels/timelines/lanepainter.h"
#include "panels/widgets/badge.h"
#include "panels/widgets/button.h"
#include "panels/widgets/figures.h"
#include "panels/widgets/format.h"
#include "panels/widgets/hexview.h"
#include "panels/widgets/keyvaluelist.h"
#include "panels/widgets/labels.h"
#include "panels/widgets/paint.h"
#include "panels/widgets/panelheader.h"

#include <QLabel>
#include <QPainter>
#include <QTabWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace ota {

namespace {

constexpr int rowHeight = 24;
constexpr int maximumRaw = 4096; ///< Bytes shown of an event's raw form.

std::chrono::milliseconds msOf(qint64 ns)
{
    return std::chrono::milliseconds(ns / 1'000'000);
}

qint64 lengthOf(const SessionRow& session, std::size_t i, qint64 nowNs)
{
    const PhaseSpan& span = session.phases[i];
    const qint64 end = span.endNs               ? *span.endNs
                       : session.closedNs       ? *session.closedNs
                       : isOpen(session.result) ? nowNs
                                                : session.lastNs;
    return std::max<qint64>(0, end - span.beginNs);
}

qint64 totalOf(const SessionRow& session, Phase phase, qint64 nowNs)
{
    qint64 total = 0;
    for (std::size_t i = 0; i < session.phases.size(); ++i) {
        if (session.phases[i].phase == phase)
            total += lengthOf(session, i, nowNs);
    }
    return total;
}

QString amountOf(const PhaseSpan& span)
{
    if (!span.done)
        return span.reason.isEmpty() ? QString() : span.reason;
    if (span.unit == Unit::Bytes)
        return sizeText(static_cast<qint64>(*span.done));
    return countText(static_cast<qint64>(*span.done));
}

QString versionsOf(const SessionRow& session)
{
    QStringList parts{(session.versionRunning.isEmpty() ? unknownText : session.versionRunning) +
                      QStringLiteral(" → ") + (session.target.isEmpty() ? unknownText : session.target)};
    parts << SessionInspector::tr("attempt %1").arg(session.attempt);
    if (session.adopted)
        parts << SessionInspector::tr("not started here");
    if (session.simulated)
        parts << SessionInspector::tr("virtual");
    return parts.join(QStringLiteral(" · "));
}

} // namespace

PhaseTable::PhaseTable(QWidget* parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("phaseTable"));
    setAccessibleName(tr("Phases"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void PhaseTable::setSessions(const SessionRow& session, const std::optional<SessionRow>& other, qint64 nowNs)
{
    m_rows.clear();
    for (std::size_t i = 0; i < session.phases.size(); ++i) {
        const PhaseSpan& span = session.phases[i];
        if (span.phase == Phase::Idle)
            continue;
        Row row{span.phase, lengthOf(session, i, nowNs), std::nullopt, amountOf(span)};
        if (other)
            row.differenceNs = row.lengthNs - totalOf(*other, span.phase, nowNs);
        m_rows.push_back(row);
    }
    QStringList spoken;
    for (const Row& row : m_rows)
        spoken << QStringLiteral("%1 %2").arg(label(row.phase), durationText(msOf(row.lengthNs)));
    setAccessibleDescription(spoken.join(QStringLiteral(", ")));
    updateGeometry();
    update();
}

QSize PhaseTable::sizeHint() const
{
    return {320, static_cast<int>(m_rows.size()) * rowHeight + 8};
}

void PhaseTable::paintEvent(QPaintEvent*)
{
    const Look& look = Look::of(this);
    QPainter painter(this);
    qint64 longest = 1;
    for (const Row& row : m_rows)
        longest = std::max(longest, row.lengthNs);
    int y = 4;
    for (const Row& row : m_rows) {
        const auto& phase = lookOf(look, row.phase);
        painter.fillRect(QRect(12, y + 7, 10, 10), colourOf(phase.fill));
        painter.setPen(colourOf(phase.edge));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(QRect(12, y + 7, 9, 9));
        paintText(painter, {30, y, 92, rowHeight}, keyOf(row.phase).toUpper(), look.font(Type::Small),
                  look.theme().text.primary);
        paintFigures(painter, {116, y, 64, rowHeight}, durationText(msOf(row.lengthNs)), look.font(Type::Small),
                     look.theme().text.primary, Qt::AlignRight);
        const QRect groove(190, y + 9, 64, 6);
        paintBox(painter, groove, 0, look.theme().surface.pressed);
        QRect filled = groove;
        filled.setWidth(std::max(2, static_cast<int>(64 * row.lengthNs / longest)));
        paintBox(painter, filled, 0, phase.fill, phase.edge);
        QString words = row.words;
        QRgb ink = look.theme().text.secondary;
        if (row.differenceNs) {
            words = QStringLiteral("%1%2")
                        .arg(*row.differenceNs >= 0 ? u'+' : QChar(0x2212))
                        .arg(durationText(msOf(std::abs(*row.differenceNs))));
            ink = *row.differenceNs > 0 ? look.theme().warn.text : look.theme().good.text;
        }
        paintText(painter, {264, y, width() - 276, rowHeight}, words, look.font(Type::Small), ink);
        y += rowHeight;
    }
}

SessionInspector::SessionInspector(const EventStore& store, QWidget* parent)
    : QWidget(parent)
    , m_store(store)
{
    setObjectName(QStringLiteral("sessionInspector"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);

    auto* top = new QVBoxLayout;
    top->setContentsMargins(12, 12, 12, 12);
    top->setSpacing(8);
    m_title = makeLabel({}, QStringLiteral("title"));
    m_title->setObjectName(QStringLiteral("sessionTitle"));
    auto* line = new QHBoxLayout;
    m_verdict = new Badge({});
    m_verdict->setObjectName(QStringLiteral("sessionVerdict"));
    m_versions = makeLabel({}, QStringLiteral("smallText secondary"));
    line->addWidget(m_verdict);
    line->addWidget(m_versions, 1);
    m_sentence = makeLabel({}, QStringLiteral("body"));
    m_sentence->setObjectName(QStringLiteral("sessionSentence"));
    m_sentence->setWordWrap(true);
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_again = new Button(QStringLiteral("retry"), tr("Notify again"), QStringLiteral("small"));
    m_again->setObjectName(QStringLiteral("notifyAgain"));
    top->addWidget(m_title);
    top->addLayout(line);
    top->addWidget(m_sentence);
    top->addWidget(m_again, 0, Qt::AlignLeft);
    column->addLayout(top);

    m_phasesHead = new SectionHeader(tr("Phases"));
    m_phasesHead->setInset(12);
    m_phasesHead->setLines(true, false);
    m_phases = new PhaseTable;
    column->addWidget(m_phasesHead);
    column->addWidget(m_phases);

    m_tabs = new QTabWidget;
    m_tabs->setObjectName(QStringLiteral("sessionTabs"));
    m_tabs->setDocumentMode(true);
    auto* eventPage = new QWidget;
    auto* eventColumn = new QVBoxLayout(eventPage);
    eventColumn->setContentsMargins(0, 4, 0, 0);
    m_event = new KeyValueList;
    m_event->setObjectName(QStringLiteral("eventFields"));
    m_message = makeLabel({}, QStringLiteral("body"));
    m_message->setWordWrap(true);
    m_message->setContentsMargins(12, 4, 12, 4);
    m_message->setTextInteractionFlags(Qt::TextSelectableByMouse);
    eventColumn->addWidget(m_message);
    eventColumn->addWidget(m_event);
    eventColumn->addStretch(1);
    m_raw = new HexView;
    m_raw->setObjectName(QStringLiteral("eventRaw"));
    m_findings = new KeyValueList;
    m_findings->setObjectName(QStringLiteral("sessionFindings"));
    m_bytes = new KeyValueList;
    m_tabs->addTab(eventPage, tr("Event"));
    m_tabs->addTab(m_raw, tr("Raw"));
    m_tabs->addTab(m_findings, tr("Findings"));
    m_tabs->addTab(m_bytes, tr("Bytes"));
    column->addWidget(m_tabs, 1);

    connect(m_again, &QPushButton::clicked, this, [this] {
        if (m_session)
            Q_EMIT notifyAgainRequested(*m_session);
    });
    setSession(std::nullopt, std::nullopt, 0);
    setEvent(std::nullopt);
}

void SessionInspector::setFacts(const QString& facts)
{
    if (m_session)
        return;
    m_title->setText(tr("All boards"));
    m_sentence->setText(facts);
}

void SessionInspector::setSession(const std::optional<SessionRow>& session, const std::optional<SessionRow>& compared,
                                  qint64 nowNs)
{
    m_session = session;
    const bool there = session.has_value();
    for (QWidget* widget : {static_cast<QWidget*>(m_verdict), static_cast<QWidget*>(m_versions),
                            static_cast<QWidget*>(m_phasesHead), static_cast<QWidget*>(m_phases)})
        widget->setVisible(there);
    m_again->setVisible(there && !session->release.isEmpty());
    if (!there)
        return;
    m_title->setText(session->board.text());
    m_verdict->set(label(session->result), markOf(classOf(session->result)));
    m_versions->setText(versionsOf(*session));
    m_sentence->setText(session->sentence);
    const qint64 end = session->closedNs ? *session->closedNs : isOpen(session->result) ? nowNs : session->lastNs;
    m_phasesHead->setFacts(compared ? tr("compared with attempt %1 of %2").arg(compared->attempt).arg(compared->target)
                                    : tr("%1 in all").arg(durationText(msOf(end - session->openedNs))));
    m_phases->setSessions(*session, compared, nowNs);
    m_bytes->setRows(
        {{.key = tr("Payload sent"), .value = sizeText(static_cast<qint64>(session->payloadBytes))},
         {.key = tr("Events"), .value = countText(static_cast<qint64>(session->events))},
         {.key = tr("Release"),
          .value = session->release.isEmpty() ? unknownText : session->release,
          .type = Type::Mono},
         {.key = tr("Asked by"), .value = session->requested.isEmpty() ? unknownText : session->requested}});
    showFindings();
}

void SessionInspector::showFindings()
{
    const auto findings = m_store.findings(m_session->id);
    QList<KeyValue> rows;
    if (findings) {
        for (const Finding& finding : *findings) {
            const Mark mark = finding.severity >= Severity::Error     ? Mark::Bad
                              : finding.severity >= Severity::Warning ? Mark::Warn
                                                                      : Mark::Info;
            rows.append({.key = finding.checker, .value = finding.message, .mark = mark});
        }
    }
    if (rows.isEmpty())
        rows.append({.key = tr("None"), .value = tr("No checker found anything to say.")});
    m_findings->setRows(rows);
    m_tabs->setTabText(2, findings && !findings->empty() ? tr("Findings %1").arg(findings->size()) : tr("Findings"));
}

void SessionInspector::setEvent(const std::optional<Event>& event)
{
    m_event->setVisible(event.has_value());
    m_message->setText(event ? event->message : tr("Choose an event to see what it says and where it comes from."));
    m_raw->setBytes(QByteArray());
    if (!event)
        return;
    QList<KeyValue> rows{{.key = tr("Host time"), .value = isoTime(event->hostNs), .type = Type::Mono}};
    if (event->deviceNs)
        rows.append({.key = tr("Board's time"), .value = isoTime(*event->deviceNs), .type = Type::Mono});
    if (event->phase)
        rows.append(
            {.key = tr("Phase"), .value = QStringLiteral("%1, %2").arg(label(*event->phase), keyOf(event->edge))});
    if (event->result)
        rows.append({.key = tr("Result"), .value = label(*event->result), .mark = markOf(classOf(*event->result))});
    if (!event->reason.isEmpty())
        rows.append({.key = tr("Reason"), .value = event->reason, .type = Type::Mono});
    rows.append(
        {.key = tr("Origin"), .value = QStringLiteral("%1, %2").arg(keyOf(event->origin), keyOf(event->confidence))});
    if (!event->code.isEmpty())
        rows.append({.key = tr("Code"), .value = event->code, .type = Type::Mono});
    if (!event->rawStatus.isEmpty())
        rows.append({.key = tr("Its own word"), .value = event->rawStatus, .type = Type::Mono});
    if (event->folded > 0)
        rows.append({.key = tr("Folded"), .value = tr("%1 progress reports before it").arg(event->folded)});
    if (!event->raw.isNull()) {
        rows.append({.key = tr("Source"),
                     .value = tr("stream %1 @ 0x%2, %3 bytes")
                                  .arg(event->raw.stream)
                                  .arg(event->raw.offset, 0, 16)
                                  .arg(event->raw.length),
                     .type = Type::Mono});
        RawRef ref = event->raw;
        ref.length = std::min<qint64>(ref.length, maximumRaw);
        if (const auto bytes = m_store.rawBytes(ref))
            m_raw->setBytes(*bytes);
    }
    rows.append({.key = tr("Number"), .value = QString::number(event->seq), .type = Type::Mono});
    m_event->setRows(rows);
}

} // namespace ota
