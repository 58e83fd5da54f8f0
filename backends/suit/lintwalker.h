// SPDX-License-Identifier: Apache-2.0
// The part of the linter that follows the commands. For this folder only.
#pragma once

#include "suit/lint.h"

namespace ota {

/// Collects findings, each place once.
class LintFindings
{
public:
    void add(LintFinding finding);
    std::vector<LintFinding> take() { return std::move(m_findings); }

private:
    std::vector<LintFinding> m_findings;
};

/// Follows the shared sequence and then each section in the order of execution.
void walkSuit(const SuitEnvelope& envelope, const SuitManifest& manifest, const LintProfile& profile,
              LintFindings& findings);

/// What is wrong with a URI for a RIOT board that fetches `size` bytes from it.
void checkRiotUri(const QString& uri, quint64 size, std::size_t offset, const LintProfile& profile,
                  LintFindings& findings);

} // namespace ota
