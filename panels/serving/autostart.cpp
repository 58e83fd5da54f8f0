// SPDX-License-Identifier: Apache-2.0
#include "panels/serving/autostart.h"

#include "panels/widgets/memory.h"
#include "panels/widgets/servicehost.h"

namespace ota {

namespace {

const QString ranKey = QStringLiteral("serving/ran");
const QString notAgainKey = QStringLiteral("serving/notAgain");

} // namespace

bool isStartedAgain(const Memory& memory, const QString& service)
{
    return !memory.value(notAgainKey).toStringList().contains(service);
}

void setStartedAgain(Memory& memory, const QString& service, bool again)
{
    QStringList names = memory.value(notAgainKey).toStringList();
    names.removeAll(service);
    if (!again)
        names << service;
    memory.setValue(notAgainKey, names);
}

void startRemembered(ServiceHost& host, Memory& memory)
{
    const QStringList ran = memory.value(ranKey).toStringList();
    QObject::connect(&host, &ServiceHost::statusChanged, &host, [&host, &memory](const QString& name) {
        QStringList names = memory.value(ranKey).toStringList();
        const ServiceStatus::State state = host.entry(name)->status.state;
        if (state == ServiceStatus::State::Stopped)
            names.removeAll(name);
        else if (state == ServiceStatus::State::Running && !names.contains(name))
            names << name;
        memory.setValue(ranKey, names);
    });
    for (const QString& name : ran) {
        if (host.entry(name) && isStartedAgain(memory, name))
            host.start(name);
    }
}

} // namespace ota
