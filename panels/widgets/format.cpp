// SPDX-License-Identifier: Apache-2.0
#include "panels/widgets/format.h"

#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>
#include <array>
#include <cmath>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(Format)
};

QString scaled(double value, double step, const std::array<const char*, 4>& units)
{
    std::size_t unit = 0;
    // What would be rounded up to the next unit's 1 is written in the next unit.
    while (unit + 1 < units.size() && value >= step - 0.5) {
        value /= step;
        ++unit;
    }
    const bool whole = unit == 0 || value >= 99.95;
    return QString::number(value, 'f',
                           whole && unit == 0           ? 0
                           : value >= 99.95             ? 1
                           : value < 9.995 && unit >= 2 ? 2
                                                        : 1) +
           QChar(0x00A0) + QLatin1String(units.at(unit));
}

} // namespace

QString sizeText(std::optional<qint64> bytes)
{
    return bytes ? scaled(static_cast<double>(*bytes), 1024.0, {"B", "KiB", "MiB", "GiB"}) : unknownText;
}

QString rateText(std::optional<double> bytesPerSecond)
{
    if (!bytesPerSecond)
        return unknownText;
    double value = *bytesPerSecond;
    std::size_t unit = 0;
    static constexpr std::array<const char*, 4> units{"B/s", "kB/s", "MB/s", "GB/s"};
    while (unit + 1 < units.size() && value >= 999.5) {
        value /= 1000;
        ++unit;
    }
    return QString::number(value, 'f', unit == 0 || value >= 99.95 ? 0 : 1) + QChar(0x00A0) +
           QLatin1String(units.at(unit));
}

QString countText(qint64 count)
{
    QString digits = QString::number(std::abs(count));
    for (qsizetype at = digits.size() - 3; at > 0; at -= 3)
        digits.insert(at, QChar(0x2009));
    return count < 0 ? QChar(0x2212) + digits : digits;
}

QString durationText(std::optional<std::chrono::milliseconds> time)
{
    if (!time)
        return unknownText;
    const qint64 ms = time->count();
    if (ms < 10'000)
        return Tr::tr("%1 s").arg(static_cast<double>(ms) / 1000.0, 0, 'f', 1);
    const qint64 seconds = (ms + 500) / 1000;
    if (seconds < 60)
        return Tr::tr("%1 s").arg(seconds);
    if (seconds < 3600)
        return Tr::tr("%1 min %2 s").arg(seconds / 60).arg(seconds % 60);
    return Tr::tr("%1 h %2 min").arg(seconds / 3600).arg(seconds % 3600 / 60, 2, 10, QLatin1Char('0'));
}

QString clockText(qint64 timeNs, bool withMilliseconds)
{
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(timeNs / 1'000'000);
    return time.toString(withMilliseconds ? QStringLiteral("HH:mm:ss.zzz") : QStringLiteral("HH:mm:ss"));
}

QString ageText(std::optional<std::chrono::milliseconds> age)
{
    if (!age)
        return unknownText;
    const qint64 seconds = age->count() / 1000;
    if (seconds < 60)
        return Tr::tr("%1 s").arg(seconds);
    if (seconds < 3600)
        return Tr::tr("%1 min").arg(seconds / 60);
    if (seconds < 86'400)
        return Tr::tr("%1 h").arg(seconds / 3600);
    return Tr::tr("%1 d").arg(seconds / 86'400);
}

QString worldTitle(const QString& world)
{
    static constexpr std::array<std::pair<const char*, const char*>, 5> titles{
        {{"suit", "SUIT"}, {"matter", "Matter"}, {"rootfs", "Rootfs"}, {"exosense", "ExoSense"}, {"afero", "Afero"}}};
    const auto found =
        std::ranges::find_if(titles, [&](const auto& title) { return world == QLatin1String(title.first); });
    return found == titles.end() ? world : QString::fromLatin1(found->second);
}

} // namespace ota
