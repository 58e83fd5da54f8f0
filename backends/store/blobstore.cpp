// SPDX-License-Identifier: Apache-2.0
#include "store/blobstore.h"

#include "base/clock.h"
#include "base/files.h"
#include "base/job.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(BlobStore)
};

constexpr qsizetype bufferBytes = 256 * 1024;

} // namespace

struct BlobStore::Pins
{
    std::mutex mutex;
    std::unordered_map<QString, int> counts; ///< By the digest in hexadecimal digits.
};

BlobWriter::BlobWriter(BlobStore& store, NewFile file)
    : m_store(&store)
    , m_file(std::move(file))
{
}

Result<> BlobWriter::write(ByteSpan bytes)
{
    m_sizeBytes += static_cast<qint64>(bytes.size());
    if (m_buffer.size() + static_cast<qsizetype>(bytes.size()) < bufferBytes) {
        m_buffer.append(reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size()));
        return {};
    }
    if (auto flushed = flush(); !flushed)
        return flushed;
    m_hash.add(bytes);
    auto written = m_file.write(bytes);
    m_store->step(u"blob.written");
    return written;
}

Result<> BlobWriter::flush()
{
    m_hash.add(bytesOf(m_buffer));
    auto written = m_file.write(bytesOf(m_buffer));
    m_buffer.resize(0); // Keeps its memory.
    m_store->step(u"blob.written");
    return written;
}

Result<StoredBlob> BlobWriter::commit()
{
    if (auto flushed = flush(); !flushed)
        return failure(flushed.error());
    return m_store->place(std::move(m_file), m_hash.result(), m_sizeBytes);
}

BlobStore::BlobStore(QString blobsPath, QString tmpPath, const Clock& clock, StepObserver onStep)
    : m_blobsPath(std::move(blobsPath))
    , m_tmpPath(std::move(tmpPath))
    , m_clock(clock)
    , m_onStep(std::move(onStep))
    , m_pins(std::make_shared<Pins>())
{
}

BlobStore::~BlobStore() = default;

void BlobStore::step(QStringView name) const
{
    if (m_onStep)
        m_onStep(name);
}

Result<BlobWriter> BlobStore::newBlob(qint64 expectedBytes)
{
    auto file = NewFile::create(m_tmpPath);
    if (!file)
        return failure(file.error());
    step(u"blob.created");
    if (auto reserved = file->reserve(expectedBytes); !reserved)
        return failure(reserved.error());
    step(u"blob.reserved");
    return BlobWriter(*this, std::move(*file));
}

Result<StoredBlob> BlobStore::place(NewFile file, const BlobId& id, qint64 sizeBytes)
{
    if (auto synced = file.sync(); !synced)
        return failure(synced.error());
    step(u"blob.synced");
    const QString path = pathOf(id);
    const QString folder = QFileInfo(path).absolutePath();
    if (!QFileInfo::exists(folder)) {
        if (!QDir().mkpath(folder))
            return failure(Error::Code::Io, Tr::tr("the directory can not be made"), folder);
        step(u"blob.folder");
        if (auto synced = syncDirectory(m_blobsPath); !synced)
            return failure(synced.error());
    }
    // Before it can be seen, so that no cleaning finds it without.
    StoredBlob stored{id, sizeBytes, pin(id)};
    // Also when the blob is there already: it is made young again, and a damaged one whole.
    if (auto moved = file.moveTo(path); !moved)
        return failure(moved.error());
    step(u"blob.renamed");
    if (auto synced = syncDirectory(folder); !synced)
        return failure(synced.error());
    step(u"blob.durable");
    return stored;
}

Result<StoredBlob> BlobStore::importFile(const QString& path, JobContext* job)
{
    const QFileInfo info(path);
    if (!info.exists())
        return failure(Error::Code::NotFound, Tr::tr("there is no such file"), path);
    if (!info.isFile())
        return failure(Error::Code::BadInput, Tr::tr("this is not a file"), path);
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return failure(Error::Code::Io, file.errorString(), path);
    auto writer = newBlob(file.size());
    if (!writer)
        return failure(writer.error());
    QByteArray buffer(bufferBytes, Qt::Uninitialized);
    while (true) {
        if (job && job->isCancelled())
            return failure(Error::Code::Cancelled, Tr::tr("cancelled"), path);
        const qint64 count = file.read(buffer.data(), buffer.size());
        if (count < 0)
            return failure(Error::Code::Io, file.errorString(), path);
        if (count == 0)
            break;
        if (auto written = writer->write(bytesOf(QByteArrayView(buffer.constData(), count))); !written)
            return failure(written.error());
        if (job)
            job->progress({static_cast<quint64>(writer->sizeBytes()), static_cast<quint64>(file.size()),
                           QStringLiteral("bytes"), info.fileName()});
    }
    return writer->commit();
}

Result<StoredBlob> BlobStore::importBytes(QByteArrayView bytes)
{
    auto writer = newBlob(bytes.size());
    if (!writer)
        return failure(writer.error());
    if (auto written = writer->write(bytesOf(bytes)); !written)
        return failure(written.error());
    return writer->commit();
}

QString BlobStore::pathOf(const BlobId& id) const
{
    const QString name = id.hex();
    return QStringLiteral("%1/%2/%3").arg(m_blobsPath, name.left(2), name);
}

Result<SharedBytes::Pointer> BlobStore::open(const BlobId& id) const
{
    return SharedBytes::map(pathOf(id));
}

bool BlobStore::has(const BlobId& id) const
{
    return QFileInfo(pathOf(id)).isFile();
}

Result<qint64> BlobStore::sizeOf(const BlobId& id) const
{
    const QFileInfo info(pathOf(id));
    if (!info.isFile())
        return failure(Error::Code::NotFound, Tr::tr("there is no blob %1").arg(id.brief()), info.filePath());
    return info.size();
}

Result<> BlobStore::verify(const BlobId& id, std::stop_token stop) const
{
    const QString path = pathOf(id);
    QFile file(path);
    if (!file.exists())
        return failure(Error::Code::NotFound, Tr::tr("there is no blob %1").arg(id.brief()), path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return failure(Error::Code::Io, file.errorString(), path);
    Sha256 hash;
    QByteArray buffer(bufferBytes, Qt::Uninitialized);
    qint64 count = 0;
    while ((count = file.read(buffer.data(), buffer.size())) > 0) {
        hash.add(bytesOf(QByteArrayView(buffer.constData(), count)));
        if (stop.stop_requested())
            return failure(Error::Code::Cancelled, Tr::tr("cancelled"), path);
    }
    if (count < 0)
        return failure(Error::Code::Io, file.errorString(), path);
    if (hash.result() != id)
        return failure(Error::Code::Rejected,
                       Tr::tr("the blob is damaged: its bytes have the digest %1").arg(hash.result().hex()), path);
    return {};
}

BlobPin BlobStore::pin(const BlobId& id)
{
    const std::scoped_lock lock(m_pins->mutex);
    const QString name = id.hex();
    ++m_pins->counts[name];
    return BlobPin(m_pins.get(), [pins = m_pins, name](const void*) {
        const std::scoped_lock unpinLock(pins->mutex);
        if (const auto pinned = pins->counts.find(name); --pinned->second == 0)
            pins->counts.erase(pinned);
    });
}

Result<> BlobStore::forEach(const std::function<Result<>(const BlobId& id, qint64 sizeBytes)>& each) const
{
    QDirIterator files(m_blobsPath, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        files.next();
        // What is not named by a digest is not ours.
        if (const auto id = Digest::fromHex(files.fileName())) {
            if (auto done = each(*id, files.fileInfo().size()); !done)
                return done;
        }
    }
    return {};
}

Result<BlobStore::Garbage> BlobStore::collectGarbage(const std::function<Result<bool>(const BlobId&)>& isReferenced,
                                                     std::chrono::seconds grace, std::stop_token stop)
{
    Garbage garbage;
    const qint64 youngestMs =
        m_clock.nowNs() / 1'000'000 - std::chrono::duration_cast<std::chrono::milliseconds>(grace).count();
    auto done = forEach([&](const BlobId& id, qint64 sizeBytes) -> Result<> {
        if (stop.stop_requested())
            return failure(Error::Code::Cancelled, Tr::tr("cancelled"));
        const std::scoped_lock lock(m_pins->mutex);
        const QString path = pathOf(id);
        if (m_pins->counts.contains(id.hex()) || QFileInfo(path).lastModified().toMSecsSinceEpoch() > youngestMs)
            return {};
        const auto referenced = isReferenced(id);
        if (!referenced)
            return failure(referenced.error());
        if (*referenced)
            return {};
        if (!QFile::remove(path))
            return failure(Error::Code::Io, Tr::tr("the blob can not be removed"), path);
        ++garbage.blobs;
        garbage.sizeBytes += sizeBytes;
        return {};
    });
    if (!done)
        return failure(done.error());
    return garbage;
}

} // namespace ota
