// SPDX-License-Identifier: Apache-2.0
// What can be asked of the releases.
#include "store/database.h"
#include "store/releasestore_p.h"

#include <QCoreApplication>

#include <algorithm>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(ReleaseStore)
};

std::optional<quint64> sequenceFrom(const Query& row, int column)
{
    if (row.isNull(column))
        return std::nullopt;
    return static_cast<quint64>(row.integer(column));
}

Release::State stateFrom(const QString& name)
{
    for (const auto state : {Release::State::Old, Release::State::Draft}) {
        if (stateName(state) == name)
            return state;
    }
    return Release::State::Current;
}

} // namespace

// In one view of the tables, so that no publication comes in between the parts of a release.
Result<std::vector<Release>> ReleaseStore::load(const QString& where, const QVariantList& values)
{
    Result<std::vector<Release>> releases;
    auto done = m_database.snapshot([&]() -> Result<> {
        releases = loadRows(where, values);
        return {};
    });
    if (!done)
        return failure(done.error());
    return releases;
}

Result<std::vector<Release>> ReleaseStore::loadRows(const QString& where, const QVariantList& values)
{
    std::vector<Release> releases;
    QHash<std::pair<QString, qint64>, std::size_t> places;
    const auto placeOf = [&](const Query& row) {
        return places.constFind({row.text(0), row.integer(1)});
    };
    auto done =
        m_database.forEach(QStringLiteral("SELECT release, generation, state, world, version, created, notes FROM "
                                          "release_generation %1 ORDER BY release, generation DESC")
                               .arg(where),
                           values, [&](const Query& row) {
                               places.insert({row.text(0), row.integer(1)}, releases.size());
                               releases.push_back({ReleaseId(row.text(0)),
                                                   stateFrom(row.text(2)),
                                                   row.text(3),
                                                   row.text(4),
                                                   row.integer(1),
                                                   row.integer(5),
                                                   row.json(6),
                                                   {},
                                                   {}});
                               return Result<>();
                           });
    const QString of = QStringLiteral(" WHERE (release, generation) IN (SELECT release, generation FROM "
                                      "release_generation %1)")
                           .arg(where);
    if (done)
        done = m_database.forEach(
            QStringLiteral("SELECT release, generation, name, blob, size, media_type, role, version, added, "
                           "sequence, notes FROM "
                           "release_file%1 ORDER BY position")
                .arg(of),
            values, [&](const Query& row) -> Result<> {
                const auto blob = Digest::fromHex(row.text(3));
                if (!blob)
                    return failureIn(row.text(2), blob.error());
                if (const auto place = placeOf(row); place != places.constEnd())
                    releases[*place].files.push_back({row.text(2), *blob, row.integer(4), row.text(5),
                                                      roleFromName(row.text(6)), row.text(7), row.integer(8),
                                                      sequenceFrom(row, 9), row.json(10)});
                return {};
            });
    if (done)
        done = m_database.forEach(
            QStringLiteral("SELECT release, generation, alias, target FROM release_alias%1 ORDER BY alias").arg(of),
            values, [&](const Query& row) {
                if (const auto place = placeOf(row); place != places.constEnd())
                    releases[*place].aliases.push_back({row.text(2), row.text(3)});
                return Result<>();
            });
    if (!done)
        return failure(done.error());
    return releases;
}

Result<Release> ReleaseStore::only(const ReleaseId& id, Release::State state)
{
    auto found = load(QStringLiteral("WHERE release = ? AND state = ?"), {id.text(), stateName(state)});
    if (!found)
        return failure(found.error());
    if (found->empty())
        return noSuchRelease(id);
    return std::move(found->front());
}

Result<Release> ReleaseStore::find(const ReleaseId& id)
{
    return only(id, Release::State::Current);
}

Result<Release> ReleaseStore::draft(const ReleaseId& id)
{
    auto found = only(id, Release::State::Draft);
    if (!found && found.error().code == Error::Code::NotFound)
        return failure(Error::Code::NotFound, Tr::tr("there is no draft of a release \"%1\"").arg(id.text()), {},
                       Tr::tr("otaw release add prepares one."));
    return found;
}

Result<std::vector<Release>> ReleaseStore::list()
{
    return load(QStringLiteral("WHERE state = 'current'"), {});
}

Result<std::vector<Release>> ReleaseStore::drafts()
{
    return load(QStringLiteral("WHERE state = 'draft'"), {});
}

Result<std::vector<Release>> ReleaseStore::all()
{
    return load({}, {});
}

Result<std::vector<Release>> ReleaseStore::history(const ReleaseId& id)
{
    return load(QStringLiteral("WHERE release = ? AND state = 'old'"), {id.text()});
}

Result<ReleaseFile> ReleaseStore::resolve(const ReleaseId& id, const QString& fileName)
{
    const auto release = find(id);
    if (!release)
        return failure(release.error());
    if (const ReleaseFile* file = release->find(fileName))
        return *file;
    return failure(Error::Code::NotFound, Tr::tr("the release \"%1\" has no file \"%2\"").arg(id.text(), fileName));
}

Result<std::optional<quint64>> ReleaseStore::lastSequence(const ReleaseId& id)
{
    const auto value =
        m_database.value(QStringLiteral("SELECT sequence FROM release_id WHERE release = ?"), {id.text()});
    if (!value)
        return failure(value.error());
    if (value->isNull())
        return std::optional<quint64>();
    return std::optional<quint64>(static_cast<quint64>(value->toLongLong()));
}

} // namespace ota
