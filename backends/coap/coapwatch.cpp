// SPDX-License-Identifier: Apache-2.0
#include "coap/coapwatch.h"

#include <QRandomGenerator>

#include <algorithm>

namespace ota {

namespace {

constexpr quint32 halfOfNumbers = 1U << 23; ///< They have 24 bits.
constexpr std::chrono::seconds longAgo{128};
/// A server may say anything up to 136 years; what lasts longer than this is asked for sooner.
constexpr std::chrono::hours longest{24};

} // namespace

bool CoapWatch::isNewer(quint32 number, Time now) const
{
    if (!m_number || now > m_notedAt + longAgo)
        return true;
    return (*m_number < number && number - *m_number < halfOfNumbers) ||
           (*m_number > number && *m_number - number > halfOfNumbers);
}

void CoapWatch::note(const CoapFlow::Said& said, Time now)
{
    established = said.observe.has_value() && said.code.isSuccess();
    if (!established)
        return;
    m_number = *said.observe;
    m_notedAt = now;
    m_maxAge = std::min<std::chrono::seconds>(std::chrono::seconds(said.maxAge), longest);
}

std::chrono::milliseconds CoapWatch::patience(std::chrono::milliseconds slack) const
{
    // Many clients that were told at the same moment do not ask at the same moment.
    const double factor = 1 + 2 * QRandomGenerator::global()->generateDouble();
    return m_maxAge + std::chrono::duration_cast<std::chrono::milliseconds>(slack * factor);
}

bool CoapWatch::isNews(const CoapAnswer& answer) const
{
    return !refreshing || m_code != answer.code || m_payload != answer.payload;
}

void CoapWatch::told(const CoapAnswer& answer)
{
    m_code = answer.code;
    m_payload = answer.payload;
}

CoapNotification CoapWatch::notification(const CoapAnswer& answer) const
{
    CoapNotification notification;
    notification.number = m_number;
    notification.code = answer.code;
    notification.payload = answer.payload;
    notification.contentFormat = answer.contentFormat;
    notification.etag = answer.etag;
    notification.maxAge = m_maxAge;
    notification.last = !established || !answer.code.isSuccess();
    return notification;
}

} // namespace ota
