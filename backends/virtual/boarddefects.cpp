// SPDX-License-Identifier: Apache-2.0
#include "virtual/boarddefects.h"

#include <QCoreApplication>

#include <algorithm>
#include <vector>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(BoardDefects)
};

std::vector<BoardDefectInfo> makeTable()
{
    using D = BoardDefect;
    return {
        {D::LieSuccess, "lie-success", Tr::tr("Reports success after every failure."), {"C01"}},
        {D::Loop, "loop", Tr::tr("Starts the last update again by itself, without end."), {"C02", "C37"}},
        {D::StaleStatus, "stale-status", Tr::tr("Reports the version and slot that ran one update ago."), {"C02"}},
        {D::ReinstallSame, "reinstall-same", Tr::tr("Installs the sequence number that it already runs."), {"C03"}},
        {D::AcceptOlder, "accept-older", Tr::tr("Installs sequence numbers below the stored one."), {"C04"}},
        {D::AcceptOlderInRevert,
         "accept-older-in-revert",
         Tr::tr("After 'suit revert' installs any sequence number, however old."),
         {"C05"}},
        {D::SeqNotStored,
         "seq-not-stored",
         Tr::tr("Forgets the sequence number of what it installed, so that a replay passes."),
         {"C06"}},
        {D::AcceptUnsigned, "accept-unsigned", Tr::tr("Takes a manifest without any signature."), {"C09"}},
        {D::AnyKey, "any-key", Tr::tr("Takes a signature whoever made it."), {"C10"}},
        {D::CrashOnAlg, "crash-on-alg", Tr::tr("Crashes on a signature algorithm that it does not know."), {"C11"}},
        {D::NoVerify, "no-verify", Tr::tr("Installs the payload without comparing its digest."), {"C12", "C13"}},
        {D::NoTimeout, "no-timeout", Tr::tr("Asks once and waits for the answer without end."), {"C13", "C17"}},
        {D::WritesSurplus, "writes-surplus", Tr::tr("Writes bytes beyond the image's size into the slot."), {"C14"}},
        {D::ReadToEnd, "read-to-end", Tr::tr("Reads on beyond the image's size until the server ends."), {"C15"}},
        {D::NoRateLimit, "no-rate-limit", Tr::tr("Downloads without showing any progress."), {"C16"}},
        {D::RetryForever,
         "retry-forever",
         Tr::tr("Asks for a payload that it did not get again, without end."),
         {"C17", "C21"}},
        {D::MixParts, "mix-parts", Tr::tr("Installs an image whose parts come from two bodies."), {"C20"}},
        {D::NoBackoff, "no-backoff", Tr::tr("Answers a server's 5.xx with the next request at once."), {"C21"}},
        {D::NoTlsVerify, "no-tls-verify", Tr::tr("Fetches without DTLS where the handshake fails."), {"C23"}},
        {D::DupBlockTwice, "dup-block-twice", Tr::tr("Stores a block that arrives twice two times."), {"C24"}},
        {D::TrustAnyReply,
         "trust-any-reply",
         Tr::tr("Takes an answer from any address, with any token and message id."),
         {"C25"}},
        {D::WrongDeviceOk, "wrong-device-ok", Tr::tr("Takes images for other vendors and boards."), {"C29"}},
        {D::NoOffsetCheck, "no-offset-check", Tr::tr("Takes an image that was linked for the other slot."), {"C30"}},
        {D::NoSpaceCheck,
         "no-space-check",
         Tr::tr("Starts a download that does not fit, and notices when it is full."),
         {"C33"}},
        {D::LeavePartial, "leave-partial", Tr::tr("Leaves the pieces of a failed download in its storage."), {"C33"}},
        {D::TornWrite, "torn-write", Tr::tr("Makes a slot valid before its image is complete."), {"C35"}},
        {D::BothSlotsDead,
         "both-slots-dead",
         Tr::tr("Makes the running slot invalid before the new one is ready."),
         {"C35"}},
        {D::BurnsAttempts,
         "burns-attempts",
         Tr::tr("Counts every start as a failed attempt, also without an update."),
         {"C36"}},
        {D::NoRollback, "no-rollback", Tr::tr("Stays with an image that does not start."), {"C37"}},
        {D::ZombieJob, "zombie-job", Tr::tr("Starts a second update while the first still writes."), {"C38"}},
        {D::TriggerResidue,
         "trigger-residue",
         Tr::tr("Takes what stands behind the URL in the packet buffer for a part of it."),
         {"C01"}},
    };
}

const std::vector<BoardDefectInfo>& table()
{
    static const std::vector<BoardDefectInfo> all = makeTable();
    return all;
}

} // namespace

std::span<const BoardDefectInfo> boardDefects()
{
    return table();
}

DefectSet::DefectSet(std::initializer_list<BoardDefect> defects)
{
    for (const BoardDefect defect : defects)
        insert(defect);
}

Result<DefectSet> DefectSet::fromNames(const QStringList& names)
{
    DefectSet set;
    for (const QString& name : names) {
        const auto found = std::find_if(table().begin(), table().end(),
                                        [&](const BoardDefectInfo& info) { return info.name == name; });
        if (found == table().end()) {
            QStringList known;
            for (const BoardDefectInfo& info : table())
                known << info.name;
            return failure(
                Error::Code::Usage,
                Tr::tr("no defect is called '%1'; there are: %2").arg(name, known.join(QStringLiteral(", "))));
        }
        set.insert(found->defect);
    }
    return set;
}

QStringList DefectSet::names() const
{
    QStringList names;
    for (const BoardDefectInfo& info : table()) {
        if (has(info.defect))
            names << info.name;
    }
    return names;
}

} // namespace ota
