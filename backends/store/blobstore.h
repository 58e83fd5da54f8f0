// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/digest.h"
#include "base/ids.h"
#include "base/result.h"
#include "base/sharedbytes.h"
#include "store/newfile.h"

#include <QString>
#include <QStringView>

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <stop_token>
#include <unordered_map>

namespace ota {

class BlobStore;
class Clock;
class JobContext;

/// Keeps a blob from being collected as garbage for as long as a copy of it lives.
/// shared_ptr because a draft that holds it is copied.
using BlobPin = std::shared_ptr<const void>;

/// Told of each step that changes something on disk or in the tables; see BenchOptions::onStep.
using StepObserver = std::function<void(QStringView step)>;

/// A blob that has just been stored.
struct StoredBlob
{
    BlobId id;
    qint64 sizeBytes = 0;
    BlobPin pin; ///< Hold it until a release refers to the blob.
};

/// Takes the bytes of a blob as they come. Nothing stays unless it is committed. One thread at a time. Errors: Io, on
/// a full disk with the free space in the message.
class BlobWriter final
{
public:
    BlobWriter(BlobWriter&&) noexcept = default;
    BlobWriter& operator=(BlobWriter&&) noexcept = default;
    ~BlobWriter() = default; // NewFile removes what was not committed.

    Result<> write(ByteSpan bytes);

    qint64 sizeBytes() const { return m_sizeBytes; }

    /// The blob is on the disk under its digest when this returns. Ends the writer.
    Result<StoredBlob> commit();

private:
    friend class BlobStore;
    BlobWriter(BlobStore& store, NewFile file);
    Result<> flush();

    BlobStore* m_store;
    NewFile m_file;
    Sha256 m_hash;
    QByteArray m_buffer; ///< Small pieces, not yet written.
    qint64 m_sizeBytes = 0;
};

/// Immutable bytes as plain files under their digest: `blobs/ab/abcdef…`. Any thread.
class BlobStore final
{
public:
    /// Keep what is younger: an upload may have stored it and not yet published it.
    static constexpr std::chrono::hours defaultGrace{1};

    BlobStore(QString blobsPath, QString tmpPath, const Clock& clock, StepObserver onStep = {});
    ~BlobStore();
    Q_DISABLE_COPY_MOVE(BlobStore)

    /// With `expectedBytes` known, a disk that is too full is noticed at once. Error: Io.
    Result<BlobWriter> newBlob(qint64 expectedBytes = 0);

    /// Copies a file in, with progress and cancel. Errors: NotFound, BadInput (not a file), Io, Cancelled.
    Result<StoredBlob> importFile(const QString& path, JobContext* job = nullptr);

    Result<StoredBlob> importBytes(QByteArrayView bytes);

    /// Mapped, nothing copied. Errors: NotFound, Io.
    Result<SharedBytes::Pointer> open(const BlobId& id) const;

    /// Where it is, or would be.
    QString pathOf(const BlobId& id) const;
    bool has(const BlobId& id) const;
    /// Error: NotFound.
    Result<qint64> sizeOf(const BlobId& id) const;

    /// Reads it all. Errors: Rejected when the bytes are not those of the digest; NotFound, Io, Cancelled.
    Result<> verify(const BlobId& id, std::stop_token stop = {}) const;

    BlobPin pin(const BlobId& id);

    /// Calls for each blob, in no order. Ends with the first failure of `each`.
    Result<> forEach(const std::function<Result<>(const BlobId& id, qint64 sizeBytes)>& each) const;

    struct Garbage
    {
        qint64 blobs = 0;
        qint64 sizeBytes = 0;
    };

    /// Removes the blobs that are neither pinned nor referenced nor younger than `grace`. `isReferenced` is asked for
    /// one blob at a time, while no new pin can appear.
    Result<Garbage> collectGarbage(const std::function<Result<bool>(const BlobId&)>& isReferenced,
                                   std::chrono::seconds grace = defaultGrace, std::stop_token stop = {});

private:
    friend class BlobWriter;
    struct Pins;

    Result<StoredBlob> place(NewFile file, const BlobId& id, qint64 sizeBytes);
    void step(QStringView name) const;

    QString m_blobsPath;
    QString m_tmpPath;
    const Clock& m_clock;
    StepObserver m_onStep;
    std::shared_ptr<Pins> m_pins; ///< shared_ptr: a pin may be dropped after the store.
};

} // namespace ota
