// SPDX-License-Identifier: Apache-2.0
// The product hosts in the SettingsForm: by which names gateways may call us.
#include "exosense/exosensetls.h"
#include "panels/serving/servingkeeper.h"
#include "panels/serving/settingkeys.h"
#include "panels/serving/settingsform.h"
#include "panels/widgets/chipedit.h"
#include "panels/widgets/jobcenter.h"

#include <QJsonArray>
#include <QLineEdit>

#include <algorithm>

namespace ota {

using namespace setting;

namespace {

/// What is typed is not wrong as long as it can still become a host.
QString begun(QString text)
{
    while (text.endsWith(u'.') || text.endsWith(u'-'))
        text.chop(1);
    return text;
}

} // namespace

void SettingsForm::makeProductHosts(QVBoxLayout* column)
{
    m_hosts->setObjectName(QStringLiteral("setting.product-host"));
    m_hosts->setToolTip(tr("A Murano gateway calls the host of its product, ID.m2.exosite.io: it names it in its TLS "
                           "handshake (SNI) and as Host, and trusts a certificate that names it. What stands here "
                           "is in the bench's certificate and counts as ours. Names must lead gateways to this "
                           "machine by DNS or their hosts file."));
    m_hosts->line()->setPlaceholderText(tr("ID.m2.exosite.io"));
    addRow(column, productHostKey, tr("Product hosts"), m_hosts,
           tr("How gateways call us (SNI, Host): named in the bench’s certificate. Enter takes each."));
    connect(m_hosts, &ChipEdit::edited, this,
            [this] { takeProductHosts(m_keeper.settings().gatewayTls.productHosts); });
}

void SettingsForm::takeProductHosts(const QStringList& kept)
{
    const bool isTyping = !m_hosts->line()->text().trimmed().isEmpty();
    QStringList texts = m_hosts->values();
    if (isTyping)
        texts.last() = begun(texts.last());
    texts.removeAll(QString());
    QStringList hosts;
    for (const QString& text : std::as_const(texts)) {
        const auto host = checkedProductHost(text);
        if (!host) {
            refuse(productHostKey, errorText(host.error()));
            return;
        }
        hosts << *host;
    }
    hosts.removeDuplicates();
    row(productHostKey)->setError({});
    if (isTyping || m_isSettingHosts || hosts == kept)
        return;
    m_isSettingHosts = true;
    const QJsonObject values = hosts.isEmpty() ? QJsonObject{{resetKey, QJsonArray{productHostKey}}}
                                               : QJsonObject{{productHostKey, QJsonArray::fromStringList(hosts)}};
    m_keeper.set(values, [this, hosts](const Result<>& result) {
        m_isSettingHosts = false;
        if (!result)
            refuse(productHostKey, errorText(result.error()));
        else
            takeProductHosts(hosts); // One may have gone on meanwhile; two at a time could overtake one another.
    });
}

void SettingsForm::refreshProductHosts()
{
    const ExosenseTlsSettings& tls = m_keeper.settings().gatewayTls;
    // What is being written, or is wrong and not yet repaired, stays.
    if (m_hosts->line()->text().isEmpty() && !isWrong(productHostKey) && !m_isSettingHosts &&
        m_hosts->values() != tls.productHosts)
        m_hosts->setValues(tls.productHosts);
    const auto address = std::ranges::find_if_not(tls.productHosts, isServerName);
    QString doubt;
    if (tls.serverName != HttpTlsFiles::ServerName::Any) {
        if (tls.productHosts.isEmpty())
            doubt = tr("Without one, gateways that name the host of their product are refused.");
        else if (address != tls.productHosts.end())
            doubt = tr("%1 is an address: nobody names it in TLS, so those that call it are refused.").arg(*address);
    }
    row(productHostKey)->setWarning(doubt);
}

} // namespace ota
