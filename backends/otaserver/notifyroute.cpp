// SPDX-License-Identifier: Apache-2.0
#include "http/multipartparser.h"
#include "otaserver/otaservercore.h"
#include "otaserver/otaserverroutes.h"

#include <QCoreApplication>
#include <QMap>

#include <algorithm>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(OtaServer)
};

constexpr std::chrono::seconds longestLimit{120};

/// The fields of a small form; files in it are refused.
class FieldCollector final : public MultipartSink
{
public:
    std::optional<HttpRefusal> field(const QString& name, const QString& value) override
    {
        if (!m_fields.contains(name))
            m_fields.insert(name, value);
        return std::nullopt;
    }
    std::optional<HttpRefusal> fileBegins(const QString& name, const QString&, const QByteArray&) override
    {
        return HttpRefusal{400, Tr::tr("%1 is a file; a text is needed").arg(name)};
    }
    std::optional<HttpRefusal> fileBytes(ByteSpan) override { return std::nullopt; }
    std::optional<HttpRefusal> fileEnds() override { return std::nullopt; }

    std::optional<QString> value(const QString& name) const
    {
        const auto found = m_fields.constFind(name);
        return found == m_fields.constEnd() ? std::nullopt : std::optional<QString>(*found);
    }

private:
    QMap<QString, QString> m_fields;
};

Result<OtaServerCore::NotifyOrder> orderOf(const HttpRequest& request, const FieldCollector& fields)
{
    const bool put = request.method == "PUT";
    OtaServerCore::NotifyOrder order;
    const auto id = fields.value(QStringLiteral("publish_id"));
    if (!id)
        return failure(Error::Code::Usage, QStringLiteral("Missing publish_id"));
    order.releaseId = *id;
    // Era B's field is `device_urls`, era C's `urls`; whichever is there is meant.
    auto urls = fields.value(put ? QStringLiteral("device_urls") : QStringLiteral("urls"));
    if (!urls)
        urls = fields.value(put ? QStringLiteral("urls") : QStringLiteral("device_urls"));
    if (!urls)
        return failure(Error::Code::Usage,
                       put ? QStringLiteral("Missing device_urls") : QStringLiteral("Missing urls"));
    auto devices = readNotifyDevices(*urls);
    if (!devices)
        return failure(devices.error());
    if (devices->empty())
        return failure(Error::Code::Usage,
                       put ? QStringLiteral("Missing device_urls") : QStringLiteral("Missing urls"));
    order.devices = std::move(*devices);
    order.put = put;
    order.appendTrigger = !put;
    order.wish.rule = put                                           ? ManifestWish::Rule::EraB
                      : request.path == QStringLiteral("/notifyv4") ? ManifestWish::Rule::ByVersion
                                                                    : ManifestWish::Rule::BySlot;
    order.wish.version = fields.value(QStringLiteral("version")).value_or(QStringLiteral("latest")).trimmed();
    if (order.wish.version.isEmpty())
        order.wish.version = QStringLiteral("latest");
    if (fields.value(QStringLiteral("version")) && order.wish.version != QStringLiteral("latest") && !put)
        order.wish.rule = ManifestWish::Rule::ByVersion;
    order.wish.file = fields.value(QStringLiteral("file")).value_or(QString());
    order.host = fields.value(QStringLiteral("host")).value_or(QString());
    if (const auto profile = fields.value(QStringLiteral("profile"))) {
        const auto known = profileByName(*profile);
        if (!known)
            return failure(Error::Code::Usage,
                           Tr::tr("profile \"%1\" is none of auto, riot, testnode, eraB").arg(*profile));
        order.profile = *known;
    }
    if (const auto timeout = fields.value(QStringLiteral("timeout"))) {
        bool isNumber = false;
        const double seconds = timeout->toDouble(&isNumber);
        if (!isNumber || seconds <= 0 || seconds > double(longestLimit.count()))
            return failure(
                Error::Code::Usage,
                Tr::tr("timeout \"%1\" is not a number of seconds up to %2").arg(*timeout).arg(longestLimit.count()));
        order.limit = std::chrono::milliseconds(static_cast<qint64>(seconds * 1000));
    }
    return order;
}

HttpResponse answerFor(const HttpRequest& request, const std::vector<DeviceNotification>& devices,
                       const QString& warning)
{
    const auto bad = std::count_if(devices.begin(), devices.end(),
                                   [](const DeviceNotification& device) { return !device.isAccepted(); });
    const int status = bad == 0 ? 200 : 502;
    const QString reason = QStringLiteral("%1 of %2 devices not notified").arg(bad).arg(devices.size());
    HttpResponse response = HttpResponse::empty(status);
    if (request.wantsJson()) {
        QJsonArray list;
        for (const DeviceNotification& device : devices)
            list.append(device.toJson());
        QJsonObject json{{QStringLiteral("devices"), list}};
        if (bad != 0)
            json.insert(QStringLiteral("error"), reason);
        if (!warning.isEmpty())
            json.insert(QStringLiteral("warning"), warning);
        response = HttpResponse::json(status, json);
    } else if (bad != 0) {
        QString lines;
        for (const DeviceNotification& device : devices)
            lines += QString(device.device + QStringLiteral(": ") + device.text + u'\n');
        response = HttpResponse::text(status, lines);
    }
    return bad == 0 ? response : response.withReason(reason);
}

class NotifySink final : public HttpBodySink
{
public:
    explicit NotifySink(OtaServerCore& core)
        : m_core(core)
    {
    }

    std::optional<HttpResponse> open(const HttpRequest& request)
    {
        auto reader = formReader(request, m_fields);
        if (auto* response = std::get_if<HttpResponse>(&reader))
            return std::move(*response);
        m_reader = std::move(std::get<std::unique_ptr<FormReader>>(reader));
        return std::nullopt;
    }

    std::optional<HttpRefusal> write(ByteSpan bytes) override { return m_reader->write(bytes); }

    void finish(const HttpRequest& request, const HttpResponder& responder) override
    {
        if (const auto refusal = m_reader->finish()) {
            responder.send(refused(request, *refusal));
            return;
        }
        const auto order = orderOf(request, m_fields);
        if (!order) {
            responder.send(refused(request, order.error()));
            return;
        }
        auto plan = m_core.planFor(*order);
        if (!plan) {
            responder.send(refused(request, plan.error()));
            return;
        }
        QStringList hosts;
        for (const NotifyDevice& device : plan->devices)
            hosts << device.uri.host;
        const QString warning = order->host.isEmpty() ? m_core.addresses.warningFor(hosts) : QString();
        if (!warning.isEmpty())
            m_core.log.add(ServerLogLine::Level::Warning, QStringLiteral("notify"), warning);
        m_core.desk.start(std::move(*plan), {}, [request, responder, warning](std::vector<DeviceNotification> devices) {
            responder.send(answerFor(request, devices, warning));
        });
    }

private:
    OtaServerCore& m_core;
    FieldCollector m_fields;
    std::unique_ptr<FormReader> m_reader;
};

} // namespace

void addNotifyRoutes(HttpRouter& router, OtaServerCore& core, const HttpCheck& check)
{
    const auto receive =
        [&core](const HttpRequest& request) -> std::variant<std::unique_ptr<HttpBodySink>, HttpResponse> {
        auto sink = std::make_unique<NotifySink>(core);
        if (auto response = sink->open(request))
            return std::move(*response);
        return std::unique_ptr<HttpBodySink>(std::move(sink));
    };
    const auto add = [&](const QByteArrayList& methods, const QByteArray& pattern) {
        HttpRoute route;
        route.methods = methods;
        route.pattern = pattern;
        route.check = check;
        route.runOnPool = true;
        route.receive = receive;
        router.add(std::move(route));
    };
    add({QByteArrayLiteral("PUT"), QByteArrayLiteral("POST")}, QByteArrayLiteral("/notify"));
    add({QByteArrayLiteral("POST")}, QByteArrayLiteral("/notifyv4"));
}

} // namespace ota
