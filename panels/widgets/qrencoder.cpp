// SPDX-License-Identifier: Apache-2.0
#include "panels/widgets/qrencoder.h"

#include <QCoreApplication>

#include <climits>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>

namespace ota {

namespace {

// ISO/IEC 18004 table 9, level M: error correction codewords of a block, and number of blocks, for versions 1 to 40.
constexpr std::array<int, 41> eccPerBlock{0,  10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22,
                                          24, 24, 28, 28, 26, 26, 26, 26, 28, 28, 28, 28, 28, 28,
                                          28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28};
constexpr std::array<int, 41> blockCount{0,  1,  1,  1,  2,  2,  4,  4,  4,  5,  5,  5,  8,  9,
                                         9,  10, 10, 11, 13, 14, 16, 17, 17, 18, 20, 21, 23, 25,
                                         26, 28, 29, 31, 33, 35, 37, 38, 40, 43, 45, 47, 49};

/// Modules that carry codewords or remainder bits, all function patterns taken away.
int rawModules(int version)
{
    int modules = (16 * version + 128) * version + 64;
    if (version >= 2) {
        const int alignments = version / 7 + 2;
        modules -= (25 * alignments - 10) * alignments - 55;
        if (version >= 7)
            modules -= 36;
    }
    return modules;
}

int dataCodewords(int version)
{
    const auto v = static_cast<std::size_t>(version);
    return rawModules(version) / 8 - eccPerBlock.at(v) * blockCount.at(v);
}

std::uint8_t multiply(std::uint8_t a, std::uint8_t b)
{
    // In GF(2^8) modulo x^8 + x^4 + x^3 + x^2 + 1.
    unsigned product = 0;
    for (int bit = 7; bit >= 0; --bit) {
        product = (product << 1) ^ ((product >> 7) * 0x11DU);
        product ^= ((static_cast<unsigned>(b) >> bit) & 1U) * a;
    }
    return static_cast<std::uint8_t>(product);
}

using Bytes = std::vector<std::uint8_t>;

Bytes generator(int degree)
{
    Bytes coefficients(static_cast<std::size_t>(degree), 0);
    coefficients.back() = 1;
    std::uint8_t root = 1;
    for (int i = 0; i < degree; ++i) {
        for (std::size_t j = 0; j < coefficients.size(); ++j) {
            coefficients[j] = multiply(coefficients[j], root);
            if (j + 1 < coefficients.size())
                coefficients[j] ^= coefficients[j + 1];
        }
        root = multiply(root, 2);
    }
    return coefficients;
}

Bytes remainder(const Bytes& data, const Bytes& divisor)
{
    Bytes rest(divisor.size(), 0);
    for (const std::uint8_t byte : data) {
        const auto factor = static_cast<std::uint8_t>(byte ^ rest.front());
        rest.erase(rest.begin());
        rest.push_back(0);
        for (std::size_t i = 0; i < rest.size(); ++i)
            rest[i] ^= multiply(divisor[i], factor);
    }
    return rest;
}

bool needsEci(const QByteArray& bytes)
{
    return std::ranges::any_of(bytes, [](char byte) { return static_cast<unsigned char>(byte) > 0x7F; });
}

/// Mode, length, bytes, terminator and pad bytes.
Bytes dataOf(const QByteArray& bytes, int version)
{
    std::vector<bool> bits;
    const auto append = [&bits](unsigned value, int count) {
        for (int bit = count - 1; bit >= 0; --bit)
            bits.push_back(((value >> bit) & 1U) != 0);
    };
    if (needsEci(bytes)) {
        append(0x7, 4);
        append(26, 8); // UTF-8.
    }
    append(0x4, 4);
    append(static_cast<unsigned>(bytes.size()), version < 10 ? 8 : 16);
    for (const char byte : bytes)
        append(static_cast<std::uint8_t>(byte), 8);
    const auto capacity = static_cast<std::size_t>(dataCodewords(version)) * 8;
    bits.resize(std::min(bits.size() + 4, capacity), false);
    bits.resize((bits.size() + 7) / 8 * 8, false);
    Bytes data(bits.size() / 8, 0);
    for (std::size_t i = 0; i < bits.size(); ++i)
        data[i / 8] = static_cast<std::uint8_t>(data[i / 8] | (bits[i] ? 0x80U >> (i % 8) : 0U));
    for (bool odd = true; data.size() < capacity / 8; odd = !odd)
        data.push_back(odd ? 0xEC : 0x11);
    return data;
}

/// Splits into blocks, adds error correction, interleaves.
Bytes codewordsOf(const Bytes& data, int version)
{
    const auto v = static_cast<std::size_t>(version);
    const auto blocks = static_cast<std::size_t>(blockCount.at(v));
    const auto ecc = static_cast<std::size_t>(eccPerBlock.at(v));
    const auto raw = static_cast<std::size_t>(rawModules(version) / 8);
    const std::size_t shortBlocks = blocks - raw % blocks;
    const std::size_t shortData = raw / blocks - ecc;
    const Bytes divisor = generator(static_cast<int>(ecc));
    std::vector<Bytes> dataBlocks;
    std::vector<Bytes> eccBlocks;
    std::size_t at = 0;
    for (std::size_t block = 0; block < blocks; ++block) {
        const std::size_t length = shortData + (block < shortBlocks ? 0 : 1);
        dataBlocks.emplace_back(data.begin() + static_cast<std::ptrdiff_t>(at),
                                data.begin() + static_cast<std::ptrdiff_t>(at + length));
        eccBlocks.push_back(remainder(dataBlocks.back(), divisor));
        at += length;
    }
    Bytes all;
    for (std::size_t i = 0; i <= shortData; ++i) {
        for (const Bytes& block : dataBlocks) {
            if (i < block.size())
                all.push_back(block[i]);
        }
    }
    for (std::size_t i = 0; i < ecc; ++i) {
        for (const Bytes& block : eccBlocks)
            all.push_back(block[i]);
    }
    return all;
}

/// Draws one version's code.
class Drawing
{
public:
    explicit Drawing(int version)
        : m_version(version)
        , m_side(version * 4 + 17)
        , m_code(m_side)
        , m_function(m_side)
    {
        drawFunctionPatterns();
    }

    QrMatrix finished(const Bytes& codewords, int wantedMask)
    {
        drawCodewords(codewords);
        QrMatrix best(m_side);
        int least = INT_MAX;
        for (unsigned mask = 0; mask < 8; ++mask) {
            const QrMatrix plain = m_code;
            applyMask(mask);
            drawFormat(mask);
            const bool allowed = wantedMask < 0 || static_cast<unsigned>(wantedMask) == mask;
            if (const int cost = penalty(); allowed && cost < least) {
                least = cost;
                best = m_code;
            }
            m_code = plain;
        }
        return best;
    }

private:
    void fix(int x, int y, bool dark)
    {
        m_code.set(x, y, dark);
        m_function.set(x, y, true);
    }

    void drawFinder(int cx, int cy)
    {
        for (int dy = -4; dy <= 4; ++dy) {
            for (int dx = -4; dx <= 4; ++dx) {
                const int ring = std::max(std::abs(dx), std::abs(dy));
                const int x = cx + dx;
                const int y = cy + dy;
                if (x >= 0 && x < m_side && y >= 0 && y < m_side)
                    fix(x, y, ring != 2 && ring != 4);
            }
        }
    }

    std::vector<int> alignmentPositions() const
    {
        if (m_version == 1)
            return {};
        const int count = m_version / 7 + 2;
        // Version 32 is the one that the formula of the others does not meet.
        const int step = m_version == 32 ? 26 : (m_version * 4 + count * 2 + 1) / (count * 2 - 2) * 2;
        std::vector<int> positions{6};
        for (int i = 0; i < count - 1; ++i)
            positions.insert(positions.begin() + 1, m_side - 7 - i * step);
        return positions;
    }

    void drawFunctionPatterns()
    {
        for (int i = 0; i < m_side; ++i) {
            fix(6, i, i % 2 == 0);
            fix(i, 6, i % 2 == 0);
        }
        drawFinder(3, 3);
        drawFinder(m_side - 4, 3);
        drawFinder(3, m_side - 4);
        const std::vector<int> positions = alignmentPositions();
        const int last = static_cast<int>(positions.size()) - 1;
        for (int i = 0; i <= last; ++i) {
            for (int j = 0; j <= last; ++j) {
                if ((i == 0 && j == 0) || (i == 0 && j == last) || (i == last && j == 0))
                    continue;
                for (int dy = -2; dy <= 2; ++dy) {
                    for (int dx = -2; dx <= 2; ++dx)
                        fix(positions[static_cast<std::size_t>(i)] + dx, positions[static_cast<std::size_t>(j)] + dy,
                            std::max(std::abs(dx), std::abs(dy)) != 1);
                }
            }
        }
        drawFormat(0); // Takes the places; drawn again with the mask.
        if (m_version >= 7)
            drawVersion();
    }

    void drawFormat(unsigned mask)
    {
        const unsigned data = mask; // Level M is 00 in the two bits above.
        unsigned rest = data;
        for (int i = 0; i < 10; ++i)
            rest = (rest << 1) ^ ((rest >> 9) * 0x537U);
        const unsigned bits = (data << 10 | rest) ^ 0x5412U;
        const auto bit = [bits](int i) {
            return ((bits >> i) & 1U) != 0;
        };
        for (int i = 0; i <= 5; ++i)
            fix(8, i, bit(i));
        fix(8, 7, bit(6));
        fix(8, 8, bit(7));
        fix(7, 8, bit(8));
        for (int i = 9; i < 15; ++i)
            fix(14 - i, 8, bit(i));
        for (int i = 0; i < 8; ++i)
            fix(m_side - 1 - i, 8, bit(i));
        for (int i = 8; i < 15; ++i)
            fix(8, m_side - 15 + i, bit(i));
        fix(8, m_side - 8, true);
    }

    void drawVersion()
    {
        unsigned rest = static_cast<unsigned>(m_version);
        for (int i = 0; i < 12; ++i)
            rest = (rest << 1) ^ ((rest >> 11) * 0x1F25U);
        const unsigned bits = static_cast<unsigned>(m_version) << 12 | rest;
        for (int i = 0; i < 18; ++i) {
            const bool dark = ((bits >> i) & 1U) != 0;
            const int a = m_side - 11 + i % 3;
            fix(a, i / 3, dark);
            fix(i / 3, a, dark);
        }
    }

    void drawCodewords(const Bytes& codewords)
    {
        std::size_t at = 0;
        for (int right = m_side - 1; right >= 1; right -= 2) {
            if (right == 6)
                right = 5;
            for (int step = 0; step < m_side; ++step) {
                for (int j = 0; j < 2; ++j) {
                    const int x = right - j;
                    const bool upwards = ((right + 1) & 2) == 0;
                    const int y = upwards ? m_side - 1 - step : step;
                    if (m_function.dark(x, y) || at >= codewords.size() * 8)
                        continue;
                    m_code.set(x, y, ((codewords[at / 8] >> (7 - at % 8)) & 1) != 0);
                    ++at;
                }
            }
        }
    }

    void applyMask(unsigned mask)
    {
        for (int y = 0; y < m_side; ++y) {
            for (int x = 0; x < m_side; ++x) {
                if (!m_function.dark(x, y) && inverts(mask, x, y))
                    m_code.set(x, y, !m_code.dark(x, y));
            }
        }
    }

    static bool inverts(unsigned mask, int x, int y)
    {
        switch (mask) {
        case 0:
            return (x + y) % 2 == 0;
        case 1:
            return y % 2 == 0;
        case 2:
            return x % 3 == 0;
        case 3:
            return (x + y) % 3 == 0;
        case 4:
            return (x / 3 + y / 2) % 2 == 0;
        case 5:
            return x * y % 2 + x * y % 3 == 0;
        case 6:
            return (x * y % 2 + x * y % 3) % 2 == 0;
        default:
            return ((x + y) % 2 + x * y % 3) % 2 == 0;
        }
    }

    /// ISO/IEC 18004 7.8.3: runs, blocks, patterns like a finder, balance of dark and light.
    int penalty() const
    {
        int cost = 0;
        int dark = 0;
        for (int a = 0; a < m_side; ++a) {
            cost += linePenalty([&](int b) { return m_code.dark(b, a); });
            cost += linePenalty([&](int b) { return m_code.dark(a, b); });
            for (int b = 0; b < m_side; ++b) {
                dark += m_code.dark(b, a) ? 1 : 0;
                if (a + 1 < m_side && b + 1 < m_side) {
                    const bool colour = m_code.dark(b, a);
                    if (colour == m_code.dark(b + 1, a) && colour == m_code.dark(b, a + 1) &&
                        colour == m_code.dark(b + 1, a + 1))
                        cost += 3;
                }
            }
        }
        const int total = m_side * m_side;
        return cost + (std::abs(dark * 20 - total * 10) + total - 1) / total * 10 - 10;
    }

    template<typename Module>
    int linePenalty(Module module) const
    {
        int cost = 0;
        int run = 0;
        unsigned history = 0;
        for (int i = 0; i < m_side; ++i) {
            const bool same = i > 0 && module(i) == module(i - 1);
            run = same ? run + 1 : 1;
            if (run == 5)
                cost += 3;
            else if (run > 5)
                ++cost;
            history = (history << 1 | (module(i) ? 1U : 0U)) & 0x7FFU;
            // 1:1:3:1:1 with four light modules before or behind.
            if (i >= 10 && (history == 0x5D0 || history == 0x05D))
                cost += 40;
        }
        return cost;
    }

    int m_version;
    int m_side;
    QrMatrix m_code;
    QrMatrix m_function;
};

} // namespace

Result<QrMatrix> encodeQr(const QByteArray& bytes, int mask)
{
    const int eci = needsEci(bytes) ? 2 : 0;
    for (int version = 1; version <= 40; ++version) {
        const qsizetype room = dataCodewords(version) - (version < 10 ? 2 : 3) - eci;
        if (bytes.size() <= room)
            return Drawing(version).finished(codewordsOf(dataOf(bytes, version), version), mask);
    }
    return failure(Error::Code::BadInput,
                   QCoreApplication::translate("QrEncoder", "%1 bytes are too many for a QR code; it takes 2331")
                       .arg(bytes.size()));
}

} // namespace ota
