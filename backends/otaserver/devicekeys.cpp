// SPDX-License-Identifier: Apache-2.0
#include "otaserver/devicekeys.h"

#include "otaserver/boardfinder.h"

#include <QCoreApplication>

#include <algorithm>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(DeviceKeys)
};

} // namespace

DeviceKeys::DeviceKeys(std::vector<CoapPsk> keys)
    : m_keys(std::move(keys))
{
}

void DeviceKeys::set(std::vector<CoapPsk> keys)
{
    const std::lock_guard lock(m_mutex);
    m_keys = std::move(keys);
}

std::vector<CoapPsk> DeviceKeys::all() const
{
    const std::lock_guard lock(m_mutex);
    return m_keys;
}

Result<std::optional<CoapPsk>> DeviceKeys::keyOf(const FoundBoard& board) const
{
    const std::lock_guard lock(m_mutex);
    const auto named = [this](const QString& identity) {
        return std::find_if(m_keys.begin(), m_keys.end(), [&](const CoapPsk& key) { return key.identity == identity; });
    };
    if (!board.pskIdentity.isEmpty()) {
        const auto key = named(board.pskIdentity);
        if (key == m_keys.end())
            return failure(Error::Code::NotFound,
                           Tr::tr("there is no key for its PSK identity \"%1\"").arg(board.pskIdentity), {},
                           Tr::tr("Serve with --psk %1:HEXKEY.").arg(board.pskIdentity));
        return std::optional<CoapPsk>(*key);
    }
    if (board.known) {
        if (const auto key = named(board.id.text()); key != m_keys.end())
            return std::optional<CoapPsk>(*key);
    }
    // With a wrong key the device is only silent: better not to guess.
    if (m_keys.size() > 1)
        return failure(Error::Code::BadInput,
                       Tr::tr("there are %1 PSK identities, and none is known to be its").arg(m_keys.size()), {},
                       Tr::tr("Add the board to the bench with --psk-identity."));
    return m_keys.empty() ? std::nullopt : std::optional<CoapPsk>(m_keys.front());
}

} // namespace ota
