// SPDX-License-Identifier: Apache-2.0
#include "panels/serving/interfacefield.h"

#include "otaserver/servesettings.h"

#include <QCoreApplication>
#include <QMenu>

#include <algorithm>

namespace ota {

namespace {

const QString loopback = QStringLiteral("loopback");
const QString everywhere = QStringLiteral("*");

} // namespace

QString listenHostText(const QString& host)
{
    return host == loopback     ? QCoreApplication::translate("InterfaceField", "This computer only")
           : host == everywhere ? QCoreApplication::translate("InterfaceField", "All interfaces")
                                : host;
}

InterfaceField::InterfaceField(QWidget* parent)
    : QComboBox(parent)
{
    setSizeAdjustPolicy(AdjustToMinimumContentsLengthWithIcon);
    setMinimumContentsLength(8);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void InterfaceField::setHosts(const QStringList& hosts)
{
    m_hosts = hosts;
    QStringList words;
    for (const QString& host : hosts)
        words << listenHostText(host);
    clear();
    addItem(words.join(QStringLiteral(", ")));
    setToolTip(currentText());
}

void InterfaceField::showPopup()
{
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("interfaceMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QStringList offered{loopback, everywhere};
    const auto add = [&](const QString& host, const QString& text) {
        QAction* action = menu->addAction(text, this, [this, host] { toggle(host); });
        action->setObjectName(QStringLiteral("host.") + host);
        action->setCheckable(true);
        action->setChecked(m_hosts.contains(host));
        return action;
    };
    QAction* const first = add(loopback, listenHostText(loopback));
    add(everywhere, listenHostText(everywhere));
    menu->addSeparator();
    for (const ListenChoice& choice : listenChoices()) {
        offered << choice.host;
        add(choice.host, tr("%1 · %2").arg(choice.host, choice.addresses.join(QStringLiteral(", "))));
    }
    // An address that was typed somewhere else, or an interface that is unplugged.
    for (const QString& host : std::as_const(m_hosts)) {
        if (!offered.contains(host))
            add(host, host);
    }
    menu->setMinimumWidth(width());
    menu->popup(mapToGlobal(QPoint(0, height())));
    menu->setActiveAction(first);
}

void InterfaceField::hidePopup()
{
    // There is no list of a combo box: the menu goes by itself.
}

void InterfaceField::toggle(const QString& host)
{
    QStringList hosts = m_hosts;
    if (host == loopback || host == everywhere) {
        hosts = {host};
    } else if (!hosts.removeOne(host)) {
        hosts.removeAll(loopback);
        hosts.removeAll(everywhere);
        hosts << host;
    }
    if (hosts.isEmpty())
        hosts << loopback;
    if (hosts == m_hosts)
        return;
    setHosts(hosts);
    Q_EMIT chosen(hosts);
}

} // namespace ota
