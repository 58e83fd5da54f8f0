// SPDX-License-Identifier: Apache-2.0
#include "exosense/labgate.h"

#include <QFile>

#include <algorithm>
#include <limits>

namespace ota {

namespace {

constexpr qint64 piece = 256 * 1024;

/// Of `size` bytes from where the file stands. Error: Io.
Result<Digest> digestOf(QFile& file, qint64 size)
{
    Sha256 hash;
    for (qint64 left = size; left > 0;) {
        const QByteArray bytes = file.read(std::min(left, piece));
        if (bytes.isEmpty())
            return failure(Error::Code::Io, file.errorString(), file.fileName());
        hash.add(bytesOf(bytes));
        left -= bytes.size();
    }
    return hash.result();
}

/// Size and digest of what is behind the header. Error: Io.
Result<std::optional<LabFault>> wrongImage(QFile& file, const LabHeader& header, const GatewayDefects& defects)
{
    const qint64 there = file.size() - LabHeader::sizeBytes;
    const auto signedSize = static_cast<quint64>(header.imageBytes);
    const bool isSurplus = there >= 0 && static_cast<quint64>(there) > signedSize;
    const bool takesSurplus = isSurplus && defects.has(GatewayDefect::WritesSurplus);
    if (static_cast<quint64>(there) != signedSize && !takesSurplus)
        return std::optional(LabFault::Size);
    if (defects.has(GatewayDefect::NoVerify))
        return std::optional<LabFault>();
    // What is beyond the size is nobody's business then: so it gets into the image.
    file.seek(LabHeader::sizeBytes);
    const auto digest = digestOf(file, static_cast<qint64>(signedSize));
    if (!digest)
        return failure(digest.error());
    return header.wrongImage(signedSize, *digest);
}

std::optional<LabFault> wrongTarget(const LabGate& gate, const LabHeader& header, const GatewayDefects& defects,
                                    quint64 runningNumber)
{
    if (header.deviceType != gate.deviceType && !defects.has(GatewayDefect::WrongDeviceOk))
        return LabFault::Device;
    const bool isSameAgain = header.versionNumber == runningNumber &&
                             (defects.has(GatewayDefect::ReinstallSame) || defects.has(GatewayDefect::Loop));
    const bool isTaken = header.versionNumber > runningNumber || isSameAgain || defects.has(GatewayDefect::AcceptOlder);
    return isTaken ? std::nullopt : std::optional(LabFault::NotNewer);
}

} // namespace

LabVerdict judgeLabHead(const LabGate& gate, ByteSpan head, const GatewayDefects& defects)
{
    const LabReading reading = readLabHeader(head);
    const bool isBare = !reading.header && (reading.fault == LabFault::Magic ||
                                            head.size() < static_cast<std::size_t>(LabHeader::sizeBytes));
    if (isBare && defects.has(GatewayDefect::AcceptUnsigned))
        return {};
    LabVerdict verdict;
    verdict.imageFrom = LabHeader::sizeBytes;
    verdict.fault = reading.fault;
    if (!reading.header)
        return verdict;
    const LabHeader& header = *reading.header;
    // Without a signature there is none to be wrong; any key's is one that nobody can check.
    const bool isTaken = header.isSigned() ? !reading.fault && defects.has(GatewayDefect::AnyKey)
                                           : defects.has(GatewayDefect::AcceptUnsigned);
    if (isTaken)
        verdict.fault = {};
    else if (!verdict.fault)
        verdict.fault = wrongSignature(header, head, gate.trusted);
    if (verdict.fault)
        return verdict;
    constexpr auto most = static_cast<quint64>(std::numeric_limits<qint64>::max() - LabHeader::sizeBytes);
    verdict.imageBytes = static_cast<qint64>(std::min<quint64>(header.imageBytes, most));
    verdict.versionNumber = header.versionNumber;
    return verdict;
}

Result<LabVerdict> judgeLabFile(const LabGate& gate, const QString& path, const GatewayDefects& defects,
                                quint64 runningNumber)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(Error::Code::Io, file.errorString(), path);
    const QByteArray head = file.read(LabHeader::sizeBytes);
    LabVerdict verdict = judgeLabHead(gate, bytesOf(head), defects);
    if (verdict.fault || verdict.imageFrom == 0)
        return verdict;
    const LabHeader header = *readLabHeader(bytesOf(head)).header;
    const auto wrong = wrongImage(file, header, defects);
    if (!wrong)
        return failure(wrong.error());
    verdict.fault = *wrong ? *wrong : wrongTarget(gate, header, defects, runningNumber);
    return verdict;
}

} // namespace ota
