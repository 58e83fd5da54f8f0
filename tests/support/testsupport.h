// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QString>
#include <QTest>

namespace ota {

/// A file of tests/data, whole. Aborts the test program when it is not there: that is a mistake of the test.
QByteArray testData(const QString& name);

/// The path of a file of tests/data.
QString testDataPath(const QString& name);

} // namespace ota

// What another thread, process or socket has to do first takes longer on a busy machine with sanitizers than the 5 s
// of Qt Test; where nothing is wrong nobody waits that long.
#undef QTRY_VERIFY
#undef QTRY_VERIFY2
#undef QTRY_COMPARE
#define QTRY_VERIFY(expression) QTRY_VERIFY_WITH_TIMEOUT(expression, 20'000)
#define QTRY_VERIFY2(expression, message) QTRY_VERIFY2_WITH_TIMEOUT(expression, message, 20'000)
#define QTRY_COMPARE(expression, expected) QTRY_COMPARE_WITH_TIMEOUT(expression, expected, 20'000)

/// Fails the test with the error's text when a Result has none: QVERIFY_RESULT(store.open());
#define QVERIFY_RESULT(expression)                                                                                     \
    do {                                                                                                               \
        if (const auto& qverifyResult = (expression); !qverifyResult)                                                  \
            QFAIL(qPrintable(qverifyResult.error().toString()));                                                       \
    } while (false)
