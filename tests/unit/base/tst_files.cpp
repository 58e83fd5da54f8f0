// SPDX-License-Identifier: Apache-2.0
#include "base/files.h"
#include "testsupport.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace ota;

class TestFiles final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aWrittenFileIsReadBack()
    {
        const QTemporaryDir dir;
        const QString path = dir.filePath(QStringLiteral("a"));
        QVERIFY_RESULT(writeFileDurably(path, "one"));
        QVERIFY_RESULT(writeFileDurably(path, "two"));
        QCOMPARE(*readFile(path, 10), QByteArray("two"));
        QCOMPARE(QDir(dir.path()).entryList(QDir::Files).size(), 1);
    }

    void aKeyFileIsForItsOwnerAlone()
    {
        const QTemporaryDir dir;
        const QString path = dir.filePath(QStringLiteral("key"));
        QVERIFY_RESULT(writeFileDurably(path, "secret", QFileDevice::ReadOwner | QFileDevice::WriteOwner));
        QVERIFY(!(QFile::permissions(path) & (QFileDevice::ReadGroup | QFileDevice::ReadOther)));
    }

    void aMissingOrLargeFileIsNamed()
    {
        const QTemporaryDir dir;
        const QString path = dir.filePath(QStringLiteral("a"));
        QCOMPARE(readFile(path, 10).error().code, Error::Code::NotFound);
        QVERIFY_RESULT(writeFileDurably(path, "12345678901"));
        const auto tooLarge = readFile(path, 10);
        QCOMPARE(tooLarge.error().code, Error::Code::BadInput);
        QVERIFY(tooLarge.error().message.contains(QStringLiteral("11")));
        QCOMPARE(tooLarge.error().context, path);
    }

    void aFailedWriteLeavesTheOldContent()
    {
        const QTemporaryDir dir;
        const QString missing = dir.filePath(QStringLiteral("no/such/dir/a"));
        QCOMPARE(writeFileDurably(missing, "x").error().code, Error::Code::Io);
    }
};

QTEST_GUILESS_MAIN(TestFiles)
#include "tst_files.moc"
