// SPDX-License-Identifier: Apache-2.0
// How a virtual gateway goes on after a power cut: in the middle of a download with the part that it has, behind an
// installation with the start of the new image.

#include "exosense/virtualgateway.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(VirtualGateway)
};

const QString urlKey = QStringLiteral("url");
const QString filesBehindKey = QStringLiteral("files_behind");
const QString etagKey = QStringLiteral("etag");
const QString sizeKey = QStringLiteral("size");

/// What `bytes 5-9/10` says.
struct Place
{
    qint64 start = 0;
    qint64 total = 0; ///< 0: unknown.
};
std::optional<Place> placeOf(const QByteArray& contentRange)
{
    if (!contentRange.startsWith("bytes "))
        return std::nullopt;
    bool isNumber = false;
    const qint64 start = contentRange.mid(6, contentRange.indexOf('-') - 6).toLongLong(&isNumber);
    return isNumber ? std::optional(Place{start, contentRange.mid(contentRange.indexOf('/') + 1).toLongLong()})
                    : std::nullopt;
}

/// RFC 9110 13.1.5: a weak one does not tell whether the bytes are the same.
QByteArray strongTag(const QByteArray& etag)
{
    return etag.startsWith("W/") ? QByteArray() : etag;
}

QString notePath(const GatewayProfile& profile)
{
    return profile.directory + QStringLiteral("/download.json");
}

} // namespace

/// Where a file of several is kept until all are there.
QString VirtualGateway::keptPath(qsizetype filesBehind) const
{
    return m_profile.directory + QStringLiteral("/download.%1").arg(filesBehind);
}

/// After a start: what it was asked to do begins again, from INIT on. That is a new attempt (exosense.md 13).
void VirtualGateway::takeUp()
{
    if (m_left != Left::Update || m_handled.isEmpty() || !m_pending.isEmpty())
        return idle();
    m_isResuming = true;
    onConfig(QByteArray(m_handled));
    listen();
}

/// Whether there is a part that belongs to this request, of a file that can be told from any other.
bool VirtualGateway::takeUpPart()
{
    QFile note(notePath(m_profile));
    if (!note.open(QIODevice::ReadOnly))
        return false;
    const QJsonObject known = QJsonDocument::fromJson(note.readAll()).object();
    const QStringList urls = m_config.urls();
    const qsizetype behind = known[filesBehindKey].toInteger(-1);
    const qsizetype index = urls.size() - 1 - behind;
    if (behind < 0 || index < 0 || urls[index] != known[urlKey].toString())
        return false;
    for (qsizetype i = behind + 1; i < urls.size(); ++i) {
        if (!QFile::exists(keptPath(i)))
            return false;
    }
    m_etag = known[etagKey].toString().toLatin1();
    m_total = known[sizeKey].toInteger();
    if (m_etag.isEmpty() && !has(GatewayDefect::MixParts))
        return false;
    m_urls = urls.mid(index);
    return true;
}

/// Notes what the part is a part of.
void VirtualGateway::keepPart(qint64 size)
{
    m_total = size;
    QSaveFile note(notePath(m_profile));
    const QJsonObject known{{urlKey, m_urls.first()},
                            {filesBehindKey, m_urls.size() - 1},
                            {etagKey, QString::fromLatin1(m_etag)},
                            {sizeKey, size}};
    if (note.open(QIODevice::WriteOnly) && note.write(QJsonDocument(known).toJson()) > 0 && note.commit())
        return;
    tell(GatewayEvent::Kind::Failed, note.errorString());
}

/// Whatever the part is: nothing is to be put behind it.
void VirtualGateway::forgetPart()
{
    m_etag.clear();
    m_total = 0;
    QFile::remove(notePath(m_profile));
}

void VirtualGateway::dropPart()
{
    m_part.close();
    forgetPart();
    QFile::remove(partPath());
}

/// Before a byte of the body is written: it must belong behind the part, or the part goes. So what a power cut leaves
/// is always of one file.
bool VirtualGateway::onHead(const GatewayHttp::Reply& reply)
{
    if (reply.status != 200 && reply.status != 206)
        return true;
    const QByteArray etag = strongTag(reply.field("etag"));
    qint64 size = reply.field("content-length").toLongLong();
    if (reply.status == 206) {
        const auto place = placeOf(reply.field("content-range"));
        const bool isElsewhere = !place || place->start != m_offset;
        size = place ? place->total : 0;
        const bool isOther =
            (!etag.isEmpty() && !m_etag.isEmpty() && etag != m_etag) || (size > 0 && m_total > 0 && size != m_total);
        m_isElse = (isElsewhere && !has(GatewayDefect::Ignore206)) || (isOther && !has(GatewayDefect::MixParts));
        if (m_isElse)
            return false;
    } else if (m_offset > 0 && !has(GatewayDefect::Append200)) {
        m_offset = 0;
        m_etag.clear();
        if (!m_part.resize(0) || !m_part.seek(0))
            return false;
    }
    if (!etag.isEmpty())
        m_etag = etag;
    keepPart(size);
    return true;
}

/// The image that was put in its place before the power was cut.
void VirtualGateway::readLeftImage()
{
    m_config = checkConfig(m_handled);
    m_lab = {};
    QFile header(targetPath() + QStringLiteral(".hdr"));
    if (!header.open(QIODevice::ReadOnly))
        return;
    const QByteArray bytes = header.readAll();
    if (const LabReading reading = readLabHeader(bytesOf(bytes)); reading.header)
        m_lab.versionNumber = reading.header->versionNumber;
}

} // namespace ota
