// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "exosense/exosensefinding.h"

#include <QByteArray>
#include <QByteArrayList>
#include <QByteArrayView>

#include <optional>
#include <vector>

/// The form bodies, queries and times of the device API (exosense.md 4 and 5). Pure functions over bytes of strangers;
/// values stay bytes, as they need not be UTF-8.
namespace ota {

/// One alias and the value that was written to it.
struct AliasWrite
{
    QByteArray alias;
    QByteArray value;

    bool operator==(const AliasWrite&) const = default;
};

struct AliasBody
{
    std::vector<AliasWrite> writes; ///< In order; an alias may stand twice.
    ExosenseFindings findings;      ///< In order of the writes; `path` is the alias.
};

/// Everything but `A–Z a–z 0–9 - _ . ~` becomes `%XX`; a space is `%20`, never `+`.
QByteArray percentEncoded(QByteArrayView text);

/// `%41` and `+` undone. A bad escape stays as it is: a value is never lost for it.
QByteArray formDecoded(QByteArrayView text);

/// A body of writes. JSON that a client did not encode is taken up to the next `&<known alias>=`.
AliasBody parseAliasBody(QByteArrayView body, const QByteArrayList& knownAliases);

/// What is odd about a value for this alias: not UTF-8; not JSON where JSON must be.
ExosenseFindings aliasValueFindings(const AliasWrite& write);

/// Whether the resource of that name must hold JSON.
bool holdsJson(QByteArrayView alias);

/// `a&b` of a query, decoded; what follows an equals sign does not count.
QByteArrayList parseAliasQuery(QByteArrayView query);

/// `a=v&b=w`
QByteArray aliasReply(const std::vector<AliasWrite>& values);

/// One value with the time its device gave it.
struct RecordPoint
{
    QByteArray alias;
    QByteArray value;
    qint64 timeNs = 0; ///< Since 1970 UTC.

    bool operator==(const RecordPoint&) const = default;
};

struct RecordBody
{
    int status = 204;    ///< 400: a value before any alias, or a time that is no number; 409: see `conflict`.
    QByteArray conflict; ///< Body of a 409: `<alias>=<ts>[,<ts>…][&<alias>=…]`.
    std::vector<RecordPoint> points; ///< All, or none unless the status is 204.
    ExosenseFindings findings;
};

/// `alias=<a>&<ts>=<v>&<ts>=<v>&alias=<b>&…`. With `alias` given the body names none: `<ts>=<v>&…`.
RecordBody parseRecordBody(QByteArrayView body, QByteArrayView alias = {});

/// Unix seconds, decimals allowed, to nanoseconds. Nothing: no number, negative, or past the year 2262.
std::optional<qint64> parseUnixSeconds(QByteArrayView text);

/// The unit that a batch's time stamps have by their size.
enum class TimeUnit
{
    Seconds,
    Milliseconds,
    Microseconds,
    Nanoseconds
};

struct TimedUnit
{
    TimeUnit unit = TimeUnit::Seconds;
    qint64 timeNs = 0;
};

/// Below 10^11 s, below 10^14 ms, below 10^17 µs, else ns. Nothing: negative or out of range.
std::optional<TimedUnit> timeOfBatch(qint64 number);

/// `[{"timestamp":<int>,"values":{"<alias>":"<text>"}}]`. Error: BadInput.
Result<std::vector<RecordPoint>> parseBatch(QByteArrayView payload);

} // namespace ota
