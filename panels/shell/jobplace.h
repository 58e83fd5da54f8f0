// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <optional>

namespace ota {

struct JobEntry;

/// Where in the window the result of a job is seen.
struct JobPlace
{
    QString panel; ///< `timelines`
    QString thing; ///< `session/12`

    friend bool operator==(const JobPlace&, const JobPlace&) = default;
};

/// Nothing while it runs, when it failed, and for results that are but text.
std::optional<JobPlace> placeOf(const JobEntry& job);

} // namespace ota
