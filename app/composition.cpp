// SPDX-License-Identifier: Apache-2.0
#include "app/composition.h"

#include "coap/coapoperations.h"
#include "commandline/commandlineoperations.h"
#include "crypto/cryptooperations.h"
#include "demo/demooperations.h"
#include "exosense/exosenseoperations.h"
#include "exosense/exosensestore.h"
#include "exosense/findingtexts.h"
#include "otaserver/benchforwarding.h"
#include "otaserver/otaserveroperations.h"
#include "otaserver/publishcheck.h"
#include "store/storeoperations.h"
#include "suit/suitoperations.h"
#include "timeline/eventstore.h"
#include "timeline/timelineoperations.h"
#include "virtual/virtualoperations.h"

namespace ota {

void registerAllOperations(OperationRegistry& registry, const QString& version, ExosenseDesk* gateways)
{
    registerCoapOperations(registry);
    registerCommandLineOperations(registry, version);
    registerCryptoOperations(registry);
    registerDemoOperations(registry);
    registerExosenseOperations(registry, gateways);
    registerOtaServerOperations(registry);
    registerStoreOperations(registry, benchForwarding());
    registerSuitOperations(registry, benchForwarding());
    registerTimelineOperations(registry, explainFinding);
    registerVirtualOperations(registry);
}

std::vector<MigrationSet> allSchemas()
{
    return {EventStore::schema(), ExosenseStore::schema()};
}

void installChecks(Bench& bench)
{
    installSuitPublishCheck(bench);
}

} // namespace ota
