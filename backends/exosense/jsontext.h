// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <optional>
#include <vector>

namespace ota {

/// A JSON value that keeps what QJsonValue loses: the order of members, members that stand twice, the digits of
/// numbers, and bytes that are not UTF-8. Resources of devices are texts that hold JSON, and are handed on as they
/// came.
struct JsonText
{
    enum class Kind
    {
        Null,
        False,
        True,
        Number,
        String,
        Array,
        Object
    };

    static constexpr int maxDepth = 64;

    Kind kind = Kind::Null;
    QByteArray text;               ///< The digits of a number; the bytes of a string, without escapes.
    std::vector<QByteArray> names; ///< Of an object's members, in order.
    std::vector<JsonText> items;   ///< Of an array, or the values of the members.

    /// RFC 8259, the whole text; deeper than `maxDepth` is refused. Error: BadInput, with the offset.
    static Result<JsonText> parse(QByteArrayView text);
    /// Whether parse() would have a value; cheaper where it would not.
    static bool accepts(QByteArrayView text);

    static JsonText string(const QByteArray& text) { return {Kind::String, text, {}, {}}; }
    static JsonText object() { return {Kind::Object, {}, {}, {}}; }

    bool isString() const { return kind == Kind::String; }
    bool isObject() const { return kind == Kind::Object; }
    bool isArray() const { return kind == Kind::Array; }

    /// The last member of that name, as most readers take it; null where there is none.
    const JsonText* member(QByteArrayView name) const;
    /// Replaces the member, or appends it.
    void setMember(const QByteArray& name, JsonText value);

    /// The bytes of a string as text; what is not UTF-8 becomes replacement characters. Empty for other kinds.
    QString toString() const;

    /// Without blanks, members in their order.
    QByteArray compact() const;

    /// The JSON pointer of the first member that stands twice in its object.
    std::optional<QString> duplicate() const;
};

/// Equal but for the order of members and the way strings are escaped.
bool sameJson(const JsonText& a, const JsonText& b);

} // namespace ota
