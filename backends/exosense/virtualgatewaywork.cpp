// SPDX-License-Identifier: Apache-2.0
// How a virtual gateway does an update.

#include "exosense/virtualgateway.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QSaveFile>
#include <QVersionNumber>

#include <algorithm>
#include <array>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(VirtualGateway)
};

constexpr qint64 markRange = 64; ///< Of an image, in which its mark is.

/// Both are numbers with dots, and the first is the lower one. Versions are free text: of all others nobody knows.
bool isOlder(const QString& version, const QString& than)
{
    qsizetype versionEnd = 0;
    qsizetype thanEnd = 0;
    const QVersionNumber a = QVersionNumber::fromString(version, &versionEnd);
    const QVersionNumber b = QVersionNumber::fromString(than, &thanEnd);
    return versionEnd == version.size() && thanEnd == than.size() && !a.isNull() && !b.isNull() &&
           a.normalized() < b.normalized();
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
    if (isOlder(m_config.version(), m_running) && !has(GatewayDefect::AcceptOlder))
        return Tr::tr("version %1 is older than %2").arg(m_config.version(), m_running);
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
        report(OtauStatus::InstallAborted, {}, inJob([this] { idle(); }));
        break;
    case ScriptedEnd::Reboot:
        // It has forgotten what it did: else it would come here again for ever.
        m_left = Left::Nothing;
        saveState();
        after(m_profile.bootTime, inJob([this] { boot(); }));
        break;
    }
    return true;
}

void VirtualGateway::begin()
{
    m_busy = Busy::Working;
    report(OtauStatus::Init, {}, inJob([this] { has(GatewayDefect::OutOfOrder) ? download() : test(); }));
}

/// The request, what is fetched, and whether there is room.
void VirtualGateway::test()
{
    report(OtauStatus::Test, {}, inJob([this] {
               if (endsHere(OtauStage::Test, OtauStatus::TestError))
                   return;
               if (const QString wrong = wrongWithConfig(); !wrong.isEmpty())
                   return fail(OtauStatus::TestError, wrong);
               report(OtauStatus::TestStep, QStringLiteral("1 of 2"));
               m_probes = m_config.urls();
               m_neededBytes = wantedSize();
               probeNext();
           }));
}

void VirtualGateway::probeNext()
{
    if (m_neededBytes > m_profile.freeBytes && !has(GatewayDefect::NoSpaceCheck))
        return fail(OtauStatus::TestError,
                    Tr::tr("no room: %1 of %2 bytes").arg(m_profile.freeBytes).arg(m_neededBytes));
    if (m_probes.isEmpty()) {
        report(OtauStatus::TestStep, QStringLiteral("2 of 2"));
        return report(OtauStatus::TestSuccess, {},
                      inJob([this] { has(GatewayDefect::OutOfOrder) ? install() : download(); }));
    }
    GatewayHttp::Request request;
    request.method = "HEAD";
    request.url = QUrl(m_probes.takeFirst());
    request.limit = m_profile.silence;
    authorise(request);
    m_fetch.send(std::move(request), [this](const GatewayHttp::Reply& reply) {
        if (!m_frozen)
            onProbed(reply);
    });
}

void VirtualGateway::onProbed(const GatewayHttp::Reply& reply)
{
    static constexpr std::array gone{401, 403, 404, 410};
    if (reply.status == 0)
        return fail(OtauStatus::TestError, Tr::tr("not reachable: %1").arg(reply.error));
    if (std::ranges::find(gone, reply.status) != gone.end())
        return fail(OtauStatus::TestError, Tr::tr("not reachable: status %1").arg(reply.status));
    // Others may not know HEAD, or be busy: the download will tell. What the request says of its size counts.
    if (reply.status == 200 && wantedSize() == 0)
        m_neededBytes += reply.field("content-length").toLongLong();
    probeNext();
}

/// Where the new image goes.
QString VirtualGateway::targetPath() const
{
    if (m_profile.slots < 2)
        return m_profile.directory + QStringLiteral("/installed");
    return m_profile.directory + (m_slot == 0 ? QStringLiteral("/slot-b") : QStringLiteral("/slot-a"));
}

void VirtualGateway::install()
{
    m_busy = Busy::Holding;
    report(OtauStatus::Install, {}, inJob([this] {
               writeImage();
               report(OtauStatus::InstallStep, QStringLiteral("50%"), inJob([this] {
                          if (endsHere(OtauStage::Install, OtauStatus::InstallError))
                              return;
                          after(m_profile.installTime, inJob([this] {
                                    if (const auto placed = placeImage(); !placed)
                                        return fail(OtauStatus::InstallError, placed.error().message);
                                    m_isDead = false;
                                    m_left = Left::Reboot;
                                    saveState();
                                    report(OtauStatus::InstallSuccess, {}, inJob([this] { reboot(); }));
                                }));
                      }));
           }));
}

/// The first half of the work. The image is put in its place at once when it is whole, so that a power cut finds the
/// old one; a gateway with a defect is caught in between.
void VirtualGateway::writeImage()
{
    if (has(GatewayDefect::BothSlotsDead)) {
        m_isDead = true;
        saveState();
    }
    if (!has(GatewayDefect::TornWrite))
        return;
    QFile part(partPath());
    QFile target(targetPath());
    if (part.open(QIODevice::ReadOnly) && part.seek(m_lab.imageFrom) && target.open(QIODevice::WriteOnly))
        target.write(part.read((part.size() - m_lab.imageFrom) / 2));
    m_running = m_config.version();
    m_runningNumber = m_lab.versionNumber.value_or(m_runningNumber);
    saveState();
}

/// Puts the image in its place, whole or not at all, and the lab header beside it as `.hdr`. Error: Io.
Result<> VirtualGateway::placeImage()
{
    QFile part(partPath());
    if (!part.exists())
        return {}; // Nothing was fetched: the request itself is what is installed.
    const QString headerPath = targetPath() + QStringLiteral(".hdr");
    if (m_lab.imageFrom == 0) {
        QFile::remove(headerPath);
        QFile::remove(targetPath());
        if (!part.rename(targetPath()))
            return failure(Error::Code::Io, Tr::tr("it can not be written"), targetPath());
        forgetPart();
        return {};
    }
    QSaveFile target(targetPath());
    if (!part.open(QIODevice::ReadOnly) || !target.open(QIODevice::WriteOnly))
        return failure(Error::Code::Io, Tr::tr("it can not be written"), targetPath());
    const QByteArray head = part.read(m_lab.imageFrom);
    constexpr qint64 piece = 256 * 1024;
    for (QByteArray bytes = part.read(piece); !bytes.isEmpty(); bytes = part.read(piece))
        target.write(bytes);
    if (!part.atEnd())
        return failure(Error::Code::Io, part.errorString(), part.fileName());
    // The header last: where it is, its image is whole.
    QSaveFile header(headerPath);
    QFile::remove(headerPath);
    if (!target.commit() || !header.open(QIODevice::WriteOnly) || header.write(head) != head.size() || !header.commit())
        return failure(Error::Code::Io, Tr::tr("it can not be written"), targetPath());
    dropPart();
    return {};
}

void VirtualGateway::reboot()
{
    after(m_profile.bootTime, inJob([this] { confirm(); }));
}

bool VirtualGateway::starts(const QString& image) const
{
    QFile file(image);
    return !file.open(QIODevice::ReadOnly) || !file.read(markRange).contains(crashMark);
}

void VirtualGateway::confirm()
{
    if (!starts(targetPath())) {
        if (m_profile.slots < 2 || has(GatewayDefect::NoRollback)) {
            m_isDead = true;
            saveState();
            return freeze(Tr::tr("the new image does not start"));
        }
        return report(OtauStatus::InstalledVersion, {}, inJob([this] { idle(); })); // The old one runs again.
    }
    m_left = has(GatewayDefect::Loop) ? Left::Update : Left::Nothing;
    if (has(GatewayDefect::Loop))
        return report(OtauStatus::InstalledVersion, {}, inJob([this] { begin(); }));
    const QString before = m_running;
    const quint64 numberBefore = m_runningNumber;
    m_running = m_config.version();
    m_runningNumber = m_lab.versionNumber.value_or(m_runningNumber);
    m_slot = m_profile.slots < 2 ? 0 : 1 - m_slot;
    tell(GatewayEvent::Kind::Installed, m_running);
    report(OtauStatus::InstalledVersion, {}, inJob([this] { idle(); }));
    // It said so, and boots the old one the next time.
    if (has(GatewayDefect::LieSuccess)) {
        m_running = before;
        m_runningNumber = numberBefore;
    }
    saveState();
}

void VirtualGateway::fail(OtauStatus status, const QString& why)
{
    m_transfer.stop();
    forgetPart();
    report(status, why, inJob([this] { idle(); }));
}

} // namespace ota
