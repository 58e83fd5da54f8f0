// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <string>
#include <vector>

namespace ota {

/// Header fields in the order they came, in one piece of memory. Names compare without case (RFC 9110 5.1).
/// Views stay valid until the next change.
class HttpHeaders
{
public:
    /// Line ends and NUL in a value become spaces: no value can begin another field.
    void add(QByteArrayView name, QByteArrayView value);
    /// Replaces all fields of that name.
    void set(QByteArrayView name, QByteArrayView value);
    void remove(QByteArrayView name);
    void clear();

    /// The first value of that name; a null view where there is none.
    QByteArrayView value(QByteArrayView name) const;
    /// All values of that name in one list, as RFC 9110 5.3 allows.
    QByteArray joined(QByteArrayView name) const;
    bool contains(QByteArrayView name) const { return !value(name).isNull(); }
    qsizetype count(QByteArrayView name) const;

    qsizetype size() const { return static_cast<qsizetype>(m_fields.size()); }
    QByteArrayView nameAt(qsizetype index) const;
    QByteArrayView valueAt(qsizetype index) const;

private:
    struct Field
    {
        std::size_t nameAt;
        std::size_t nameSize;
        std::size_t valueSize; ///< The value stands right behind the name.
    };

    QByteArrayView nameOf(const Field& field) const;

    std::string m_text; // Grows in place where QByteArray would go through its general insert.
    std::vector<Field> m_fields;
};

} // namespace ota
