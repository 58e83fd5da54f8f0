// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "testpostgres.h"

#include <QTest>

#include <memory>

namespace ota {

/// Makes tests run once with SQLite and once with PostgreSQL: `addDrivers()` in each `_data` function (rows `sqlite`
/// and `postgres`), `OTA_DATABASE_URL(fixture, url);` in the test. One server a test program.
class DriverFixture
{
public:
    /// Adds the column `driver` with its rows to the present test's data.
    static void addDrivers()
    {
        QTest::addColumn<QString>("driver");
        QTest::newRow("sqlite") << QStringLiteral("sqlite");
        QTest::newRow("postgres") << QStringLiteral("postgres");
    }

    /// What BenchOptions::databaseUrl takes: empty for SQLite, a new database of the server for PostgreSQL. Error:
    /// NotFound when there is no server to start.
    Result<QString> databaseUrl(const QString& driver)
    {
        if (driver == QStringLiteral("sqlite"))
            return QString();
        if (!m_server) {
            auto server = std::make_unique<TestPostgres>();
            if (auto started = server->start(); !started)
                return failure(started.error());
            m_server = std::move(server);
        }
        return m_server->newDatabase();
    }

private:
    std::unique_ptr<TestPostgres> m_server;
};

} // namespace ota

/// Defines `url` for the present row's driver, or skips the row where no server is installed.
#define OTA_DATABASE_URL(fixture, url)                                                                                 \
    QFETCH(QString, driver);                                                                                           \
    const auto urlResult = (fixture).databaseUrl(driver);                                                              \
    if (!urlResult && urlResult.error().code == Error::Code::NotFound)                                                 \
        QSKIP(qPrintable(urlResult.error().message));                                                                  \
    QVERIFY_RESULT(urlResult);                                                                                         \
    const QString url = *urlResult
