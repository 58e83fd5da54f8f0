// SPDX-License-Identifier: Apache-2.0
#include "http/httpheaders.h"

#include <algorithm>

namespace ota {

namespace {

bool sameName(QByteArrayView a, QByteArrayView b)
{
    return a.size() == b.size() && a.compare(b, Qt::CaseInsensitive) == 0;
}

} // namespace

void HttpHeaders::add(QByteArrayView name, QByteArrayView value)
{
    Field field{m_text.size(), name.size(), m_text.size() + name.size(), value.size()};
    m_text.append(name);
    m_text.append(value);
    const auto breaksLine = [](char c) {
        return c == '\r' || c == '\n' || c == '\0';
    };
    if (std::any_of(name.begin(), name.end(), breaksLine) || std::any_of(value.begin(), value.end(), breaksLine))
        std::replace_if(m_text.begin() + field.nameAt, m_text.end(), breaksLine, ' ');
    m_fields.append(field);
}

void HttpHeaders::set(QByteArrayView name, QByteArrayView value)
{
    remove(name);
    add(name, value);
}

void HttpHeaders::remove(QByteArrayView name)
{
    m_fields.removeIf(
        [&](const Field& f) { return sameName(QByteArrayView(m_text).sliced(f.nameAt, f.nameSize), name); });
}

void HttpHeaders::clear()
{
    m_text.clear();
    m_fields.clear();
}

QByteArrayView HttpHeaders::value(QByteArrayView name) const
{
    for (qsizetype i = 0; i < m_fields.size(); ++i) {
        if (sameName(nameAt(i), name))
            return valueAt(i);
    }
    return {};
}

QByteArray HttpHeaders::joined(QByteArrayView name) const
{
    QByteArray all;
    for (qsizetype i = 0; i < m_fields.size(); ++i) {
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
    qsizetype found = 0;
    for (qsizetype i = 0; i < m_fields.size(); ++i)
        found += sameName(nameAt(i), name) ? 1 : 0;
    return found;
}

QByteArrayView HttpHeaders::nameAt(qsizetype index) const
{
    const Field& field = m_fields.at(index);
    return {m_text.constData() + field.nameAt, field.nameSize};
}

QByteArrayView HttpHeaders::valueAt(qsizetype index) const
{
    const Field& field = m_fields.at(index);
    return {m_text.constData() + field.valueAt, field.valueSize};
}

} // namespace ota
