// SPDX-License-Identifier: Apache-2.0
#include "virtual/virtualoperations.h"

#include "operations/operationregistry.h"
#include "operations/texttable.h"
#include "riot/riotconsole.h"
#include "store/bench.h"
#include "store/boardstore.h"
#include "virtual/boardsettings.h"
#include "virtual/virtualboards.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QHash>
#include <QHostAddress>
#include <QJsonArray>

#include <algorithm>
#include <iterator>

namespace ota {

namespace {

using Access = OperationContext::Access;

constexpr qint64 maximumBoards = 200;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(VirtualOperations)
};

// board.defects

Result<Outcome> runDefects(const Arguments& /*arguments*/, OperationContext& /*context*/)
{
    QJsonArray array;
    std::vector<QStringList> rows;
    for (const BoardDefectInfo& info : boardDefects()) {
        array.append(QJsonObject{{QStringLiteral("name"), info.name},
                                 {QStringLiteral("world"), QStringLiteral("suit")},
                                 {QStringLiteral("cases"), QJsonArray::fromStringList(info.cases)},
                                 {QStringLiteral("description"), info.description}});
        rows.push_back({info.name, info.cases.join(u' '), info.description});
    }
    return Outcome{{{QStringLiteral("defects"), array}},
                   textTable({Tr::tr("DEFECT"), Tr::tr("CASE"), Tr::tr("WHAT THE BOARD DOES")}, rows)};
}

// board.run

Result<std::pair<QString, quint16>> endpointOf(const QString& text)
{
    const qsizetype colon = text.lastIndexOf(u':');
    QString host = colon < 0 ? QString() : text.left(colon);
    if (host.startsWith(u'[') && host.endsWith(u']'))
        host = host.mid(1, host.size() - 2);
    bool number = false;
    const uint port = text.mid(colon + 1).toUInt(&number);
    if (!number || port > 0xffff || (!host.isEmpty() && QHostAddress(host).isNull()))
        return failure(Error::Code::Usage, Tr::tr("'%1' is no IP address with a port").arg(text));
    return std::pair{host, static_cast<quint16>(port)};
}

QStringList namesOf(const Arguments& arguments)
{
    QStringList names = arguments.list(QStringLiteral("name"));
    const qint64 count = arguments.integer(QStringLiteral("count"));
    for (qint64 i = 1; i <= count; ++i)
        names << QStringLiteral("virtual%1").arg(i);
    if (names.isEmpty())
        names << QStringLiteral("virtual1");
    names.removeDuplicates();
    return names;
}

/// What each board is built with: what was given, else what the bench keeps of it.
Result<QHash<QString, BoardProfile>> profilesOf(const QStringList& names, const Arguments& arguments, Bench& bench,
                                                OperationContext& context)
{
    QHash<QString, BoardProfile> profiles;
    for (const QString& name : names) {
        const auto known = bench.boards().find(BoardId(name));
        const QJsonObject kept =
            known && known->kind == BoardKind::Virtual ? known->settings[boardRunSettings].toObject() : QJsonObject();
        auto profile = boardProfileFrom(withKeptBoardSettings(arguments, kept), context);
        if (!profile)
            return failure(profile.error());
        profiles.insert(name, std::move(*profile));
    }
    return profiles;
}

QString eventName(BoardEvent::Kind kind)
{
    switch (kind) {
    case BoardEvent::Kind::Booted:
        return QStringLiteral("booted");
    case BoardEvent::Kind::Triggered:
        return QStringLiteral("triggered");
    case BoardEvent::Kind::Ended:
        return QStringLiteral("ended");
    case BoardEvent::Kind::PowerLost:
        return QStringLiteral("power-lost");
    case BoardEvent::Kind::Dead:
        break;
    }
    return QStringLiteral("dead");
}

QString eventText(const BoardEvent& event)
{
    switch (event.kind) {
    case BoardEvent::Kind::Booted:
        return event.slot < 0 ? Tr::tr("runs")
                              : Tr::tr("runs version %1 from slot %2").arg(event.version).arg(event.slot);
    case BoardEvent::Kind::Triggered:
        return Tr::tr("told to fetch %1").arg(event.text);
    case BoardEvent::Kind::Ended: {
        const QString said = event.run.success ? Tr::tr("reports success") : Tr::tr("reports failure");
        const QString res = event.run.res ? QStringLiteral(", res=%1").arg(*event.run.res) : QString();
        return said + res + (event.run.installed ? Tr::tr("; installed") : Tr::tr("; nothing installed"));
    }
    case BoardEvent::Kind::PowerLost:
        return Tr::tr("lost its power");
    case BoardEvent::Kind::Dead:
        break;
    }
    return Tr::tr("does not start any more: %1").arg(event.text);
}

QJsonObject eventJson(const QString& board, const BoardEvent& event)
{
    QJsonObject json{{QStringLiteral("event"), eventName(event.kind)}, {QStringLiteral("board"), board}};
    if (event.kind == BoardEvent::Kind::Booted) {
        json.insert(QStringLiteral("version"), qint64{event.version});
        json.insert(QStringLiteral("slot"), event.slot);
    }
    if (event.kind == BoardEvent::Kind::Ended) {
        json.insert(QStringLiteral("success"), event.run.success);
        json.insert(QStringLiteral("installed"), event.run.installed);
        json.insert(QStringLiteral("sequence"), qint64{event.run.sequence});
        if (event.run.res)
            json.insert(QStringLiteral("res"), *event.run.res);
    }
    if (!event.text.isEmpty())
        json.insert(QStringLiteral("text"), event.text);
    return json;
}

/// Prints what happens to the boards, and their consoles line by line where that is wanted.
class RunPrinter
{
public:
    RunPrinter(JobContext& job, qsizetype nameWidth)
        : m_job(job)
        , m_nameWidth(nameWidth)
    {
    }

    void event(const QString& board, const BoardEvent& event)
    {
        m_job.record(eventJson(board, event), line(board, eventText(event)));
    }

    void console(const QString& board, const QByteArray& bytes)
    {
        QByteArray& waiting = m_waiting[board];
        waiting += bytes;
        qsizetype end = 0;
        while ((end = waiting.indexOf('\n')) >= 0) {
            const QString text = riotLineText(waiting.left(end));
            waiting.remove(0, end + 1);
            if (!text.trimmed().isEmpty())
                m_job.record({{QStringLiteral("event"), QStringLiteral("console")},
                              {QStringLiteral("board"), board},
                              {QStringLiteral("line"), text}},
                             line(board, QStringLiteral("| ") + text));
        }
    }

    void ready(const VirtualRiotBoard& board)
    {
        const BoardStatus status = board.status();
        QJsonObject json{{QStringLiteral("event"), QStringLiteral("ready")},
                         {QStringLiteral("board"), board.profile().name},
                         {QStringLiteral("coap"), board.coapUri()},
                         {QStringLiteral("console"), board.consolePath()},
                         {QStringLiteral("directory"), board.profile().directory},
                         {QStringLiteral("version"), qint64{status.version}},
                         {QStringLiteral("simulated"), true}};
        if (!board.coapsUri().isEmpty())
            json.insert(QStringLiteral("coaps"), board.coapsUri());
        if (status.slot >= 0)
            json.insert(QStringLiteral("slot"), status.slot);
        const QString name = board.profile().name.leftJustified(m_nameWidth);
        m_job.record(json, Tr::tr("%1  ready at %2, console %3").arg(name, board.coapUri(), board.consolePath()));
    }

private:
    QString line(const QString& board, const QString& text) const
    {
        return QDateTime::currentDateTime().toString(QStringLiteral("HH:mm:ss.zzz")) + QStringLiteral("  ") +
               board.leftJustified(m_nameWidth) + QStringLiteral("  ") + text;
    }

    JobContext& m_job;
    qsizetype m_nameWidth;
    QHash<QString, QByteArray> m_waiting;
};

Result<Outcome> runBoards(const Arguments& arguments, OperationContext& context)
{
    const bool record = arguments.flag(QStringLiteral("record"));
    const auto bench = context.bench(record ? Access::Hold : Access::Read);
    if (!bench)
        return failure(bench.error());
    VirtualBoards::Options options;
    options.directory = (*bench)->path(QStringLiteral("boards"));
    options.names = namesOf(arguments);
    auto profiles = profilesOf(options.names, arguments, **bench, context);
    if (!profiles)
        return failure(profiles.error());
    options.adjust = [&profiles](BoardProfile& profile) {
        BoardProfile own = profiles->value(profile.name);
        own.name = profile.name;
        own.directory = profile.directory;
        own.coapAddress = profile.coapAddress;
        own.coapPort = profile.coapPort;
        profile = std::move(own);
    };
    if (arguments.has(QStringLiteral("coap"))) {
        const auto endpoint = endpointOf(arguments.text(QStringLiteral("coap")));
        if (!endpoint)
            return failure(endpoint.error());
        options.address = endpoint->first;
        options.port = endpoint->second;
        if (options.names.size() > 1 && !options.address.isEmpty() && options.port != 0)
            return failure(Error::Code::Usage, Tr::tr("several boards can not share one address and port"), {},
                           Tr::tr("give port 0, or no address: then each gets its own"));
    }
    qsizetype width = 0;
    for (const QString& name : std::as_const(options.names))
        width = std::max(width, name.size());
    RunPrinter printer(context.job(), width);
    if (record) {
        const auto timeline = context.timeline();
        if (!timeline)
            return failure(timeline.error());
        options.timeline = *timeline;
        options.boards = &(*bench)->boards();
    }
    options.onEvent = [&](const QString& board, const BoardEvent& event) {
        printer.event(board, event);
    };
    if (arguments.flag(QStringLiteral("console")))
        options.onConsole = [&](const QString& board, const QByteArray& bytes) {
            printer.console(board, bytes);
        };

    const qsizetype count = options.names.size();
    const auto boards = VirtualBoards::start(std::move(options));
    if (!boards)
        return failure(boards.error());
    for (const auto& board : (*boards)->all())
        printer.ready(*board);
    context.job().waitCancelled();
    return Outcome{{{QStringLiteral("stopped"), count}}, Tr::tr("Stopped")};
}

std::vector<Parameter> runParameters()
{
    std::vector<Parameter> parameters{
        {.name = QStringLiteral("name"),
         .help = Tr::tr("The boards' names. Without any: virtual1."),
         .valueName = QStringLiteral("NAME"),
         .positional = true,
         .repeated = true},
        {.name = QStringLiteral("count"),
         .type = ParameterType::Integer,
         .help = Tr::tr("That many more, named virtual1, virtual2 …"),
         .valueName = QStringLiteral("N"),
         .minimum = 1,
         .maximum = maximumBoards},
        {.name = QStringLiteral("coap"),
         .type = ParameterType::Address,
         .help = Tr::tr("Where they listen. Without it each has a loopback address of its own, made from its name, "
                        "because a device is known by its address."),
         .valueName = QStringLiteral("ADDR:PORT")},
        {.name = QStringLiteral("console"),
         .type = ParameterType::Flag,
         .help = Tr::tr("Also prints what the boards print on their consoles.")},
        {.name = QStringLiteral("record"),
         .type = ParameterType::Flag,
         .help = Tr::tr("Records their consoles in the timeline. Holds the bench: not beside otaw serve.")},
    };
    std::ranges::move(boardSettingParameters(true), std::back_inserter(parameters));
    return parameters;
}

// board.virtual

Result<Outcome> runVirtual(const Arguments& arguments, OperationContext& context)
{
    const auto bench = context.bench(Access::Hold);
    if (!bench)
        return failure(bench.error());
    // Tells now what would keep it from starting.
    if (const auto profile = boardProfileFrom(arguments, context); !profile)
        return failure(profile.error());
    const BoardId id(arguments.text(QStringLiteral("name")));
    BoardStore& boards = (*bench)->boards();
    auto known = boards.find(id);
    if (!known && known.error().code != Error::Code::NotFound)
        return failure(known.error());
    if (known && known->kind != BoardKind::Virtual)
        return failure(Error::Code::Rejected, Tr::tr("\"%1\" is a physical board").arg(id.text()), {},
                       Tr::tr("Give the virtual one another name."));
    Board board;
    if (known) {
        board = std::move(*known);
    } else {
        board.id = id;
        board.kind = BoardKind::Virtual;
        board.links.address = QStringLiteral("coap://") + VirtualBoards::addressOf(id.text());
        board.links.profile = QStringLiteral("riot");
    }
    board.settings.insert(boardRunSettings, givenBoardSettings(arguments));
    if (known) {
        if (auto written = boards.update(board); !written)
            return failure(written.error());
    } else if (auto added = boards.add(board); added) {
        board = std::move(*added);
    } else {
        return failure(added.error());
    }
    const QStringList defects = arguments.list(QStringLiteral("defect"));
    return Outcome{
        board.toJson(),
        defects.isEmpty()
            ? Tr::tr("The virtual board %1 has no defect").arg(id.text())
            : Tr::tr("The virtual board %1 has the defects %2").arg(id.text(), defects.join(QStringLiteral(", ")))};
}

std::vector<Parameter> virtualParameters()
{
    std::vector<Parameter> parameters{{.name = QStringLiteral("name"),
                                       .help = Tr::tr("The board's name on this bench."),
                                       .valueName = QStringLiteral("NAME"),
                                       .required = true,
                                       .positional = true}};
    std::ranges::move(boardSettingParameters(false), std::back_inserter(parameters));
    return parameters;
}

} // namespace

void registerVirtualOperations(OperationRegistry& registry)
{
    registry.add({.name = QStringLiteral("board.run"),
                  .summary = Tr::tr("Run virtual RIOT boards until they are interrupted."),
                  .details = Tr::tr("Real SUIT clients without hardware. Each has CoAP resources, flash slots that "
                                    "survive a restart and a console at a pseudo terminal, which any terminal program "
                                    "opens. Runs beside otaw serve on the same bench."),
                  .parameters = runParameters(),
                  .returns = Tr::tr("One record a board when it is ready (`coap`, `console`), then events."),
                  .run = runBoards});
    registry.add({.name = QStringLiteral("board.virtual"),
                  .summary = Tr::tr("Put a virtual board on the bench, or change how it is built."),
                  .details = Tr::tr("otaw board run takes what is kept here, unless it is told otherwise. What is not "
                                    "named is as usual again; a board that runs changes with its next start."),
                  .parameters = virtualParameters(),
                  .returns = Tr::tr("The board."),
                  .run = runVirtual});
    registry.add({.name = QStringLiteral("board.defects"),
                  .summary = Tr::tr("List what virtual boards can be told to do wrong."),
                  .parameters = {{.name = QStringLiteral("world"),
                                  .type = ParameterType::Choice,
                                  .help = Tr::tr("Of which world's boards."),
                                  .defaultValue = QStringLiteral("suit"),
                                  .choices = {QStringLiteral("suit")}}},
                  .returns = Tr::tr("`defects`: name, world, cases, description."),
                  .run = runDefects});
}

} // namespace ota
