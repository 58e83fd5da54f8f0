// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "virtual/boarddefects.h"
#include "virtual/datagramlink.h"
#include "virtual/riotinterpreter.h"

#include <QByteArray>

#include <functional>
#include <memory>
#include <optional>

namespace ota {

/// A URL as a board takes it apart: no escapes, no names, only IP literals.
struct RiotUrl
{
    bool secure = false;
    QHostAddress host;
    quint16 port = 0;
    QByteArray path; ///< From the first `/` on, query included.

    /// Nothing for what a board answers with `res=-22`; `longHost` lets host and port have more than 63 bytes.
    static std::optional<RiotUrl> parse(const QByteArray& url, bool longHost = false);
};

/// The GET of one block: confirmable, Uri-Path, Block2 in the first request already (spec/suit-coap.md 3.5). Nothing
/// when it needs more than `limitBytes`, the board's buffer for heads.
std::optional<QByteArray> riotBlockRequest(const QByteArray& path, quint16 messageId, QByteArrayView token,
                                           quint32 blockNumber, quint8 szx, qsizetype limitBytes);

/// Fetches block by block as RIOT's client does: one block in flight, its times of silence, its reactions to a server
/// that misbehaves. One thread at a time; `stop` from any.
class RiotFetch
{
public:
    struct Options
    {
        quint8 szx = 2;         ///< 64-byte blocks; 6 where the build has LARGE_BLOCKS.
        bool exact = false;     ///< Own token; ETag and block numbers are checked strictly.
        double timeScale = 1.0; ///< Of the times of silence: below 1 for tests.
        DefectSet defects;
        PskCredentials psk;
        int lossPercent = 0;
        quint32 lossSeed = 1; ///< Each transfer has the next one.
        QHostAddress local;   ///< Where it asks from; null: as the system likes.
        /// For the random part of the first gap, 0…1. Null: the middle.
        std::function<double()> random;
    };

    using Connect = std::function<Result<std::unique_ptr<DatagramLink>>(const RiotUrl& url)>;

    /// `connect` opens a link with a new port; null: UDP and DTLS of this machine.
    explicit RiotFetch(Options options, Connect connect = {});
    ~RiotFetch();
    Q_DISABLE_COPY_MOVE(RiotFetch)

    /// 0, the sink's negative result, or a `riotres` number.
    int get(const QByteArray& url, const RiotBlockSink& sink);

    /// Ends what is running and all that would come, with `riotres::powerLost`.
    void stop();

    /// Lets it be used again after stop().
    void restart();

    quint64 requests() const { return m_requests; }

private:
    class Transfer;
    struct Shared;

    Result<std::unique_ptr<DatagramLink>> open(const RiotUrl& url);
    int transfer(const RiotUrl& url, const RiotBlockSink& sink);

    Options m_options;
    Connect m_connect;
    std::unique_ptr<Shared> m_shared;
    quint16 m_messageId = 0;
    quint64 m_requests = 0;
    quint32 m_transfers = 0;
};

} // namespace ota
