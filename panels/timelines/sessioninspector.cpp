// SPDX-License-Identifier: Apache-2.0
#include "panels/timelines/sessioninspector.h"

#include "panels/timelines/findinglist.h"
#include "panels/timelines/lanepainter.h"
#include "panels/timelines/phasetable.h"
#include "panels/timelines/versionstrip.h"
#include "panels/widgets/badge.h"
#include "panels/widgets/button.h"
#include "panels/widgets/commandbox.h"
#include "panels/widgets/format.h"
#include "panels/widgets/hexview.h"
#include "panels/widgets/labels.h"
#include "panels/widgets/meaning.h"
#include "panels/widgets/panelheader.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QScrollArea>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace ota {

namespace {

constexpr qint64 maximumRaw = 4096; ///< Bytes shown of an event's raw form.
constexpr qint64 aroundRaw = 512;   ///< Bytes looked at before and behind it, for its neighbour lines.

enum Tab
{
    EventTab,
    RawTab,
    FindingsTab,
    BytesTab
};

QString versionsOf(const SessionRow& session)
{
    QStringList parts{versionsText(session)};
    parts << SessionInspector::tr("attempt %1").arg(session.attempt);
    if (session.adopted)
        parts << SessionInspector::tr("not started here");
    if (!session.closedNs && isOpen(session.result))
        parts << SessionInspector::tr("open");
    return parts.join(QStringLiteral(" · "));
}

/// Text that a person can read: UTF-8 without control characters.
QString readable(const QByteArray& bytes)
{
    const QByteArray line = bytes.trimmed();
    const QString text = QString::fromUtf8(line);
    const bool isText = !line.isEmpty() && std::ranges::all_of(text, [](QChar c) {
        return c != QChar::ReplacementCharacter && (c.isPrint() || c == u'\t');
    });
    return isText ? text : QString();
}

QScrollArea* scrolled(QWidget* content)
{
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus); // What is in it takes the focus, and is scrolled to.
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setLook(scroll, QStringLiteral("window"));
    setLook(content, QStringLiteral("window"));
    scroll->setWidget(content);
    return scroll;
}

QWidget* inset(QWidget* content)
{
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(tokens::space::m, tokens::space::xs, tokens::space::m, tokens::space::s);
    column->addWidget(content);
    return box;
}

} // namespace

RawExcerpt readRaw(const EventStore& store, const RawRef& ref)
{
    RawExcerpt raw;
    raw.length = ref.length;
    if (ref.isNull())
        return raw;
    RawRef own = ref;
    own.length = std::min(ref.length, maximumRaw);
    const auto bytes = store.rawBytes(own);
    if (!bytes) {
        raw.why = bytes.error().toString();
        return raw;
    }
    raw.bytes = *bytes;
    raw.line = readable(raw.bytes);
    if (raw.line.isEmpty())
        return raw;
    const qint64 from = std::max<qint64>(0, ref.offset - aroundRaw);
    if (const auto before = store.rawBytes({ref.stream, from, ref.offset - from}); before && ref.offset > from)
        raw.before = readable(before->trimmed().split('\n').last());
    if (const auto after = store.rawBytesUpTo({ref.stream, ref.offset + ref.length, aroundRaw}))
        raw.after = readable(after->trimmed().split('\n').first());
    return raw;
}

SessionInspector::SessionInspector(QWidget* parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("sessionInspector"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeTop());

    m_phasesHead = new SectionHeader(tr("Phases"));
    m_phasesHead->setInset(tokens::space::m);
    m_phasesHead->setLines(true, false);
    m_phases = new PhaseTable;
    column->addWidget(m_phasesHead);
    column->addWidget(m_phases);
    m_facts = new KeyValueList;
    m_facts->setObjectName(QStringLiteral("timelineFacts"));
    column->addWidget(inset(m_facts));

    m_tabs = new QTabWidget;
    m_tabs->setObjectName(QStringLiteral("sessionTabs"));
    m_tabs->setAccessibleName(tr("Details"));
    m_tabs->setDocumentMode(true);
    m_tabs->tabBar()->setExpanding(false);
    m_tabs->addTab(makeEventPage(), tr("Event"));
    auto* rawPage = new QWidget;
    auto* rawColumn = new QVBoxLayout(rawPage);
    rawColumn->setContentsMargins(0, 0, 0, 0);
    rawColumn->setSpacing(0);
    m_rawWords = makeLabel({}, QStringLiteral("smallText tertiary"));
    m_rawWords->setObjectName(QStringLiteral("rawWords"));
    m_rawWords->setContentsMargins(tokens::space::m, tokens::space::s, tokens::space::m, tokens::space::s);
    m_rawWords->setWordWrap(true);
    m_raw = new HexView;
    m_raw->setObjectName(QStringLiteral("eventRaw"));
    m_raw->setAccessibleName(tr("Raw bytes"));
    rawColumn->addWidget(m_rawWords);
    rawColumn->addWidget(m_raw, 1);
    m_tabs->addTab(rawPage, tr("Raw"));
    m_findings = new FindingList;
    m_findings->setObjectName(QStringLiteral("sessionFindings"));
    m_tabs->addTab(scrolled(m_findings), tr("Findings"));
    m_bytes = new KeyValueList;
    m_bytes->setObjectName(QStringLiteral("sessionBytes"));
    m_tabs->addTab(scrolled(inset(m_bytes)), tr("Bytes"));
    column->addWidget(m_tabs, 1);

    connect(m_findings, &FindingList::chosen, this, &SessionInspector::findingChosen);
    connect(m_uses, &FindingList::chosen, this, &SessionInspector::findingChosen);
    setSession(std::nullopt, std::nullopt, 0);
    setEvent(std::nullopt);
}

QWidget* SessionInspector::makeTop()
{
    auto* top = new QWidget;
    auto* column = new QVBoxLayout(top);
    column->setContentsMargins(tokens::space::m, tokens::space::m, tokens::space::m, tokens::space::m);
    column->setSpacing(tokens::space::s);
    auto* who = new QHBoxLayout;
    who->setSpacing(tokens::space::s);
    m_title = new ElidedLabel({}, QStringLiteral("title"), Qt::ElideMiddle);
    m_title->setObjectName(QStringLiteral("sessionTitle"));
    m_world = new Badge({}, Mark::None, BadgeKind::Outline);
    m_virtual = new Badge(tr("virtual"), Mark::None, BadgeKind::Outline);
    m_more = new IconButton(QStringLiteral("more"), tr("More"));
    m_more->setObjectName(QStringLiteral("sessionMore"));
    m_more->setPopupMode(QToolButton::InstantPopup);
    who->addWidget(m_title);
    who->addWidget(m_world);
    who->addWidget(m_virtual);
    who->addStretch(1);
    who->addWidget(m_more);
    column->addLayout(who);
    auto* line = new QHBoxLayout;
    line->setSpacing(tokens::space::s);
    m_verdict = new Badge({});
    m_verdict->setObjectName(QStringLiteral("sessionVerdict"));
    m_versions = new ElidedLabel({}, QStringLiteral("smallText secondary"));
    m_versions->setObjectName(QStringLiteral("sessionVersions"));
    line->addWidget(m_verdict);
    line->addWidget(m_versions, 1);
    column->addLayout(line);
    m_sentence = makeLabel({}, QStringLiteral("smallText"));
    m_sentence->setObjectName(QStringLiteral("sessionSentence"));
    m_sentence->setWordWrap(true);
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
    column->addWidget(m_sentence);
    m_strip = new VersionStrip;
    column->addWidget(m_strip);
    m_buttons = new QWidget;
    auto* buttons = new QHBoxLayout(m_buttons);
    buttons->setContentsMargins(0, 0, 0, 0);
    buttons->setSpacing(tokens::space::s);
    m_again = new Button(QStringLiteral("retry"), tr("Notify again"), QStringLiteral("small"));
    m_again->setObjectName(QStringLiteral("notifyAgain"));
    auto* report = new Button(QStringLiteral("export"), tr("HTML report"), QStringLiteral("small"));
    report->setObjectName(QStringLiteral("sessionReport"));
    m_sequence = new Button(QStringLiteral("filter"), tr("Sequence"), QStringLiteral("small"));
    m_sequence->setObjectName(QStringLiteral("sessionSequence"));
    m_sequence->setTip(tr("Expected and reported statuses side by side"), QKeySequence(Qt::Key_S));
    buttons->addWidget(m_sequence);
    buttons->addWidget(m_again);
    buttons->addWidget(report);
    buttons->addStretch(1);
    column->addWidget(m_buttons);
    connect(m_again, &QAbstractButton::clicked, this, &SessionInspector::notifyAgainRequested);
    connect(m_sequence, &QAbstractButton::clicked, this, &SessionInspector::sequenceRequested);
    connect(report, &QAbstractButton::clicked, this, &SessionInspector::exportRequested);
    return top;
}

QWidget* SessionInspector::makeEventPage()
{
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_message = makeLabel({}, QStringLiteral("smallText"));
    m_message->setObjectName(QStringLiteral("eventMessage"));
    m_message->setWordWrap(true);
    m_message->setContentsMargins(tokens::space::m, tokens::space::s, tokens::space::m, tokens::space::xs);
    m_message->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_event = new KeyValueList;
    m_event->setObjectName(QStringLiteral("eventFields"));
    m_lines = new CommandBox;
    m_lines->setObjectName(QStringLiteral("eventLines"));
    m_lines->setAccessibleName(tr("Console around the event"));
    m_usesHead = new SectionHeader(tr("Findings that use this event"));
    m_usesHead->setInset(tokens::space::m);
    m_usesHead->setLines(true, false);
    m_uses = new FindingList;
    m_uses->setObjectName(QStringLiteral("eventFindings"));
    column->addWidget(m_message);
    column->addWidget(inset(m_event));
    column->addWidget(inset(m_lines));
    column->addWidget(m_usesHead);
    column->addWidget(m_uses);
    column->addStretch(1);
    return scrolled(page);
}

void SessionInspector::setMenu(QMenu* menu)
{
    m_more->setMenu(menu);
}

void SessionInspector::setFacts(const QString& title, const QString& sentence, const QList<KeyValue>& facts)
{
    m_facts->setRows(facts);
    if (m_session)
        return;
    m_title->setText(title);
    m_sentence->setText(sentence);
}

void SessionInspector::setSession(const std::optional<SessionRow>& session, const std::optional<SessionRow>& compared,
                                  qint64 nowNs)
{
    if (!session || !m_session || session->id != m_session->id)
        setFindings({});
    m_session = session;
    const bool there = session.has_value();
    for (QWidget* widget :
         {static_cast<QWidget*>(m_verdict), static_cast<QWidget*>(m_versions), static_cast<QWidget*>(m_phasesHead),
          static_cast<QWidget*>(m_phases), m_buttons, static_cast<QWidget*>(m_world), static_cast<QWidget*>(m_more),
          static_cast<QWidget*>(m_strip)})
        widget->setVisible(there);
    m_facts->parentWidget()->setVisible(!there);
    m_virtual->setVisible(there && session->simulated);
    if (!there)
        return;
    m_again->setVisible(!session->release.isEmpty());
    m_sequence->setVisible(session->world == World::Exosense);
    m_strip->setSession(*session);
    m_title->setText(session->board.text());
    m_world->set(worldName(session->world), Mark::None, BadgeKind::Outline);
    m_verdict->set(label(session->result), markOf(session->result));
    m_versions->setText(versionsOf(*session));
    m_sentence->setText(session->sentence);
    const qint64 end = session->closedNs ? *session->closedNs : isOpen(session->result) ? nowNs : session->lastNs;
    if (compared) {
        m_phasesHead->setFacts(tr("against #%1 of %2").arg(compared->id.value).arg(compared->board.text()));
        m_phases->setSessions(*session, *compared, nowNs);
    } else {
        m_phasesHead->setFacts(
            tr("%1 in all").arg(durationText(std::chrono::milliseconds((end - session->openedNs) / 1'000'000))));
        m_phases->setSession(*session, nowNs);
    }
    // Not every world tells what was sent: nothing seen is not nothing sent.
    m_bytes->setRows(
        {{.key = tr("Payload sent"),
          .value = session->payloadBytes > 0 ? sizeText(static_cast<qint64>(session->payloadBytes)) : unknownText},
         {.key = tr("Events"), .value = countText(static_cast<qint64>(session->events))},
         {.key = tr("Release"),
          .value = session->release.isEmpty() ? unknownText : session->release,
          .type = Type::Mono,
          .elide = Qt::ElideMiddle},
         {.key = tr("Asked by"), .value = session->requested.isEmpty() ? unknownText : session->requested},
         {.key = tr("Opened"), .value = isoTime(session->openedNs), .type = Type::Mono},
         {.key = tr("Closed"),
          .value = session->closedNs ? isoTime(*session->closedNs) : unknownText,
          .type = Type::Mono},
         {.key = tr("Session"), .value = QString::number(session->id.value), .type = Type::Mono}});
}

void SessionInspector::setFindings(std::vector<Finding> findings)
{
    m_found = std::move(findings);
    m_findings->setFindings(m_found, tr("No checker found anything to say."));
    m_tabs->setTabText(FindingsTab, m_found.empty() ? tr("Findings") : tr("Findings %1").arg(m_found.size()));
    showUses();
}

void SessionInspector::showUses()
{
    std::vector<Finding> uses;
    for (const Finding& finding : m_found) {
        if (m_chosen && std::ranges::find(finding.evidence, m_chosen->seq) != finding.evidence.end())
            uses.push_back(finding);
    }
    m_usesHead->setVisible(!uses.empty());
    m_uses->setVisible(!uses.empty());
    m_uses->setFindings(uses, {});
}

void SessionInspector::setEvent(const std::optional<Event>& event)
{
    m_chosen = event;
    m_event->parentWidget()->setVisible(event.has_value());
    m_message->setText(event ? event->message : tr("Choose an event to see what it says and where it comes from."));
    setRaw({});
    showUses();
    if (!event)
        return;
    QList<KeyValue> rows{{.key = tr("Host time"), .value = isoTime(event->hostNs), .type = Type::Mono}};
    const auto add = [&rows](const QString& key, const QString& value, Type type = Type::Small) {
        if (!value.isEmpty())
            rows.append({.key = key, .value = value, .type = type});
    };
    if (event->deviceNs)
        add(tr("Board's time"), QStringLiteral("%1 (%2)").arg(isoTime(*event->deviceNs), keyOf(event->deviceClock)),
            Type::Mono);
    if (event->phase)
        add(tr("Phase"), QStringLiteral("%1, %2").arg(keyOf(*event->phase), keyOf(event->edge)));
    if (event->result)
        rows.append({.key = tr("Result"), .value = label(*event->result), .mark = markOf(*event->result)});
    add(tr("Reason"), event->reason, Type::Mono);
    add(tr("Origin"), tr("%1, %2").arg(keyOf(event->origin), keyOf(event->confidence)));
    add(tr("Runs"), event->runningVersion, Type::Mono);
    add(tr("Code"), event->code, Type::Mono);
    add(tr("Its own word"), event->rawStatus, Type::Mono);
    if (event->folded > 0)
        add(tr("Folded"), tr("%n progress reports before it", nullptr, static_cast<int>(event->folded)));
    if (!event->raw.isNull())
        add(tr("Source"),
            tr("stream %1 @ 0x%2, %3 bytes")
                .arg(event->raw.stream)
                .arg(event->raw.offset, 0, 16)
                .arg(event->raw.length),
            Type::Mono);
    add(tr("Number"), QString::number(event->seq), Type::Mono);
    m_event->setRows(rows);
}

void SessionInspector::setBoardClock(const QString& text)
{
    if (!text.isEmpty())
        m_event->setValue(tr("Board's clock"), text);
}

void SessionInspector::setRequest(const QString& text)
{
    if (!text.isEmpty())
        m_bytes->setValue(tr("Request"), text);
}

void SessionInspector::setSessionClock(const QString& text)
{
    if (!text.isEmpty())
        m_bytes->setValue(tr("Board's clock"), text);
}

void SessionInspector::setPace(const QString& text)
{
    if (!text.isEmpty())
        m_bytes->setValue(tr("Rate"), text);
}

void SessionInspector::setRaw(const RawExcerpt& raw)
{
    m_raw->setBytes(raw.bytes);
    m_raw->setVisible(!raw.bytes.isEmpty());
    m_rawWords->setText(!raw.why.isEmpty()       ? raw.why
                        : !raw.bytes.isEmpty()   ? tr("%1 as they came").arg(sizeText(raw.length))
                        : !m_chosen              ? tr("Choose an event to see its bytes.")
                        : m_chosen->raw.isNull() ? tr("This event was made here; no bytes belong to it.")
                                                 : QString());
    QStringList lines;
    for (const QString& line : {raw.before, raw.line, raw.after}) {
        if (!line.isEmpty())
            lines << line;
    }
    m_lines->setText(lines.join(u'\n'));
    m_lines->parentWidget()->setVisible(!raw.line.isEmpty());
}

} // namespace ota
