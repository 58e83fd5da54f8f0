// SPDX-License-Identifier: Apache-2.0
#include "operations/operationregistry.h"
#include "operations/texttable.h"
#include "store/bench.h"
#include "store/benchcheck.h"
#include "store/releasestore.h"
#include "store/storeoperations_p.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QStorageInfo>

namespace ota {

namespace {

using Access = OperationContext::Access;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(BenchOperations)
};

const QString graceName = QStringLiteral("grace");
constexpr qint64 minutesPerDay = 24 * 60;

QString holderText(Bench& bench, const std::optional<BenchHolder>& holder)
{
    if (!holder)
        return Tr::tr("nobody");
    return bench.isHeld() ? Tr::tr("this process") : holder->toString();
}

QJsonObject toJson(const BenchHolder& holder)
{
    return {{QStringLiteral("program"), holder.program},
            {QStringLiteral("pid"), holder.pid},
            {QStringLiteral("host"), holder.host},
            {QStringLiteral("since"), holder.since},
            {QStringLiteral("services"), holder.services}};
}

struct BlobSum
{
    qint64 blobs = 0;
    qint64 sizeBytes = 0;
};

Result<BlobSum> sumOf(const BlobStore& store)
{
    BlobSum sum;
    auto counted = store.forEach([&](const BlobId&, qint64 sizeBytes) {
        ++sum.blobs;
        sum.sizeBytes += sizeBytes;
        return Result<>();
    });
    if (!counted)
        return failure(counted.error());
    return sum;
}

Result<Outcome> runShow(const Arguments&, OperationContext& context)
{
    auto opened = context.bench(Access::Read);
    if (!opened)
        return failure(opened.error());
    Bench& bench = **opened;
    const auto holder = bench.holder();
    const auto sum = sumOf(bench.blobs());
    const auto databaseBytes = bench.database().sizeBytes();
    const auto versions = bench.database().schemaVersions();
    const auto releases = bench.releases().list();
    for (const Error* error : {holder ? nullptr : &holder.error(), sum ? nullptr : &sum.error(),
                               databaseBytes ? nullptr : &databaseBytes.error(), versions ? nullptr : &versions.error(),
                               releases ? nullptr : &releases.error()}) {
        if (error)
            return failure(*error);
    }
    QJsonObject schema;
    QStringList schemaTexts;
    for (auto it = versions->begin(); it != versions->end(); ++it) {
        schema.insert(it.key(), it.value());
        schemaTexts << QStringLiteral("%1 %2").arg(it.key()).arg(it.value());
    }
    const qint64 freeBytes = QStorageInfo(bench.directory()).bytesAvailable();
    QJsonObject data{{QStringLiteral("directory"), bench.directory()},
                     {QStringLiteral("database"), bench.database().location()},
                     {QStringLiteral("databaseBytes"), *databaseBytes},
                     {QStringLiteral("schema"), schema},
                     {QStringLiteral("releases"), static_cast<qint64>(releases->size())},
                     {QStringLiteral("blobs"), sum->blobs},
                     {QStringLiteral("blobBytes"), sum->sizeBytes},
                     {QStringLiteral("freeBytes"), freeBytes}};
    if (*holder)
        data.insert(QStringLiteral("holder"), toJson(**holder));
    std::vector<QStringList> facts{
        {Tr::tr("Bench"), bench.directory()},
        {Tr::tr("Held by"), holderText(bench, *holder)},
        {Tr::tr("Database"), QStringLiteral("%1, %2").arg(bench.database().location(), humanSize(*databaseBytes))},
        {Tr::tr("Tables"), schemaTexts.join(QStringLiteral(", "))},
        {Tr::tr("Releases"), QString::number(releases->size())},
        {Tr::tr("Blobs"), QStringLiteral("%1, %2").arg(sum->blobs).arg(humanSize(sum->sizeBytes))},
        {Tr::tr("Free"), humanSize(freeBytes)}};
    const QJsonObject services = *holder ? (*holder)->services : QJsonObject();
    for (auto it = services.begin(); it != services.end(); ++it)
        facts.push_back({Tr::tr("Serves %1").arg(it.key()), it.value().toString()});
    return Outcome{data, textTable({}, facts)};
}

Result<Outcome> runCheck(const Arguments&, OperationContext& context)
{
    auto bench = context.bench(Access::Read);
    if (!bench)
        return failure(bench.error());
    const auto check = checkBench(**bench, context.job());
    if (!check)
        return failure(check.error());
    QString text = check->problems.isEmpty() ? Tr::tr("The bench is sound: %1 releases, %2 blobs, %3, every byte read.")
                                             : Tr::tr("The bench has problems: %1 releases, %2 blobs, %3.");
    text = text.arg(check->releases).arg(check->blobs).arg(humanSize(check->sizeBytes));
    for (const QString& problem : check->problems)
        text += QStringLiteral("\n  ") + problem;
    if (check->orphans > 0)
        text += QLatin1Char('\n') + Tr::tr("%1 in %2 blobs belong to nothing any more; otaw bench clean removes them.")
                                        .arg(humanSize(check->orphanBytes))
                                        .arg(check->orphans);
    return Outcome{{{QStringLiteral("releases"), check->releases},
                    {QStringLiteral("blobs"), check->blobs},
                    {QStringLiteral("bytes"), check->sizeBytes},
                    {QStringLiteral("orphans"), check->orphans},
                    {QStringLiteral("orphanBytes"), check->orphanBytes},
                    {QStringLiteral("problems"), QJsonArray::fromStringList(check->problems)}},
                   text,
                   check->problems.isEmpty()};
}

Result<Outcome> runClean(const Arguments& arguments, OperationContext& context)
{
    auto bench = context.bench(Access::Hold);
    if (!bench)
        return failure(bench.error());
    const auto garbage = cleanBench(**bench, std::chrono::minutes(arguments.integer(graceName)), context.job());
    if (!garbage)
        return failure(garbage.error());
    return Outcome{{{QStringLiteral("blobs"), garbage->blobs}, {QStringLiteral("bytes"), garbage->sizeBytes}},
                   Tr::tr("Removed %1 blobs, %2").arg(garbage->blobs).arg(humanSize(garbage->sizeBytes))};
}

} // namespace

void registerBenchOperations(OperationRegistry& registry)
{
    registry.add({.name = QStringLiteral("bench.show"),
                  .summary = Tr::tr("Show where the bench is, who holds it, and how large it is."),
                  .returns = Tr::tr("Directory, holder with its services, sizes, versions of the tables."),
                  .run = runShow});
    registry.add({.name = QStringLiteral("bench.check"),
                  .summary = Tr::tr("Read every byte of the bench and compare it with what it should be."),
                  .returns = Tr::tr("Counts, and `problems`, which is empty for a sound bench."),
                  .run = runCheck});
    registry.add({.name = QStringLiteral("bench.clean"),
                  .summary = Tr::tr("Remove the bytes that no release, draft or history needs."),
                  .parameters = {{.name = graceName,
                                  .type = ParameterType::Integer,
                                  .help = Tr::tr("Keep what is younger, in minutes."),
                                  .valueName = QStringLiteral("MINUTES"),
                                  .defaultValue = 60,
                                  .maximum = 3650 * minutesPerDay}},
                  .returns = Tr::tr("How many blobs and bytes were removed."),
                  .destructive = true,
                  .run = runClean});
}

} // namespace ota
