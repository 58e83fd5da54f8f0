// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QString>

#include <chrono>
#include <mutex>
#include <optional>
#include <unordered_map>

namespace ota {

/// Leave to upload or download one entry without a credential, for a while: the MuranoCLI shows none at the addresses
/// that it is given. Any thread.
class ContentTickets final
{
public:
    using TimePoint = std::chrono::steady_clock::time_point;

    static constexpr std::size_t mostTickets = 10'000; ///< More push the oldest out.

    struct Ticket
    {
        QString id;
        bool isUpload = false;
        QString mediaType = {};               ///< Of an upload.
        QString sha256 = {};                  ///< That the upload must have, lower-case hexadecimal; empty: any.
        std::optional<QJsonObject> tags = {}; ///< In place of what the entry had; nothing: they stay.
        TimePoint end = {};
    };

    /// 32 hexadecimal digits that nobody can guess.
    QByteArray issue(Ticket ticket);
    /// Nothing for one that is unknown or whose time is over.
    std::optional<Ticket> find(const QByteArray& number, TimePoint now) const;
    /// It counts no more.
    void use(const QByteArray& number);

private:
    void makeRoom(TimePoint now);

    mutable std::mutex m_mutex;
    std::unordered_map<std::string, Ticket> m_tickets;
};

} // namespace ota
