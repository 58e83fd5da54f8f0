// SPDX-License-Identifier: Apache-2.0
// Tags of packages by strangers: what can be applied can be encoded and is the same then.
#include "exosense/otaupackage.h"

#include <cstdint>
#include <cstdlib>

using namespace ota;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArrayView bytes(data, static_cast<qsizetype>(size));
    const QString id = QStringLiteral("package_x");
    const PackageCheck package = checkPackage(id, bytes.toByteArray());
    require(package.isListed && package.isApplicable == package.problem.isEmpty());
    if (package.decoded) {
        const PackageCheck again = checkPackage(id, encodeOtauInfo(*package.decoded));
        require(again.isApplicable == package.isApplicable && again.configText() == package.configText());
    }
    (void)package.info();
    (void)packageIdFor(QString::fromUtf8(bytes), {}, {}, QString::fromUtf8(bytes));
    return 0;
}
