// SPDX-License-Identifier: Apache-2.0
#include "store/schema.h"

namespace ota {

namespace {

Migration firstTables()
{
    return {
        QStringLiteral("settings, boards and releases"),
        {
            QStringLiteral("CREATE TABLE bench (id TEXT PRIMARY KEY)"),
            // What rises with each change of a kind of thing, for those that poll.
            QStringLiteral("CREATE TABLE counter (name TEXT PRIMARY KEY, value BIGINT NOT NULL)"),
            QStringLiteral("CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL)"),

            QStringLiteral("CREATE TABLE board (name TEXT PRIMARY KEY, world TEXT NOT NULL, kind TEXT NOT NULL, links "
                           "TEXT NOT NULL, settings TEXT NOT NULL, running_version TEXT NOT NULL, last_contact BIGINT "
                           "NOT NULL, created BIGINT NOT NULL)"),

            // What an id remembers even when its release has been removed: boards remember it too.
            QStringLiteral("CREATE TABLE release_id (release TEXT PRIMARY KEY, generation BIGINT NOT NULL, sequence "
                           "BIGINT)"),
            // state: current, old, draft. One current and one draft an id.
            QStringLiteral("CREATE TABLE release_generation (release TEXT NOT NULL REFERENCES release_id, generation "
                           "BIGINT NOT NULL, state TEXT NOT NULL, world TEXT NOT NULL, version TEXT NOT NULL, created "
                           "BIGINT NOT NULL, notes TEXT NOT NULL, PRIMARY KEY (release, generation))"),
            QStringLiteral("CREATE UNIQUE INDEX release_current ON release_generation (release) WHERE state = "
                           "'current'"),
            QStringLiteral("CREATE UNIQUE INDEX release_draft ON release_generation (release) WHERE state = 'draft'"),
            // added: the generation that brought the file in, for what is newest.
            QStringLiteral("CREATE TABLE release_file (release TEXT NOT NULL, generation BIGINT NOT NULL, position "
                           "BIGINT NOT NULL, name TEXT NOT NULL, blob TEXT NOT NULL, size BIGINT NOT NULL, media_type "
                           "TEXT NOT NULL, role TEXT NOT NULL, version TEXT NOT NULL, added BIGINT NOT NULL, "
                           "sequence BIGINT, notes TEXT NOT NULL, PRIMARY "
                           "KEY (release, generation, name), FOREIGN KEY (release, generation) REFERENCES "
                           "release_generation ON DELETE CASCADE)"),
            QStringLiteral("CREATE INDEX release_file_blob ON release_file (blob)"),
            QStringLiteral("CREATE TABLE release_alias (release TEXT NOT NULL, generation BIGINT NOT NULL, alias TEXT "
                           "NOT NULL, target TEXT NOT NULL, PRIMARY KEY (release, generation, alias), FOREIGN KEY "
                           "(release, generation, target) REFERENCES release_file ON DELETE CASCADE)"),
        }};
}

} // namespace

MigrationSet storeSchema()
{
    return {QStringLiteral("store"), {firstTables()}};
}

} // namespace ota
