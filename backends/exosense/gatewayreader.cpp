// SPDX-License-Identifier: Apache-2.0
#include "exosense/gatewayreader.h"

#include "base/clock.h"
#include "store/bench.h"
#include "store/boardstore.h"

#include <QHash>

#include <algorithm>

namespace ota {

namespace {

constexpr const char* configAlias = "config_otau";

} // namespace

void GatewayReader::forgetOthers(const std::vector<DeviceIdentity>& known)
{
    QHash<QString, qint64> created;
    for (const DeviceIdentity& identity : known)
        created.insert(identity.name, identity.createdNs);
    std::erase_if(m_folded, [&](const auto& each) { return created.value(each.first) != each.second.createdNs; });
    for (const DeviceIdentity& identity : known) {
        // Whether it is simulated matters to the timeline only.
        m_folded.try_emplace(identity.name, Folded{GatewayStatus(BoardId(identity.name), false), identity.createdNs});
    }
}

Result<> GatewayReader::fold(ExosenseStore& store)
{
    return store.forEachWrite({}, {}, m_lastSeq, [this](const WriteRow& write) {
        m_lastSeq = write.seq;
        if (const auto found = m_folded.find(write.board); found != m_folded.end())
            found->second.status.load(write);
        return Result<>();
    });
}

Result<std::vector<GatewayView>> GatewayReader::read(Bench& bench)
{
    ExosenseStore store(bench.database(), bench.clock());
    std::vector<GatewayView> views;
    auto done = bench.database().snapshot([&]() -> Result<> {
        const auto identities = store.identities();
        const auto resources = store.resourcesOf(configAlias);
        const auto boards = bench.boards().list();
        if (!identities || !resources || !boards)
            return failure(!identities ? identities.error() : !resources ? resources.error() : boards.error());
        forgetOthers(*identities);
        if (auto folded = fold(store); !folded)
            return folded;
        QHash<QString, const ResourceRow*> configs;
        for (const ResourceRow& row : *resources)
            configs.insert(row.board, &row);
        QHash<QString, const Board*> byName;
        for (const Board& board : *boards)
            byName.insert(board.id.text(), &board);
        const qint64 nowNs = bench.clock().nowNs();
        for (const DeviceIdentity& identity : *identities) {
            GatewayStatus& status = m_folded.at(identity.name).status;
            status.tick(nowNs);
            GatewayView view;
            view.take(identity);
            if (const ResourceRow* config = configs.value(identity.name))
                view.take(*config);
            if (const Board* board = byName.value(identity.name)) {
                view.simulated = board->kind == BoardKind::Virtual;
                view.lastContactNs = board->lastContactNs;
            }
            view.take(status, false);
            views.push_back(std::move(view));
        }
        return {};
    });
    if (!done)
        return failure(done.error());
    return views;
}

} // namespace ota
