// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace ota {

/// What there is to say of a code of this world, beside the sentence of its finding. Whole sentences, translated; empty
/// for codes that are not ours.
struct FindingText
{
    QString rule;   ///< What is asked for, and by whom.
    QString advice; ///< What to do next.

    bool isEmpty() const { return rule.isEmpty(); }
};

FindingText findingText(const QString& code);

/// Rule and advice as one paragraph; empty for codes that are not ours.
QString explainFinding(const QString& code);

} // namespace ota
