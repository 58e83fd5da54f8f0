// SPDX-License-Identifier: Apache-2.0
#include "exosense/virtualgateways.h"

#include <utility>

namespace ota {

VirtualGateways::VirtualGateways(Options options)
    : m_options(std::move(options))
    , m_home(std::make_unique<QObject>())
{
    m_thread.setObjectName(QStringLiteral("gateways"));
    m_home->moveToThread(&m_thread);
    m_thread.start();
}

VirtualGateways::~VirtualGateways()
{
    // They end where they live.
    QMetaObject::invokeMethod(
        m_home.get(), [this] { m_gateways.clear(); }, Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
}

Result<std::unique_ptr<VirtualGateways>> VirtualGateways::start(Options options)
{
    std::unique_ptr<VirtualGateways> gateways(new VirtualGateways(std::move(options)));
    Result<> started;
    QMetaObject::invokeMethod(
        gateways->m_home.get(), [&] { started = gateways->startAll(); }, Qt::BlockingQueuedConnection);
    if (!started)
        return failure(started.error());
    return gateways;
}

Result<> VirtualGateways::startAll()
{
    for (const QString& name : std::as_const(m_options.names)) {
        GatewayProfile profile = m_options.profile;
        profile.name = name;
        profile.directory = m_options.directory + u'/' + name;
        if (m_options.adjust)
            m_options.adjust(profile);
        m_gateways.push_back(std::make_unique<VirtualGateway>(std::move(profile), m_options.onEvent));
        if (auto started = m_gateways.back()->start(); !started)
            return started;
    }
    return {};
}

QStringList VirtualGateways::running() const
{
    QStringList versions;
    QMetaObject::invokeMethod(
        m_home.get(),
        [&] {
            for (const auto& gateway : m_gateways)
                versions << gateway->running();
        },
        Qt::BlockingQueuedConnection);
    return versions;
}

} // namespace ota
