// SPDX-License-Identifier: Apache-2.0
#include "timeline/secrets.h"

#include <QJsonArray>
#include <QRegularExpression>

#include <array>

namespace ota {

namespace {

/// Each pattern keeps what names the secret in its first group; the rest is the secret.
const std::array<QRegularExpression, 5>& patterns()
{
    static const std::array<QRegularExpression, 5> all{
        QRegularExpression(QStringLiteral("(-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----)[\\s\\S]*?(?:-----END|\\z)")),
        QRegularExpression(QStringLiteral("(\\bauthorization:?\\s+(?:basic|bearer)\\s+)[A-Za-z0-9+/=._~-]{4,}"),
                           QRegularExpression::CaseInsensitiveOption),
        QRegularExpression(
            QStringLiteral("(\\b(?:password|passwd|passphrase|psk|secret|api[_-]?key|token)\"?\\s*[=:]\\s*)"
                           "\"?[^\\s\"',;*]{4,}"),
            QRegularExpression::CaseInsensitiveOption),
        QRegularExpression(QStringLiteral("(\\b)(?:AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{36,})")),
        QRegularExpression(QStringLiteral("(\\b[a-z][a-z0-9+.-]*://[^\\s/:@]+:)[^\\s/@]{3,}(?=@)"),
                           QRegularExpression::CaseInsensitiveOption),
    };
    return all;
}

QJsonValue maskedValue(const QJsonValue& value)
{
    if (value.isString())
        return maskSecrets(value.toString());
    if (value.isObject())
        return maskSecrets(value.toObject());
    if (!value.isArray())
        return value;
    QJsonArray array;
    const QJsonArray elements = value.toArray();
    for (const QJsonValue& element : elements)
        array.append(maskedValue(element));
    return array;
}

} // namespace

bool holdsSecret(const QJsonObject& object)
{
    const auto inValue = [](const QJsonValue& value) {
        return value.isString() ? holdsSecret(value.toString()) : value.isObject() && holdsSecret(value.toObject());
    };
    for (auto member = object.begin(); member != object.end(); ++member) {
        if (inValue(member.value()))
            return true;
    }
    return false;
}

bool holdsSecret(const QString& text)
{
    // Every pattern needs one of these; nearly all texts have none.
    const bool possible = text.size() > 8 && (text.contains(u'=') || text.contains(u':') || text.contains(u"AKIA") ||
                                              text.contains(u"gh") || text.contains(u"KEY-----") ||
                                              text.contains(u"uthorization", Qt::CaseInsensitive));
    if (!possible)
        return false;
    for (const QRegularExpression& pattern : patterns()) {
        if (pattern.match(text).hasMatch())
            return true;
    }
    return false;
}

QString maskSecrets(const QString& text)
{
    QString masked = text;
    for (const QRegularExpression& pattern : patterns())
        masked.replace(pattern, QStringLiteral("\\1***"));
    return masked;
}

QJsonObject maskSecrets(const QJsonObject& object)
{
    QJsonObject masked;
    for (auto member = object.begin(); member != object.end(); ++member)
        masked.insert(member.key(), maskedValue(member.value()));
    return masked;
}

} // namespace ota
