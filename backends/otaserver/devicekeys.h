// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "coap/coapsecurity.h"

#include <QString>

#include <mutex>
#include <optional>
#include <vector>

namespace ota {

struct FoundBoard;

/// The pre-shared keys of the devices, and which of them is whose. Any thread.
class DeviceKeys final
{
public:
    explicit DeviceKeys(std::vector<CoapPsk> keys);
    Q_DISABLE_COPY_MOVE(DeviceKeys)

    void set(std::vector<CoapPsk> keys);
    std::vector<CoapPsk> all() const;

    /// What this device is called with over coaps: the key of the identity that the bench knows of it, else the one
    /// whose identity is the board's name, else the only one there is. None at all: certificates. Errors: NotFound (no
    /// key of its identity), BadInput (several keys, and nothing says which is its).
    Result<std::optional<CoapPsk>> keyOf(const FoundBoard& board) const;

private:
    mutable std::mutex m_mutex;
    std::vector<CoapPsk> m_keys;
};

} // namespace ota
