// SPDX-License-Identifier: Apache-2.0
#include "app/language.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>

// Q_INIT_RESOURCE has to stand outside of any namespace.
static void initTranslations()
{
    Q_INIT_RESOURCE(translations);
}

namespace ota {

namespace {

/// The first of `wanted` that we know; `de` for `de-AT` and `de_AT`.
QString firstKnown(const QStringList& wanted)
{
    for (const QString& name : wanted) {
        const QString language = name.left(name.indexOf(u'_')).section(u'-', 0, 0).toLower();
        // Who has set no language has `C`, and whoever reads that reads English.
        if (language == QStringLiteral("c"))
            return QStringLiteral("en");
        if (Language::known().contains(language))
            return language;
    }
    return {};
}

} // namespace

Language::Language(const QString& name)
    : m_name(firstKnown({name}))
{
    initTranslations();
    if (m_name.isEmpty())
        m_name = firstKnown(QLocale::system().uiLanguages());
    if (m_name.isEmpty())
        m_name = QStringLiteral("en");
    if (m_name != QStringLiteral("en")) {
        auto qt = std::make_unique<QTranslator>();
        if (qt->load(QStringLiteral("qtbase_") + m_name, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
            install(std::move(qt));
    }
    auto ours = std::make_unique<QTranslator>();
    if (ours->load(QStringLiteral(":/translations/otaworkbench_") + m_name))
        install(std::move(ours));
}

Language::~Language()
{
    for (const auto& translator : m_translators)
        QCoreApplication::removeTranslator(translator.get());
}

QStringList Language::known()
{
    return {QStringLiteral("en"), QStringLiteral("de")};
}

QString Language::amongArguments(const QStringList& arguments)
{
    for (qsizetype i = 1; i < arguments.size(); ++i) {
        const QString& argument = arguments.at(i);
        if (argument == QStringLiteral("--language"))
            return arguments.value(i + 1);
        if (argument.startsWith(QStringLiteral("--language=")))
            return argument.section(u'=', 1);
    }
    return {};
}

void Language::install(std::unique_ptr<QTranslator> translator)
{
    QCoreApplication::installTranslator(translator.get());
    m_translators.push_back(std::move(translator));
}

} // namespace ota
