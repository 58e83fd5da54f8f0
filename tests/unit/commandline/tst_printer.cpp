// SPDX-License-Identifier: Apache-2.0
#include "commandline/printer.h"

#include <QTest>

#include <cstdio>
#include <memory>

using namespace ota;

namespace {

/// A stream that keeps what is written to it.
class CapturedStream
{
public:
    CapturedStream()
        : m_file(::open_memstream(&m_text, &m_size))
    {
    }
    ~CapturedStream()
    {
        std::fclose(m_file);
        std::free(m_text);
    }
    Q_DISABLE_COPY_MOVE(CapturedStream)

    std::FILE* file() { return m_file; }
    QByteArray text()
    {
        std::fflush(m_file);
        return {m_text, static_cast<qsizetype>(m_size)};
    }

private:
    char* m_text = nullptr;
    std::size_t m_size = 0;
    std::FILE* m_file;
};

} // namespace

class TestPrinter final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void jsonIsOneObjectALine()
    {
        CapturedStream out;
        CapturedStream err;
        Printer printer(out.file(), err.file(), {.json = true, .progressBar = true});
        printer.record({{"a", 1}}, "one");
        printer.progress({1, 2, "bytes", "x"});
        QCOMPARE(printer.end(Outcome{{{"b", 2}}, "two", true}), 0);
        QCOMPARE(out.text(), QByteArray("{\"a\":1}\n{\"b\":2}\n"));
        QCOMPARE(err.text(), QByteArray());
    }

    void errorsGoWhereTheyAreLookedFor()
    {
        CapturedStream out;
        CapturedStream err;
        Printer text(out.file(), err.file(), {});
        QCOMPARE(text.error({Error::Code::NotFound, "no release", "x", "Try list."}), 1);
        QCOMPARE(err.text(), QByteArray("otaw: x: no release\n  Try list.\n"));
        QCOMPARE(out.text(), QByteArray());
        Printer json(out.file(), err.file(), {.json = true});
        QCOMPARE(json.error({Error::Code::Io, "full", {}, {}}), 3);
        QCOMPARE(out.text(), QByteArray("{\"error\":{\"code\":\"io\",\"message\":\"full\"}}\n"));
    }

    void aRefusedCheckEndsWithStatusOne()
    {
        CapturedStream out;
        CapturedStream err;
        Printer printer(out.file(), err.file(), {});
        QCOMPARE(printer.end(Outcome{{}, "bad signature", false}), 1);
        QCOMPARE(out.text(), QByteArray("bad signature\n"));
    }

    void theBarIsDrawnForPeopleOnlyAndErasedBeforeText()
    {
        CapturedStream out;
        CapturedStream err;
        Printer piped(out.file(), err.file(), {.progressBar = false});
        piped.progress({1, 2, "bytes", "x"});
        QCOMPARE(err.text(), QByteArray());
        Printer person(out.file(), err.file(), {.progressBar = true});
        person.progress({1, 2, "bytes", "x"});
        QVERIFY(err.text().contains("50 %"));
        person.record({}, "line");
        QVERIFY(err.text().contains("\r\033[K"));
        QCOMPARE(out.text(), QByteArray("line\n"));
    }

    void progressWithoutATotalShowsNoPercent()
    {
        QVERIFY(!progressLine({5, std::nullopt, "blocks", "Fetching"}, 0, 80).contains(u'%'));
        QVERIFY(progressLine({2048, 4096, "bytes", "Fetching"}, 2000, 80).contains("1.0 KiB/s"));
        QVERIFY(progressLine({2048, 4096, "bytes", QString(200, u'x')}, 2000, 80).size() < 80);
    }
};

QTEST_GUILESS_MAIN(TestPrinter)
#include "tst_printer.moc"
