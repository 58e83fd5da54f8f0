// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "timeline/eventstore.h"
#include "timeline/finding.h"

#include <QString>

namespace ota {

/// The timeline as lines of text: one an event, with columns that scripts can rely on.
///
/// `21:13:09.123  lamp-1        #12  console   INSTALL   leave     success DIGEST    the image …`
/// Time (local), board, session, stream, phase, edge or percent, result and reason, message. `-` stands for what is not
/// there.
struct TimelineText
{
    bool colour = false; ///< ANSI colours by severity and result.
    bool dates = false;  ///< ISO 8601 with offset instead of the time of day.

    QString line(const Event& event) const;
    static QString heading();
};

/// Secrets masked, and control characters as `?`: a foreign text must not steer the terminal.
QString plainText(const QString& text);

/// A session's head: what it was, its one sentence, its phases with their times, its findings and what they mean.
QString sessionText(const SessionRow& session, const std::vector<Finding>& findings,
                    const FindingExplainer& explain = {});

} // namespace ota
