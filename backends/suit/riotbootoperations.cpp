// SPDX-License-Identifier: Apache-2.0
#include "base/files.h"
#include "base/sharedbytes.h"
#include "operations/texttable.h"
#include "suit/componentspec.h"
#include "suit/riotboot.h"
#include "suit/suitoperations_p.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QTimeZone>

#include <limits>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(RiotbootOperations)
};

const QString imageName = QStringLiteral("image");
const QString versionName = QStringLiteral("version");
const QString startName = QStringLiteral("start");
const QString lengthName = QStringLiteral("header-length");

constexpr qint64 maximumImageSize = 64 << 20; // No microcontroller has more flash.
constexpr quint64 maximumWord = std::numeric_limits<quint32>::max();

QString hex32(std::uint32_t number)
{
    return QStringLiteral("0x%1").arg(number, 8, 16, QLatin1Char('0'));
}

Result<Outcome> runMake(const Arguments& arguments, OperationContext& context)
{
    const auto start = parseNumber(arguments.text(startName), Tr::tr("the start address"), maximumWord);
    const auto length = parseNumber(arguments.text(lengthName), Tr::tr("the header's length"), riotbootMaximumLength);
    if (!start || !length)
        return failure(start ? length.error() : start.error());
    const auto image = readFile(arguments.text(imageName), maximumImageSize);
    if (!image)
        return failure(image.error());
    QStringList warnings;
    quint64 version = static_cast<quint64>(arguments.integer(versionName));
    if (!arguments.has(versionName)) {
        const auto now = sequenceOfNow(context);
        if (!now)
            return failure(now.error());
        version = now->number;
        if (!now->warning.isEmpty())
            warnings << now->warning;
    }
    if (version > maximumWord)
        return failure(Error::Code::Usage, Tr::tr("the version %1 does not fit 32 bits").arg(version));
    if (checkRiotboot(bytesOf(*image)).verdict == RiotbootVerdict::Ok)
        warnings << Tr::tr("The image begins with a riotboot header already; now it has two.");
    if (*start < *length)
        warnings
            << Tr::tr("The start address %1 is below the header's length: it is that of the image, behind the header.")
                   .arg(hex32(static_cast<std::uint32_t>(*start)));
    const RiotbootHeader header{static_cast<std::uint32_t>(version), static_cast<std::uint32_t>(*start)};
    const auto head = writeRiotbootHeader(header, static_cast<std::uint32_t>(*length));
    if (!head)
        return failure(head.error());
    const QByteArray content = *head + *image;
    const QString output = arguments.text(outputName);
    if (auto written = writeFileDurably(output, content); !written)
        return failure(written.error());
    QJsonObject data{{versionName, static_cast<qint64>(version)}, {startName, static_cast<qint64>(*start)}};
    data.insert(QStringLiteral("file"), output);
    data.insert(QStringLiteral("bytes"), content.size());
    data.insert(QStringLiteral("warnings"), warningsJson(warnings));
    return Outcome{data, Tr::tr("Wrote %1: version %2, starts at %3, %4 bytes.")
                                 .arg(output)
                                 .arg(version)
                                 .arg(hex32(header.startAddress))
                                 .arg(content.size()) +
                             warningsText(warnings)};
}

QString versionText(std::uint32_t version)
{
    constexpr std::uint32_t firstPlausibleTime = 1'000'000'000;
    if (version < firstPlausibleTime)
        return QString::number(version);
    return QStringLiteral("%1 (%2)").arg(QString::number(version),
                                         QDateTime::fromSecsSinceEpoch(version, Qt::UTC).toString(Qt::ISODate));
}

Result<Outcome> runShow(const Arguments& arguments, OperationContext&)
{
    const QString path = arguments.text(imageName);
    const auto mapped = SharedBytes::map(path);
    if (!mapped)
        return failure(mapped.error());
    const RiotbootCheck check = checkRiotboot((*mapped)->bytes());
    const QString verdict = riotbootVerdictCode(check.verdict);
    Outcome outcome;
    outcome.good = check.verdict == RiotbootVerdict::Ok;
    outcome.data = {{QStringLiteral("file"), path}, {QStringLiteral("verdict"), verdict}};
    if (check.verdict == RiotbootVerdict::Truncated) {
        outcome.text = Tr::tr("%1: truncated – %2 bytes, a header has 16").arg(path).arg((*mapped)->size());
        return outcome;
    }
    if (check.verdict == RiotbootVerdict::Magic) {
        outcome.text = Tr::tr("%1: magic – it does not begin with RIOT").arg(path);
        return outcome;
    }
    outcome.data.insert(versionName, static_cast<qint64>(check.header.version));
    outcome.data.insert(startName, static_cast<qint64>(check.header.startAddress));
    outcome.data.insert(QStringLiteral("checksum"), static_cast<qint64>(check.checksum));
    outcome.text =
        Tr::tr("%1: %2").arg(path, verdict) + QLatin1Char('\n') +
        textTable({}, {{Tr::tr("Version"), versionText(check.header.version)},
                       {Tr::tr("Image starts at"), hex32(check.header.startAddress)},
                       {Tr::tr("Checksum"),
                        outcome.good ? hex32(check.checksum)
                                     : Tr::tr("%1, should be %2").arg(hex32(check.checksum), hex32(check.computed))}});
    return outcome;
}

Parameter imageParameter()
{
    return {.name = imageName,
            .type = ParameterType::File,
            .help = Tr::tr("The image file."),
            .valueName = QStringLiteral("FILE"),
            .required = true,
            .positional = true};
}

} // namespace

void registerRiotbootOperations(OperationRegistry& registry)
{
    registry.add({.name = QStringLiteral("riotboot.make"),
                  .summary = Tr::tr("Puts RIOT's boot header in front of an image."),
                  .details = Tr::tr("The start address is that of the image behind the header: start of the flash + "
                                    "offset of the slot + length "
                                    "of the header. The boot loader takes the valid slot with the highest version."),
                  .parameters =
                      {imageParameter(),
                       {.name = versionName,
                        .type = ParameterType::Integer,
                        .help = Tr::tr(
                            "The version, equal to the manifest's sequence number; without it the seconds since 1970."),
                        .valueName = QStringLiteral("N"),
                        .maximum = static_cast<qint64>(maximumWord)},
                       {.name = startName,
                        .help = Tr::tr("Where the image starts, decimal or 0x…."),
                        .valueName = QStringLiteral("ADDRESS"),
                        .required = true},
                       {.name = lengthName,
                        .help = Tr::tr("Bytes of the header: 0x100 by default and on Cortex-M0, 0x400 on M3, M4 and "
                                       "M7, 0x800 on M23 and M33."),
                        .valueName = QStringLiteral("N"),
                        .defaultValue = QStringLiteral("0x100")},
                       outputParameter(Tr::tr("The file to write."))},
                  .returns = Tr::tr("version, start, file, bytes, warnings"),
                  .run = runMake});
    registry.add({.name = QStringLiteral("riotboot.show"),
                  .summary = Tr::tr("Reads and checks the boot header of an image."),
                  .parameters = {imageParameter()},
                  .returns = Tr::tr("file, verdict (ok, truncated, magic, checksum), version, start, checksum"),
                  .run = runShow});
}

} // namespace ota
