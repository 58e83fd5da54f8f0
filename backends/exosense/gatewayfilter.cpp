// SPDX-License-Identifier: Apache-2.0
#include "exosense/gatewayfilter.h"

#include "exosense/configotau.h"
#include "exosense/exosensecloud.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringList>

#include <algorithm>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(GatewayFilter)
};

const QStringList& keys()
{
    static const QStringList all{QStringLiteral("name"),      QStringLiteral("running"), QStringLiteral("desired"),
                                 QStringLiteral("ack"),       QStringLiteral("result"),  QStringLiteral("identity"),
                                 QStringLiteral("simulated"), QStringLiteral("waiting")};
    return all;
}

QString yesNo(bool value)
{
    return value ? QStringLiteral("yes") : QStringLiteral("no");
}

QString valueOf(const GatewayView& view, const QString& key)
{
    if (key == QStringLiteral("name"))
        return view.board;
    if (key == QStringLiteral("running"))
        return view.running;
    if (key == QStringLiteral("desired"))
        return checkConfig(view.desired).version();
    if (key == QStringLiteral("ack"))
        return keyOf(view.ack);
    if (key == QStringLiteral("result"))
        return view.sessions.empty() ? QString() : keyOf(view.sessions.back().result);
    if (key == QStringLiteral("identity"))
        return stateName(view.identity);
    return yesNo(key == QStringLiteral("simulated") ? view.simulated : view.isWaiting);
}

} // namespace

Result<GatewayFilter> GatewayFilter::parse(const QString& text)
{
    GatewayFilter filter;
    for (const QString& part : text.split(u',', Qt::SkipEmptyParts)) {
        const qsizetype equals = part.indexOf(u'=');
        Term term;
        term.isNegated = equals > 0 && part[equals - 1] == u'!';
        term.key = part.left(equals - (term.isNegated ? 1 : 0)).trimmed();
        term.pattern = part.mid(equals + 1).trimmed();
        if (equals <= 0 || !keys().contains(term.key))
            return failure(Error::Code::Usage, Tr::tr("\"%1\" is no term of a filter").arg(part.trimmed()), {},
                           Tr::tr("A term is KEY=PATTERN or KEY!=PATTERN with one of the keys %1.")
                               .arg(keys().join(QStringLiteral(", "))));
        filter.m_terms.push_back(std::move(term));
    }
    return filter;
}

bool GatewayFilter::matches(const GatewayView& view) const
{
    return std::ranges::all_of(m_terms, [&](const Term& term) {
        const QString wild = QRegularExpression::escape(term.pattern)
                                 .replace(QStringLiteral("\\*"), QStringLiteral(".*"))
                                 .replace(QStringLiteral("\\?"), QStringLiteral("."));
        const QRegularExpression pattern(QRegularExpression::anchoredPattern(wild));
        return pattern.match(valueOf(view, term.key)).hasMatch() != term.isNegated;
    });
}

} // namespace ota
