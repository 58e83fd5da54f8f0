// SPDX-License-Identifier: Apache-2.0
#include "testpostgres.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>

#include <unistd.h>

namespace ota {

namespace {

constexpr int toolTimeoutMs = 60'000;

// The newest of /usr/lib/postgresql/*/bin.
QString findBinaries()
{
    const QDir root(QStringLiteral("/usr/lib/postgresql"));
    QString found;
    int newest = 0;
    for (const QString& version : root.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        const QString bin = root.filePath(version + QStringLiteral("/bin"));
        if (version.toInt() > newest && QFileInfo::exists(bin + QStringLiteral("/initdb"))) {
            newest = version.toInt();
            found = bin;
        }
    }
    return found;
}

Result<> run(const QString& program, const QStringList& arguments)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.setWorkingDirectory(QStringLiteral("/"));
    process.start(program, arguments);
    if (!process.waitForFinished(toolTimeoutMs) || process.exitStatus() != QProcess::NormalExit ||
        process.exitCode() != 0)
        return failure(Error::Code::Io,
                       process.errorString() + QLatin1Char('\n') + QString::fromLocal8Bit(process.readAll()), program);
    return {};
}

} // namespace

TestPostgres::~TestPostgres()
{
    if (m_running)
        (void)runTool(QStringLiteral("pg_ctl"),
                      {QStringLiteral("-D"), m_directory.filePath(QStringLiteral("data")), QStringLiteral("-m"),
                       QStringLiteral("immediate"), QStringLiteral("-w"), QStringLiteral("stop")});
}

Result<> TestPostgres::runTool(const QString& tool, const QStringList& arguments) const
{
    const QString path = m_binaries + QLatin1Char('/') + tool;
    if (::geteuid() != 0)
        return run(path, arguments);
    return run(QStringLiteral("setpriv"),
               QStringList{QStringLiteral("--reuid=postgres"), QStringLiteral("--regid=postgres"),
                           QStringLiteral("--clear-groups"), path} +
                   arguments);
}

Result<> TestPostgres::start()
{
    m_binaries = findBinaries();
    if (m_binaries.isEmpty())
        return failure(Error::Code::NotFound, QStringLiteral("the package postgresql is not installed"));
    const QString socketDirectory = m_directory.path();
    if (::geteuid() == 0) {
        if (auto owned = run(QStringLiteral("chown"), {QStringLiteral("postgres:"), socketDirectory}); !owned)
            return owned;
    }
    const QString data = m_directory.filePath(QStringLiteral("data"));
    auto made = runTool(QStringLiteral("initdb"),
                        {QStringLiteral("--no-sync"), QStringLiteral("--auth=trust"), QStringLiteral("--username=ota"),
                         QStringLiteral("--encoding=UTF8"), QStringLiteral("--locale=C"), QStringLiteral("-D"), data});
    if (!made)
        return made;
    const QString options = QStringLiteral("-c listen_addresses='' -c fsync=off -k ") + socketDirectory;
    auto started = runTool(QStringLiteral("pg_ctl"), {QStringLiteral("-D"), data, QStringLiteral("-l"),
                                                      m_directory.filePath(QStringLiteral("log")), QStringLiteral("-o"),
                                                      options, QStringLiteral("-w"), QStringLiteral("start")});
    m_running = started.has_value();
    return started;
}

Result<QString> TestPostgres::newDatabase()
{
    const QString name = QStringLiteral("bench%1").arg(++m_databases);
    auto made = run(m_binaries + QStringLiteral("/createdb"),
                    {QStringLiteral("-h"), m_directory.path(), QStringLiteral("-U"), QStringLiteral("ota"), name});
    if (!made)
        return failure(made.error());
    return QStringLiteral("postgresql:///%1?host=%2&user=ota").arg(name, m_directory.path());
}

} // namespace ota
