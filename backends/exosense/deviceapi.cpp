// SPDX-License-Identifier: Apache-2.0
#include "exosense/deviceapi.h"

#include "exosense/contenttickets.h"
#include "exosense/exosensecloud.h"
#include "http/httpfields.h"

#include <algorithm>

namespace ota {

namespace {

/// `token <token>`, `basic <base64 of :token>`; the user name, where there is one, is the identity.
std::optional<QByteArray> secretOf(QByteArrayView field)
{
    const QByteArray text = field.toByteArray().trimmed();
    const qsizetype blank = text.indexOf(' ');
    if (blank < 0)
        return std::nullopt;
    const QByteArray scheme = text.left(blank).toLower();
    const QByteArray rest = text.mid(blank + 1).trimmed();
    if (scheme == "token" && !rest.isEmpty())
        return rest;
    if (scheme != "basic")
        return std::nullopt;
    const auto decoded = QByteArray::fromBase64Encoding(rest, QByteArray::AbortOnBase64DecodingErrors);
    const qsizetype colon = decoded ? decoded.decoded.indexOf(':') : -1;
    return colon < 0 ? std::nullopt : std::optional(decoded.decoded.mid(colon + 1));
}

} // namespace

DeviceApi::DeviceApi(ExosenseCloud& cloud, std::function<QByteArray()> managementToken)
    : m_cloud(cloud)
    , m_tickets(std::make_unique<ContentTickets>())
    , m_managementToken(std::move(managementToken))
{
}

DeviceApi::DeviceApi(ExosenseCloud& cloud, const QByteArray& managementToken)
    : DeviceApi(cloud, [managementToken] { return managementToken; })
{
}

DeviceApi::~DeviceApi() = default;

void DeviceApi::addRoutes(HttpRouter& router)
{
    addAliasRoutes(router);
    addProvisionRoutes(router);
    addManageRoutes(router);
    addMuranoRoutes(router);
}

void DeviceApi::endPolls()
{
    m_ended = true;
    m_cloud.endPolls(this);
}

QByteArrayList DeviceApi::credentialsOf(const HttpRequest& request)
{
    QByteArrayList credentials;
    const auto add = [&](QByteArrayView name) {
        for (qsizetype i = 0; i < request.headers.size(); ++i) {
            const bool isIts = request.headers.nameAt(i).compare(name, Qt::CaseInsensitive) == 0;
            // Empty counts as absent: a client sends an empty one when it activates.
            if (const QByteArray value = request.headers.valueAt(i).toByteArray().trimmed(); isIts && !value.isEmpty())
                credentials << value;
        }
    };
    add("X-Exosite-CIK");
    if (const auto secret = secretOf(request.header("Authorization")); secret && !secret->isEmpty())
        credentials << *secret;
    return credentials;
}

std::variant<QString, HttpResponse> DeviceApi::callerOf(const HttpRequest& request) const
{
    std::optional<QString> caller;
    // The certificate counts first; one that is nobody's is none.
    if (const auto& tls = request.peer.tls)
        caller = m_cloud.boardOfCertificate(tls->fingerprint, tls->isTrusted ? tls->commonName : QString());
    const QByteArrayList credentials = credentialsOf(request);
    for (const QByteArray& credential : credentials) {
        const auto board = m_cloud.boardOf(credential);
        if (!board && !caller)
            return HttpResponse::empty(401);
        if (board && caller && *board != *caller) {
            m_cloud.tell(*caller, {exosenseFinding(QLatin1StringView("XH-TWO-CREDENTIALS"), *board)}, request.path);
            return HttpResponse::empty(401);
        }
        if (!caller)
            caller = board;
    }
    if (!caller)
        return HttpResponse::empty(401);
    return *caller;
}

HttpResponse DeviceApi::forCaller(const HttpRequest& request, Answer answer)
{
    auto caller = callerOf(request);
    if (auto* refusal = std::get_if<HttpResponse>(&caller))
        return std::move(*refusal);
    const QString& board = std::get<QString>(caller);
    HttpResponse response = (this->*answer)(board, request);
    response.subject = board;
    return response;
}

bool DeviceApi::isManager(const HttpRequest& request) const
{
    const QByteArray wanted = m_managementToken();
    if (wanted.isEmpty())
        return false;
    QByteArrayList shown = credentialsOf(request);
    if (const QByteArrayView token = request.header("X-Exosite-Token"); !token.isEmpty())
        shown << token.toByteArray();
    return std::ranges::any_of(shown, [&](const QByteArray& each) { return sameSecret(each, wanted); });
}

std::optional<HttpResponse> DeviceApi::refuseStrangers(const HttpRequest& request) const
{
    return isManager(request) ? std::nullopt : std::optional(HttpResponse::empty(401));
}

bool DeviceApi::isOurModel(const QString& vendor, const QString& model) const
{
    const auto isRight = [](const QString& wanted, const QString& given) {
        return wanted.isEmpty() || given.isEmpty() || wanted == given;
    };
    const CloudSettings rules = m_cloud.settings();
    return isRight(rules.vendor, vendor) && isRight(rules.model, model);
}

} // namespace ota
