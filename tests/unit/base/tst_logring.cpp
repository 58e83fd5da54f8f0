// SPDX-License-Identifier: Apache-2.0
#include "base/logfile.h"
#include "base/logring.h"
#include "testsupport.h"

#include <QDir>
#include <QFile>
#include <QLoggingCategory>
#include <QTemporaryDir>
#include <QTest>

using namespace ota;

Q_LOGGING_CATEGORY(testCategory, "ota.test")

class TestLogRing final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void frontEndsReadWhatIsNewToThem()
    {
        LogRing ring(3);
        for (int i = 1; i <= 5; ++i)
            ring.append(QtInfoMsg, QStringLiteral("c"), QString::number(i));
        const auto lines = ring.after(0);
        QCOMPARE(lines.size(), std::size_t{3});
        QCOMPARE(lines.front().id, quint64{3}); // 1 and 2 were lost, and the gap shows it
        QCOMPARE(ring.after(4).size(), std::size_t{1});
        QVERIFY(ring.after(5).empty());
    }

    void categorisedLoggingEndsInTheInstalledRing()
    {
        LogRing ring;
        ring.install(false);
        qCInfo(testCategory) << "hello";
        const auto lines = ring.after(0);
        QCOMPARE(lines.size(), std::size_t{1});
        QCOMPARE(lines.front().category, QStringLiteral("ota.test"));
        QCOMPARE(lines.front().text, QStringLiteral("hello"));
    }

    void linesAreKeptOnDiskAndOldFilesMadeRoomFor()
    {
        const QTemporaryDir dir;
        LogRing ring;
        auto file = LogFile::open(dir.path(), 200);
        QVERIFY_RESULT(file);
        ring.setFile(std::move(*file));
        ring.append(QtWarningMsg, QStringLiteral("ota.http"), QStringLiteral("GET /\nforged line"));
        QFile log(dir.filePath(QStringLiteral("ota.log")));
        QVERIFY(log.open(QIODevice::ReadOnly));
        const QByteArray text = log.readAll();
        QVERIFY(text.contains(" warning ota.http GET /\\nforged line\n"));
        QCOMPARE(text.count('\n'), 1);
        for (int i = 0; i < 100; ++i)
            ring.append(QtInfoMsg, QStringLiteral("ota.test"), QString(50, u'x'));
        QCOMPARE(QDir(dir.path()).entryList(QDir::Files).size(), LogFile::keptFiles);
    }
};

QTEST_GUILESS_MAIN(TestLogRing)
#include "tst_logring.moc"
