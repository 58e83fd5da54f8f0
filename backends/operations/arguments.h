// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonObject>
#include <QString>
#include <QStringList>

namespace ota {

/// Checked values of an operation's parameters.
class Arguments
{
public:
    Arguments() = default;
    /// `defaulted`: names of those that nobody gave.
    explicit Arguments(QJsonObject values, QStringList defaulted = {});

    bool has(const QString& name) const;         ///< Given, or has a default.
    bool isGiven(const QString& name) const;     ///< By somebody: not only a default.
    QString text(const QString& name) const;     ///< Empty when not given.
    QStringList list(const QString& name) const; ///< A repeated parameter; one value counts as a list of one.
    qint64 integer(const QString& name) const;   ///< 0 when not given.
    bool flag(const QString& name) const;

    const QJsonObject& values() const { return m_values; }

private:
    QJsonObject m_values;
    QStringList m_defaulted;
};

} // namespace ota
