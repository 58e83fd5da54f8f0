// SPDX-License-Identifier: Apache-2.0
#include "timeline/rawstreams.h"

#include <QCoreApplication>
#include <QDir>
#include <QLoggingCategory>

namespace ota {

namespace {

Q_LOGGING_CATEGORY(lcRaw, "ota.timeline.raw")

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(RawStreams)
};

/// A board's name inside a file name: what a file system might not take becomes `_`.
QString fileWord(const QString& text)
{
    QString word;
    for (const QChar letter : text.left(40)) {
        const bool plain = letter.unicode() < 0x80 && (letter.isLetterOrNumber() || letter == u'-');
        word += plain ? letter : QChar(u'_');
    }
    return word;
}

constexpr qint64 recentNs = 60'000'000'000;

/// Given up when the disk is full, so that there is room to record that it is.
const QString reserveName = QStringLiteral("reserve");
constexpr qsizetype reserveBytes = 1 << 20;

} // namespace

RawStreams::RawStreams(QString folder, const Clock& clock, qint64 nextId, qint64 limit)
    : m_folder(std::move(folder))
    , m_clock(clock)
    , m_limit(limit)
    , m_nextId(nextId)
{
}

RawStreams::~RawStreams()
{
    close();
}

bool RawStreams::openSegment(const Key& key, Chain& chain)
{
    if (!QDir().mkpath(m_folder))
        return false;
    skipUsedIds();
    const qint64 id = m_nextId++;
    const QString name = QStringLiteral("%1-%2-%3.raw")
                             .arg(id, 6, 10, QLatin1Char('0'))
                             .arg(fileWord(key.first.text()), fileWord(key.second));
    auto file = std::make_unique<QFile>(m_folder + u'/' + name);
    if (!file->open(QIODevice::WriteOnly | QIODevice::NewOnly | QIODevice::Unbuffered)) {
        qCWarning(lcRaw).noquote() << file->fileName() << file->errorString();
        return false;
    }
    chain.file = std::move(file);
    chain.segment = {.id = id, .board = key.first, .kind = key.second, .path = name, .openedNs = m_clock.nowNs()};
    chain.size = 0;
    chain.hash.reset();
    m_changes.push_back(chain.segment);
    makeReserve();
    return true;
}

/// A segment whose row was lost in a crash still has its file: its number is not used for other bytes.
void RawStreams::skipUsedIds()
{
    if (std::exchange(m_idsChecked, true))
        return;
    const QStringList files = QDir(m_folder).entryList({QStringLiteral("*.raw")}, QDir::Files);
    for (const QString& file : files)
        m_nextId = std::max(m_nextId, file.section(u'-', 0, 0).toLongLong() + 1);
}

void RawStreams::closeSegment(Chain& chain)
{
    if (!chain.file)
        return;
    chain.file->close();
    chain.file.reset();
    chain.segment.closedNs = m_clock.nowNs();
    chain.segment.sha256 = QString::fromLatin1(chain.hash.result().toHex());
    m_changes.push_back(chain.segment);
}

bool RawStreams::writeAll(Chain& chain, QByteArrayView bytes)
{
    const qint64 written = chain.file->write(bytes.data(), bytes.size());
    if (written == bytes.size())
        return true;
    // What was written in part is taken back, so that offsets stay what the rows say.
    if (!chain.file->resize(chain.size) || !chain.file->seek(chain.size))
        closeSegment(chain);
    return false;
}

void RawStreams::makeReserve()
{
    QFile reserve(m_folder + u'/' + reserveName);
    if (m_muted.empty() && !reserve.exists() && reserve.open(QIODevice::WriteOnly))
        (void)reserve.write(QByteArray(reserveBytes, '\0'));
}

void RawStreams::muteNoisiest()
{
    QFile::remove(m_folder + u'/' + reserveName);
    auto noisiest = m_chains.end();
    for (auto entry = m_chains.begin(); entry != m_chains.end(); ++entry) {
        const bool candidate = !entry->second.muted;
        if (candidate && (noisiest == m_chains.end() || entry->second.recent > noisiest->second.recent))
            noisiest = entry;
    }
    if (noisiest == m_chains.end())
        return;
    noisiest->second.muted = true;
    closeSegment(noisiest->second);
    m_muted.push_back(noisiest->first);
}

RawRef RawStreams::append(const BoardId& board, const QString& kind, QByteArrayView bytes)
{
    if (bytes.isEmpty())
        return {};
    const std::scoped_lock lock(m_mutex);
    const Key key{board, kind};
    Chain& chain = m_chains[key];
    const qint64 now = m_clock.nowNs();
    if (now - chain.recentSinceNs > recentNs) {
        chain.recent /= 2;
        chain.recentSinceNs = now;
    }
    chain.recent += static_cast<quint64>(bytes.size());
    if (chain.file && chain.size + bytes.size() > m_limit && chain.size > 0)
        closeSegment(chain);
    while (!chain.muted) {
        if ((chain.file || openSegment(key, chain)) && writeAll(chain, bytes)) {
            const RawRef ref{chain.segment.id, chain.size, bytes.size()};
            chain.size += bytes.size();
            chain.hash.addData(bytes);
            return ref;
        }
        muteNoisiest();
    }
    return {};
}

std::vector<RawSegment> RawStreams::takeChanges()
{
    const std::scoped_lock lock(m_mutex);
    return std::exchange(m_changes, {});
}

std::vector<std::pair<BoardId, QString>> RawStreams::takeMuted()
{
    const std::scoped_lock lock(m_mutex);
    return std::exchange(m_muted, {});
}

void RawStreams::close()
{
    const std::scoped_lock lock(m_mutex);
    for (auto& [key, chain] : m_chains)
        closeSegment(chain);
}

Result<QByteArray> RawStreams::readUpTo(const QString& folder, const QString& path, qint64 offset, qint64 length)
{
    QFile file(folder + u'/' + path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(Error::Code::NotFound, file.errorString(), file.fileName());
    if (!file.seek(offset))
        return failure(Error::Code::Io, file.errorString(), file.fileName());
    return file.read(length);
}

Result<QByteArray> RawStreams::read(const QString& folder, const QString& path, qint64 offset, qint64 length)
{
    auto bytes = readUpTo(folder, path, offset, length);
    if (bytes && bytes->size() != length)
        return failure(Error::Code::Io, Tr::tr("the raw stream ends before byte %1").arg(offset + length),
                       folder + u'/' + path);
    return bytes;
}

} // namespace ota
