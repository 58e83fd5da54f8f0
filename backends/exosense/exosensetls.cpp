// SPDX-License-Identifier: Apache-2.0
#include "exosense/exosensetls.h"

#include "crypto/certificates.h"
#include "store/bench.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QRegularExpression>
#include <QSysInfo>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(ExosenseTls)
};

} // namespace

Result<HttpTlsFiles::ServerName> serverNamePolicy(const QString& key)
{
    if (key.isEmpty() || key == QStringLiteral("any"))
        return HttpTlsFiles::ServerName::Any;
    if (key == QStringLiteral("require"))
        return HttpTlsFiles::ServerName::Require;
    if (key == QStringLiteral("match"))
        return HttpTlsFiles::ServerName::Match;
    return failure(Error::Code::Usage, Tr::tr("%1 is no policy for server names").arg(key), {},
                   Tr::tr("There are any, require and match."));
}

QString keyOf(HttpTlsFiles::ServerName policy)
{
    switch (policy) {
    case HttpTlsFiles::ServerName::Any:
        break;
    case HttpTlsFiles::ServerName::Require:
        return QStringLiteral("require");
    case HttpTlsFiles::ServerName::Match:
        return QStringLiteral("match");
    }
    return QStringLiteral("any");
}

Result<QString> checkedProductHost(const QString& text)
{
    const QString form = Tr::tr("Give the host alone, as p1.m2.exosite.io: no scheme, no port, no path, no star.");
    const auto host = certificateHost(text);
    if (!host)
        return failure(Error::Code::Usage, host.error().message, QStringLiteral("product-host"), form);
    if (host->isEmpty())
        return failure(Error::Code::Usage, Tr::tr("%1 is an address that nobody can call").arg(text.trimmed()),
                       QStringLiteral("product-host"), form);
    return *host;
}

bool isServerName(const QString& host)
{
    return QHostAddress(host).isNull();
}

Result<HttpTlsFiles> exosenseTls(Bench& bench, const ExosenseTlsSettings& settings, const QStringList& listened)
{
    QStringList hosts = listened;
    // A machine may be called what no certificate can say.
    static const QRegularExpression nameOfMachine(QStringLiteral("^[A-Za-z0-9]([A-Za-z0-9.-]{0,61}[A-Za-z0-9])?$"));
    if (const QString machine = QSysInfo::machineHostName(); nameOfMachine.match(machine).hasMatch())
        hosts << machine;
    hosts += settings.productHosts;
    const auto files = ensureServerCertificate(bench.tlsPath(), hosts, bench.clock());
    if (!files)
        return failure(files.error());
    return HttpTlsFiles{files->chain, files->privateKey, files->authority, settings.serverName, files->hosts};
}

} // namespace ota
