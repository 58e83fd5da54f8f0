// SPDX-License-Identifier: Apache-2.0
#include "panels/serving/servingkeeper.h"

#include "operations/operation.h"
#include "operations/operationregistry.h"
#include "otaserver/pskstore.h"
#include "panels/widgets/benchfeed.h"
#include "panels/widgets/jobcenter.h"
#include "store/bench.h"

#include <algorithm>

namespace ota {

ServingKeeper::ServingKeeper(Workbench& workbench, QObject* parent)
    : QObject(parent)
    , m_workbench(workbench)
{
    connect(&workbench.jobs, &JobCenter::finished, this, &ServingKeeper::read);
    read();
}

void ServingKeeper::read()
{
    m_workbench.bench.read<State>(
        this,
        [](Bench& bench) -> Result<State> {
            const auto settings = ServeSettings::read(bench);
            if (!settings)
                return failure(settings.error());
            const auto keys = PskStore(bench.directory()).list();
            if (!keys)
                return failure(keys.error());
            const auto token = bench.token();
            if (!token)
                return failure(token.error());
            State state{*settings, {}, ota::maskedToken(*token)};
            for (const CoapPsk& psk : *keys)
                state.identities.append({psk.identity, maskedKey(psk)});
            return state;
        },
        [this](const Result<State>& state) {
            if (!state) {
                Q_EMIT failed(errorText(state.error()));
                return;
            }
            if (*state == m_state)
                return;
            m_state = *state;
            Q_EMIT changed();
        });
}

void ServingKeeper::run(const QString& operation, const QJsonObject& values, Done done)
{
    const auto told = [this, done = std::move(done)](const Result<>& result) {
        if (done)
            done(result);
        else if (!result && result.error().code != Error::Code::Cancelled)
            Q_EMIT failed(errorText(result.error()));
    };
    const auto started = m_workbench.jobs.start(operation, values, this, [told](const Result<Outcome>& outcome) {
        told(outcome ? Result<>() : Result<>(failure(outcome.error())));
    });
    if (!started)
        told(failure(started.error()));
}

QString ServingKeeper::command(const QString& operation, const QJsonObject& values) const
{
    const Operation* found = m_workbench.jobs.registry().find(operation);
    return found ? commandLine(*found, values) : QString();
}

void ServingKeeper::readToken(Secret take)
{
    readSecret([](Bench& bench) { return bench.token(); }, std::move(take));
}

void ServingKeeper::readKey(const QString& identity, Secret take)
{
    readSecret(
        [identity](Bench& bench) -> Result<QString> {
            const auto keys = PskStore(bench.directory()).list();
            if (!keys)
                return failure(keys.error());
            const auto psk = std::ranges::find(*keys, identity, &CoapPsk::identity);
            if (psk == keys->end())
                return failure(Error::Code::NotFound, tr("There is no identity “%1” any more.").arg(identity));
            return QString(psk->identity + u':' + QString::fromLatin1(psk->key.toHex()));
        },
        std::move(take));
}

void ServingKeeper::readSecret(std::function<Result<QString>(Bench&)> work, Secret take)
{
    m_workbench.bench.read<QString>(this, std::move(work),
                                    [this, take = std::move(take)](const Result<QString>& secret) {
                                        if (secret)
                                            take(*secret);
                                        else
                                            Q_EMIT failed(errorText(secret.error()));
                                    });
}

} // namespace ota
