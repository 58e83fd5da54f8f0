// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QString>

namespace ota {

/// A file of tests/data, whole. Aborts the test program when it is not there: that is a mistake of the test.
QByteArray testData(const QString& name);

/// The path of a file of tests/data.
QString testDataPath(const QString& name);

} // namespace ota

/// Fails the test with the error's text when a Result has none: QVERIFY_RESULT(store.open());
#define QVERIFY_RESULT(expression)                                                                                     \
    do {                                                                                                               \
        if (const auto& qverifyResult = (expression); !qverifyResult)                                                  \
            QFAIL(qPrintable(qverifyResult.error().toString()));                                                       \
    } while (false)
