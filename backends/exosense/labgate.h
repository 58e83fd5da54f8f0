// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "crypto/labheader.h"
#include "exosense/gatewaydefects.h"

#include <QString>
#include <QUuid>

#include <optional>
#include <vector>

namespace ota {

/// What a virtual gateway demands of a file before it installs it, when it expects the lab header around it
/// (exosense.md 15, afero.md 7). A value.
struct LabGate
{
    std::vector<PublicKey> trusted; ///< Ed25519.
    QUuid deviceType;               ///< What the gateway is.
};

/// What becomes of a file.
struct LabVerdict
{
    std::optional<LabFault> fault = {};    ///< It is refused.
    qint64 imageFrom = 0;                  ///< Where the image begins; 0: there is no header before it.
    std::optional<qint64> imageBytes = {}; ///< As the header says; nothing without one.
    std::optional<quint64> versionNumber = {};
};

/// Judges the first LabHeader::sizeBytes, or a file that is shorter: its form, and who signed it.
LabVerdict judgeLabHead(const LabGate& gate, ByteSpan head, const GatewayDefects& defects);

/// Judges the whole file, in the order of the specification: as the head, then size and digest, then the gateway's own
/// checks of its type and of the number that runs. Error: Io.
Result<LabVerdict> judgeLabFile(const LabGate& gate, const QString& path, const GatewayDefects& defects,
                                quint64 runningNumber);

} // namespace ota
