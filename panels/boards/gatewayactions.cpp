// SPDX-License-Identifier: Apache-2.0
#include "panels/boards/gatewayactions.h"

#include "panels/widgets/confirm.h"
#include "panels/widgets/gatewayfeed.h"
#include "panels/widgets/jobcenter.h"
#include "panels/widgets/things.h"
#include "panels/widgets/workbench.h"

#include <QAction>
#include <QJsonArray>
#include <QKeySequence>
#include <QWidget>

#include <memory>

namespace ota {

namespace {

constexpr int namedInQuestion = 8;

QJsonObject boardValues(const QStringList& gateways)
{
    return {{QStringLiteral("board"), QJsonArray::fromStringList(gateways)}};
}

QJsonObject idValues(const QString& gateway)
{
    return {{QStringLiteral("id"), gateway}};
}

} // namespace

GatewayActions::GatewayActions(Workbench& workbench, std::function<QStringList()> chosen, QWidget* owner)
    : QObject(owner)
    , m_workbench(workbench)
    , m_chosen(std::move(chosen))
    , m_owner(owner)
{
    add(QStringLiteral("applyPackageAction"), tr("Apply a package…"), tr("Asks the chosen gateways to install it"),
        QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_A), &GatewayActions::apply);
    add(QStringLiteral("clearRequestAction"), tr("Clear the request…"), tr("Empties config_otau"), {},
        &GatewayActions::clearRequest);
    add(QStringLiteral("reissueTokenAction"), tr("Reissue the token…"), tr("A new token; the one before is dead"), {},
        &GatewayActions::reissue);
    add(QStringLiteral("revokeTokenAction"), tr("Revoke the token…"), tr("Refuses the gateway"), {},
        &GatewayActions::revoke);
    add(QStringLiteral("relistAction"), tr("List again…"), tr("It may activate once more"), {},
        &GatewayActions::relist);
    refresh();
}

QAction* GatewayActions::add(const QString& name, const QString& text, const QString& tip, const QKeySequence& key,
                             void (GatewayActions::*run)())
{
    auto* action = new QAction(text, this);
    action->setObjectName(name);
    action->setToolTip(tip);
    action->setShortcut(key);
    connect(action, &QAction::triggered, this, run);
    m_owner->addAction(action);
    m_actions << action;
    return action;
}

void GatewayActions::refresh()
{
    const qsizetype count = m_chosen().size();
    for (QAction* action : std::as_const(m_actions))
        action->setEnabled(action->objectName() == QStringLiteral("reissueTokenAction") ? count == 1 : count > 0);
}

QString GatewayActions::command(const QString& action) const
{
    const QStringList gateways = m_chosen();
    if (gateways.isEmpty())
        return {};
    const auto line = [this](const char* operation, const QJsonObject& values) {
        const Operation* found = m_workbench.jobs.registry().find(QString::fromLatin1(operation));
        return found ? commandLine(*found, values) : QString();
    };
    const auto each = [&](const char* operation) {
        QStringList lines;
        for (const QString& gateway : gateways)
            lines << line(operation, idValues(gateway));
        return lines.join(u'\n');
    };
    if (action == QStringLiteral("clearRequestAction"))
        return line("exosense.clear", boardValues(gateways));
    if (action == QStringLiteral("reissueTokenAction"))
        return each("exosense.identity.reissue");
    if (action == QStringLiteral("revokeTokenAction"))
        return each("exosense.identity.revoke");
    if (action == QStringLiteral("relistAction"))
        return each("exosense.identity.relist");
    return line("exosense.status", boardValues(gateways));
}

void GatewayActions::apply()
{
    const QStringList gateways = m_chosen();
    if (!gateways.isEmpty() && m_workbench.open)
        m_workbench.open(QStringLiteral("packages"), thingOf(QStringLiteral("apply"), gateways));
}

void GatewayActions::ask(const QStringList& gateways, const QString& one, const QString& many,
                         const QString& explanation, const QString& verb, const QString& operation,
                         const QString& failure)
{
    if (gateways.isEmpty())
        return;
    const auto count = static_cast<int>(gateways.size());
    QString text = explanation;
    if (count > 1)
        text = gateways.mid(0, namedInQuestion).join(QStringLiteral(", ")) +
               (count > namedInQuestion ? tr(" and %n more", nullptr, count - namedInQuestion) : QString()) +
               QStringLiteral(". ") + explanation;
    ConfirmDialog::ask(m_owner, count == 1 ? one.arg(gateways.first()) : many.arg(count), text, verb,
                       [this, gateways, operation, failure] {
                           if (operation == QStringLiteral("exosense.clear"))
                               runOnAll(operation, gateways, failure);
                           else
                               runEach(operation, gateways, failure);
                       });
}

void GatewayActions::clearRequest()
{
    ask(m_chosen(), tr("Clear the request of %1"), tr("Clear the requests of %1 gateways"),
        tr("config_otau becomes empty: no update is asked for any more. What is at work goes on."), tr("Clear"),
        QStringLiteral("exosense.clear"), tr("The request was not cleared"));
}

void GatewayActions::reissue()
{
    ask(m_chosen(), tr("Give %1 a new token"), tr("Give %1 gateways new tokens"),
        tr("The token that it has now is dead at once. The new one is shown once and is stored nowhere."),
        tr("Reissue"), QStringLiteral("exosense.identity.reissue"), tr("No token was issued"));
}

void GatewayActions::revoke()
{
    ask(m_chosen(), tr("Revoke the token of %1"), tr("Revoke the tokens of %1 gateways"),
        tr("It is refused until it gets a new token or is listed again."), tr("Revoke"),
        QStringLiteral("exosense.identity.revoke"), tr("The token was not revoked"));
}

void GatewayActions::relist()
{
    ask(m_chosen(), tr("List %1 again"), tr("List %1 gateways again"),
        tr("It may activate once more. The token that it has now is dead."), tr("List again"),
        QStringLiteral("exosense.identity.relist"), tr("It was not listed"));
}

void GatewayActions::remove(const QStringList& gateways)
{
    ask(gateways, tr("Remove the gateway %1"), tr("Remove %1 gateways"),
        tr("Identity and token go, and what was asked of it and what it wrote. Its sessions stay on the timeline. "
           "This can not be undone."),
        tr("Remove"), QStringLiteral("exosense.identity.remove"), tr("The gateway was not removed"));
}

void GatewayActions::runOnAll(const QString& operation, const QStringList& gateways, const QString& failure)
{
    const auto end = [this, failure](const Result<Outcome>& outcome) {
        if (!outcome)
            Q_EMIT failed(failure, errorText(outcome.error()));
        Q_EMIT done();
    };
    if (const auto started = m_workbench.jobs.start(operation, boardValues(gateways), this, end); !started)
        end(ota::failure(started.error()));
}

void GatewayActions::runEach(const QString& operation, const QStringList& gateways, const QString& failure)
{
    // shared_ptr: of all jobs.
    const auto open = std::make_shared<qsizetype>(gateways.size());
    for (const QString& gateway : gateways) {
        const auto end = [this, open, gateway, failure](const Result<Outcome>& outcome) {
            if (!outcome)
                Q_EMIT failed(QString(failure + QStringLiteral(": ") + gateway), errorText(outcome.error()));
            else if (const QString token = outcome->data[QStringLiteral("token")].toString(); !token.isEmpty())
                Q_EMIT tokenIssued(gateway, token);
            if (--*open == 0)
                Q_EMIT done();
        };
        if (const auto started = m_workbench.jobs.start(operation, idValues(gateway), this, end); !started)
            end(ota::failure(started.error()));
    }
}

} // namespace ota
