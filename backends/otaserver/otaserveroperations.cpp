// SPDX-License-Identifier: Apache-2.0
#include "otaserver/otaserveroperations.h"

#include "operations/operationregistry.h"
#include "otaserver/benchclient.h"
#include "otaserver/notifydevice.h"
#include "otaserver/otaserver.h"
#include "otaserver/serveoperation.h"
#include "otaserver/servingoperations.h"
#include "store/bench.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QUrlQuery>

#include <algorithm>

namespace ota {

namespace {

using namespace std::chrono_literals;
using Access = OperationContext::Access;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(OtaServerOperations)
};

constexpr qint64 longestNotifySeconds = 120;

// notify

QString lineOf(const QJsonObject& device)
{
    const QString url = device[QStringLiteral("url")].toString();
    return QString(device[QStringLiteral("device")].toString() + QStringLiteral("  ") +
                   device[QStringLiteral("text")].toString() +
                   (url.isEmpty() ? QString() : QString(QStringLiteral("  ") + url)));
}

Outcome notifyOutcome(const QJsonArray& devices, const QString& warning)
{
    const auto accepted = std::count_if(devices.begin(), devices.end(), [](const QJsonValue& device) {
        return device[QStringLiteral("result")].toString() == QStringLiteral("accepted");
    });
    QString text = Tr::tr("%1 of %2 devices accepted").arg(accepted).arg(devices.size());
    QJsonObject data{{QStringLiteral("devices"), devices}, {QStringLiteral("accepted"), static_cast<qint64>(accepted)}};
    if (!warning.isEmpty()) {
        text += QString(u'\n' + Tr::tr("Warning: %1").arg(warning));
        data.insert(QStringLiteral("warning"), warning);
    }
    return {data, text, accepted == devices.size()};
}

OtaServer::Order orderOf(const Arguments& arguments)
{
    OtaServer::Order order;
    order.releaseId = arguments.text(QStringLiteral("id"));
    for (const QString& urls : arguments.list(QStringLiteral("urls")))
        order.devices << urls.split(u',', Qt::SkipEmptyParts);
    order.version = arguments.text(QStringLiteral("version"));
    order.file = arguments.text(QStringLiteral("file"));
    order.profile = profileByName(arguments.text(QStringLiteral("profile"))).value_or(NotifyProfile::Auto);
    order.host = arguments.text(QStringLiteral("host"));
    order.limit = std::chrono::seconds(arguments.integer(QStringLiteral("timeout")));
    return order;
}

/// The process that serves does it, and its page and timeline show it.
Result<Outcome> notifyThrough(const BenchClient& client, const OtaServer::Order& order, JobContext& job)
{
    const bool put = order.profile == NotifyProfile::EraB;
    QUrlQuery form;
    const auto add = [&](const QString& name, const QString& value) {
        if (!value.isEmpty())
            form.addQueryItem(name, QString::fromLatin1(value.toUtf8().toPercentEncoding()));
    };
    add(QStringLiteral("publish_id"), order.releaseId);
    add(put ? QStringLiteral("device_urls") : QStringLiteral("urls"), order.devices.join(u','));
    if (order.version != QStringLiteral("latest"))
        add(QStringLiteral("version"), order.version);
    add(QStringLiteral("file"), order.file);
    add(QStringLiteral("profile"), profileName(order.profile));
    add(QStringLiteral("host"), order.host);
    add(QStringLiteral("timeout"),
        QString::number(std::chrono::duration_cast<std::chrono::seconds>(order.limit).count()));
    // At most 16 devices at once, each within its limit.
    const auto rounds = static_cast<qint64>(order.devices.size()) / Notifier::atOnce + 1;
    BenchClient::Request request;
    request.method = put ? QByteArrayLiteral("PUT") : QByteArrayLiteral("POST");
    request.path = QByteArrayLiteral("/notify");
    request.contentType = QByteArrayLiteral("application/x-www-form-urlencoded");
    request.body.push_back({form.toString(QUrl::FullyEncoded).toLatin1(), {}, 0});
    request.limit = order.limit * rounds + 10s;
    const auto answer = client.send(request, job.stopToken());
    if (!answer)
        return failure(answer.error());
    const QJsonArray devices = answer->data[QStringLiteral("devices")].toArray();
    if (devices.isEmpty())
        return failure(answer->status == 404 ? Error::Code::NotFound : Error::Code::Rejected,
                       answer->data[QStringLiteral("error")].toString(), client.address());
    for (const QJsonValue& device : devices)
        job.record(device.toObject(), lineOf(device.toObject()));
    return notifyOutcome(devices, answer->data[QStringLiteral("warning")].toString());
}

Result<Outcome> notifyBy(OtaServer& server, const OtaServer::Order& order, JobContext& job)
{
    const auto told = server.notify(
        order,
        [&job](const DeviceNotification& device) {
            if (device.isEnd())
                job.record(device.toJson(), lineOf(device.toJson()));
        },
        job.stopToken());
    if (!told)
        return failure(told.error());
    QJsonArray devices;
    QStringList hosts;
    for (const DeviceNotification& device : *told) {
        devices.append(device.toJson());
        hosts << device.host;
    }
    return notifyOutcome(devices, order.host.isEmpty() ? server.addressWarning(hosts) : QString());
}

/// Nobody serves the bench in another process: this one does, or the release is served elsewhere.
Result<Outcome> notifyHere(OperationContext& context, const OtaServer::Order& order)
{
    const auto running = context.otaServer(OperationContext::Serving::IfRunning);
    if (!running)
        return failure(running.error());
    if (*running)
        return notifyBy(**running, order, context.job());
    if (order.host.isEmpty())
        return failure(Error::Code::Usage,
                       Tr::tr("nothing serves this bench now, so boards have nowhere to fetch from"), {},
                       Tr::tr("Run otaw serve beside it, or name with --host where the release is served."));
    const auto bench = context.bench(Access::Hold);
    if (!bench)
        return failure(bench.error());
    const auto timeline = context.timeline();
    if (!timeline)
        return failure(timeline.error());
    const auto server = OtaServer::make(**bench, **timeline, OtaServerSettings());
    if (!server)
        return failure(server.error());
    return notifyBy(**server, order, context.job());
}

Result<Outcome> runNotify(const Arguments& arguments, OperationContext& context)
{
    const OtaServer::Order order = orderOf(arguments);
    const auto devices = readNotifyDevices(order.devices.join(u','));
    if (!devices)
        return failure(devices.error());
    if (devices->empty())
        return failure(Error::Code::Usage, Tr::tr("no device is named"));
    const auto bench = context.bench(Access::Read);
    if (!bench)
        return failure(bench.error());
    if ((*bench)->isHeld())
        return notifyHere(context, order);
    const auto client = BenchClient::find(**bench);
    if (client)
        return notifyThrough(*client, order, context.job());
    if (client.error().code == Error::Code::NotFound)
        return notifyHere(context, order);
    return failure(client.error());
}

std::vector<Parameter> notifyParameters()
{
    return {
        {.name = QStringLiteral("id"),
         .help = Tr::tr("The published release."),
         .valueName = QStringLiteral("ID"),
         .required = true,
         .positional = true},
        {.name = QStringLiteral("urls"),
         .help = Tr::tr("Devices: host[:port][/path], also with coap:// or coaps://, or a list with commas."),
         .valueName = QStringLiteral("URL"),
         .required = true,
         .positional = true,
         .repeated = true},
        {.name = QStringLiteral("version"),
         .help = Tr::tr("Which version's manifest, as in the file's name."),
         .valueName = QStringLiteral("TEXT"),
         .defaultValue = QStringLiteral("latest")},
        {.name = QStringLiteral("file"),
         .help = Tr::tr("The manifest by its name. Without it: the one that fits the device."),
         .valueName = QStringLiteral("NAME")},
        {.name = QStringLiteral("profile"),
         .type = ParameterType::Choice,
         .help = Tr::tr("How the devices want to be told: auto asks them; eraB is PUT to the path as given."),
         .defaultValue = QStringLiteral("auto"),
         .choices = {QStringLiteral("auto"), QStringLiteral("riot"), QStringLiteral("testnode"),
                     QStringLiteral("eraB")}},
        {.name = QStringLiteral("timeout"),
         .type = ParameterType::Integer,
         .help = Tr::tr("How long one device may take to answer, in seconds."),
         .valueName = QStringLiteral("SECONDS"),
         .defaultValue = 10,
         .minimum = 1,
         .maximum = longestNotifySeconds},
        {.name = QStringLiteral("host"),
         .help = Tr::tr(
             "What the URL names: HOST[:PORT]. Without it: the address at which each device reaches the server."),
         .valueName = QStringLiteral("HOST")},
    };
}

} // namespace

void registerOtaServerOperations(OperationRegistry& registry)
{
    registerServingOperations(registry);
    registerDiscoveryOperations(registry);
    registerServeOperations(registry);
    registry.add(
        {.name = QStringLiteral("notify"),
         .summary = Tr::tr("Tell devices where the manifest of a release is."),
         .details = Tr::tr(
             "Where otaw serve runs on the same bench, that process sends the notifications. The exit status is 0 "
             "when every device accepted."),
         .parameters = notifyParameters(),
         .returns = Tr::tr("`devices`: one object a device with its result, and how many accepted."),
         .run = runNotify});
}

} // namespace ota
