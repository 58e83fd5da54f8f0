// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "store/database.h"
#include "timeline/event.h"
#include "timeline/sqltext.h"
#include "timeline/stringtable.h"

#include <vector>

namespace ota {

/// An event as its row of the table `event`.
namespace eventrow {

inline constexpr const char* names =
    "seq, t_host, t_dev, session, board, kinds, stream, phase, edge, percent, done, total, "
    "result, severity, code, reason, step, version_target, version_running, raw_status, "
    "text_id, folded, raw_stream, raw_off, raw_len, details";

/// Asks for the numbers of the texts that the row refers to.
void wantTexts(const Event& event, StringTable& strings);

/// Adds the row with all columns; the texts must be in the table.
Result<> addRow(const Event& event, const StringTable& strings, sql::Rows& rows);

/// Reads rows that were selected with `names`; texts are loaded in one go.
class Reader
{
public:
    void add(const Query& row);
    Result<std::vector<Event>> take(StringTable& strings);

private:
    static constexpr int texts = 8;
    struct Pending
    {
        Event event;
        qint64 numbers[texts];
    };
    std::vector<Pending> m_rows;
};

} // namespace eventrow
} // namespace ota
