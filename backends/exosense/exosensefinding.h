// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "timeline/vocabulary.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace ota {

/// What is odd about a text, a request or a sequence of this world. `code` is stable: `CO-REQ`, `XS-ROLLBACK`.
struct ExosenseFinding
{
    QString code;
    Severity severity = Severity::Note;
    QString path = {}; ///< JSON pointer, where the finding is about one place; else empty.
    /// What is told of the code, with what was found where that helps; one sentence, translated.
    QString message = {};

    bool operator==(const ExosenseFinding&) const = default;
};

using ExosenseFindings = std::vector<ExosenseFinding>;

/// The finding of a code that is in the table, with the table's severity and sentence. Severity of CO-EMPTY is the
/// error; the caller lowers it for the name.
ExosenseFinding exosenseFinding(QLatin1StringView code, const QString& path = {});

/// The same for a code that was stored; nothing where the table does not have it.
std::optional<ExosenseFinding> knownExosenseFinding(const QString& code);

/// One sentence of what a code means; the code itself where it is not known.
QString explainExosenseCode(const QString& code);

/// What repairedConfig() would do about a finding of this code, as the text of a button: `Write it in upper case`.
/// Empty where it offers nothing.
QString repairOfExosenseCode(const QString& code);

/// Note where it is not known.
Severity severityOfCode(const QString& code);

/// All that are known.
QStringList exosenseCodes();

bool hasError(const ExosenseFindings& findings);

/// `code`, `severity`, `message`; `path` and `repair` where there is one.
QJsonObject toJson(const ExosenseFinding& finding);
QJsonArray toJson(const ExosenseFindings& findings);

} // namespace ota
