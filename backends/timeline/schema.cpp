// SPDX-License-Identifier: Apache-2.0
#include "timeline/eventstore.h"

namespace ota {

// Unknown is NULL, which costs nothing in a row. Texts that repeat (board, code, reason, step, versions, message) are
// numbers of the table `string`. `kinds` holds what nobody filters by alone: world:8 origin:4 confidence:4 unit:4 (15:
// none) clock:4.
MigrationSet EventStore::schema()
{
    const auto sql = [](const char* text) {
        return QString::fromLatin1(text);
    };
    return {
        QStringLiteral("timeline"),
        {{QStringLiteral("events, sessions and findings"),
          {
              sql("CREATE TABLE string (id {id}, text TEXT NOT NULL UNIQUE)"),
              sql("CREATE TABLE event (seq {id}, t_host BIGINT NOT NULL, t_dev BIGINT, session BIGINT, board BIGINT, "
                  "kinds BIGINT NOT NULL, stream BIGINT NOT NULL, phase BIGINT, edge BIGINT NOT NULL, percent BIGINT, "
                  "done BIGINT, total BIGINT, result BIGINT, severity BIGINT NOT NULL, code BIGINT, reason BIGINT, "
                  "step BIGINT, version_target BIGINT, version_running BIGINT, raw_status BIGINT, text_id BIGINT, "
                  "folded BIGINT, raw_stream BIGINT, raw_off BIGINT, raw_len BIGINT, details TEXT)"),
              sql("CREATE INDEX event_board ON event (board, t_host)"),
              sql("CREATE INDEX event_session ON event (session, seq)"),
              sql("CREATE INDEX event_time ON event (t_host)"),
              sql("CREATE INDEX event_problem ON event (severity, t_host) WHERE severity >= 2"),
              sql("CREATE INDEX event_code ON event (code, t_host)"),
              sql("CREATE TABLE session (id {id}, board TEXT NOT NULL, world BIGINT NOT NULL, target TEXT NOT NULL, "
                  "attempt BIGINT NOT NULL, parent BIGINT, opened BIGINT NOT NULL, closed BIGINT, phase BIGINT NOT "
                  "NULL, percent BIGINT, result BIGINT NOT NULL, reason TEXT NOT NULL, last_host BIGINT NOT NULL, "
                  "requested TEXT NOT NULL, release TEXT NOT NULL, simulated BIGINT NOT NULL, adopted BIGINT NOT NULL, "
                  "version_running TEXT NOT NULL, severity BIGINT NOT NULL, events BIGINT NOT NULL, bytes BIGINT NOT "
                  "NULL, sentence TEXT NOT NULL, pinned BIGINT NOT NULL DEFAULT 0, phases TEXT NOT NULL)"),
              sql("CREATE INDEX session_board ON session (board, opened)"),
              sql("CREATE INDEX session_result ON session (result, opened)"),
              sql("CREATE TABLE raw_stream (id {id}, board TEXT NOT NULL, kind TEXT NOT NULL, path TEXT NOT NULL, "
                  "opened BIGINT NOT NULL, closed BIGINT, sha256 TEXT NOT NULL)"),
              sql("CREATE TABLE board_state (board TEXT PRIMARY KEY, session BIGINT, phase BIGINT NOT NULL, percent "
                  "BIGINT, result BIGINT, version_running TEXT NOT NULL, last_host BIGINT NOT NULL)"),
              sql("CREATE TABLE finding (session BIGINT NOT NULL, checker TEXT NOT NULL, code TEXT NOT NULL, severity "
                  "BIGINT NOT NULL, message TEXT NOT NULL, evidence TEXT NOT NULL, first_seq BIGINT NOT NULL, count "
                  "BIGINT NOT NULL, PRIMARY KEY (session, checker, code))"),
              // 4096 cells of 16 bytes each, so that a view of a million events need not read a million rows.
              sql("CREATE TABLE event_page (page BIGINT PRIMARY KEY, cells {blob} NOT NULL)"),
              // Highest numbers ever given: they are not given again when the newest rows are removed.
              sql("CREATE TABLE timeline_counter (name TEXT PRIMARY KEY, value BIGINT NOT NULL)"),
          }},
         {QStringLiteral("what ran before a session"),
          {sql("ALTER TABLE session ADD COLUMN version_before TEXT NOT NULL DEFAULT ''")}}}};
}

} // namespace ota
