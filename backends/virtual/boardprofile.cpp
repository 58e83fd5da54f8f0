// SPDX-License-Identifier: Apache-2.0
#include "virtual/boardprofile.h"

#include "suit/identifiers.h"
#include "virtual/flash.h"

#include <QCoreApplication>

namespace ota {

namespace {

constexpr qint64 maximumSlotBytes = qint64{1} << 30;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(BoardProfile)
};

} // namespace

Result<> BoardProfile::check() const
{
    const auto wrong = [this](const QString& message) {
        return failure(Error::Code::Usage, message, name);
    };
    if (blockSize < 16 || blockSize > 1024 || (blockSize & (blockSize - 1)) != 0)
        return wrong(Tr::tr("a block has 16, 32, 64, 128, 256, 512 or 1024 bytes, not %1").arg(blockSize));
    if (slotBytes < 2 * FlashSlot::blockBytes || slotBytes > maximumSlotBytes || slotBytes % FlashSlot::blockBytes != 0)
        return wrong(Tr::tr("a slot has a multiple of %1 bytes, between 8 KiB and 1 GiB, not %2")
                         .arg(FlashSlot::blockBytes)
                         .arg(slotBytes));
    if (ramBytes < 1 || ramBytes > maximumSlotBytes)
        return wrong(Tr::tr("a RAM region has between 1 byte and 1 GiB, not %1").arg(ramBytes));
    if (!classId.isEmpty() && classId.size() != uuidSize)
        return wrong(Tr::tr("a class is a UUID of 16 bytes, not %1").arg(classId.size()));
    if (lossPercent < 0 || lossPercent > 90)
        return wrong(Tr::tr("a link loses between 0 and 90 percent, not %1").arg(lossPercent));
    return {};
}

QByteArray BoardProfile::vendorIdBytes() const
{
    return vendorIdentifier(vendorDomain);
}

QByteArray BoardProfile::classIdBytes() const
{
    return classId.isEmpty() ? classIdentifier(vendorIdBytes(), boardName) : classId;
}

} // namespace ota
