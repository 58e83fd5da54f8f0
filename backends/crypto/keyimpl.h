// SPDX-License-Identifier: Apache-2.0
// What key.cpp and keypem.cpp share. For this folder only.
#pragma once

#include "crypto/key.h"
#include "crypto/openssl.h"

namespace ota {

class PublicKey::Impl
{
public:
    Impl(openssl::Key handle, KeyAlgorithm kind)
        : key(std::move(handle))
        , algorithm(kind)
    {
    }

    /// Checks type and curve. Error: Unsupported.
    static Result<std::shared_ptr<const Impl>> of(openssl::Key key);

    openssl::Key key; ///< Only read: OpenSSL allows that from many threads.
    KeyAlgorithm algorithm;
};

} // namespace ota
