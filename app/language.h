// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QStringList>
#include <QTranslator>

#include <memory>
#include <vector>

namespace ota {

/// The language that the program speaks, as long as this lives: ours, and Qt's own texts where the system has them.
/// English is a language like the others: it has plurals. Made before anything that has words, after the application.
class Language final
{
public:
    /// `name` as `de` or `de_AT`; empty or unknown: the system's, else English.
    explicit Language(const QString& name = {});
    ~Language();
    Q_DISABLE_COPY_MOVE(Language)

    /// What was chosen: `de`.
    QString name() const { return m_name; }
    /// The languages there are.
    static QStringList known();
    /// What follows `--language` among the arguments, or empty: needed before those can be read, for their help.
    static QString amongArguments(const QStringList& arguments);

private:
    void install(std::unique_ptr<QTranslator> translator);

    QString m_name;
    std::vector<std::unique_ptr<QTranslator>> m_translators;
};

} // namespace ota
