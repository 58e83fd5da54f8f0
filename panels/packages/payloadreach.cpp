// SPDX-License-Identifier: Apache-2.0
#include "panels/packages/payloadreach.h"

#include "exosense/packagecontent.h"
#include "panels/widgets/format.h"
#include "panels/widgets/look.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(PayloadReach)
};

QString notChecked()
{
    return Tr::tr("not checked");
}

/// From the best to the worst.
int gravity(PayloadReach::State state)
{
    using enum PayloadReach::State;
    constexpr std::array order{None, Here, Answers, Unknown, NotServed, Differs, Refuses, Missing};
    return static_cast<int>(std::ranges::find(order, state) - order.begin());
}

QString textMember(const ConfigCheck& config, QByteArrayView name)
{
    const JsonText* member = config.value ? config.value->member(name) : nullptr;
    return member && member->isString() ? member->toString() : QString();
}

PayloadReach reachOfContent(const ContentEntry& entry, const ConfigCheck& config, bool isServed)
{
    if (!entry.blob)
        return {PayloadReach::State::Missing, Tr::tr("%1 is empty: nothing was uploaded").arg(entry.id)};
    const QString digest = textMember(config, "sha256");
    const JsonText* size = config.value ? config.value->member("size") : nullptr;
    if (config.type() == PayloadType::File && !digest.isEmpty() && digest != entry.blob->hex())
        return {PayloadReach::State::Differs, Tr::tr("%1 has another SHA-256 than the package says").arg(entry.id)};
    if (config.type() == PayloadType::File && size && size->text.toLongLong() != entry.sizeBytes)
        return {PayloadReach::State::Differs, Tr::tr("%1 has %2 bytes, the package says %3")
                                                  .arg(entry.id)
                                                  .arg(entry.sizeBytes)
                                                  .arg(QString::fromLatin1(size->text))};
    if (!isServed)
        return {PayloadReach::State::NotServed,
                Tr::tr("here, %1, not served at this address now").arg(sizeText(entry.sizeBytes))};
    return {PayloadReach::State::Here, Tr::tr("here, %1").arg(sizeText(entry.sizeBytes))};
}

} // namespace

BenchPlaces BenchPlaces::from(const QJsonObject& services, const QString& base,
                              const std::vector<ContentEntry>& content)
{
    BenchPlaces places;
    places.base = base;
    places.bases = contentBases(services);
    for (const ContentEntry& entry : content)
        places.content.insert(entry.id, entry);
    return places;
}

QString BenchPlaces::urlOf(const QString& id) const
{
    return contentUrl(base, id);
}

QString BenchPlaces::contentIdOf(const QUrl& url, bool* isServedNow) const
{
    return ota::contentIdOf(url, bases, isServedNow);
}

Mark PayloadReach::mark() const
{
    switch (state) {
    case State::Here:
    case State::Answers:
        return Mark::Good;
    case State::NotServed:
        return Mark::Warn;
    case State::Missing:
    case State::Differs:
    case State::Refuses:
        return Mark::Bad;
    case State::None:
    case State::Unknown:
        break;
    }
    return Mark::Neutral;
}

QString PayloadReach::brief() const
{
    switch (state) {
    case State::None:
        return text;
    case State::Here:
        return Tr::tr("here");
    case State::NotServed:
        return Tr::tr("not served");
    case State::Missing:
        return Tr::tr("missing");
    case State::Differs:
        return Tr::tr("differs");
    case State::Unknown:
        return text == notChecked() ? text : Tr::tr("not known");
    case State::Answers:
        return Tr::tr("there");
    case State::Refuses:
        break;
    }
    return Tr::tr("not there");
}

PayloadReach reachOf(const QString& url, const ConfigCheck& config, const BenchPlaces& places,
                     const QHash<QString, PayloadReach>& asked)
{
    bool isServed = false;
    const QString id = places.contentIdOf(QUrl(url), &isServed);
    if (!id.isEmpty()) {
        const auto entry = places.content.constFind(id);
        if (entry != places.content.constEnd())
            return reachOfContent(*entry, config, isServed);
        if (isServed)
            return {PayloadReach::State::Missing, Tr::tr("there is no content %1 on this bench").arg(id)};
    }
    if (const auto answer = asked.constFind(url); answer != asked.constEnd())
        return *answer;
    return {PayloadReach::State::Unknown, notChecked()};
}

PayloadReach reachOf(const ConfigCheck& config, const BenchPlaces& places, const QHash<QString, PayloadReach>& asked)
{
    PayloadReach worst{PayloadReach::State::None, config.type() ? Tr::tr("nothing to fetch") : unknownText};
    for (const QString& url : config.urls()) {
        PayloadReach each = reachOf(url, config, places, asked);
        if (gravity(each.state) > gravity(worst.state))
            worst = std::move(each);
    }
    return worst;
}

} // namespace ota
