// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/clock.h"
#include "base/ids.h"
#include "base/result.h"
#include "timeline/event.h"

#include <QByteArrayView>
#include <QCryptographicHash>
#include <QFile>
#include <QString>

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace ota {

/// One segment file of a raw stream, as its row says.
struct RawSegment
{
    qint64 id = 0;
    BoardId board = {};
    QString kind = {}; ///< `console`, `coap`
    QString path = {}; ///< Relative to the folder of streams.
    qint64 openedNs = 0;
    std::optional<qint64> closedNs = {};
    QString sha256 = {}; ///< Of a closed segment.
};

/// The bytes as they came: append-only files of at most 64 MiB, one chain for each board and kind. A byte is in its
/// file (in the system's cache: safe against our crash) before append() returns. Any thread.
class RawStreams
{
public:
    static constexpr qint64 segmentLimit = 64LL << 20;

    /// `nextId`: above every id that was ever given. `limit` is for tests.
    RawStreams(QString folder, const Clock& clock, qint64 nextId, qint64 limit = segmentLimit);
    ~RawStreams();
    Q_DISABLE_COPY_MOVE(RawStreams)

    /// Never split over two segments. Null when the stream is muted or the disk refuses.
    RawRef append(const BoardId& board, const QString& kind, QByteArrayView bytes);

    /// Segments that were opened or closed since the last call: rows to be written.
    std::vector<RawSegment> takeChanges();

    /// Streams that were muted since the last call because the disk is full, noisiest first.
    std::vector<std::pair<BoardId, QString>> takeMuted();

    /// Closes all segments; their rows are in takeChanges().
    void close();

    static Result<QByteArray> read(const QString& folder, const QString& path, qint64 offset, qint64 length);
    /// Fewer than `length` where the segment ends before.
    static Result<QByteArray> readUpTo(const QString& folder, const QString& path, qint64 offset, qint64 length);

private:
    struct Chain
    {
        std::unique_ptr<QFile> file = {};
        RawSegment segment = {};
        qint64 size = 0;
        QCryptographicHash hash{QCryptographicHash::Sha256};
        quint64 recent = 0; ///< Bytes of the last minute or so: what makes it noisy.
        qint64 recentSinceNs = 0;
        bool muted = false;
    };
    using Key = std::pair<BoardId, QString>;

    bool openSegment(const Key& key, Chain& chain);
    void closeSegment(Chain& chain);
    bool writeAll(Chain& chain, QByteArrayView bytes);
    void skipUsedIds();
    void makeReserve();
    void muteNoisiest();

    const QString m_folder;
    const Clock& m_clock;
    const qint64 m_limit;
    std::mutex m_mutex;
    qint64 m_nextId;
    bool m_idsChecked = false;
    std::map<Key, Chain> m_chains;
    std::vector<RawSegment> m_changes;
    std::vector<Key> m_muted;
};

} // namespace ota
