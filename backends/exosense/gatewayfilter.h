// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"

#include <QString>

#include <vector>

namespace ota {

struct GatewayView;

/// Which gateways are meant: `name=gw-*,running!=2.0`. Terms are joined by commas and must all hold. Keys: `name`,
/// `running`, `desired` (versions), `ack`, `result` (of the newest session), `identity`, `simulated`, `waiting` (`yes`,
/// `no`). `*` stands for any text, `?` for one character. A value.
class GatewayFilter
{
public:
    /// The empty text means all. Error: Usage, naming the keys there are.
    static Result<GatewayFilter> parse(const QString& text);

    bool matches(const GatewayView& view) const;

private:
    struct Term
    {
        QString key;
        bool isNegated = false;
        QString pattern;
    };
    std::vector<Term> m_terms;
};

} // namespace ota
