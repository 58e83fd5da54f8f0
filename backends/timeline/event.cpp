// SPDX-License-Identifier: Apache-2.0
#include "timeline/event.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QTimeZone>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(Event)
};

void putText(QJsonObject& json, const char* key, const QString& text)
{
    if (!text.isEmpty())
        json[QLatin1StringView(key)] = text;
}

/// Takes fields out of an object and remembers the first that is wrong.
class Reader
{
public:
    explicit Reader(const QJsonObject& json)
        : m_json(json)
    {
    }

    bool has(const char* key) const
    {
        const QJsonValue value = m_json.value(QLatin1StringView(key));
        return !value.isUndefined() && !value.isNull();
    }

    QString text(const char* key)
    {
        if (!has(key))
            return {};
        const QJsonValue value = m_json.value(QLatin1StringView(key));
        if (!value.isString())
            fail(key);
        return value.toString();
    }

    std::optional<qint64> integer(const char* key)
    {
        if (!has(key))
            return std::nullopt;
        const QJsonValue value = m_json.value(QLatin1StringView(key));
        bool good = value.isDouble();
        const qint64 number = value.isString() ? value.toString().toLongLong(&good) : value.toInteger();
        if (!good)
            fail(key);
        return number;
    }

    std::optional<quint64> count(const char* key)
    {
        const auto number = integer(key);
        if (!number)
            return std::nullopt;
        if (*number < 0)
            fail(key);
        return static_cast<quint64>(*number);
    }

    template<typename Enum>
    std::optional<Enum> word(const char* key)
    {
        const QString name = text(key);
        if (name.isEmpty())
            return std::nullopt;
        const auto value = fromKey<Enum>(name);
        if (!value)
            fail(key);
        return value;
    }

    void fail(const char* key)
    {
        if (m_wrong.isEmpty())
            m_wrong = QString::fromLatin1(key);
    }

    const QString& wrong() const { return m_wrong; }

private:
    const QJsonObject& m_json;
    QString m_wrong;
};

void readRaw(Reader& reader, const QJsonObject& json, RawRef& raw)
{
    if (!reader.has("raw"))
        return;
    const QJsonObject object = json.value(QLatin1StringView("raw")).toObject();
    Reader inner(object);
    raw.stream = inner.integer("stream").value_or(0);
    raw.offset = inner.integer("offset").value_or(0);
    raw.length = inner.integer("length").value_or(0);
    if (!inner.wrong().isEmpty() || raw.stream <= 0 || raw.offset < 0 || raw.length < 0)
        reader.fail("raw");
}

} // namespace

QString isoTime(qint64 ns)
{
    return QDateTime::fromMSecsSinceEpoch(ns / 1'000'000, QTimeZone::utc()).toString(Qt::ISODateWithMs);
}

QJsonObject toJson(const Event& event)
{
    QJsonObject json;
    json["seq"] = static_cast<qint64>(event.seq);
    json["t_host"] = QString::number(event.hostNs);
    json["time"] = isoTime(event.hostNs);
    if (event.deviceNs) {
        json["t_dev"] = QString::number(*event.deviceNs);
        json["dev_clock"] = keyOf(event.deviceClock);
    }
    putText(json, "board", event.board.text());
    if (!event.session.isNull())
        json["session"] = event.session.value;
    json["world"] = keyOf(event.world);
    json["stream"] = keyOf(event.stream);
    if (event.phase)
        json["phase"] = keyOf(*event.phase);
    putText(json, "step", event.step);
    json["edge"] = keyOf(event.edge);
    if (event.centipercent)
        json["percent"] = *event.centipercent / 100.0;
    if (event.done)
        json["done"] = static_cast<qint64>(*event.done);
    if (event.total)
        json["total"] = static_cast<qint64>(*event.total);
    if (event.unit)
        json["unit"] = keyOf(*event.unit);
    if (event.result)
        json["result"] = keyOf(*event.result);
    putText(json, "reason", event.reason);
    putText(json, "version_target", event.targetVersion);
    putText(json, "version_running", event.runningVersion);
    json["severity"] = keyOf(event.severity);
    json["origin"] = keyOf(event.origin);
    json["confidence"] = keyOf(event.confidence);
    putText(json, "code", event.code);
    putText(json, "message", event.message);
    if (!event.raw.isNull())
        json["raw"] =
            QJsonObject{{"stream", event.raw.stream}, {"offset", event.raw.offset}, {"length", event.raw.length}};
    putText(json, "raw_status", event.rawStatus);
    if (event.folded > 0)
        json["folded"] = static_cast<qint64>(event.folded);
    if (!event.details.isEmpty())
        json["details"] = event.details;
    return json;
}

Result<Event> eventFromJson(const QJsonObject& json)
{
    Reader reader(json);
    Event event;
    event.seq = reader.count("seq").value_or(0);
    event.hostNs = reader.integer("t_host").value_or(0);
    event.deviceNs = reader.integer("t_dev");
    event.deviceClock = reader.word<DeviceClock>("dev_clock").value_or(DeviceClock::None);
    event.board = BoardId(reader.text("board"));
    event.session = SessionId{reader.integer("session").value_or(0)};
    event.world = reader.word<World>("world").value_or(World::Host);
    event.stream = reader.word<Stream>("stream").value_or(Stream::Host);
    event.phase = reader.word<Phase>("phase");
    event.step = reader.text("step");
    event.edge = reader.word<Edge>("edge").value_or(Edge::Note);
    if (reader.has("percent")) {
        const double percent = json.value(QLatin1StringView("percent")).toDouble(-1);
        if (percent < 0 || percent > 100)
            reader.fail("percent");
        else
            event.centipercent = qRound(percent * 100);
    }
    event.done = reader.count("done");
    event.total = reader.count("total");
    event.unit = reader.word<Unit>("unit");
    event.result = reader.word<SessionResult>("result");
    event.reason = reader.text("reason");
    event.targetVersion = reader.text("version_target");
    event.runningVersion = reader.text("version_running");
    event.severity = reader.word<Severity>("severity").value_or(Severity::Info);
    event.origin = reader.word<Origin>("origin").value_or(Origin::Host);
    event.confidence = reader.word<Confidence>("confidence").value_or(Confidence::Measured);
    event.code = reader.text("code");
    event.message = reader.text("message");
    readRaw(reader, json, event.raw);
    event.rawStatus = reader.text("raw_status");
    event.folded = static_cast<quint32>(reader.count("folded").value_or(0));
    event.details = json.value(QLatin1StringView("details")).toObject();
    if (!reader.wrong().isEmpty())
        return failure(Error::Code::BadInput, Tr::tr("the event's field '%1' is wrong").arg(reader.wrong()));
    return event;
}

} // namespace ota
