// SPDX-License-Identifier: Apache-2.0
// Reports of a device, one a line: any sequence is judged, and a checker that is written down and read again goes on as
// the one before.
#include "exosense/otaureport.h"
#include "exosense/statuschecker.h"

#include <cstdint>
#include <cstdlib>

using namespace ota;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArrayView bytes(data, static_cast<qsizetype>(size));
    StatusChecker whole;
    StatusChecker stored;
    qint64 at = 0;
    for (const QByteArray& line : bytes.toByteArray().split('\n')) {
        at += 1'000'000'000LL * (1 + line.size());
        const OtauReport report = parseOtauReport(line);
        StatusInput input{StatusInput::Kind::Status, at, report.version, report.status, report.message};
        if (!report.isUsable())
            input = {line.isEmpty() ? StatusInput::Kind::Clear : StatusInput::Kind::Request,
                     at,
                     QString::fromUtf8(line.left(8)),
                     {},
                     {}};
        whole.take(input);
        stored.take(input);
        stored = StatusChecker::fromJson(stored.toJson());
    }
    require(stored.sessions() == whole.sessions() && stored.running() == whole.running());
    for (const StatusSession& session : whole.sessions())
        require(!session.percent || (*session.percent >= 0 && *session.percent <= 100));
    stored.forgetOld(2);
    require(whole.sessions().empty() || !stored.sessions().empty());
    return 0;
}
