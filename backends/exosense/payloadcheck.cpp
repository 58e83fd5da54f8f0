// SPDX-License-Identifier: Apache-2.0
// exosense.package.check

#include "exosense/payloadcheck.h"

#include "exosense/exosenseoperations_p.h"
#include "exosense/exosensestore.h"
#include "exosense/otaupackage.h"
#include "operations/operationregistry.h"
#include "operations/texttable.h"
#include "store/bench.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QSslSocket>

#include <chrono>
#include <memory>

namespace ota {

namespace {

using namespace std::chrono_literals;
using Verdict = UrlAnswer::Verdict;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(PayloadCheck)
};

constexpr std::chrono::milliseconds patience = 10s;
constexpr int sliceMs = 100; ///< How often a waiting request looks whether it is cancelled.
constexpr qsizetype longestHead = 64 * 1024;

struct Head
{
    int status = 0;
    QByteArray length;
    QByteArray location;
    QString tlsProblem;
    QString error;
};

class Asking
{
public:
    Asking(const QUrl& url, const std::stop_token& stop)
        : m_url(url)
        , m_stop(stop)
        , m_end(std::chrono::steady_clock::now() + patience)
    {
    }

    Result<Head> head()
    {
        if (!connectThere() || !exchange())
            return m_stop.stop_requested() ? Result<Head>(failure(Error::Code::Cancelled, Tr::tr("cancelled")))
                                           : Result<Head>(m_head);
        read();
        return m_head;
    }

private:
    template<typename Condition>
    bool wait(const Condition& done, const std::function<bool(int)>& step)
    {
        while (!done()) {
            if (m_stop.stop_requested() || std::chrono::steady_clock::now() > m_end) {
                m_head.error = Tr::tr("no answer within 10 s");
                return false;
            }
            if (!step(sliceMs) && m_socket.error() != QAbstractSocket::SocketTimeoutError &&
                m_socket.state() != QAbstractSocket::ConnectedState &&
                m_socket.state() != QAbstractSocket::ConnectingState &&
                m_socket.state() != QAbstractSocket::HostLookupState && !done()) {
                m_head.error = m_socket.errorString();
                return false;
            }
        }
        return true;
    }

    bool connectThere()
    {
        const bool secure = m_url.scheme() == QStringLiteral("https");
        const auto port = static_cast<quint16>(m_url.port(secure ? 443 : 80));
        const auto connected = [this] {
            return m_socket.state() == QAbstractSocket::ConnectedState;
        };
        m_socket.connectToHost(m_url.host(), port);
        if (!wait(connected, [this](int ms) { return m_socket.waitForConnected(ms); }))
            return false;
        if (!secure)
            return true;
        // Whether the gateway trusts the certificate is the gateway's affair; what is odd about it is told.
        m_socket.setPeerVerifyName(m_url.host());
        m_socket.setPeerVerifyMode(QSslSocket::QueryPeer);
        m_socket.ignoreSslErrors();
        m_socket.startClientEncryption();
        if (!wait([this] { return m_socket.isEncrypted(); }, [this](int ms) { return m_socket.waitForEncrypted(ms); }))
            return false;
        const auto errors = m_socket.sslHandshakeErrors();
        if (!errors.isEmpty())
            m_head.tlsProblem = errors.constFirst().errorString();
        return true;
    }

    bool exchange()
    {
        QByteArray target = m_url.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority | QUrl::RemoveFragment);
        if (!target.startsWith('/'))
            target.prepend('/');
        const QByteArray host = m_url
                                    .toEncoded(QUrl::RemoveScheme | QUrl::RemoveUserInfo | QUrl::RemovePath |
                                               QUrl::RemoveQuery | QUrl::RemoveFragment)
                                    .mid(2);
        m_socket.write("HEAD " + target + " HTTP/1.1\r\nHost: " + host +
                       "\r\nUser-Agent: ota-workbench\r\nConnection: close\r\n\r\n");
        return wait(
            [this] {
                m_in += m_socket.readAll();
                return m_in.contains("\r\n\r\n") || m_in.size() > longestHead;
            },
            [this](int ms) { return m_socket.waitForReadyRead(ms); });
    }

    void read()
    {
        const QByteArrayList lines = m_in.left(m_in.indexOf("\r\n\r\n")).split('\n');
        const QByteArrayList first = lines.constFirst().simplified().split(' ');
        if (first.size() < 2 || !first.constFirst().startsWith("HTTP/")) {
            m_head.error = Tr::tr("what answers there is no HTTP server");
            return;
        }
        m_head.status = first.at(1).toInt();
        for (const QByteArray& line : lines) {
            const QByteArray name = line.left(line.indexOf(':')).toLower();
            if (name == "content-length")
                m_head.length = line.mid(line.indexOf(':') + 1).trimmed();
            else if (name == "location")
                m_head.location = line.mid(line.indexOf(':') + 1).trimmed();
        }
    }

    const QUrl m_url;
    const std::stop_token m_stop;
    const std::chrono::steady_clock::time_point m_end;
    QSslSocket m_socket;
    QByteArray m_in;
    Head m_head;
};

/// The size that the package gives for its one file.
std::optional<qint64> sizeOf(const ConfigCheck& config)
{
    const JsonText* size = config.value ? config.value->member("size") : nullptr;
    if (!size || config.type() != PayloadType::File)
        return std::nullopt;
    return size->text.toLongLong();
}

void judge(UrlAnswer& answer, const Head& head, const ConfigCheck& config)
{
    answer.status = head.status;
    if (head.status == 0) {
        answer.verdict = Verdict::Missing;
        answer.text = head.error;
    } else if (head.status >= 200 && head.status < 300) {
        const auto wanted = sizeOf(config);
        const bool differs = wanted && !head.length.isEmpty() && head.length.toLongLong() != *wanted;
        answer.verdict = differs ? Verdict::Differs : Verdict::There;
        answer.text = differs ? Tr::tr("it has %1 bytes there, the package says %2")
                                    .arg(QString::fromLatin1(head.length))
                                    .arg(*wanted)
                      : head.length.isEmpty() ? Tr::tr("there")
                                              : Tr::tr("there, %1 bytes").arg(QString::fromLatin1(head.length));
    } else if (head.status >= 300 && head.status < 400) {
        answer.verdict = Verdict::Unknown;
        answer.text = Tr::tr("%1: it says to look at %2").arg(head.status).arg(QString::fromUtf8(head.location));
    } else if (head.status == 401 || head.status == 403) {
        answer.verdict = Verdict::Unknown;
        answer.text = Tr::tr("%1: it wants a credential and says nothing of the file").arg(head.status);
    } else if (head.status == 405 || head.status == 501) {
        answer.verdict = Verdict::Unknown;
        answer.text = Tr::tr("%1: it does not answer HEAD").arg(head.status);
    } else {
        answer.verdict = Verdict::Missing;
        answer.text = Tr::tr("the server answers %1").arg(head.status);
    }
    if (!head.tlsProblem.isEmpty())
        answer.text += QStringLiteral("; ") + Tr::tr("its certificate: %1").arg(head.tlsProblem);
}

Result<Outcome> run(const Arguments& arguments, OperationContext& context)
{
    const auto bench = context.bench(OperationContext::Access::Read);
    if (!bench)
        return failure(bench.error());
    const QString id = arguments.text(QStringLiteral("id"));
    const auto entry = ExosenseStore((*bench)->database(), (*bench)->clock()).content(id);
    if (!entry)
        return failure(entry.error());
    const PackageCheck check = checkPackage(id, entry->tag(QString(otauInfoTag)));
    QJsonArray urls;
    std::vector<QStringList> rows;
    bool allThere = true;
    for (const QString& url : check.config.urls()) {
        UrlAnswer answer{url, Verdict::NotAsked, 0, Tr::tr("not asked: it is another machine's")};
        if (arguments.flag(QStringLiteral("others")) || isOnThisMachine(QUrl(url).host())) {
            auto asked = askForUrl(url, check.config, context.job().stopToken());
            if (!asked)
                return failure(asked.error());
            answer = std::move(*asked);
        }
        allThere = allThere && answer.verdict != Verdict::Missing && answer.verdict != Verdict::Differs;
        urls.append(answer.toJson());
        rows.push_back({url, keyOf(answer.verdict), answer.text});
    }
    return Outcome{{{QStringLiteral("id"), id}, {QStringLiteral("urls"), urls}},
                   rows.empty() ? Tr::tr("Nothing is fetched by it")
                                : textTable({Tr::tr("URL"), Tr::tr("ANSWER"), Tr::tr("WHY")}, rows),
                   allThere};
}

} // namespace

QString keyOf(UrlAnswer::Verdict verdict)
{
    switch (verdict) {
    case Verdict::NotAsked:
        return QStringLiteral("not-asked");
    case Verdict::There:
        return QStringLiteral("there");
    case Verdict::Missing:
        return QStringLiteral("missing");
    case Verdict::Differs:
        return QStringLiteral("differs");
    case Verdict::Unknown:
        break;
    }
    return QStringLiteral("unknown");
}

QJsonObject UrlAnswer::toJson() const
{
    QJsonObject json{
        {QStringLiteral("url"), url}, {QStringLiteral("verdict"), keyOf(verdict)}, {QStringLiteral("text"), text}};
    if (status > 0)
        json.insert(QStringLiteral("status"), status);
    return json;
}

Result<UrlAnswer> askForUrl(const QString& url, const ConfigCheck& config, const std::stop_token& stop)
{
    const auto head = Asking(QUrl(url), stop).head();
    if (!head)
        return failure(head.error());
    UrlAnswer answer{url, Verdict::Unknown, 0, {}};
    judge(answer, *head, config);
    return answer;
}

void registerPayloadCheckOperation(OperationRegistry& registry)
{
    registry.add(
        {.name = QStringLiteral("exosense.package.check"),
         .summary = Tr::tr("Ask whether what a package fetches is there."),
         .details = Tr::tr("One HEAD request for each URL. Only this machine is asked unless --others is given; "
                           "redirections are told, not followed."),
         .parameters = {{.name = QStringLiteral("id"),
                         .help = Tr::tr("The package's id."),
                         .valueName = QStringLiteral("PACKAGE"),
                         .required = true,
                         .positional = true},
                        {.name = QStringLiteral("others"),
                         .type = ParameterType::Flag,
                         .help = Tr::tr("Other machines, too.")}},
         .returns = Tr::tr("`urls`, each with `verdict` (there, missing, differs, unknown, not-asked), `status` "
                           "and `text`; exit status 1 when something is missing or differs."),
         .run = run});
}

} // namespace ota
