// SPDX-License-Identifier: Apache-2.0
#include "virtual/datagramlink.h"

#include <algorithm>
#include <random>
#include <utility>

namespace ota {

namespace {

class LossyLink final : public DatagramLink
{
public:
    LossyLink(std::unique_ptr<DatagramLink> link, int lossPercent, quint32 seed)
        : m_link(std::move(link))
        , m_lossPercent(lossPercent)
        , m_random(seed)
    {
    }

    void send(QByteArrayView datagram) override
    {
        if (!loses())
            m_link->send(datagram);
    }

    Received receive(QByteArray& datagram, std::chrono::milliseconds limit) override
    {
        using Clock = std::chrono::steady_clock;
        const auto deadline = Clock::now() + limit;
        while (true) {
            const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now());
            const Received got = m_link->receive(datagram, std::max(left, std::chrono::milliseconds(0)));
            if (got != Received::Datagram || !loses())
                return got;
        }
    }

    void wake() override { m_link->wake(); }

private:
    bool loses() { return static_cast<int>(m_random() % 100) < m_lossPercent; }

    std::unique_ptr<DatagramLink> m_link;
    int m_lossPercent;
    std::mt19937 m_random;
};

} // namespace

std::unique_ptr<DatagramLink> lossyLink(std::unique_ptr<DatagramLink> link, int lossPercent, quint32 seed)
{
    return std::make_unique<LossyLink>(std::move(link), lossPercent, seed);
}

} // namespace ota
