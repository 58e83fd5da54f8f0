// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "suit/releasepredecessor.h"
#include "suit/suitplan.h"

#include <QDateTime>
#include <QHash>

#include <mutex>
#include <optional>
#include <stop_token>
#include <vector>

namespace ota {

class Bench;

/// One thing that is known of a release before it is published.
struct ReleaseRemark
{
    enum class Kind
    {
        Refused, ///< A board will not take it; publishing is refused, too.
        Trap,    ///< A board takes it, and that is worse.
        Note,
        Passed ///< Was looked at and is good.
    };

    Kind kind = Kind::Passed;
    QString code;      ///< As of LintFinding.
    QString message;   ///< One sentence.
    QString parameter; ///< Of `release.build`; empty: the envelope as a whole.
    std::optional<int> riotResult = {};
};

/// A step of the board that gets the release, in words; `aside` says with what.
struct BoardStep
{
    QString text;
    QString aside;
};

/// What `release.build` would make of its values.
struct ReleasePreview
{
    std::optional<PlanFault> fault; ///< Why nothing can be built yet; then nothing else is here.
    SuitDialect dialect = SuitDialect::Riot09;
    quint64 sequence = 0;
    qint64 envelopeBytes = 0;
    SuitPlan plan;
    std::optional<quint64> lastSequence; ///< That was published under the id.
    std::vector<ReleaseRemark> remarks;  ///< The worst first.
    std::vector<BoardStep> steps;

    /// The worst remark that keeps it from being published; null when none does.
    const ReleaseRemark* refusal() const;
};

/// Size and digest of files that do not change while one types. Any thread.
class ImageFactsCache
{
public:
    Result<ImageFacts> of(const QString& path, std::stop_token stop);

private:
    struct Entry
    {
        qint64 size = 0;
        QDateTime modified;
        ImageFacts facts;
    };

    std::mutex m_mutex;
    QHash<QString, Entry> m_entries;
};

/// The name that the manifest gets in a release that is built here.
inline const QString builtManifestName = QStringLiteral("manifest");

/// Looks at a plan and the envelope that was built and signed for it, as it would be published under `id`.
std::vector<ReleaseRemark> remarksOf(const SuitPlan& plan, ByteSpan envelope, const Arguments& arguments,
                                     const QString& id, const ReleasePredecessor& predecessor);

/// What a board does with it, in its order.
std::vector<BoardStep> boardSteps(const SuitPlan& plan, const QStringList& signatures);

/// Builds it all in memory with stand-ins for the signing keys, so that no password is asked for. `values` need not be
/// complete. Nothing is written.
ReleasePreview previewRelease(const Operation& operation, const QJsonObject& values, Bench& bench,
                              ImageFactsCache& cache, std::stop_token stop);

} // namespace ota
