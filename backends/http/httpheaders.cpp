// SPDX-License-Identifier: Apache-2.0
#include "http/httpheaders.h"

#include <algorithm>

namespace ota {

namespace {

constexpr std::size_t usualTextBytes = 256;
constexpr std::size_t usualFields = 8;

bool sameName(QByteArrayView a, QByteArrayView b)
{
    return a.size() == b.size() && qstrnicmp(a.data(), a.size(), b.data(), b.size()) == 0;
}

bool breaksLine(char c)
{
    return c == '\r' || c == '\n' || c == '\0';
}

} // namespace

void HttpHeaders::add(QByteArrayView name, QByteArrayView value)
{
    if (m_fields.empty()) {
        m_text.reserve(usualTextBytes);
        m_fields.reserve(usualFields);
    }
    const Field field{m_text.size(), static_cast<std::size_t>(name.size()), static_cast<std::size_t>(value.size())};
    m_text.append(name.data(), field.nameSize);
    m_text.append(value.data(), field.valueSize);
    std::replace_if(m_text.begin() + static_cast<qsizetype>(field.nameAt), m_text.end(), breaksLine, ' ');
    m_fields.push_back(field);
}

void HttpHeaders::set(QByteArrayView name, QByteArrayView value)
{
    remove(name);
    add(name, value);
}

void HttpHeaders::remove(QByteArrayView name)
{
    std::erase_if(m_fields, [&](const Field& field) { return sameName(nameOf(field), name); });
}

void HttpHeaders::clear()
{
    m_text.clear();
    m_fields.clear();
}

QByteArrayView HttpHeaders::value(QByteArrayView name) const
{
    for (qsizetype i = 0; i < size(); ++i) {
        if (sameName(nameAt(i), name))
            return valueAt(i);
    }
    return {};
}

QByteArray HttpHeaders::joined(QByteArrayView name) const
{
    QByteArray all;
    for (qsizetype i = 0; i < size(); ++i) {
        if (!sameName(nameAt(i), name))
            continue;
        if (!all.isEmpty())
            all.append(", ");
        all.append(valueAt(i));
    }
    return all;
}

qsizetype HttpHeaders::count(QByteArrayView name) const
{
    return std::count_if(m_fields.begin(), m_fields.end(),
                         [&](const Field& field) { return sameName(nameOf(field), name); });
}

QByteArrayView HttpHeaders::nameOf(const Field& field) const
{
    return {m_text.data() + field.nameAt, static_cast<qsizetype>(field.nameSize)};
}

QByteArrayView HttpHeaders::nameAt(qsizetype index) const
{
    return nameOf(m_fields.at(static_cast<std::size_t>(index)));
}

QByteArrayView HttpHeaders::valueAt(qsizetype index) const
{
    const Field& field = m_fields.at(static_cast<std::size_t>(index));
    return {m_text.data() + field.nameAt + field.nameSize, static_cast<qsizetype>(field.valueSize)};
}

} // namespace ota
