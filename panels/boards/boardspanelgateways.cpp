// SPDX-License-Identifier: Apache-2.0
// Gateways among the boards: what is known of them, and what one can do with them.
#include "panels/boards/boardform.h"
#include "panels/boards/boardinspector.h"
#include "panels/boards/boardsmodel.h"
#include "panels/boards/boardspanel.h"
#include "panels/boards/gatewayactions.h"
#include "panels/boards/gatewaycompare.h"
#include "panels/boards/gatewayrunform.h"
#include "panels/boards/gatewaysection.h"
#include "panels/widgets/banner.h"
#include "panels/widgets/benchfeed.h"
#include "panels/widgets/gatewayfeed.h"
#include "panels/widgets/searchtable.h"

#include <QStackedWidget>

#include <utility>

namespace ota {

void BoardsPanel::makeGateways()
{
    addPanelAction(QStringLiteral("addGatewayAction"), tr("Add a gateway"), tr("One that may activate from then on"),
                   QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_G), [this] { startAddGateway(); });
    addPanelAction(QStringLiteral("runGatewaysAction"), tr("Run virtual gateways…"),
                   tr("SIMULATED ones, in this program"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_R),
                   [this] { startRunGateways(); });
    m_gatewayActions = new GatewayActions(
        m_workbench, [this] { return chosenGateways(); }, this);
    m_actions << m_gatewayActions->all();
}

void BoardsPanel::connectGateways()
{
    GatewaySection* section = m_inspector->gateway();
    connect(m_inspector, &BoardInspector::applyRequested, m_gatewayActions, &GatewayActions::apply);
    connect(section, &GatewaySection::compareRequested, this, &BoardsPanel::showCompare);
    // The buttons of the inspector mean the gateway that it shows.
    const auto forCurrent = [this](void (GatewayActions::*act)()) {
        return [this, act] {
            m_model->setChecked({});
            (m_gatewayActions->*act)();
        };
    };
    connect(section, &GatewaySection::applyRequested, this, forCurrent(&GatewayActions::apply));
    connect(section, &GatewaySection::reissueRequested, this, forCurrent(&GatewayActions::reissue));
    connect(section, &GatewaySection::revokeRequested, this, forCurrent(&GatewayActions::revoke));
    connect(section, &GatewaySection::relistRequested, this, forCurrent(&GatewayActions::relist));
    connect(section, &GatewaySection::tokenCopied, this, [this] {
        if (m_workbench.tell)
            m_workbench.tell(Mark::Good, tr("Token copied"), {}, {});
    });
    connect(m_gatewayActions, &GatewayActions::tokenIssued, this, [this](const QString& gateway, const QString& token) {
        openThing(QStringLiteral("board/") + gateway);
        m_inspector->gateway()->showToken(gateway, token);
    });
    connect(m_gatewayActions, &GatewayActions::failed, this,
            [this](const QString& cause, const QString& why) { m_banner->set(Mark::Bad, cause, why); });
    connect(m_gatewayActions, &GatewayActions::done, this, [this] { m_workbench.bench.refresh(); });
    connect(m_form, &BoardForm::virtualGatewaysRequested, this, [this] { startRunGateways({}); });
    connect(m_runForm, &GatewayRunForm::cancelled, this, &BoardsPanel::endForm);
    connect(m_runForm, &GatewayRunForm::done, this, [this](const QStringList& names) {
        m_wanted = names.first();
        endForm();
        m_workbench.bench.refresh();
        onBoardsChanged();
    });
    if (!m_workbench.gateways)
        return;
    connect(m_workbench.gateways, &GatewayFeed::changed, this, &BoardsPanel::onGatewaysChanged);
    onGatewaysChanged();
}

void BoardsPanel::onGatewaysChanged()
{
    m_model->setGateways(m_workbench.gateways->gateways());
    refreshInspector();
}

QStringList BoardsPanel::chosenGateways() const
{
    QStringList names = chosen();
    names.removeIf([this](const QString& name) {
        const BoardRow* row = m_model->row(name);
        return !row || !row->gateway;
    });
    return names;
}

void BoardsPanel::startAddGateway()
{
    m_form->startAddGateway();
    showSide(m_form);
    m_form->focusFirst();
}

void BoardsPanel::startRunGateways(const QString& name)
{
    m_runForm->start(name, m_runs->run(name).values);
    showSide(m_runForm);
    m_runForm->focusFirst();
}

void BoardsPanel::showCompare()
{
    const BoardRow* row = m_model->row(current());
    m_compare->show(row ? row->gateway : nullptr);
    showPane(m_compare, m_compare->wantedHeight());
    m_compare->focusFirst();
}

} // namespace ota
