// SPDX-License-Identifier: Apache-2.0
#include "panels/boards/boardinspector.h"

#include "exosense/gatewaydefects.h"
#include "panels/boards/gatewaysection.h"
#include "panels/boards/gatewaywords.h"
#include "panels/boards/sessionlist.h"
#include "panels/widgets/badge.h"
#include "panels/widgets/button.h"
#include "panels/widgets/format.h"
#include "panels/widgets/keyvaluelist.h"
#include "panels/widgets/labels.h"
#include "panels/widgets/meaning.h"
#include "panels/widgets/panelheader.h"
#include "virtual/boarddefects.h"

#include <QHBoxLayout>
#include <QJsonArray>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace ota {

namespace {

const QString runSettings = QStringLiteral("run");
constexpr qsizetype shownResources = 12;

QStringList defectsOf(const Board& board)
{
    QStringList names;
    for (const QJsonValue& name : board.settings[runSettings].toObject()[QStringLiteral("defect")].toArray())
        names << name.toString();
    return names;
}

QString profileTitle(const QString& profile)
{
    if (profile == QStringLiteral("riot"))
        return BoardInspector::tr("RIOT: POST, URL and NUL");
    if (profile == QStringLiteral("testnode"))
        return BoardInspector::tr("otatestnode: POST, URL alone");
    if (profile == QStringLiteral("eraB"))
        return BoardInspector::tr("before 2019: PUT, URL alone");
    return BoardInspector::tr("found by /.well-known/core");
}

SectionHeader* sectionHead(const QString& title)
{
    auto* head = new SectionHeader(title);
    head->setInset(tokens::space::m);
    head->setLines(true, false);
    return head;
}

QWidget* inset(QWidget* content)
{
    auto* box = new QWidget;
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(tokens::space::m, 0, tokens::space::m, tokens::space::s);
    row->addWidget(content);
    return box;
}

} // namespace

BoardInspector::BoardInspector(QWidget* parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("boardInspector"));
    setLook(this, QStringLiteral("window"));
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus); // What is in it takes the focus, and is scrolled to.
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setLook(scroll, QStringLiteral("window"));
    auto* content = new QWidget;
    setLook(content, QStringLiteral("window"));
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHead());
    m_bench = new KeyValueList;
    m_bench->setObjectName(QStringLiteral("boardsFacts"));
    column->addWidget(inset(m_bench));
    m_sections = makeFacts();
    column->addWidget(m_sections);
    column->addStretch(1);
    scroll->setWidget(content);
    all->addWidget(scroll);
    showBench(0, 0, 0, 0, 0);
}

QWidget* BoardInspector::makeHead()
{
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(tokens::space::m, tokens::space::m, tokens::space::m, tokens::space::m);
    column->setSpacing(tokens::space::s);
    auto* top = new QHBoxLayout;
    top->setSpacing(tokens::space::s);
    m_name = new ElidedLabel({}, QStringLiteral("title"), Qt::ElideMiddle);
    m_name->setObjectName(QStringLiteral("boardName"));
    m_world = new Badge({}, Mark::None, BadgeKind::Outline);
    m_virtual = new Badge(tr("virtual"), Mark::None, BadgeKind::Outline);
    m_edit = new IconButton(QStringLiteral("edit"), tr("Change"));
    m_edit->setTip(tr("Change"), QKeySequence(Qt::Key_F2));
    m_edit->setObjectName(QStringLiteral("editBoard"));
    m_more = new IconButton(QStringLiteral("more"), tr("More"));
    m_more->setObjectName(QStringLiteral("moreBoard"));
    top->addWidget(m_name);
    top->addWidget(m_world);
    top->addWidget(m_virtual);
    top->addStretch(1);
    top->addWidget(m_edit);
    top->addWidget(m_more);
    column->addLayout(top);
    m_verdictLine = new QWidget;
    auto* verdict = new QHBoxLayout(m_verdictLine);
    verdict->setContentsMargins(0, 0, 0, 0);
    verdict->setSpacing(tokens::space::s);
    m_verdict = new Badge({});
    m_verdict->setObjectName(QStringLiteral("boardVerdict"));
    m_evidence = new ElidedLabel({}, QStringLiteral("smallText secondary"));
    m_evidence->setObjectName(QStringLiteral("boardEvidence"));
    verdict->addWidget(m_verdict);
    verdict->addWidget(m_evidence, 1);
    column->addWidget(m_verdictLine);
    m_sentence = new Paragraph({}, Type::Small, Ink::Primary);
    m_sentence->setObjectName(QStringLiteral("boardSentence"));
    column->addWidget(m_sentence);
    m_runNews = new MarkLine;
    m_runNews->setObjectName(QStringLiteral("boardRunNews"));
    column->addWidget(m_runNews);
    m_buttons = new QWidget;
    auto* buttons = new QHBoxLayout(m_buttons);
    buttons->setContentsMargins(0, 0, 0, 0);
    buttons->setSpacing(tokens::space::s);
    m_power = new Button(QStringLiteral("play"), tr("Start"));
    m_power->setObjectName(QStringLiteral("powerBoard"));
    m_notify = new Button(QStringLiteral("notify"), tr("Notify"));
    m_notify->setObjectName(QStringLiteral("notifyBoard"));
    m_apply = new Button(QStringLiteral("send"), tr("Apply…"));
    m_apply->setObjectName(QStringLiteral("applyPackage"));
    m_apply->setTip(tr("Ask it to install a package"));
    m_timeline = new Button(QStringLiteral("timelines"), tr("Open timeline"));
    m_timeline->setObjectName(QStringLiteral("openTimeline"));
    for (Button* button : {m_power, m_notify, m_apply, m_timeline})
        buttons->addWidget(button);
    buttons->addStretch(1);
    column->addWidget(m_buttons);
    connect(m_edit, &QAbstractButton::clicked, this, &BoardInspector::editRequested);
    connect(m_more, &QAbstractButton::clicked, this,
            [this] { Q_EMIT moreRequested(m_more->mapToGlobal(QPoint(0, m_more->height()))); });
    connect(m_notify, &QAbstractButton::clicked, this, &BoardInspector::notifyRequested);
    connect(m_apply, &QAbstractButton::clicked, this, &BoardInspector::applyRequested);
    connect(m_timeline, &QAbstractButton::clicked, this, &BoardInspector::timelineRequested);
    connect(m_power, &QAbstractButton::clicked, this, [this] {
        if (m_isOn)
            Q_EMIT stopRequested();
        else
            Q_EMIT startRequested();
    });
    return box;
}

QWidget* BoardInspector::makeFacts()
{
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    const auto section = [&](const QString& title, QWidget* content) {
        auto* whole = new QWidget;
        auto* rows = new QVBoxLayout(whole);
        rows->setContentsMargins(0, 0, 0, tokens::space::xs);
        rows->setSpacing(0);
        SectionHeader* head = sectionHead(title);
        rows->addWidget(head);
        rows->addWidget(content);
        column->addWidget(whole);
        return std::pair{whole, head};
    };
    const auto list = [](const char* name) {
        auto* facts = new KeyValueList;
        facts->setObjectName(QString::fromLatin1(name));
        return facts;
    };
    m_identity = list("boardIdentity");
    section(tr("Identity"), inset(m_identity));
    m_links = list("boardLinks");
    section(tr("Links"), inset(m_links));
    m_gateway = new GatewaySection;
    column->addWidget(m_gateway);
    m_defects = list("boardDefects");
    std::tie(m_defectSection, m_defectHead) = section(tr("Defects"), inset(m_defects));
    auto* change = new Button({}, tr("Change"), QStringLiteral("link"));
    change->setObjectName(QStringLiteral("changeDefects"));
    connect(change, &QAbstractButton::clicked, this, &BoardInspector::editRequested);
    m_defectHead->addAction(change);
    m_resources = makeLabel({}, QStringLiteral("monoSmall"));
    m_resources->setObjectName(QStringLiteral("boardResources"));
    m_resources->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_resources->setAccessibleName(tr("Discovered resources"));
    m_resources->setWordWrap(true);
    std::tie(m_resourceSection, m_resourceHead) = section(tr("Discovered resources"), inset(m_resources));
    m_ask = new Button({}, tr("Ask"), QStringLiteral("link"));
    m_ask->setObjectName(QStringLiteral("askResources"));
    m_ask->setTip(tr("Ask the board for /.well-known/core"));
    connect(m_ask, &QAbstractButton::clicked, this, &BoardInspector::askRequested);
    m_resourceHead->addAction(m_ask);
    m_console = new QPlainTextEdit;
    m_console->setObjectName(QStringLiteral("boardConsole"));
    m_console->setAccessibleName(tr("Console"));
    m_console->setReadOnly(true);
    m_console->setMaximumBlockCount(static_cast<int>(BoardRuns::keptLines));
    m_console->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_console->setFixedHeight(168);
    setLook(m_console, QStringLiteral("monoSmall"));
    m_consoleSection = section(tr("Console"), inset(m_console)).first;
    m_list = new SessionList;
    section(tr("Last sessions"), m_list);
    connect(m_list, &SessionList::opened, this, &BoardInspector::sessionOpened);
    return box;
}

void BoardInspector::showBench(int boards, int virtualBoards, int inSession, int needLook, int running)
{
    m_row.reset();
    m_sessions.clear();
    m_name->setText(tr("All boards"));
    for (QWidget* part : std::initializer_list<QWidget*>{m_world, m_virtual, m_edit, m_more, m_verdictLine, m_sentence,
                                                         m_runNews, m_buttons, m_sections})
        part->hide();
    m_bench->show();
    m_bench->setRows({{.key = tr("On the bench"), .value = countText(boards)},
                      {.key = tr("Virtual"), .value = countText(virtualBoards)},
                      {.key = tr("Running here"), .value = countText(running)},
                      {.key = tr("In session"), .value = countText(inSession)},
                      {.key = tr("Need a look"),
                       .value = countText(needLook),
                       .ink = needLook > 0 ? Ink::Warn : Ink::Primary,
                       .mark = needLook > 0 ? Mark::Warn : Mark::None}});
}

void BoardInspector::showBoard(const BoardRow& row, const BoardRuns::Run& run, qint64 nowNs)
{
    const bool another = !m_row || m_row->name() != row.name();
    m_row = row;
    m_nowNs = nowNs;
    if (another)
        m_sessions.clear();
    m_bench->hide();
    m_name->setText(row.name());
    m_world->set(worldTitle(row.board.world), Mark::None, BadgeKind::Outline);
    for (QWidget* part : std::initializer_list<QWidget*>{m_world, m_edit, m_more, m_buttons, m_sections})
        part->show();
    m_virtual->setVisible(row.isVirtual());
    m_power->setVisible(row.isVirtual());
    m_notify->setWhyNot(row.board.links.address.isEmpty() ? tr("Not yet: the board has no address") : QString());
    m_timeline->setWhyNot(row.hasSession() ? QString() : tr("Not yet: no session"));
    fillIdentity();
    showLinks();
    showGateway();
    showDefects(run);
    if (another)
        m_console->setPlainText(run.console.join(u'\n'));
    m_consoleSection->setVisible(row.isVirtual() && !run.console.isEmpty());
    showRun(run);
    showVerdict();
    if (another)
        m_list->setSessions({}, nowNs);
}

void BoardInspector::showLinks()
{
    QList<KeyValue> links;
    const BoardLinks& known = m_row->board.links;
    if (!known.address.isEmpty())
        links << KeyValue{.key = tr("CoAP"), .value = known.address, .type = Type::Mono, .elide = Qt::ElideMiddle};
    if (!known.serial.isEmpty())
        links << KeyValue{.key = tr("Serial"), .value = known.serial, .type = Type::Mono, .elide = Qt::ElideMiddle};
    if (!known.pskIdentity.isEmpty())
        links << KeyValue{.key = tr("PSK identity"), .value = known.pskIdentity, .type = Type::Mono};
    if (m_row->gateway) {
        const QString now = linkText(*m_row->gateway);
        links << KeyValue{.key = tr("Cloud"),
                          .value = now.isEmpty() ? tr("not connected now") : now,
                          .ink = now.isEmpty() ? Ink::Tertiary : Ink::Primary,
                          .mark = now.isEmpty() ? Mark::None : Mark::Good};
    }
    if (links.isEmpty())
        links << KeyValue{.key = tr("None"), .value = tr("No session can reach it"), .ink = Ink::Warn};
    m_links->setRows(links);
}

void BoardInspector::showGateway()
{
    const bool isGateway = m_row->gateway != nullptr;
    m_notify->setVisible(!isGateway);
    m_apply->setVisible(isGateway);
    m_virtual->set(m_row->isGateway() ? tr("SIMULATED") : tr("virtual"), Mark::None, BadgeKind::Outline);
    if (isGateway)
        m_gateway->show(*m_row->gateway, m_nowNs);
    else
        m_gateway->hide();
}

void BoardInspector::fillIdentity()
{
    const Board& board = m_row->board;
    const auto orUnknown = [](const QString& text) {
        return text.isEmpty() ? unknownText : text;
    };
    QList<KeyValue> facts{{.key = tr("Runs"), .value = orUnknown(m_row->runs())},
                          {.key = tr("Target"), .value = orUnknown(m_row->target())},
                          {.key = tr("Last contact"), .value = contactText(m_row->contactNs(), m_nowNs)}};
    if (m_row->gateway) {
        m_identity->setRows(facts);
        return;
    }
    if (m_row->isVirtual()) {
        const QJsonObject run = board.settings[runSettings].toObject();
        facts << KeyValue{.key = tr("Vendor"),
                          .value = run[QStringLiteral("vendor")].toString(QStringLiteral("riot-os.org"))};
        facts << KeyValue{.key = tr("Class"),
                          .value = run[QStringLiteral("class")].toString(QStringLiteral("native64"))};
        const bool ram = run[QStringLiteral("slots")].toString() == QStringLiteral("ram");
        facts << KeyValue{
            .key = tr("Slots"),
            .value =
                ram ? tr("RAM and files")
                    : tr("two of %1").arg(sizeText(qint64{1024} * run[QStringLiteral("slot-size")].toInteger(1024)))};
    }
    facts << KeyValue{.key = tr("Profile"), .value = profileTitle(board.links.profile)};
    m_identity->setRows(facts);
}

void BoardInspector::showDefects(const BoardRuns::Run& run)
{
    // Of a gateway it is known how it runs here; nothing of that is kept on the bench.
    const bool isGateway = m_row->gateway != nullptr;
    m_defectSection->setVisible(m_row->isVirtual() && (!isGateway || !run.values.isEmpty()));
    QStringList names = defectsOf(m_row->board);
    if (isGateway) {
        names.clear();
        for (const QJsonValue& name : run.values[QStringLiteral("defect")].toArray())
            names << name.toString();
    }
    m_defectHead->setFacts(names.isEmpty() ? tr("none") : tr("%1 on").arg(names.size()));
    QList<KeyValue> rows;
    const auto add = [&](const auto& infos) {
        for (const auto& info : infos) {
            if (names.removeOne(info.name))
                rows << KeyValue{.key = info.name, .value = info.description};
        }
    };
    if (isGateway)
        add(gatewayDefects());
    else
        add(boardDefects());
    for (const QString& name : names) // `stall@download`
        rows << KeyValue{.key = name, .value = tr("by command")};
    m_defects->setVisible(!rows.isEmpty());
    m_defects->setRows(rows);
}

void BoardInspector::showRun(const BoardRuns::Run& run)
{
    m_isOn = run.power != BoardRow::Power::Off;
    m_power->setText(m_isOn ? tr("Stop") : tr("Start"));
    m_power->setIcon(Look::of(this).icon(m_isOn ? QStringLiteral("stop") : QStringLiteral("play")));
    setLookWord(m_power, QStringLiteral("primary"), m_row->isVirtual() && !m_isOn);
    if (!run.error.isEmpty())
        m_runNews->set(Mark::Bad, run.error);
    else if (!run.news.isEmpty())
        m_runNews->set(Mark::Warn, run.news);
    else
        m_runNews->set(Mark::None, {});
}

void BoardInspector::showVerdict()
{
    const BoardState& state = m_row->state;
    const auto result = m_row->result();
    m_verdictLine->setVisible(result.has_value());
    if (result && m_row->gateway) {
        const SessionWords words = sessionWords(*m_row->gateway);
        m_verdict->set(verdictText(*m_row->gateway), words.mark == Mark::None ? Mark::Info : words.mark);
        const StatusSession& session = *m_row->gateway->session();
        m_evidence->setText(tr("version %1, attempt %2, %3")
                                .arg(session.version)
                                .arg(session.attempt)
                                .arg(clockText(session.lastNs, false)));
    } else if (result) {
        const Mark mark = markOf(*result);
        m_verdict->set(*result == SessionResult::Running ? sessionWords(state).text : label(*result),
                       mark == Mark::None ? Mark::Info : mark);
        QStringList evidence;
        if (!state.reason.isEmpty())
            evidence << state.reason;
        evidence << tr("attempt %1").arg(std::max(1, state.attempt)) << clockText(state.lastNs, false);
        m_evidence->setText(evidence.join(QStringLiteral(", ")));
    }
    const auto own = std::ranges::find(m_sessions, state.session, &SessionRow::id);
    const QString sentence = m_row->gateway            ? sessionSentence(*m_row->gateway)
                             : own == m_sessions.end() ? QString()
                                                       : own->sentence;
    m_sentence->setText(sentence);
    m_sentence->setVisible(!sentence.isEmpty());
}

void BoardInspector::setSessions(std::vector<SessionRow> sessions, qint64 nowNs)
{
    if (!m_row)
        return;
    m_sessions = sessions;
    m_list->setSessions(std::move(sessions), nowNs);
    showVerdict();
}

void BoardInspector::setResources(const BoardResources::Shown& shown, bool asking)
{
    m_resourceSection->setVisible(m_row && !m_row->board.links.address.isEmpty());
    m_ask->setBusy(asking, tr("Asking …"));
    m_resourceHead->setFacts(shown.timeNs == 0 ? QString() : clockText(shown.timeNs, false));
    const bool any = !shown.resources.isEmpty();
    setLookWord(m_resources, QStringLiteral("bad"), !shown.error.isEmpty());
    setLookWord(m_resources, QStringLiteral("tertiary"), shown.error.isEmpty() && !any);
    QStringList lines = shown.resources.mid(0, shownResources);
    if (shown.resources.size() > shownResources)
        lines << tr("and %n more", nullptr, static_cast<int>(shown.resources.size() - shownResources));
    m_resources->setToolTip(shown.resources.size() > shownResources ? shown.resources.join(u'\n') : QString());
    m_resources->setText(!shown.error.isEmpty() ? shown.error
                         : any                  ? lines.join(u'\n')
                         : shown.timeNs == 0    ? tr("not asked yet")
                                                : tr("none"));
}

void BoardInspector::setNow(qint64 nowNs)
{
    m_nowNs = nowNs;
    if (m_row)
        m_identity->setValue(tr("Last contact"), contactText(m_row->contactNs(), nowNs));
}

void BoardInspector::addConsoleLine(const QString& line)
{
    m_console->appendPlainText(line);
    m_consoleSection->show();
}

} // namespace ota
