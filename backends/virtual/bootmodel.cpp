// SPDX-License-Identifier: Apache-2.0
#include "virtual/bootmodel.h"

#include "base/files.h"

#include <QCoreApplication>
#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <utility>

namespace ota {

namespace {

constexpr qint64 maximumInfo = 4096;
constexpr qint64 factoryBytes = 4096;
constexpr qint64 marksWithin = 256; ///< Behind the header.
constexpr qint64 pieceBytes = 256 * 1024;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(BootModel)
};

QJsonObject readObject(const QString& path)
{
    const auto text = readFile(path, maximumInfo);
    return text ? QJsonDocument::fromJson(*text).object() : QJsonObject{};
}

Result<> writeObject(const QString& path, const QJsonObject& object)
{
    return writeFileDurably(path, QJsonDocument(object).toJson(QJsonDocument::Compact));
}

} // namespace

BootModel::BootModel(Options options)
    : m_options(std::move(options))
{
}

Result<std::unique_ptr<BootModel>> BootModel::open(Options options, FlashPower& power)
{
    if (!QDir().mkpath(options.directory))
        return failure(Error::Code::Io, Tr::tr("the board's directory can not be made"), options.directory);
    std::unique_ptr<BootModel> model(new BootModel(std::move(options)));
    bool isNew = true;
    for (int i = 0; i < slotCount; ++i) {
        const QString path = model->m_options.directory + QStringLiteral("/slot%1.bin").arg(i);
        isNew = isNew && !QFile::exists(path);
        auto slot = FlashSlot::open(path, i, model->m_options.slotBytes, power);
        if (!slot)
            return failure(slot.error());
        model->m_slots[static_cast<std::size_t>(i)] = std::move(*slot);
    }
    if (isNew) {
        if (auto made = model->makeFactoryImage(); !made)
            return failure(made.error());
    }
    return model;
}

Result<> BootModel::makeFactoryImage()
{
    auto image = writeRiotbootHeader({m_options.factoryVersion, offsetOf(0) + headerLength}, headerLength);
    if (!image)
        return failure(image.error());
    image->append("ota-virtual: factory image\n");
    image->resize(factoryBytes, '\0');
    if (auto done = completeImage(0, image->size(), Digest::of(*image)); !done)
        return done;
    if (!slot(0).write(0, bytesOf(*image)))
        return failure(Error::Code::Io, Tr::tr("the factory image can not be written"), m_options.directory);
    return {};
}

SlotState BootModel::state(int index) const
{
    const QByteArray head = slot(index).read(0, RiotbootHeader::size);
    const RiotbootCheck check = checkRiotboot(bytesOf(head));
    return {check.verdict, check.header, check.checksum};
}

std::optional<int> BootModel::newestSlot() const
{
    std::optional<int> newest;
    for (int i = 0; i < slotCount; ++i) {
        if (state(i).isValid() && (!newest || state(i).header.version > state(*newest).header.version))
            newest = i;
    }
    return newest;
}

std::optional<quint32> BootModel::highestVersion() const
{
    const auto newest = newestSlot();
    return newest ? std::optional(state(*newest).header.version) : std::nullopt;
}

BootResult BootModel::boot()
{
    m_current = -1;
    auto newest = newestSlot();
    bool fellBack = false;
    if (newest && goesBack(*newest)) {
        (void)invalidate(*newest);
        newest = newestSlot();
        fellBack = true;
    }
    if (!newest)
        return {};
    BootResult result = tryBoot(*newest);
    result.fellBack = fellBack;
    if (result.runs())
        m_current = *newest;
    return result;
}

/// Counts the attempt; true when it was one too many.
bool BootModel::goesBack(int index)
{
    const bool burns = m_options.defects.has(BoardDefect::BurnsAttempts);
    const bool counts = m_options.rollback && !m_options.defects.has(BoardDefect::NoRollback);
    if (!burns && (!counts || isConfirmed(index)))
        return false;
    const int count = attempts(index) + 1;
    setAttempts(index, count, isConfirmed(index));
    return count > maximumAttempts && state(1 - index).isValid();
}

BootResult BootModel::tryBoot(int index)
{
    using Outcome = BootResult::Outcome;
    BootResult result{.outcome = Outcome::Runs, .slot = index};
    const quint32 begin = offsetOf(1 - index);
    const quint32 start = state(index).header.startAddress;
    if (start >= begin && start < begin + static_cast<quint32>(m_options.slotBytes))
        result.outcome = Outcome::WrongAddress;
    else if (!isWhole(index))
        result.outcome = Outcome::Incomplete;
    else if (slot(index).read(headerLength, marksWithin).contains(crashMark))
        result.outcome = Outcome::Crashes;
    return result;
}

void BootModel::confirm()
{
    if (m_current < 0 || slot(m_current).read(headerLength, marksWithin).contains(shyMark))
        return;
    const bool burns = m_options.defects.has(BoardDefect::BurnsAttempts);
    if (!isConfirmed(m_current))
        setAttempts(m_current, burns ? attempts(m_current) : 0, true);
}

QString BootModel::infoPath(int index) const
{
    return m_options.directory + QStringLiteral("/slot%1.json").arg(index);
}

Result<> BootModel::beginImage(int index)
{
    setAttempts(index, 0, false);
    return writeObject(infoPath(index), {});
}

Result<> BootModel::completeImage(int index, qint64 sizeBytes, const Digest& digest)
{
    return writeObject(infoPath(index),
                       {{QStringLiteral("size"), sizeBytes}, {QStringLiteral("sha256"), digest.hex()}});
}

bool BootModel::invalidate(int index)
{
    // As riotboot does: the header is overwritten with bits that need no erasing.
    const QByteArray zeros(RiotbootHeader::size, '\0');
    return slot(index).write(0, bytesOf(zeros));
}

std::optional<Digest> BootModel::imageDigest(int index) const
{
    const auto digest = Digest::fromHex(readObject(infoPath(index)).value(QStringLiteral("sha256")).toString());
    return digest ? std::optional(*digest) : std::nullopt;
}

bool BootModel::isWhole(int index) const
{
    const auto expected = imageDigest(index);
    if (!expected)
        return false;
    const qint64 size = readObject(infoPath(index)).value(QStringLiteral("size")).toInteger();
    Sha256 sha;
    for (qint64 at = 0; at < size; at += pieceBytes)
        sha.add(bytesOf(slot(index).read(at, std::min(pieceBytes, size - at))));
    return sha.result() == *expected;
}

int BootModel::attempts(int index) const
{
    return readObject(m_options.directory + QStringLiteral("/attempts%1.json").arg(index))
        .value(QStringLiteral("attempts"))
        .toInt();
}

bool BootModel::isConfirmed(int index) const
{
    // The factory image needs no proof.
    const QJsonObject info = readObject(m_options.directory + QStringLiteral("/attempts%1.json").arg(index));
    return info.value(QStringLiteral("confirmed")).toBool(state(index).header.version == m_options.factoryVersion);
}

void BootModel::setAttempts(int index, int attempts, bool confirmed)
{
    (void)writeObject(m_options.directory + QStringLiteral("/attempts%1.json").arg(index),
                      {{QStringLiteral("attempts"), attempts}, {QStringLiteral("confirmed"), confirmed}});
}

} // namespace ota
