// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"

#include <tl/expected.hpp>

#include <utility>

namespace ota {

/// A value or the reason why there is none. `Result<>` carries only success.
template<typename T = void>
class [[nodiscard]] Result : public tl::expected<T, Error>
{
public:
    using tl::expected<T, Error>::expected;
};

/// What a function returns when it has no value: `return failure(Error::Code::NotFound, tr("…"));`
inline tl::unexpected<Error> failure(Error error)
{
    return tl::unexpected<Error>(std::move(error));
}

inline tl::unexpected<Error> failure(Error::Code code, QString message, QString context = {}, QString hint = {})
{
    return tl::unexpected<Error>(Error{code, std::move(message), std::move(context), std::move(hint)});
}

/// The same error seen from one layer further up: `context` is put in front of the one it has.
inline tl::unexpected<Error> failureIn(const QString& context, Error error)
{
    error.context = error.context.isEmpty() ? context : context + QStringLiteral(": ") + error.context;
    return tl::unexpected<Error>(std::move(error));
}

} // namespace ota
