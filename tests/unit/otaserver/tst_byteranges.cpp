// SPDX-License-Identifier: Apache-2.0
#include "otaserver/byteranges.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <vector>

using namespace ota;

class TestByteRanges final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyByteCountsOnce()
    {
        // Against the plain way: a mark a byte.
        constexpr std::size_t size = 400;
        QRandomGenerator random(7);
        for (int round = 0; round < 200; ++round) {
            ByteRanges ranges;
            std::vector<bool> marks(size, false);
            for (int i = 0; i < 20; ++i) {
                const auto begin = random.bounded(static_cast<quint32>(size));
                const auto end = begin + random.bounded(static_cast<quint32>(size - begin + 1) / 3 + 1);
                ranges.add(begin, end);
                std::fill(marks.begin() + begin, marks.begin() + end, true);
                QCOMPARE(ranges.total(), static_cast<quint64>(std::count(marks.begin(), marks.end(), true)));
            }
            for (std::size_t byte = 0; byte < size; ++byte)
                QCOMPARE(ranges.contains(byte), bool(marks[byte]));
        }
    }

    void manyPiecesWithGapsHaveABound()
    {
        ByteRanges ranges;
        for (quint64 i = 0; i < 10 * ByteRanges::mostRanges; ++i)
            ranges.add(2 * i, 2 * i + 1);
        QCOMPARE(ranges.total(), quint64{ByteRanges::mostRanges});
        ranges.add(0, 20 * ByteRanges::mostRanges); // What joins them is still taken.
        QCOMPARE(ranges.total(), quint64{20 * ByteRanges::mostRanges});
    }
};

QTEST_GUILESS_MAIN(TestByteRanges)
#include "tst_byteranges.moc"
