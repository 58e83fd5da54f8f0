// SPDX-License-Identifier: Apache-2.0
// The lab page in a browser: what a person does there, against a server that really runs.
// With OTA_SCREENSHOTS=DIR it leaves pictures of the page there.

#include "chromium.h"
#include "otaserver/releasetree.h"
#include "otaserverfixture.h"

using namespace ota;

class TestOtaServerLabPage final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<ServerFixture>();
        QVERIFY_RESULT(m_fixture->start());
        m_browser = std::make_unique<Chromium>();
        if (!m_browser->start())
            QSKIP("there is no Chromium on this machine");
        m_browser->setSize(1280, 900);
    }

    void cleanup()
    {
        // Whatever a test did: no request left the server, nothing broke in the page.
        if (m_browser) {
            for (const QString& url : m_browser->requests())
                QVERIFY2(url.startsWith(m_fixture->server().httpUrl()) || url.startsWith(QStringLiteral("data:")),
                         qPrintable(url));
            QVERIFY2(m_browser->problems().isEmpty(), qPrintable(m_browser->problems().join(QLatin1Char('\n'))));
        }
        m_browser.reset();
        m_fixture.reset();
    }

    void releasesAreShownWithVerdictsAndLiveChanges()
    {
        QVERIFY(open());
        QTRY_VERIFY(text(QStringLiteral("#release-list")).contains(QStringLiteral("Nothing is published yet")));
        QCOMPARE(publishOne(), 200);
        QTRY_VERIFY(text(QStringLiteral("#release-list")).contains(QStringLiteral("native64_x")));
        QVERIFY(!text(QStringLiteral("#release-list")).contains(QStringLiteral("riot.suit.7.bin")));
        click(QStringLiteral("[data-release=native64_x] .row"));
        const QString open = text(QStringLiteral("[data-release=native64_x]"));
        QVERIFY2(open.contains(QStringLiteral("riot.suit.7.bin")) &&
                     open.contains(QStringLiteral("also riot.suit.latest.bin")),
                 qPrintable(open));
        QVERIFY2(open.contains(QStringLiteral("signed by nobody this bench knows")), qPrintable(open));
        set(QStringLiteral("#filter"), QStringLiteral("nothing like this"));
        QVERIFY(text(QStringLiteral("#release-list")).contains(QStringLiteral("No release has that")));
    }

    void publishingAsksForTheTokenOnceAndShowsProgress()
    {
        QFile large(m_fixture->path(QStringLiteral("slot0.9.bin")));
        QVERIFY(large.open(QIODevice::WriteOnly));
        large.write(QByteArray(30'000'000, 'x'));
        large.close();
        QVERIFY(open());
        QTRY_VERIFY(!text(QStringLiteral("#publish-why")).isEmpty());
        QVERIFY(text(QStringLiteral("#publish-why")).contains(QStringLiteral("needs an id")));
        set(QStringLiteral("#publish-id"), QStringLiteral("native64_large"));
        QVERIFY(m_browser->chooseFiles(QStringLiteral("#files"), {large.fileName()}));
        QTRY_VERIFY(text(QStringLiteral("#publish-why")).contains(QStringLiteral("1\u00a0file")));
        js(QStringLiteral(
            "window.widths = new Set(); new MutationObserver(() => "
            "widths.add(document.querySelector('#publish-progress "
            "i').style.width)).observe(document.querySelector('#publish-progress i'), {attributes: true}); 1"));
        click(QStringLiteral("#publish-button"));
        QTRY_VERIFY(isTrue(QStringLiteral("document.querySelector('#token-dialog').open")));
        set(QStringLiteral("#token-input"), QStringLiteral("wrong"));
        click(QStringLiteral("#token-ok"));
        QTRY_VERIFY(text(QStringLiteral("#token-why")).contains(QStringLiteral("not the token")));
        set(QStringLiteral("#token-input"), m_fixture->bench().token().value());
        click(QStringLiteral("#token-ok"));
        QTRY_VERIFY_WITH_TIMEOUT(
            text(QStringLiteral("#publish-result")).contains(QStringLiteral("Published native64_large")), 20'000);
        QVERIFY(isTrue(QStringLiteral("widths.has('100%')")));
        QCOMPARE(m_fixture->server().served()->releases.front().files.front().sizeBytes, 30'000'000);
        QCOMPARE(js(QStringLiteral("sessionStorage.getItem('otaw-token')")).toString(),
                 m_fixture->bench().token().value());
        // A second one asks nothing; a name that is no name says so.
        set(QStringLiteral("#publish-id"), QStringLiteral(".."));
        QVERIFY(m_browser->chooseFiles(QStringLiteral("#files"), {testDataPath(QStringLiteral("http/index.json"))}));
        QTRY_VERIFY(text(QStringLiteral("#publish-why")).contains(QStringLiteral("1\u00a0file")));
        click(QStringLiteral("#publish-button"));
        QTRY_VERIFY(text(QStringLiteral("#publish-result"))
                        .contains(QStringLiteral("Not published: the release id can not be")));
        QVERIFY(!isTrue(QStringLiteral("document.querySelector('#token-dialog').open")));
    }

    void notifyingHasALiveLineADeviceAndShowsTheTransfer()
    {
        FakeDevice good;
        good.asRiot();
        FakeDevice put;
        put.offer(CoapMethod::Put, QStringLiteral("suit/trigger"), {coapcode::changed, {}, {}, false});
        QVERIFY_RESULT(good.start());
        QVERIFY_RESULT(put.start());
        QCOMPARE(publishOne(), 200);
        QVERIFY(open());
        useToken();
        QTRY_COMPARE(js(QStringLiteral("document.querySelector('#notify-id').value")).toString(),
                     QStringLiteral("native64_x"));
        const QString goodAddress = QStringLiteral("127.0.0.1:%1").arg(good.port());
        const QString putAddress = QStringLiteral("127.0.0.1:%1").arg(put.port());
        set(QStringLiteral("#notify-urls"), goodAddress + QStringLiteral(", ") + putAddress);
        click(QStringLiteral("#notify-button"));
        QTRY_VERIFY(
            text(QStringLiteral("[data-device=\"%1\"]").arg(goodAddress)).contains(QStringLiteral("accepted (2.01)")));
        QTRY_VERIFY(text(QStringLiteral("[data-device=\"%1\"]").arg(putAddress))
                        .contains(QStringLiteral("this device wants PUT")));
        QTRY_VERIFY(text(QStringLiteral("#notify-why")).contains(QStringLiteral("1 of 2\u00a0devices accepted")));
        m_fixture->fetch(QStringLiteral("native64_x/riot.suit.7.bin"), 2);
        m_fixture->fetch(QStringLiteral("native64_x/slot0.7.bin"), 2);
        QTRY_VERIFY(text(QStringLiteral("#transfer-list")).contains(QStringLiteral("native64_x/slot0.7.bin")));
        QTRY_VERIFY(text(QStringLiteral("#transfer-list")).contains(QStringLiteral("100\u00a0%")));
        QTRY_VERIFY(text(QStringLiteral("#log-list")).contains(QStringLiteral("has all of native64_x/slot0.7.bin")));
        picture(QStringLiteral("lab-desktop-light"));
    }

    void deletingNamesWhatGoesBeforeItGoes()
    {
        QCOMPARE(publishOne(), 200);
        QCOMPARE(m_fixture->publish("native64_x", {{"riot.suit.8.bin", "eight"}}).status, 200);
        QVERIFY(open());
        useToken();
        QTRY_VERIFY(text(QStringLiteral("#release-list")).contains(QStringLiteral("native64_x")));
        click(QStringLiteral("[data-release=native64_x] .row"));
        js(QStringLiteral(
            "[...document.querySelectorAll('.remove-version')].find(b => b.textContent.endsWith(' 7')).click(); 1"));
        QTRY_VERIFY(isTrue(QStringLiteral("document.querySelector('#remove-dialog').open")));
        const QString dialog = text(QStringLiteral("#remove-dialog"));
        QVERIFY2(dialog.contains(QStringLiteral("Delete version 7 of native64_x: 2\u00a0files")) &&
                     dialog.contains(QStringLiteral("riot.suit.7.bin")) &&
                     dialog.contains(QStringLiteral("slot0.7.bin")) &&
                     !dialog.contains(QStringLiteral("riot.suit.8.bin")),
                 qPrintable(dialog));
        QCOMPARE(m_fixture->server().served()->releases.front().files.size(), std::size_t(3));
        click(QStringLiteral("#remove-ok"));
        QTRY_COMPARE(m_fixture->server().served()->releases.front().files.size(), std::size_t(1));
        QTRY_VERIFY(!text(QStringLiteral("#release-list")).contains(QStringLiteral("riot.suit.7.bin")));
        click(QStringLiteral(".remove-release"));
        QTRY_VERIFY(isTrue(QStringLiteral("document.querySelector('#remove-dialog').open")));
        click(QStringLiteral("#remove-ok"));
        QTRY_VERIFY(m_fixture->server().served()->releases.empty());
    }

    void foreignTextStaysText()
    {
        const QByteArray name = "<img src=x onerror=document.title='broken'>";
        QCOMPARE(m_fixture->publish(name, {{name, "x"}}).status, 200);
        QVERIFY(open());
        QTRY_VERIFY(text(QStringLiteral("#release-list")).contains(QString::fromLatin1(name)));
        click(QStringLiteral(".release .row"));
        QVERIFY(isTrue(QStringLiteral("document.querySelectorAll('img').length === 0 && document.title !== 'broken'")));
    }

    void itFitsAPhone_data()
    {
        QTest::addColumn<int>("width");
        QTest::newRow("390") << 390;
        QTest::newRow("320") << 320;
    }

    void itFitsAPhone()
    {
        QFETCH(int, width);
        QCOMPARE(publishOne(), 200);
        m_browser->setSize(width, 844);
        m_browser->setDark(true);
        QVERIFY(open());
        QTRY_VERIFY(text(QStringLiteral("#release-list")).contains(QStringLiteral("native64_x")));
        click(QStringLiteral("[data-release=native64_x] .row"));
        QVERIFY2(
            isTrue(QStringLiteral("document.documentElement.scrollWidth <= innerWidth")),
            qPrintable(js(QStringLiteral("document.documentElement.scrollWidth + ' > ' + innerWidth")).toString()));
        // What a finger is to hit is large enough.
        QVERIFY(isTrue(QStringLiteral(
            "[...document.querySelectorAll('main button:not(.flat)')].filter(b => b.offsetHeight).every(b => "
            "b.offsetHeight >= 36)")));
        picture(QStringLiteral("lab-phone-%1-dark").arg(width));
    }

private:
    bool open() { return m_browser->open(m_fixture->server().httpUrl() + QLatin1Char('/')); }

    int publishOne()
    {
        return m_fixture
            ->publish("native64_x",
                      {{"riot.suit.7.bin", testData(QStringLiteral("suit/riot-tool/native64_ram0.signed.suit"))},
                       {"slot0.7.bin", QByteArray(4000, 'x')}})
            .status;
    }

    QJsonValue js(const QString& expression) { return m_browser->evaluate(expression); }
    bool isTrue(const QString& expression) { return js(expression).toBool(); }

    QString text(const QString& selector)
    {
        return js(QStringLiteral("(document.querySelector('%1') || {innerText: ''}).innerText").arg(selector))
            .toString();
    }

    void click(const QString& selector) { js(QStringLiteral("document.querySelector('%1').click(); 1").arg(selector)); }

    /// As if typed: the page hears of it.
    void set(const QString& selector, const QString& value)
    {
        js(QStringLiteral("{ const field = document.querySelector('%1'); field.value = '%2'; field.dispatchEvent(new "
                          "Event('input', {bubbles: true})); 1 }")
               .arg(selector, value));
    }

    void useToken()
    {
        js(QStringLiteral("sessionStorage.setItem('otaw-token', '%1')").arg(m_fixture->bench().token().value()));
    }

    void picture(const QString& name)
    {
        const QString folder = qEnvironmentVariable("OTA_SCREENSHOTS");
        if (!folder.isEmpty())
            QVERIFY(m_browser->screenshot(folder + QLatin1Char('/') + name + QStringLiteral(".png")));
    }

    std::unique_ptr<ServerFixture> m_fixture;
    std::unique_ptr<Chromium> m_browser;
};

QTEST_GUILESS_MAIN(TestOtaServerLabPage)
#include "tst_otaserver_labpage.moc"
