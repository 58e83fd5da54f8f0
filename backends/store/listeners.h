// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtGlobal>

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

namespace ota {

/// Keeps a listener listening. shared_ptr, since several may wait for the same end.
using Subscription = std::shared_ptr<const void>;

/// Who wants to hear of changes. Any thread; listeners are called on the thread that made the change, with no lock
/// held. One that is being called may still be called once after its Subscription has gone on another thread.
template<typename Change>
class Listeners
{
public:
    using Listener = std::function<void(const Change&)>;

    [[nodiscard]] Subscription add(Listener listener)
    {
        const std::scoped_lock lock(m_state->mutex);
        const quint64 id = ++m_state->lastId;
        m_state->listeners.emplace(id, std::make_shared<const Listener>(std::move(listener)));
        return Subscription(m_state.get(), [state = m_state, id](const void*) {
            const std::scoped_lock removeLock(state->mutex);
            state->listeners.erase(id);
        });
    }

    void tell(const Change& change) const
    {
        std::vector<std::shared_ptr<const Listener>> listeners;
        {
            const std::scoped_lock lock(m_state->mutex);
            for (const auto& [id, listener] : m_state->listeners)
                listeners.push_back(listener);
        }
        for (const auto& listener : listeners)
            (*listener)(change);
    }

private:
    struct State
    {
        std::mutex mutex;
        quint64 lastId = 0;
        std::map<quint64, std::shared_ptr<const Listener>> listeners; ///< shared_ptr: may go while it is called.
    };

    std::shared_ptr<State> m_state = std::make_shared<State>();
};

} // namespace ota
