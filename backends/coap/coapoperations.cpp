// SPDX-License-Identifier: Apache-2.0
#include "coap/coapoperations.h"

#include "base/files.h"
#include "coap/coapclient.h"
#include "coap/coaptree.h"
#include "operations/operationregistry.h"

#include <QCoreApplication>
#include <QStringDecoder>

#include <algorithm>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(CoapOperations)
};

const QString uriName = QStringLiteral("uri");
const QString outputName = QStringLiteral("output");
const QString payloadName = QStringLiteral("payload");
const QString fileName = QStringLiteral("file");
const QString nulName = QStringLiteral("nul");
const QString formatName = QStringLiteral("content-format");
const QString blockSizeName = QStringLiteral("block-size");
const QString pskName = QStringLiteral("psk");
const QString authoritiesName = QStringLiteral("ca");
const QString limitName = QStringLiteral("timeout");
const QString laxName = QStringLiteral("lax");
const QString countName = QStringLiteral("count");
const QString durationName = QStringLiteral("for");

constexpr qint64 maxPayloadBytes = qint64{256} << 20;

std::vector<Parameter> commonParameters()
{
    return {
        {.name = uriName,
         .help = Tr::tr("What to ask: coap://host[:port]/path or coaps://…"),
         .valueName = QStringLiteral("URI"),
         .required = true,
         .positional = true},
        {.name = blockSizeName,
         .type = ParameterType::Choice,
         .help = Tr::tr("Bytes in a block."),
         .defaultValue = QStringLiteral("1024"),
         .choices = {QStringLiteral("16"), QStringLiteral("32"), QStringLiteral("64"), QStringLiteral("128"),
                     QStringLiteral("256"), QStringLiteral("512"), QStringLiteral("1024")}},
        {.name = pskName,
         .help = Tr::tr("The pre-shared key for coaps, in hexadecimal; with the identity alone the key is asked for."),
         .valueName = QStringLiteral("ID[:HEX]")},
        {.name = authoritiesName,
         .type = ParameterType::File,
         .help = Tr::tr("The authorities that may have signed the server's certificate, for coaps without a key."),
         .valueName = QStringLiteral("PEM")},
        {.name = limitName,
         .type = ParameterType::Integer,
         .help = Tr::tr("Seconds after which to give up; 0 leaves it to CoAP's own repetitions (about 93 s)."),
         .defaultValue = 0,
         .maximum = 86'400}};
}

Result<CoapPsk> readKey(const QString& text, OperationContext& context)
{
    if (text.contains(QLatin1Char(':')))
        return CoapPsk::read(text);
    const auto secret = context.askSecret(Tr::tr("Key of '%1' in hexadecimal").arg(text));
    if (!secret)
        return failure(secret.error());
    return CoapPsk::read(QStringLiteral("%1:%2").arg(text, *secret));
}

Result<CoapCall> commonCall(const Arguments& arguments, OperationContext& context)
{
    CoapCall call;
    auto uri = CoapUri::readDevice(arguments.text(uriName));
    if (!uri)
        return failure(Error::Code::Usage, uri.error().message, uri.error().context, uri.error().hint);
    call.uri = *uri;
    call.szx = BlockOption::szxOf(arguments.text(blockSizeName).toLongLong()).value_or(BlockOption::maxSzx);
    call.timing.limit = std::chrono::seconds(arguments.integer(limitName));
    call.certificates.authorities = arguments.text(authoritiesName);
    if (arguments.has(pskName)) {
        auto psk = readKey(arguments.text(pskName), context);
        if (!psk)
            return failure(psk.error());
        call.psk = *psk;
    }
    if (call.uri.secure && !call.psk && call.certificates.authorities.isEmpty())
        return failure(Error::Code::Usage, Tr::tr("coaps needs --psk or --ca"), call.uri.text());
    return call;
}

/// Of an answer or a notification.
template<typename T>
bool isText(const T& answer)
{
    if (answer.contentFormat)
        return *answer.contentFormat == coapformat::text || *answer.contentFormat == coapformat::linkFormat ||
               *answer.contentFormat == coapformat::json;
    // Small servers leave the format out.
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = decoder.decode(answer.payload);
    return !decoder.hasError() &&
           std::all_of(text.begin(), text.end(), [](QChar c) { return c.isPrint() || c.isSpace(); });
}

QJsonObject dataOf(const CoapCall& call, const CoapAnswer& answer)
{
    QJsonObject data{{QStringLiteral("uri"), call.uri.text()},
                     {QStringLiteral("outcome"), outcomeName(answer.outcome)},
                     {QStringLiteral("code"), answer.code.text()},
                     {QStringLiteral("bytes"), answer.payload.size()},
                     {QStringLiteral("sha256"), Digest::of(QByteArrayView(answer.payload)).hex()},
                     {QStringLiteral("blocks"), static_cast<qint64>(answer.blocks)},
                     {QStringLiteral("repeats"), answer.repeats},
                     {QStringLiteral("milliseconds"), static_cast<qint64>(answer.elapsed.count())}};
    if (answer.contentFormat)
        data.insert(QStringLiteral("content-format"), *answer.contentFormat);
    if (!answer.etag.isEmpty())
        data.insert(QStringLiteral("etag"), toHex(QByteArrayView(answer.etag)));
    if (isText(answer))
        data.insert(QStringLiteral("text"), QString::fromUtf8(answer.payload));
    return data;
}

Error errorOf(const CoapCall& call, const CoapAnswer& answer)
{
    Error error = answer.error();
    error.context = call.uri.text();
    if (answer.outcome == CoapAnswer::Outcome::Answered && answer.code == coapcode::methodNotAllowed)
        error.hint =
            call.method == CoapMethod::Put ? Tr::tr("This device may want POST.") : Tr::tr("This device may want PUT.");
    return error;
}

Result<Outcome> runGet(const Arguments& arguments, OperationContext& context)
{
    auto call = commonCall(arguments, context);
    if (!call)
        return failure(call.error());
    call->checkBody = !arguments.flag(laxName);
    JobContext& job = context.job();
    call->onBlock = [&job](const CoapBlock& block) {
        job.progress({block.offset + block.bytes.size(), block.total, QStringLiteral("bytes"), Tr::tr("fetching")});
        return true;
    };
    CoapClient client;
    const CoapAnswer answer = client.run(*call, job.stopToken());
    if (!answer.accepted())
        return failure(errorOf(*call, answer));
    QJsonObject data = dataOf(*call, answer);
    const QString output = arguments.text(outputName);
    if (!output.isEmpty()) {
        if (auto written = writeFileDurably(output, answer.payload); !written)
            return failure(written.error());
        data.insert(QStringLiteral("file"), output);
    }
    const double seconds = static_cast<double>(answer.elapsed.count()) / 1000.0;
    const QString summary = Tr::tr("%1 in %2 s, %3 blocks, SHA-256 %4")
                                .arg(humanSize(answer.payload.size()))
                                .arg(seconds, 0, 'f', 1)
                                .arg(answer.blocks)
                                .arg(Digest::of(QByteArrayView(answer.payload)).hex());
    if (output.isEmpty() && isText(answer))
        return Outcome{data, QString::fromUtf8(answer.payload)};
    return Outcome{data, output.isEmpty() ? summary : QStringLiteral("%1: %2").arg(output, summary)};
}

QJsonObject dataOf(const CoapNotification& notification)
{
    QJsonObject data{{QStringLiteral("code"), notification.code.text()},
                     {QStringLiteral("bytes"), notification.payload.size()},
                     {QStringLiteral("sha256"), Digest::of(QByteArrayView(notification.payload)).hex()},
                     {QStringLiteral("last"), notification.last}};
    if (notification.number)
        data.insert(QStringLiteral("number"), static_cast<qint64>(*notification.number));
    if (notification.contentFormat)
        data.insert(QStringLiteral("content-format"), *notification.contentFormat);
    if (isText(notification))
        data.insert(QStringLiteral("text"), QString::fromUtf8(notification.payload));
    return data;
}

QString lineOf(const CoapNotification& notification)
{
    if (!notification.code.isSuccess())
        return QStringLiteral("%1 %2").arg(notification.code.text(), notification.code.meaning());
    return isText(notification) ? QString::fromUtf8(notification.payload)
                                : Tr::tr("%1, SHA-256 %2")
                                      .arg(humanSize(notification.payload.size()),
                                           Digest::of(QByteArrayView(notification.payload)).hex());
}

Result<Outcome> runObserve(const Arguments& arguments, OperationContext& context)
{
    auto call = commonCall(arguments, context);
    if (!call)
        return failure(call.error());
    JobContext& job = context.job();
    const qint64 wanted = arguments.integer(countName);
    qint64 told = 0;
    call->observe = true;
    call->observeFor = std::chrono::seconds(arguments.integer(durationName));
    call->keepBody = true;
    call->onNotification = [&](const CoapNotification& notification) {
        job.record(dataOf(notification), lineOf(notification));
        ++told;
        return wanted == 0 || told < wanted;
    };
    CoapClient client;
    const CoapAnswer answer = client.run(*call, job.stopToken());
    const bool ended =
        answer.outcome == CoapAnswer::Outcome::Stopped || answer.outcome == CoapAnswer::Outcome::Cancelled;
    if (!ended && !answer.accepted())
        return failure(errorOf(*call, answer));
    if (!ended && !answer.observed)
        return failure(Error::Code::Unsupported, Tr::tr("the server lets this be read, and not observed"),
                       call->uri.text(), Tr::tr("Read it again with 'coap get'."));
    if (!ended)
        return failure(Error::Code::Rejected, Tr::tr("the server tells no more of it"), call->uri.text());
    return Outcome{QJsonObject{{QStringLiteral("uri"), call->uri.text()}, {QStringLiteral("notifications"), told}},
                   Tr::tr("%n notification(s)", nullptr, static_cast<int>(told))};
}

Result<Outcome> runSend(CoapMethod method, const Arguments& arguments, OperationContext& context)
{
    auto call = commonCall(arguments, context);
    if (!call)
        return failure(call.error());
    call->method = method;
    if (arguments.has(fileName) && arguments.has(payloadName))
        return failure(Error::Code::Usage, Tr::tr("give a payload or a file, not both"));
    if (arguments.has(fileName)) {
        auto content = readFile(arguments.text(fileName), maxPayloadBytes);
        if (!content)
            return failure(content.error());
        call->payload = std::move(*content);
    } else {
        call->payload = arguments.text(payloadName).toUtf8();
    }
    if (arguments.flag(nulName))
        call->payload.append('\0');
    if (arguments.has(formatName))
        call->contentFormat = static_cast<quint16>(arguments.integer(formatName));
    CoapClient client;
    const CoapAnswer answer = client.run(*call, context.job().stopToken());
    if (!answer.accepted())
        return failure(errorOf(*call, answer));
    QString text = QStringLiteral("%1: %2").arg(call->uri.text(), answer.text());
    if (isText(answer) && !answer.payload.isEmpty())
        text += QLatin1Char('\n') + QString::fromUtf8(answer.payload);
    return Outcome{dataOf(*call, answer), text};
}

Operation sendOperation(const QString& name, CoapMethod method, const QString& summary)
{
    Operation operation;
    operation.name = name;
    operation.summary = summary;
    operation.details =
        Tr::tr("RIOT devices take a manifest's URL with POST on /suit/trigger and need --nul: they measure it with "
               "strlen.");
    operation.parameters = commonParameters();
    operation.parameters.push_back({.name = payloadName,
                                    .help = Tr::tr("The payload, as text."),
                                    .valueName = QStringLiteral("TEXT"),
                                    .positional = true});
    operation.parameters.push_back({.name = fileName,
                                    .type = ParameterType::File,
                                    .help = Tr::tr("The payload, from a file."),
                                    .valueName = QStringLiteral("FILE")});
    operation.parameters.push_back(
        {.name = nulName, .type = ParameterType::Flag, .help = Tr::tr("Add a NUL byte to the payload.")});
    operation.parameters.push_back({.name = formatName,
                                    .type = ParameterType::Integer,
                                    .help = Tr::tr("Content-Format of the payload, as a number."),
                                    .maximum = 65'535});
    operation.returns = Tr::tr("the answer: code, bytes, milliseconds");
    operation.run = [method](const Arguments& arguments, OperationContext& context) {
        return runSend(method, arguments, context);
    };
    return operation;
}

Operation getOperation()
{
    Operation operation;
    operation.name = QStringLiteral("coap.get");
    operation.summary = Tr::tr("Fetch something over CoAP, block by block.");
    operation.parameters = commonParameters();
    operation.parameters.push_back({.name = outputName,
                                    .type = ParameterType::NewFile,
                                    .help = Tr::tr("Write the bytes there."),
                                    .valueName = QStringLiteral("FILE"),
                                    .shortOption = QStringLiteral("o")});
    operation.parameters.push_back({.name = laxName,
                                    .type = ParameterType::Flag,
                                    .help = Tr::tr("Do not look at ETag and Size2, as RIOT devices do not.")});
    operation.returns =
        Tr::tr("the answer: code, bytes, sha256, etag, blocks, repeats, milliseconds; text where it is one");
    operation.run = runGet;
    return operation;
}

Operation observeOperation()
{
    Operation operation;
    operation.name = QStringLiteral("coap.observe");
    operation.summary = Tr::tr("Show something over CoAP and every change of it (RFC 7641).");
    operation.details =
        Tr::tr("Runs until it is interrupted, or as long as --count and --for say. The server of a bench lets "
               "<release>/version be observed.");
    operation.parameters = commonParameters();
    operation.parameters.push_back({.name = countName,
                                    .type = ParameterType::Integer,
                                    .help = Tr::tr("End after so many notifications, the first state counts; 0: none."),
                                    .defaultValue = 0});
    operation.parameters.push_back({.name = durationName,
                                    .type = ParameterType::Integer,
                                    .help = Tr::tr("End after so many seconds; 0: not by itself."),
                                    .defaultValue = 0,
                                    .maximum = 31'536'000});
    operation.returns = Tr::tr("each state as it comes: number, code, bytes, sha256, text where it is one; in the end "
                               "how many there were");
    operation.run = runObserve;
    return operation;
}

} // namespace

void registerCoapOperations(OperationRegistry& registry)
{
    registry.add(getOperation());
    registry.add(observeOperation());
    registry.add(
        sendOperation(QStringLiteral("coap.post"), CoapMethod::Post, Tr::tr("Send something with POST over CoAP.")));
    registry.add(
        sendOperation(QStringLiteral("coap.put"), CoapMethod::Put, Tr::tr("Send something with PUT over CoAP.")));
}

} // namespace ota
