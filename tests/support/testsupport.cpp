// SPDX-License-Identifier: Apache-2.0
#include "testsupport.h"

#include <QFile>

namespace ota {

QString testDataPath(const QString& name)
{
    return QStringLiteral(OTA_TEST_DATA "/") + name;
}

QByteArray testData(const QString& name)
{
    QFile file(testDataPath(name));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no test data %s", qPrintable(file.fileName()));
    return file.readAll();
}

} // namespace ota
