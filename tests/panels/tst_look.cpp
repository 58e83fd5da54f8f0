// SPDX-License-Identifier: Apache-2.0
#include "look_icons.h"
#include "panels/widgets/button.h"
#include "panels/widgets/figures.h"
#include "panels/widgets/format.h"
#include "panels/widgets/heartbeat.h"
#include "panels/widgets/look.h"
#include "panelsupport.h"

#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QSignalSpy>

using namespace ota;

namespace {

/// How many pixels of an image are not transparent.
int inked(const QImage& image)
{
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            count += qAlpha(image.pixel(x, y)) > 40 ? 1 : 0;
    }
    return count;
}

} // namespace

class TestLook final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        Look& look = Look::of(nullptr);
        look.setMode(Look::Mode::Light);
        look.setMotion(false);
    }

    void everyIconIsDrawnAtEverySizeAndScale()
    {
        const Look& look = Look::of(nullptr);
        QVERIFY(iconNames.size() > 60);
        for (const auto name : iconNames) {
            for (const int size : {14, 16, 20, 24}) {
                for (const int scale : {size == 16 ? 2 : 1}) {
                    const QImage image = look.iconPixmap(name, size, 0xFF000000, scale).toImage();
                    const QByteArray where = QStringView(name).toUtf8() + ' ' + QByteArray::number(size);
                    QVERIFY2(image.width() == size * scale && image.height() == size * scale, where.constData());
                    QVERIFY2(inked(image) >= size * scale / 2, where.constData()); // At least a stroke.
                    // Nothing touches the neighbours on the sheet.
                    QVERIFY2(inked(image.copy(0, 0, 1, image.height())) == 0, where.constData());
                    QVERIFY2(inked(image.copy(image.width() - 1, 0, 1, image.height())) == 0, where.constData());
                }
            }
        }
    }

    void theIconsThatPanelsNameAreThere_data()
    {
        QTest::addColumn<QString>("name");
        for (const char* name :
             {"boards",     "images",  "serving",   "timelines", "commissioning", "ecus",         "console",
              "campaigns",  "board",   "virtual",   "serial",    "network",       "power",        "release",
              "key",        "lock",    "signature", "qr",        "play",          "stop",         "pause",
              "retry",      "cancel",  "plus",      "minus",     "edit",          "trash",        "undo",
              "copy",       "command", "export",    "import",    "upload",        "download",     "folder",
              "file",       "search",  "filter",    "follow",    "fit",           "compare",      "anomaly",
              "notify",     "send",    "note",      "bookmark",  "pin",           "clock",        "hex",
              "wave",       "sliders", "gear",      "sun",       "moon",          "help",         "good",
              "warn",       "bad",     "info",      "neutral",   "chevron-right", "chevron-down", "chevron-left",
              "chevron-up", "more",    "drag",      "link",      "unlink"})
            QTest::addRow("%s", name) << QString::fromLatin1(name);
    }

    void theIconsThatPanelsNameAreThere()
    {
        QFETCH(const QString, name);
        QVERIFY(Look::hasIcon(name));
    }

    void anIconTakesTheColourItIsGiven()
    {
        const QImage image = Look::of(nullptr).iconPixmap(u"neutral", 16, 0xFFCB362C, 2).toImage();
        QCOMPARE(image.pixel(image.width() / 2, image.height() / 2), 0xFFCB362C);
    }

    void aQIconFollowsTheTheme()
    {
        Look& look = Look::of(nullptr);
        const QIcon icon = look.icon(QStringLiteral("minus"));
        QCOMPARE(icon.name(), QStringLiteral("minus"));
        const auto middle = [&icon] {
            const QImage image = icon.pixmap(QSize(16, 16)).toImage();
            return QColor(image.convertToFormat(QImage::Format_ARGB32).pixel(image.width() / 2, image.height() / 2));
        };
        // The edge of a stroke: its colour, a little off from mixing.
        QVERIFY(std::abs(middle().blue() - qBlue(tokens::light.text.secondary)) < 3);
        look.setMode(Look::Mode::Dark);
        QVERIFY(std::abs(middle().blue() - qBlue(tokens::dark.text.secondary)) < 3);
    }

    void ourFontHasTabularFigures()
    {
        const Look& look = Look::of(nullptr);
        QCOMPARE(QFontInfo(look.font(Type::Body)).family(), QStringLiteral("OTA Workbench UI"));
        QCOMPARE(QFontInfo(look.font(Type::Mono)).family(), QStringLiteral("JetBrains Mono"));
        for (const Type type :
             {Type::Title, Type::Section, Type::Strong, Type::Body, Type::Small, Type::Caption, Type::Mono})
            QVERIFY(hasTabularFigures(look.font(type)));
        QCOMPARE(QFontInfo(look.font(Type::Section)).weight(), 600);
        QCOMPARE(QFontInfo(look.font(Type::Strong)).weight(), 500);
    }

    void figuresStandStillInAnyFont()
    {
        QFont proportional(QStringLiteral("Inter"));
        proportional.setPixelSize(13);
        if (hasTabularFigures(proportional))
            QSKIP("there is no font with proportional figures here");
        QCOMPARE(figuresWidth(proportional, QStringLiteral("11:11:11")),
                 figuresWidth(proportional, QStringLiteral("20:48:00")));
        QImage one(80, 20, QImage::Format_ARGB32_Premultiplied);
        one.fill(Qt::transparent);
        QPainter painter(&one);
        paintFigures(painter, one.rect(), QStringLiteral("118"), proportional, 0xFF000000, Qt::AlignRight);
        painter.end();
        QVERIFY(inked(one) > 10);
        QVERIFY(inked(one.copy(0, 0, 40, 20)) == 0); // At the right.
    }

    void theThemeReachesWidgetsAtOnce()
    {
        Look& look = Look::of(nullptr);
        QLabel label(QStringLiteral("text"));
        setLook(&label, QStringLiteral("caption tertiary"));
        QSignalSpy changed(&look, &Look::changed);
        QCOMPARE(label.palette().color(QPalette::WindowText).rgb(), tokens::light.text.tertiary);
        QCOMPARE(label.font().pixelSize(), 11);
        look.setMode(Look::Mode::Dark);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(label.palette().color(QPalette::WindowText).rgb(), tokens::dark.text.tertiary);
        QCOMPARE(QApplication::palette().color(QPalette::Base).rgb(), tokens::dark.surface.base);
        look.setMode(Look::Mode::Dark);
        QCOMPARE(changed.count(), 1);
    }

    void theSystemsThemeIsFollowedUntilOneChooses()
    {
        Look& look = Look::of(nullptr);
        look.setMode(Look::Mode::System);
        QVERIFY(!look.isDark()); // The platform of the tests is light.
        QSignalSpy changed(&look, &Look::changed);
        look.setPlatformDark(true);
        QTRY_VERIFY(changed.count() >= 1); // And back: the platform is asked again with each palette, and says light.
        QTRY_VERIFY(!look.isDark());
        look.setMode(Look::Mode::Light);
        changed.clear();
        look.setPlatformDark(true);
        QCoreApplication::sendPostedEvents();
        QVERIFY(changed.isEmpty());
        look.setPlatformDark(false);
    }

    void wordsOfTheLookComeAndGo()
    {
        Button button({}, QStringLiteral("Publish"), QStringLiteral("small"));
        setLookWord(&button, QStringLiteral("primary"), true);
        QVERIFY(hasLook(&button, u"primary"));
        QVERIFY(hasLook(&button, u"small"));
        QCOMPARE(button.sizeHint().height(), 24);
        setLookWord(&button, QStringLiteral("small"), false);
        QVERIFY(!hasLook(&button, u"small"));
        QCOMPARE(button.sizeHint().height(), 28);
    }

    void theHeartbeatRunsOnlyWhileSomebodyNeedsIt()
    {
        Heartbeat heartbeat;
        QSignalSpy beats(&heartbeat, &Heartbeat::beat);
        QVERIFY(!heartbeat.isRunning());
        auto first = std::make_unique<QObject>();
        QObject second;
        heartbeat.join(first.get());
        heartbeat.join(first.get());
        heartbeat.join(&second);
        QTRY_VERIFY(beats.count() >= 2);
        heartbeat.leave(&second);
        QVERIFY(heartbeat.isRunning());
        first.reset();
        QVERIFY(!heartbeat.isRunning());
        const qint64 stands = heartbeat.elapsedMs();
        QCOMPARE(heartbeat.elapsedMs(), stands);
    }

    void withoutMotionDurationsAreNothing()
    {
        Look& look = Look::of(nullptr);
        QCOMPARE(look.duration(140), 0);
        look.setMotion(true);
        QCOMPARE(look.duration(140), 140);
    }

    void numbersAreWrittenAsThePageSays_data()
    {
        QTest::addColumn<QString>("found");
        QTest::addColumn<QString>("wanted");
        const QChar space(0x00A0);
        QTest::newRow("bytes") << sizeText(461) << QStringLiteral("461") + space + QStringLiteral("B");
        QTest::newRow("kibibytes") << sizeText(60620) << QStringLiteral("59.2") + space + QStringLiteral("KiB");
        QTest::newRow("mebibytes") << sizeText(23698000) << QStringLiteral("22.6") + space + QStringLiteral("MiB");
        QTest::newRow("small mebibytes") << sizeText(1111490) << QStringLiteral("1.06") + space + QStringLiteral("MiB");
        QTest::newRow("gibibytes") << sizeText(Q_INT64_C(4123168604))
                                   << QStringLiteral("3.84") + space + QStringLiteral("GiB");
        QTest::newRow("just below the next unit")
            << sizeText(1048575) << QStringLiteral("1.00") + space + QStringLiteral("MiB");
        QTest::newRow("unknown size") << sizeText({}) << QStringLiteral("–");
        QTest::newRow("slow") << rateText(808) << QStringLiteral("808") + space + QStringLiteral("B/s");
        QTest::newRow("fast") << rateText(48.2e6) << QStringLiteral("48.2") + space + QStringLiteral("MB/s");
        QTest::newRow("hundreds") << rateText(480.4e6) << QStringLiteral("480") + space + QStringLiteral("MB/s");
        QTest::newRow("thousands") << countText(1148902) << QStringLiteral("1\u2009148\u2009902");
        QTest::newRow("few") << countText(17) << QStringLiteral("17");
        QTest::newRow("below ten seconds") << durationText(std::chrono::milliseconds(400)) << QStringLiteral("0.4 s");
        QTest::newRow("seconds") << durationText(std::chrono::seconds(41)) << QStringLiteral("41 s");
        QTest::newRow("minutes") << durationText(std::chrono::seconds(141)) << QStringLiteral("2 min 21 s");
        QTest::newRow("hours") << durationText(std::chrono::minutes(161)) << QStringLiteral("2 h 41 min");
        QTest::newRow("age") << ageText(std::chrono::hours(80)) << QStringLiteral("3 d");
    }

    void numbersAreWrittenAsThePageSays()
    {
        QFETCH(const QString, found);
        QFETCH(const QString, wanted);
        QCOMPARE(found, wanted);
    }
};

OTA_PANEL_TEST_MAIN(TestLook)
#include "tst_look.moc"
