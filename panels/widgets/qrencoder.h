// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"

#include <QByteArray>

#include <vector>

namespace ota {

/// A QR code as modules, without the quiet zone.
class QrMatrix
{
public:
    explicit QrMatrix(int side)
        : m_side(side)
        , m_dark(static_cast<std::size_t>(side) * static_cast<std::size_t>(side))
    {
    }

    int side() const { return m_side; }
    bool dark(int x, int y) const { return m_dark[index(x, y)]; }
    void set(int x, int y, bool dark) { m_dark[index(x, y)] = dark; }

private:
    std::size_t index(int x, int y) const
    {
        return static_cast<std::size_t>(y) * static_cast<std::size_t>(m_side) + static_cast<std::size_t>(x);
    }

    int m_side;
    std::vector<bool> m_dark;
};

/// Encodes bytes in byte mode with error correction level M (ISO/IEC 18004), in the smallest of versions 1 to 40.
/// Bytes above 127 are said to be UTF-8 (ECI 26). `mask` is chosen by the standard's rules unless one of 0 to 7 is
/// given. Error: BadInput above 2331 bytes (2329 with an ECI).
Result<QrMatrix> encodeQr(const QByteArray& bytes, int mask = -1);

} // namespace ota
