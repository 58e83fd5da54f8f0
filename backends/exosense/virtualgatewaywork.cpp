// SPDX-License-Identifier: Apache-2.0
// How a virtual gateway does an update.

#include "exosense/virtualgateway.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace ota {

namespace {

using namespace std::chrono_literals;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(VirtualGateway)
};

constexpr int wholePercent = 100;

/// `bytes 5-9/10`: where it begins; nothing for another form.
std::optional<qint64> startOf(const QByteArray& contentRange)
{
    if (!contentRange.startsWith("bytes "))
        return std::nullopt;
    bool isNumber = false;
    const qint64 start = contentRange.mid(6, contentRange.indexOf('-') - 6).toLongLong(&isNumber);
    return isNumber ? std::optional(start) : std::nullopt;
}

/// A text member, or nothing.
QByteArray member(const ConfigCheck& config, QByteArrayView name)
{
    const JsonText* value = config.value ? config.value->member(name) : nullptr;
    return value ? value->text : QByteArray();
}

} // namespace

bool VirtualGateway::isReported(OtauStatus status) const
{
    const bool isSparse = m_profile.reporting == GatewayProfile::Reporting::Minimal || has(GatewayDefect::SkipSteps);
    switch (status) {
    case OtauStatus::Init:
        return !has(GatewayDefect::NoInit);
    case OtauStatus::InstalledVersion:
    case OtauStatus::InstallAborted:
        return true;
    default:
        return !isSparse || isError(status);
    }
}

QString VirtualGateway::wrongWithConfig() const
{
    if (!m_config.isValid())
        return m_config.findings.empty() ? Tr::tr("no valid request") : m_config.findings.front().message;
    const qint64 size = member(m_config, "size").toLongLong();
    if (size > m_profile.freeBytes && !has(GatewayDefect::NoSpaceCheck))
        return Tr::tr("no room: %1 of %2 bytes").arg(m_profile.freeBytes).arg(size);
    return {};
}

bool VirtualGateway::endsHere(OtauStage stage, OtauStatus error)
{
    const auto end = m_profile.defects.endAt(stage);
    if (!end)
        return false;
    switch (*end) {
    case ScriptedEnd::Stall:
        freeze();
        break;
    case ScriptedEnd::Error:
        fail(error, Tr::tr("as it was told to"));
        break;
    case ScriptedEnd::Abort:
        report(OtauStatus::InstallAborted, {}, [this] { giveUp(); });
        break;
    case ScriptedEnd::Reboot:
        after(m_profile.bootTime, [this] { boot(); });
        break;
    }
    return true;
}

void VirtualGateway::begin()
{
    report(OtauStatus::Init, {}, [this] { has(GatewayDefect::OutOfOrder) ? download() : test(); });
}

void VirtualGateway::test()
{
    report(OtauStatus::Test, {}, [this] {
        if (endsHere(OtauStage::Test, OtauStatus::TestError))
            return;
        if (const QString wrong = wrongWithConfig(); !wrong.isEmpty())
            return fail(OtauStatus::TestError, wrong);
        report(OtauStatus::TestStep, QStringLiteral("1 of 1"));
        report(OtauStatus::TestSuccess, {}, [this] { has(GatewayDefect::OutOfOrder) ? install() : download(); });
    });
}

void VirtualGateway::download()
{
    m_urls = m_config.urls();
    m_toldPercent = 0;
    m_fellBack = false;
    m_tries = 0;
    m_etag.clear();
    if (!has(GatewayDefect::Append200) && !has(GatewayDefect::Ignore206))
        QFile::remove(partPath());
    report(OtauStatus::Download, {}, [this] {
        if (!endsHere(OtauStage::Download, OtauStatus::DownloadError))
            fetchNext();
    });
}

void VirtualGateway::fetchNext()
{
    if (m_urls.isEmpty())
        return downloaded();
    fetch(QUrl(m_urls.first()));
}

void VirtualGateway::fetch(const QUrl& url)
{
    m_part.setFileName(partPath());
    if (!m_part.open(QIODevice::ReadWrite))
        return fail(OtauStatus::DownloadError, m_part.errorString());
    m_offset = m_part.size();
    GatewayHttp::Request request;
    request.url = url;
    if (m_offset > 0) {
        request.fields.emplace_back("Range", "bytes=" + QByteArray::number(m_offset) + '-');
        if (!m_etag.isEmpty())
            request.fields.emplace_back("If-Range", m_etag);
    }
    // Its own content needs its credential; a stranger does not get it. The files of an MQTT cloud are served at
    // another port of the same host.
    const QUrl& cloud = m_profile.cloud;
    const bool isSamePort = url.port() == cloud.port() && url.scheme() == cloud.scheme();
    if (url.host() == cloud.host() && (isSamePort || isMqtt()))
        request.fields.emplace_back("X-Exosite-CIK", m_token);
    m_part.seek(m_offset);
    request.sink = [this](QByteArrayView bytes) {
        return takeBytes(bytes);
    };
    m_fetch.send(std::move(request), [this, url](const GatewayHttp::Reply& reply) { onFetched(url, reply); });
}

bool VirtualGateway::takeBytes(QByteArrayView bytes)
{
    if (m_part.size() + bytes.size() > m_profile.freeBytes)
        return false;
    if (m_part.write(bytes.data(), bytes.size()) != bytes.size())
        return false;
    noteProgress();
    return true;
}

void VirtualGateway::noteProgress()
{
    const qint64 size = member(m_config, "size").toLongLong();
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
    if (m_frozen)
        return;
    m_part.flush();
    if (const QByteArray etag = reply.field("etag"); !etag.isEmpty())
        m_etag = etag;
    if (reply.status == 416 && m_offset > 0) {
        // It has it all, or something else: from the beginning.
        m_part.close();
        QFile::remove(partPath());
        return onFetchFailed(url, Tr::tr("status 416"));
    }
    if (reply.status != 200 && reply.status != 206)
        return onFetchFailed(url, reply.status == 0 ? reply.error : Tr::tr("status %1").arg(reply.status));
    const bool isElsewhere = reply.status == 206 && startOf(reply.field("content-range")) != m_offset;
    const bool isWhole = reply.status == 200 && m_offset > 0;
    if ((isElsewhere && !has(GatewayDefect::Ignore206)) || (isWhole && !has(GatewayDefect::Append200))) {
        // What came was written behind what was there: only the new part counts, or nothing.
        QByteArray bytes;
        if (isWhole && m_part.seek(m_offset))
            bytes = m_part.readAll();
        m_part.close();
        QFile::remove(partPath());
        if (isElsewhere)
            return onFetchFailed(url, Tr::tr("a part from elsewhere"));
        if (!m_part.open(QIODevice::ReadWrite) || m_part.write(bytes) != bytes.size())
            return fail(OtauStatus::DownloadError, m_part.errorString());
    }
    if (!reply.isComplete)
        return onFetchFailed(url, reply.error);
    m_part.close();
    m_urls.removeFirst();
    if (m_urls.isEmpty())
        return downloaded();
    // The next file begins where this one ended; each is kept under its own name.
    const QString kept = m_profile.directory + QStringLiteral("/download.%1").arg(m_urls.size());
    QFile::remove(kept);
    QFile::rename(partPath(), kept);
    m_etag.clear();
    m_tries = 0;
    fetchNext();
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
    after(backoff(), [this, url] { fetch(url); });
}

void VirtualGateway::downloaded()
{
    const QByteArray wanted = member(m_config, "sha256");
    if (!wanted.isEmpty() && !has(GatewayDefect::NoVerify) && QFileInfo::exists(partPath())) {
        QFile file(partPath());
        m_hash.reset();
        if (!file.open(QIODevice::ReadOnly) || !m_hash.addData(&file) || m_hash.result().toHex() != wanted) {
            if (!has(GatewayDefect::LeavePartial))
                QFile::remove(partPath());
            return fail(OtauStatus::DownloadError, Tr::tr("the digest is another one"));
        }
    }
    report(OtauStatus::DownloadSuccess, {}, [this] { has(GatewayDefect::OutOfOrder) ? test() : install(); });
}

void VirtualGateway::install()
{
    report(OtauStatus::Install, {}, [this] {
        if (endsHere(OtauStage::Install, OtauStatus::InstallError))
            return;
        report(OtauStatus::InstallStep, QStringLiteral("50%"));
        after(m_profile.installTime, [this] {
            const QString target = m_profile.directory + QStringLiteral("/installed");
            if (QFileInfo::exists(partPath())) {
                QFile::remove(target);
                if (!QFile::rename(partPath(), target))
                    return fail(OtauStatus::InstallError, Tr::tr("it can not be written"));
            }
            report(OtauStatus::InstallSuccess, {}, [this] { reboot(); });
        });
    });
}

void VirtualGateway::reboot()
{
    after(m_profile.bootTime, [this] { confirm(); });
}

void VirtualGateway::confirm()
{
    if (has(GatewayDefect::Loop))
        return report(OtauStatus::InstalledVersion, {}, [this] { begin(); });
    const QString before = m_running;
    m_running = m_config.version();
    tell(GatewayEvent::Kind::Installed, m_running);
    report(OtauStatus::InstalledVersion, {}, [this] { wait(); });
    // It said so, and boots the old one the next time.
    if (has(GatewayDefect::LieSuccess))
        m_running = before;
    saveState();
}

void VirtualGateway::fail(OtauStatus status, const QString& why)
{
    report(status, why, [this] { giveUp(); });
}

/// It waits for another request.
void VirtualGateway::giveUp()
{
    m_urls.clear();
    wait();
}

} // namespace ota
