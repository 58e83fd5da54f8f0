// SPDX-License-Identifier: Apache-2.0
#include "devices/serial/serialports.h"

#include <QDir>

namespace ota {

QStringList serialPorts()
{
    QStringList ports;
    const auto add = [&ports](const QString& folder, const QStringList& names) {
        const QFileInfoList found = QDir(folder).entryInfoList(names, QDir::Files | QDir::System, QDir::Name);
        for (const QFileInfo& port : found)
            ports << port.filePath();
    };
    add(QStringLiteral("/dev/serial/by-id"), {});
    add(QStringLiteral("/dev"), {QStringLiteral("ttyACM*"), QStringLiteral("ttyUSB*")});
    return ports;
}

} // namespace ota
