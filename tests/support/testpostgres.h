// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"

#include <QString>
#include <QTemporaryDir>

namespace ota {

/// A throw-away PostgreSQL server of the distribution's package: its own cluster in a temporary directory, reached over
/// a Unix socket there and nowhere else. Ends with the object. When tests run as root it runs as the user `postgres`,
/// since the server refuses root.
class TestPostgres final
{
public:
    TestPostgres() = default;
    ~TestPostgres();
    Q_DISABLE_COPY_MOVE(TestPostgres)

    /// Error: NotFound when the package is not installed: the test is to be skipped; Io for anything else.
    Result<> start();

    /// The address of a new, empty database for Database::open. Error: Io.
    Result<QString> newDatabase();

private:
    Result<> runTool(const QString& tool, const QStringList& arguments) const;

    QTemporaryDir m_directory;
    QString m_binaries;
    bool m_running = false;
    int m_databases = 0;
};

} // namespace ota
