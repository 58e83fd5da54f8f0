// SPDX-License-Identifier: Apache-2.0
// The panels look as they are kept in tests/data/golden. A picture that differs is written beside what was expected.
//   OTA_GOLDEN_WRITE=1 tst_golden     takes the present pictures over

#include "app/language.h"
#include "panelshots.h"
#include "pictures.h"

#include <QTest>

using namespace ota;

namespace {

constexpr QSize windowSize{1280, 720};
// What is read and laid out late comes within this time.
constexpr int arriveLimitMs = 20'000;
constexpr qint64 largestFile = 64'000;

QString goldenPath(const QString& name)
{
    return QStringLiteral(OTA_TEST_DATA "/golden/%1.png").arg(name);
}

} // namespace

class TestGolden final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void thePanelLooksAsItDid_data()
    {
        QTest::addColumn<int>("shot");
        QTest::addColumn<bool>("dark");
        for (std::size_t i = 0; i < panelShots().size(); ++i) {
            for (const bool dark : {false, true})
                QTest::addRow("%s-%s", panelShots().at(i).name, dark ? "dark" : "light") << static_cast<int>(i) << dark;
        }
    }

    void thePanelLooksAsItDid()
    {
        QFETCH(const int, shot);
        QFETCH(const bool, dark);
        const QString name = QString::fromLatin1(QTest::currentDataTag());
        MainWindow& window = m_stage.arrange(panelShots().at(static_cast<std::size_t>(shot)),
                                             dark ? Look::Mode::Dark : Look::Mode::Light);
        if (qEnvironmentVariableIsSet("OTA_GOLDEN_WRITE")) {
            QVERIFY(savePicture(stillPicture(window), goldenPath(name)));
            return;
        }
        const QImage expected(goldenPath(name));
        QVERIFY2(!expected.isNull(), qPrintable(goldenPath(name)));
        QImage actual;
        PictureDifference found;
        const bool same = QTest::qWaitFor(
            [&] {
                actual = window.grab().toImage();
                found = difference(expected, actual);
                return found.isNone();
            },
            arriveLimitMs);
        if (!same)
            report(name, actual, found);
        QVERIFY2(same, qPrintable(found.toString() + QStringLiteral(": see golden-failed/ beside the test")));
    }

    void thePicturesAreSmall()
    {
        const auto files = QDir(QStringLiteral(OTA_TEST_DATA "/golden")).entryInfoList({QStringLiteral("*.png")});
        QCOMPARE(files.size(), static_cast<qsizetype>(panelShots().size() * 2));
        for (const QFileInfo& file : files)
            QVERIFY2(file.size() <= largestFile, qPrintable(file.fileName()));
    }

    void aDifferenceIsSeen()
    {
        QImage one(200, 100, QImage::Format_RGB32);
        one.fill(qRgb(40, 120, 200));
        QVERIFY(difference(one, one).isNone());
        QImage other = one;
        other.fill(qRgb(44, 118, 203)); // A rounding.
        QVERIFY(difference(one, other).isNone());
        other = one;
        for (int i = 0; i < 50; ++i) // A short hairline in another colour.
            other.setPixel(20 + i, 50, qRgb(70, 120, 200));
        QVERIFY(!difference(one, other).isNone());
        QCOMPARE(difference(one, other).picture.pixel(20, 50), qRgb(230, 0, 30));
        QVERIFY(!difference(one, one.copy(0, 0, 199, 100)).isNone());
        QVERIFY(!difference({}, one).isNone());
    }

private:
    static void report(const QString& name, const QImage& actual, const PictureDifference& found)
    {
        const QDir folder(QCoreApplication::applicationDirPath() + QStringLiteral("/golden-failed"));
        folder.mkpath(QStringLiteral("."));
        actual.save(folder.filePath(name + QStringLiteral("-actual.png")));
        if (!found.picture.isNull())
            found.picture.save(folder.filePath(name + QStringLiteral("-difference.png")));
        QFile::copy(goldenPath(name), folder.filePath(name + QStringLiteral("-expected.png")));
    }

    PanelStage m_stage{windowSize};
};

int main(int argc, char** argv)
{
    setPictureEnvironment();
    QApplication application(argc, argv);
    const Language language(QStringLiteral("en"));
    setPictureLook();
    TestGolden test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_golden.moc"
