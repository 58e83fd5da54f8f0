// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <chrono>
#include <optional>

namespace ota {

/// How the window writes numbers: one decimal below 100, binary sizes, decimal rates, '–' for what is not known.
inline const QString unknownText = QStringLiteral("–");

QString sizeText(std::optional<qint64> bytes);                       ///< `59.2 KiB`
QString rateText(std::optional<double> bytesPerSecond);              ///< `48.2 MB/s`
QString countText(qint64 count);                                     ///< `1 148 902`, with thin spaces
QString durationText(std::optional<std::chrono::milliseconds> time); ///< `0.4 s`, `41 s`, `2 min 21 s`, `3 h 05 min`
QString clockText(qint64 timeNs, bool withMilliseconds = true);      ///< `21:08:37.021`, local time
/// How old something is, in a table: `4 min`, `3 d`.
QString ageText(std::optional<std::chrono::milliseconds> age);
/// The world of a release or board as people write it: `suit` → `SUIT`.
QString worldTitle(const QString& world);

} // namespace ota
