// SPDX-License-Identifier: Apache-2.0
// How a virtual gateway fetches files.

#include "exosense/virtualgateway.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>
#include <array>
#include <utility>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(VirtualGateway)
};

constexpr int wholePercent = 100;
constexpr int mostRedirects = 5;

/// A member of config_otau as text; empty when it is not there.
QByteArray member(const ConfigCheck& config, QByteArrayView name)
{
    const JsonText* value = config.value ? config.value->member(name) : nullptr;
    return value ? value->text : QByteArray();
}

} // namespace

/// As config_otau says; 0: it does not.
qint64 VirtualGateway::wantedSize() const
{
    return member(m_config, "size").toLongLong();
}

/// So many bytes the file may have at most, as far as anybody trustworthy has said; 0: unknown.
qint64 VirtualGateway::boundBytes() const
{
    if (const qint64 size = wantedSize(); size > 0 || !m_head || m_head->fault || !m_head->imageBytes)
        return size;
    return m_head->imageFrom + *m_head->imageBytes;
}

void VirtualGateway::download()
{
    m_lab = {};
    const bool goesOn = std::exchange(m_isResuming, false) && takeUpPart();
    m_toldPercent = 0;
    m_fellBack = false;
    m_tries = 0;
    m_isForeign = false;
    if (!goesOn) {
        m_urls = m_config.urls();
        forgetPart();
        if (!has(GatewayDefect::Append200) && !has(GatewayDefect::Ignore206))
            dropPart();
    }
    report(OtauStatus::Download, {}, inJob([this] {
               if (endsHere(OtauStage::Download, OtauStatus::DownloadError))
                   return;
               if (!has(GatewayDefect::NoRateLimit))
                   m_transfer.start(m_profile.downloadLimit);
               fetchNext();
           }));
}

void VirtualGateway::fetchNext()
{
    if (m_urls.isEmpty())
        return downloaded();
    m_redirects = 0;
    m_isForeign = false;
    fetch(QUrl(m_urls.first()));
}

/// Its own content needs its credential; a stranger does not get it. The files of an MQTT cloud are served at another
/// port of the same host.
void VirtualGateway::authorise(GatewayHttp::Request& request) const
{
    const QUrl& cloud = m_profile.cloud;
    const bool isSamePort = request.url.port() == cloud.port() && request.url.scheme() == cloud.scheme();
    const bool isOurs = request.url.host() == cloud.host() && (isSamePort || isMqtt());
    if (!m_token.isEmpty() && (isOurs || (m_isForeign && has(GatewayDefect::FollowAnyRedirect))))
        request.fields.emplace_back("X-Exosite-CIK", m_token);
}

void VirtualGateway::fetch(const QUrl& url)
{
    m_part.setFileName(partPath());
    if (!m_part.open(QIODevice::ReadWrite))
        return fail(OtauStatus::DownloadError, m_part.errorString());
    m_offset = m_part.size();
    m_isTooLong = false;
    m_isElse = false;
    m_head = {};
    GatewayHttp::Request request;
    request.url = url;
    request.limit = has(GatewayDefect::NoTimeout) ? Milliseconds(0) : m_profile.silence;
    if (m_offset > 0) {
        request.fields.emplace_back("Range", "bytes=" + QByteArray::number(m_offset) + '-');
        if (!m_etag.isEmpty() && !has(GatewayDefect::MixParts))
            request.fields.emplace_back("If-Range", m_etag);
    }
    authorise(request);
    m_part.seek(m_offset);
    request.head = [this](const GatewayHttp::Reply& reply) {
        return onHead(reply);
    };
    request.sink = [this](QByteArrayView bytes) {
        return takeBytes(bytes);
    };
    m_fetch.send(std::move(request), [this, url, job = m_job](const GatewayHttp::Reply& reply) {
        if (!m_frozen && job == m_job)
            onFetched(url, reply);
    });
}

bool VirtualGateway::takeBytes(QByteArrayView bytes)
{
    const qint64 size = boundBytes();
    const bool isSurplus = size > 0 && m_part.pos() + bytes.size() > size;
    if (isSurplus && has(GatewayDefect::ReadToEnd)) {
        // It takes no notice of what it reads.
        bytes = bytes.first(std::max<qsizetype>(static_cast<qsizetype>(size - m_part.pos()), 0));
    } else if (isSurplus && !has(GatewayDefect::WritesSurplus) && !has(GatewayDefect::Append200)) {
        m_isTooLong = true;
        return false;
    }
    if (m_part.pos() + bytes.size() > m_profile.freeBytes)
        return false;
    if (m_part.write(bytes.data(), bytes.size()) != bytes.size())
        return false;
    if (!passesHead())
        return false;
    noteProgress();
    return true;
}

/// Looks at the lab header as soon as it is there: what it is no use to fetch is not fetched, and its size is the bound
/// of all that follows.
bool VirtualGateway::passesHead()
{
    if (!m_profile.lab || m_head || m_part.pos() < LabHeader::sizeBytes)
        return true;
    const qint64 position = m_part.pos();
    m_part.seek(0);
    m_head = judgeLabHead(*m_profile.lab, bytesOf(m_part.read(LabHeader::sizeBytes)), m_profile.defects);
    m_part.seek(position);
    if (const qint64 bound = boundBytes(); !m_head->fault && bound > 0 && position > bound)
        m_isTooLong = !has(GatewayDefect::WritesSurplus) && !has(GatewayDefect::Append200);
    return !m_head->fault && !m_isTooLong;
}

/// Whether the file that is complete may be installed; what it says of that if not.
bool VirtualGateway::passesGate()
{
    if (!m_profile.lab)
        return true;
    const auto verdict = judgeLabFile(*m_profile.lab, partPath(), m_profile.defects, m_runningNumber);
    if (!verdict)
        fail(OtauStatus::DownloadError, verdict.error().message);
    else if (verdict->fault)
        refuse(*verdict->fault);
    else
        m_lab = *verdict;
    return verdict && !verdict->fault;
}

void VirtualGateway::refuse(LabFault fault)
{
    m_part.close();
    if (!has(GatewayDefect::LeavePartial))
        QFile::remove(partPath());
    const QString why = keyOf(fault) + QStringLiteral(": ") + explain(fault);
    tell(GatewayEvent::Kind::Refused, why);
    fail(OtauStatus::DownloadError, why);
}

void VirtualGateway::noteProgress()
{
    const qint64 size = boundBytes();
    if (size <= 0)
        return; // Unknown is not zero.
    const int percent = static_cast<int>(std::min<qint64>(wholePercent, m_part.pos() * wholePercent / size));
    if (percent < m_toldPercent + m_profile.stepPercent && percent < wholePercent)
        return;
    if (percent == m_toldPercent)
        return;
    m_toldPercent = percent;
    report(OtauStatus::DownloadStep, QStringLiteral("%1%").arg(percent));
    if (has(GatewayDefect::ProgressBack) && percent >= wholePercent / 2 && !m_fellBack) {
        m_fellBack = true;
        report(OtauStatus::DownloadStep, QStringLiteral("%1%").arg(percent / 2));
    }
}

void VirtualGateway::onFetched(const QUrl& url, const GatewayHttp::Reply& reply)
{
    m_part.flush();
    if (redirected(url, reply))
        return;
    if ((reply.status == 416 && m_offset > 0) || m_isElse) {
        // It has it all, or something else: from the beginning.
        dropPart();
        return onFetchFailed(url, m_isElse ? Tr::tr("a part from elsewhere") : Tr::tr("status 416"));
    }
    if (reply.status != 200 && reply.status != 206)
        return onFetchFailed(url, reply.status == 0 ? reply.error : Tr::tr("status %1").arg(reply.status));
    if (m_head && m_head->fault)
        return refuse(*m_head->fault);
    if (m_isTooLong && wantedSize() <= 0)
        return refuse(LabFault::Size);
    if (m_isTooLong) {
        m_part.close();
        if (!has(GatewayDefect::LeavePartial))
            QFile::remove(partPath());
        return fail(OtauStatus::DownloadError, Tr::tr("it is longer than its size"));
    }
    if (!reply.isComplete)
        return onFetchFailed(url, reply.error);
    m_part.close();
    if (!passesGate())
        return;
    m_urls.removeFirst();
    if (m_urls.isEmpty())
        return downloaded();
    // The next file begins where this one ended; each is kept under its own name.
    const QString kept = keptPath(m_urls.size());
    QFile::remove(kept);
    QFile::rename(partPath(), kept);
    forgetPart();
    m_tries = 0;
    fetchNext();
}

/// Whether the answer sent it elsewhere: within its host, and never from TLS to none.
bool VirtualGateway::redirected(const QUrl& url, const GatewayHttp::Reply& reply)
{
    static constexpr std::array redirects{301, 302, 303, 307, 308};
    const QByteArray location = reply.field("location");
    if (std::ranges::find(redirects, reply.status) == redirects.end() || location.isEmpty())
        return false;
    m_part.close();
    const QUrl target = url.resolved(QUrl::fromEncoded(location));
    const bool isSafe =
        target.host() == url.host() && (target.scheme() == url.scheme() || target.scheme() == QStringLiteral("https"));
    if ((!isSafe && !has(GatewayDefect::FollowAnyRedirect)) || ++m_redirects > mostRedirects) {
        fail(OtauStatus::DownloadError, Tr::tr("it was sent to %1").arg(target.host()));
        return true;
    }
    m_isForeign = true;
    fetch(target);
    return true;
}

void VirtualGateway::onFetchFailed(const QUrl& url, const QString& why)
{
    m_part.close();
    tell(GatewayEvent::Kind::Failed, Tr::tr("download: %1").arg(why));
    ++m_tries;
    if (m_tries >= m_profile.downloadAttempts && !has(GatewayDefect::RetryForever)) {
        if (!has(GatewayDefect::LeavePartial))
            QFile::remove(partPath());
        return fail(OtauStatus::DownloadError, why);
    }
    after(backoff(), inJob([this, url] { fetch(url); }));
}

/// Of what counts of it, in hexadecimal; empty when it can not be read.
QByteArray VirtualGateway::partDigest() const
{
    QFile file(partPath());
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QCryptographicHash hash(QCryptographicHash::Sha256);
    constexpr qint64 piece = 256 * 1024;
    const qint64 size = wantedSize();
    // What is beyond the size is nobody's business here: so it gets into the image.
    qint64 left = has(GatewayDefect::WritesSurplus) && size > 0 ? size : file.size();
    while (left > 0) {
        const QByteArray bytes = file.read(std::min(left, piece));
        if (bytes.isEmpty())
            break;
        hash.addData(bytes);
        left -= bytes.size();
    }
    return hash.result().toHex();
}

void VirtualGateway::downloaded()
{
    m_transfer.stop();
    m_failures = 0;
    const QByteArray wanted = member(m_config, "sha256");
    if (!wanted.isEmpty() && !has(GatewayDefect::NoVerify) && QFileInfo::exists(partPath()) && partDigest() != wanted) {
        if (!has(GatewayDefect::LeavePartial))
            QFile::remove(partPath());
        return fail(OtauStatus::DownloadError, Tr::tr("the digest is another one"));
    }
    report(OtauStatus::DownloadSuccess, {}, inJob([this] { has(GatewayDefect::OutOfOrder) ? test() : install(); }));
}

} // namespace ota
