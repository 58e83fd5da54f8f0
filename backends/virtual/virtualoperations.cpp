// SPDX-License-Identifier: Apache-2.0
#include "virtual/virtualoperations.h"

#include "coap/coapserver.h"
#include "crypto/keyarguments.h"
#include "operations/operationregistry.h"
#include "operations/texttable.h"
#include "riot/riotconsole.h"
#include "store/bench.h"
#include "suit/identifiers.h"
#include "virtual/virtualboards.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QHash>
#include <QHostAddress>
#include <QJsonArray>

#include <algorithm>

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

/// Those that were named, else all public keys of the bench that the board can use.
Result<std::vector<PublicKey>> keysOf(const Arguments& arguments, bool exact, OperationContext& context)
{
    std::vector<PublicKey> keys;
    const QStringList named = arguments.list(QStringLiteral("key"));
    for (const QString& name : named) {
        auto key = publicKeyArgument(name, context);
        if (!key)
            return failure(key.error());
        keys.push_back(std::move(*key));
    }
    if (!named.isEmpty())
        return keys;
    const auto store = benchKeys(context, Access::Read);
    if (!store)
        return failure(store.error());
    for (const KeyInfo& info : store->list()) {
        const bool usable = info.fault.isEmpty() && (exact || info.algorithm == KeyAlgorithm::Ed25519);
        if (auto key = usable ? store->publicKey(info.name) : Result<PublicKey>(failure(Error{})); key)
            keys.push_back(std::move(*key));
    }
    if (keys.empty())
        context.job().record({{QStringLiteral("warning"), QStringLiteral("no-key")}},
                             Tr::tr("The boards hold no key, because the bench has none: they will refuse every "
                                    "manifest. otaw key new NAME --alg ed25519 makes one."));
    return keys;
}

Result<BoardProfile> profileOf(const Arguments& arguments, OperationContext& context)
{
    BoardProfile profile;
    profile.exact = arguments.flag(QStringLiteral("exact"));
    auto keys = keysOf(arguments, profile.exact, context);
    if (!keys)
        return failure(keys.error());
    profile.keys = std::move(*keys);
    profile.boardName = arguments.text(QStringLiteral("class"));
    profile.vendorDomain = arguments.text(QStringLiteral("vendor"));
    if (const auto uuid = uuidFromText(profile.boardName))
        profile.classId = *uuid;
    profile.kind = arguments.text(QStringLiteral("slots")) == QStringLiteral("ram") ? BoardProfile::Slots::Ram
                                                                                    : BoardProfile::Slots::Riotboot;
    profile.slotBytes = arguments.integer(QStringLiteral("slot-size")) * 1024;
    profile.ramBytes = profile.slotBytes;
    profile.blockSize = arguments.text(QStringLiteral("block-size")).toLongLong();
    profile.progressEachBlock = profile.blockSize == 64;
    if (arguments.has(QStringLiteral("power-loss")))
        profile.powerLossPercent = static_cast<int>(arguments.integer(QStringLiteral("power-loss")));
    profile.timeScale = static_cast<double>(arguments.integer(QStringLiteral("waits"))) / 100;
    profile.lossPercent = static_cast<int>(arguments.integer(QStringLiteral("loss")));
    auto defects = DefectSet::fromNames(arguments.list(QStringLiteral("defect")));
    if (!defects)
        return failure(defects.error());
    profile.defects = *defects;
    if (arguments.has(QStringLiteral("psk"))) {
        auto psk = CoapPsk::read(arguments.text(QStringLiteral("psk")));
        if (!psk)
            return failure(psk.error());
        profile.psk = {psk->identity.toUtf8(), psk->key};
        profile.coaps = true;
    }
    return profile;
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
    auto profile = profileOf(arguments, context);
    if (!profile)
        return failure(profile.error());

    VirtualBoards::Options options;
    options.directory = (*bench)->path(QStringLiteral("boards"));
    options.profile = std::move(*profile);
    options.names = namesOf(arguments);
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
    QStringList defects;
    for (const BoardDefectInfo& info : boardDefects())
        defects << info.name;
    return {
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
        {.name = QStringLiteral("defect"),
         .type = ParameterType::Choice,
         .help = Tr::tr("What the boards do wrong; otaw board defects explains them."),
         .repeated = true,
         .choices = defects},
        {.name = QStringLiteral("coap"),
         .type = ParameterType::Address,
         .help = Tr::tr("Where they listen. Without it each has a loopback address of its own, made from its name, "
                        "because a device is known by its address."),
         .valueName = QStringLiteral("ADDR:PORT")},
        {.name = QStringLiteral("console"),
         .type = ParameterType::Flag,
         .help = Tr::tr("Also prints what the boards print on their consoles.")},
        {.name = QStringLiteral("key"),
         .help = Tr::tr("A key that is compiled in: of the bench, or a PEM file. Without it: all Ed25519 keys of the "
                        "bench (all keys with --exact)."),
         .valueName = QStringLiteral("NAME|PEM"),
         .repeated = true},
        {.name = QStringLiteral("psk"),
         .help = Tr::tr("The boards' identity and key for coaps."),
         .valueName = QStringLiteral("ID:HEXKEY")},
        {.name = QStringLiteral("vendor"),
         .help = Tr::tr("The vendor's domain."),
         .valueName = QStringLiteral("DOMAIN"),
         .defaultValue = QStringLiteral("riot-os.org")},
        {.name = QStringLiteral("class"),
         .help = Tr::tr("The board's name, or its class as a UUID."),
         .valueName = QStringLiteral("NAME"),
         .defaultValue = QStringLiteral("native64")},
        {.name = QStringLiteral("slots"),
         .type = ParameterType::Choice,
         .help = Tr::tr("Two flash slots with a boot loader, or RAM regions and files as on native64."),
         .defaultValue = QStringLiteral("riotboot"),
         .choices = {QStringLiteral("riotboot"), QStringLiteral("ram")}},
        {.name = QStringLiteral("slot-size"),
         .type = ParameterType::Integer,
         .help = Tr::tr("Room for one image, in KiB."),
         .valueName = QStringLiteral("KIB"),
         .defaultValue = 1024,
         .minimum = 8,
         .maximum = 1024 * 1024},
        {.name = QStringLiteral("block-size"),
         .type = ParameterType::Choice,
         .help = Tr::tr("Bytes the boards ask for at once; 1024 is RIOT's LARGE_BLOCKS."),
         .defaultValue = QStringLiteral("64"),
         .choices = {QStringLiteral("16"), QStringLiteral("32"), QStringLiteral("64"), QStringLiteral("128"),
                     QStringLiteral("256"), QStringLiteral("512"), QStringLiteral("1024")}},
        {.name = QStringLiteral("exact"),
         .type = ParameterType::Flag,
         .help = Tr::tr("Checks everything a device should check, and goes back from an image that does not start. "
                        "Without it: as lenient as RIOT.")},
        {.name = QStringLiteral("power-loss"),
         .type = ParameterType::Integer,
         .help = Tr::tr("The power goes once, when that much of a payload is there."),
         .valueName = QStringLiteral("PERCENT"),
         .maximum = 100},
        {.name = QStringLiteral("waits"),
         .type = ParameterType::Integer,
         .help = Tr::tr("How long they wait for answers and before a restart, in percent of what RIOT does."),
         .valueName = QStringLiteral("PERCENT"),
         .defaultValue = 100,
         .minimum = 1,
         .maximum = 1000},
        {.name = QStringLiteral("loss"),
         .type = ParameterType::Integer,
         .help = Tr::tr("That many of a hundred datagrams of its downloads are lost, in either direction."),
         .valueName = QStringLiteral("PERCENT"),
         .defaultValue = 0,
         .maximum = 90},
        {.name = QStringLiteral("record"),
         .type = ParameterType::Flag,
         .help = Tr::tr("Records their consoles in the timeline. Holds the bench: not beside otaw serve.")},
    };
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
