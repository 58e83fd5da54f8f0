// SPDX-License-Identifier: Apache-2.0
// Forms, records, batches, tags, config_otau and otau_in of strangers. What was read can be written and read again.
#include "exosense/deviceform.h"
#include "exosense/jsontext.h"
#include "exosense/otaupackage.h"
#include "exosense/statuschecker.h"

#include <cstdlib>

using namespace ota;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

void forms(QByteArrayView bytes)
{
    const AliasBody body = parseAliasBody(bytes, {"config_otau", "otau_in", "data_in"});
    const AliasBody again = parseAliasBody(aliasReply(body.writes), {});
    require(again.writes == body.writes);
    (void)parseAliasQuery(bytes);
    const RecordBody record = parseRecordBody(bytes);
    require((record.status == 204) == !record.points.empty());
    (void)parseRecordBody(bytes, "otau_in");
    (void)parseBatch(bytes);
    require(formDecoded(percentEncoded(bytes)) == bytes);
}

void values(QByteArrayView bytes)
{
    if (const auto json = JsonText::parse(bytes)) {
        const auto again = JsonText::parse(json->compact());
        require(again && sameJson(*json, *again));
        require(again->duplicate() == json->duplicate());
    } else {
        require(!JsonText::accepts(bytes));
    }
    const ConfigCheck config = checkConfig(bytes);
    require(!config.isValid() || config.isCleared || config.value.has_value());
    if (const auto repaired = repairedConfig(bytes))
        (void)checkConfig(*repaired);
    const PackageCheck package = checkPackage(QStringLiteral("package_x"), bytes.toByteArray());
    if (package.isApplicable)
        require(checkPackage(QStringLiteral("package_x"), encodeOtauInfo(*package.decoded)).isApplicable);
}

/// Lines of reports, one after the other, as a device would send them.
void reports(QByteArrayView bytes)
{
    StatusChecker checker;
    qint64 at = 0;
    for (const QByteArray& line : bytes.toByteArray().split('\n')) {
        const OtauReport report = parseOtauReport(line);
        at += 1'000'000'000LL * (1 + line.size());
        if (report.isUsable())
            checker.take({StatusInput::Kind::Status, at, report.version, report.status, report.message});
    }
    for (const StatusSession& session : checker.sessions())
        require(!session.percent || (*session.percent >= 0 && *session.percent <= 100));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArrayView bytes(data, static_cast<qsizetype>(size));
    forms(bytes);
    values(bytes);
    reports(bytes);
    return 0;
}
