// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QComboBox>
#include <QStringList>

namespace ota {

/// Where a service listens: on this computer alone, everywhere, or on chosen interfaces. Opens a menu in which several
/// interfaces can be ticked; the hosts are those of a ServeListener.
class InterfaceField final : public QComboBox
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(InterfaceField)

public:
    explicit InterfaceField(QWidget* parent = nullptr);

    const QStringList& hosts() const { return m_hosts; }
    /// Does not emit.
    void setHosts(const QStringList& hosts);

    void showPopup() override;
    void hidePopup() override;

Q_SIGNALS:
    /// A person chose others.
    void chosen(const QStringList& hosts);

private:
    void toggle(const QString& host);

    QStringList m_hosts;
};

/// `This computer only`, `All interfaces`, or the host as it is.
QString listenHostText(const QString& host);

} // namespace ota
