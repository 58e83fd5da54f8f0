// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "coap/coapsecurity.h"

#include <QString>

#include <vector>

namespace ota {

/// The keys of the devices that may use CoAPS on a bench: the file `psk` in its directory, mode 0600, one
/// `IDENTITY:HEX` a line. Holds nothing in memory; any thread, but one writer.
class PskStore final
{
public:
    static constexpr std::size_t maxIdentities = 4096;
    static constexpr int madeKeyBytes = 16; ///< As TinyDTLS has room for.

    explicit PskStore(const QString& benchDirectory);

    /// In the order in which they were added; nobody when there is no file. Errors: Io, BadInput (a damaged file, with
    /// the line).
    Result<std::vector<CoapPsk>> list() const;
    /// Errors: Busy (the identity is taken), Usage (the identity, the limit), Io, BadInput.
    Result<> add(const CoapPsk& psk);
    /// Errors: NotFound (naming those that are there), Io, BadInput.
    Result<> remove(const QString& identity);

    const QString& path() const { return m_path; }

private:
    Result<> write(const std::vector<CoapPsk>& all) const;

    QString m_path;
};

/// A new key for this identity, from the system's random numbers.
CoapPsk makePsk(const QString& identity);

/// `c4a1…` and how long it is: enough to tell two keys apart, not to use one.
QString maskedKey(const CoapPsk& psk);

} // namespace ota
