// SPDX-License-Identifier: Apache-2.0
// A console's bytes through parser, mapping, fold and checkers. The pieces they come in must make no difference.
#include "riot/riotconsole.h"
#include "riot/riotmapper.h"
#include "timeline/checkers.h"
#include "timeline/sessionfold.h"

#include <cstdlib>

using namespace ota;

namespace {

std::vector<RiotEvent> eventsOf(QByteArrayView bytes, qsizetype piece)
{
    RiotConsoleParser parser;
    std::vector<RiotEvent> events;
    const auto add = [&](const std::vector<RiotLine>& lines) {
        for (const RiotLine& line : lines) {
            if (line.begin < 0 || line.end < line.begin || line.end > bytes.size())
                std::abort();
            if (line.event)
                events.push_back(*line.event);
        }
    };
    for (qsizetype at = 0; at < bytes.size(); at += piece)
        add(parser.take(bytes.sliced(at, std::min(piece, bytes.size() - at))));
    add(parser.finish());
    return events;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArrayView bytes(data, static_cast<qsizetype>(size));
    const std::vector<RiotEvent> whole = eventsOf(bytes, std::max<qsizetype>(1, bytes.size()));
    if (whole != eventsOf(bytes, 3))
        std::abort();
    RiotMapper mapper;
    std::vector<Event> events;
    for (const RiotEvent& each : whole) {
        auto event = mapper.take(each);
        if (!event)
            std::abort(); // Each event of the parser has a place on the timeline.
        event->seq = events.size() + 1;
        event->hostNs = static_cast<qint64>(event->seq);
        event->session = SessionId{1};
        const auto back = eventFromJson(toJson(*event));
        if (!back || *back != *event)
            std::abort();
        events.push_back(std::move(*event));
    }
    (void)checkSession(events);
    return 0;
}
