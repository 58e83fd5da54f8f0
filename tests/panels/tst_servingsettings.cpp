// SPDX-License-Identifier: Apache-2.0
// The inspector of the Serving panel: settings, keys of devices and token, by clicks and keys, and what becomes of them
// in the bench and in the services that run.

#include "coap/coapclient.h"
#include "otaserver/pskstore.h"
#include "panels/serving/interfacefield.h"
#include "panels/serving/pskidentities.h"
#include "panels/serving/pskmodel.h"
#include "panels/serving/settingsform.h"
#include "panels/serving/tokenview.h"
#include "panels/widgets/banner.h"
#include "panels/widgets/fieldrow.h"
#include "panels/widgets/labels.h"
#include "panels/widgets/searchtable.h"
#include "panels/widgets/segmentedcontrol.h"
#include "panels/widgets/switch.h"
#include "servingfixture.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QTcpServer>

using namespace ota;

namespace {

const QString http = QStringLiteral("http");
const QString https = QStringLiteral("https");
const QString coap = QStringLiteral("coap");
const QString coaps = QStringLiteral("coaps");

using State = ServiceStatus::State;

} // namespace

class TestServingSettings final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<ServingFixture>();
        QVERIFY(QTest::qWaitForWindowActive(&m_fixture->window()));
        USE_FREE_PORTS(*m_fixture);
        QTRY_COMPARE(m_fixture->kept().coap, QStringList{QStringLiteral("loopback:0")});
    }

    void cleanup() { m_fixture.reset(); }

    void aPortIsKeptAndRefusedAtItsField()
    {
        m_fixture->select(coap);
        type("setting.port", QStringLiteral("70000"));
        QTRY_VERIFY(row("port")->error().contains(QStringLiteral("65535")));
        QCOMPARE(m_fixture->kept().coap, QStringList{QStringLiteral("loopback:0")});
        type("setting.port", QStringLiteral("5699"));
        QTRY_COMPARE(m_fixture->kept().coap, QStringList{QStringLiteral("loopback:5699")});
        QCOMPARE(row("port")->error(), QString());
        QTRY_COMPARE(m_fixture->card(coap)->address(), QStringLiteral("coap://127.0.0.1:5699"));
    }

    void interfacesAreTickedInAMenu()
    {
        m_fixture->select(http);
        auto* field = child<InterfaceField>(m_fixture->inspector(), "setting.interfaces");
        QCOMPARE(field->currentText(), QStringLiteral("This computer only"));
        m_fixture->click(field);
        QTRY_VERIFY(ServingFixture::menu("interfaceMenu"));
        ServingFixture::click(ServingFixture::menu("interfaceMenu"), "host.*");
        QTRY_COMPARE(m_fixture->kept().http, QStringList{QStringLiteral("*:0")});
        QCOMPARE(field->currentText(), QStringLiteral("All interfaces"));
        QTRY_VERIFY(QApplication::activePopupWidget() == nullptr);
        field->setFocus();
        QTest::keyClick(field, Qt::Key_F4);
        QTRY_VERIFY(ServingFixture::menu("interfaceMenu"));
        QTest::keyClick(ServingFixture::menu("interfaceMenu"), Qt::Key_Return); // The first: this computer.
        QTRY_COMPARE(m_fixture->kept().http, QStringList{QStringLiteral("loopback:0")});
    }

    void aServiceThatRunsTakesItWhenItIsRestarted()
    {
        const QString port = freePort();
        m_fixture->select(http);
        START_SERVICE(*m_fixture, http);
        auto* pending = child<Banner>(m_fixture->inspector(), "pendingSettings");
        QVERIFY(!pending->isVisible());
        type("setting.port", port);
        QTRY_VERIFY(pending->isVisible());
        QVERIFY(!m_fixture->card(http)->address().endsWith(port));
        auto* text = child<QLabel>(pending, "bannerText");
        text->setFocus();
        QTest::keyClick(text, Qt::Key_Tab); // Into the link.
        QTest::keyClick(text, Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(m_fixture->card(http)->address().endsWith(port), ServingFixture::longMs);
        QTRY_VERIFY(!pending->isVisible());
    }

    void choicesAreKeptAtOnce()
    {
        m_fixture->select(coap);
        auto* blocks = child<SegmentedControl>(m_fixture->inspector(), "setting.coap-block");
        m_fixture->click(blocks->segment(0));
        QTRY_COMPARE(m_fixture->kept().largestBlock, 64);
        m_fixture->click(child<Switch>(m_fixture->inspector(), "setting.coap-uploads"));
        QTRY_VERIFY(m_fixture->kept().coapUploads);
        type("setting.coap-host", QStringLiteral("[fd00:b::1]"));
        QTRY_COMPARE(m_fixture->kept().coapHost, QStringLiteral("[fd00:b::1]"));
        type("setting.coap-host", QString());
        QTRY_COMPARE(m_fixture->kept().coapHost, QString());
        type("setting.tree", m_fixture->path(QStringLiteral("nowhere")));
        QTRY_VERIFY(!row("tree")->error().isEmpty());
        QCOMPARE(m_fixture->kept().tree, QString());
        m_fixture->click(child<IconButton>(m_fixture->inspector(), "moreSettings"));
        QTRY_VERIFY(ServingFixture::menu("settingsMenu"));
        ServingFixture::click(ServingFixture::menu("settingsMenu"), "copySettings");
        QVERIFY2(QApplication::clipboard()->text().contains(QStringLiteral("serving set --coap=loopback:0")),
                 qPrintable(QApplication::clipboard()->text()));
        m_fixture->click(child<IconButton>(m_fixture->inspector(), "moreSettings"));
        QTRY_VERIFY(ServingFixture::menu("settingsMenu"));
        ServingFixture::click(ServingFixture::menu("settingsMenu"), "resetSettings");
        QTRY_COMPARE(m_fixture->kept().largestBlock, 1024);
        QVERIFY(!m_fixture->kept().coapUploads);
        QCOMPARE(m_fixture->kept().coap, ServeSettings().coap);
    }

    void whatWouldBeOpenToOthersIsRefused()
    {
        RUN_OPERATION(*m_fixture, "serving.set", {{"http", QJsonArray{"*:0"}}});
        QTRY_COMPARE(m_fixture->kept().http, QStringList{QStringLiteral("*:0")});
        m_fixture->select(http);
        auto* writes = child<Switch>(m_fixture->inspector(), "setting.unauthenticated-writes");
        m_fixture->click(writes);
        QTRY_VERIFY(row("unauthenticated-writes")->error().contains(QStringLiteral("loopback")));
        QVERIFY(!writes->isChecked());
        QVERIFY(!m_fixture->kept().unauthenticatedWrites);
    }

    void aBadCertificateIsSaidAndTakenBack()
    {
        const QString bad = m_fixture->write(QStringLiteral("bad.pem"), "this is no key");
        m_fixture->select(https);
        m_fixture->click(child<QAbstractButton>(m_fixture->inspector(), "certificateOfFiles"));
        type("setting.certificate", m_fixture->path(QStringLiteral("missing.pem")));
        type("setting.certificate-key", bad);
        QTRY_VERIFY2(row("certificate")->error().contains(QStringLiteral("missing.pem")),
                     qPrintable(row("certificate")->error()));
        type("setting.certificate", bad);
        QTRY_COMPARE(m_fixture->kept().certificate, bad);
        m_fixture->clickStart(https);
        QTRY_COMPARE_WITH_TIMEOUT(m_fixture->status(https).state, State::Failed, ServingFixture::longMs);
        auto* banner = child<Banner>(m_fixture->inspector(), "serviceFailure");
        QTRY_VERIFY(banner->isVisible());
        QVERIFY2(banner->text().startsWith(QStringLiteral("The certificate can not be used")),
                 qPrintable(banner->text()));
        m_fixture->select(http);
        m_fixture->click(child<Button>(m_fixture->card(https), "changeSettings"));
        QVERIFY(child<QLineEdit>(m_fixture->inspector(), "setting.certificate")->hasFocus());
        m_fixture->click(child<QAbstractButton>(m_fixture->inspector(), "certificateOfBench"));
        QTRY_COMPARE(m_fixture->kept().certificate, QString());
        START_SERVICE(*m_fixture, https);
        QTRY_VERIFY(!banner->isVisible());
    }

    void anIdentityIsAddedUsedAndTakenAway()
    {
        m_fixture->select(coaps);
        START_SERVICE(*m_fixture, coaps);
        PskIdentities& identities = m_fixture->inspector()->identities();
        m_fixture->click(child<Button>(&identities, "addPsk"));
        QTest::keyClick(child<QLineEdit>(&identities, "pskIdentity"), Qt::Key_Return);
        QVERIFY(!child<FieldRow>(&identities, "pskIdentityRow")->error().isEmpty());
        type("pskIdentity", QStringLiteral("samr21"));
        QTRY_COMPARE(identities.model().rowCount(), 1);
        QTRY_VERIFY(!child<QLineEdit>(&identities, "pskIdentity")->isVisible());
        const auto keys = PskStore(m_fixture->path(QStringLiteral("bench"))).list();
        QVERIFY_RESULT(keys);
        QCOMPARE(keys->size(), std::size_t{1});
        const QString tip = identities.model().index(0, 0).data(Qt::ToolTipRole).toString();
        QVERIFY2(!tip.contains(QString::fromLatin1(keys->front().key.toHex())), qPrintable(tip));

        CoapCall call;
        call.uri = CoapUri::read(m_fixture->card(coaps)->address() + QStringLiteral("/.well-known/core")).value();
        call.psk = keys->front();
        CoapClient client;
        QTRY_VERIFY_WITH_TIMEOUT(client.run(call).accepted(), ServingFixture::longMs); // The service learns it soon.
        QTRY_VERIFY(identities.model().index(0, PskModel::Used).data().toString().startsWith(QStringLiteral("used ")));

        auto* table = child<SearchTable>(&identities, "pskTable");
        table->selectSource(identities.model().index(0, 0));
        QContextMenuEvent open(QContextMenuEvent::Keyboard, {10, 10}, table->mapToGlobal(QPoint(10, 10)));
        QApplication::sendEvent(table->viewport(), &open);
        QTRY_VERIFY(ServingFixture::menu("pskMenu"));
        ServingFixture::click(ServingFixture::menu("pskMenu"), "copyKey");
        QTRY_COMPARE(QApplication::clipboard()->text(),
                     QString(u"samr21:" + QString::fromLatin1(keys->front().key.toHex())));
        table->setFocus();
        QTest::keyClick(table, Qt::Key_Delete);
        QTRY_VERIFY(QApplication::activeModalWidget());
        m_fixture->click(child<Button>(QApplication::activeModalWidget(), "confirm"));
        QTRY_COMPARE(identities.model().rowCount(), 0);
        QVERIFY(PskStore(m_fixture->path(QStringLiteral("bench"))).list()->empty());
    }

    void aKeyThatADeviceHasIsAskedFor()
    {
        m_fixture->select(coaps);
        PskIdentities& identities = m_fixture->inspector()->identities();
        m_fixture->click(child<Button>(&identities, "addPsk"));
        m_fixture->click(child<SegmentedControl>(&identities, "pskKind")->segment(1));
        type("pskIdentity", QStringLiteral("lamp"));
        auto* secret = child<QLineEdit>(&m_fixture->window(), "secretLine");
        QTRY_VERIFY(secret->isVisible());
        QTest::keyClicks(secret, QStringLiteral("00112233445566778899aabbccddeeff"));
        QTest::keyClick(secret, Qt::Key_Return);
        QTRY_COMPARE(identities.model().rowCount(), 1);
        const auto keys = PskStore(m_fixture->path(QStringLiteral("bench"))).list();
        QVERIFY_RESULT(keys);
        QCOMPARE(keys->front().key.toHex(), QByteArray("00112233445566778899aabbccddeeff"));
        m_fixture->click(child<Button>(&identities, "addPsk"));
        type("pskIdentity", QStringLiteral("lamp"));
        QTRY_VERIFY(child<FieldRow>(&identities, "pskIdentityRow")->error().contains(QStringLiteral("lamp")));
        QTest::keyClick(child<QLineEdit>(&identities, "pskIdentity"), Qt::Key_Escape);
        QVERIFY(!child<QLineEdit>(&identities, "pskIdentity")->isVisible());
    }

    void theTokenIsMaskedShownCopiedAndRenewed()
    {
        m_fixture->select(http);
        TokenView& view = m_fixture->inspector()->token();
        auto* text = child<ElidedLabel>(&view, "token");
        QTRY_VERIFY(text->text().contains(QStringLiteral("…")));
        m_fixture->click(child<IconButton>(&view, "copyToken"));
        QTRY_VERIFY(QApplication::clipboard()->text().startsWith(text->text().section(QStringLiteral("…"), 0, 0)));
        const QString token = QApplication::clipboard()->text();
        m_fixture->click(child<Button>(&view, "showToken"));
        QTRY_COMPARE(text->text(), token);
        m_fixture->click(child<Button>(&view, "showToken"));
        QVERIFY(text->text() != token);
        m_fixture->click(child<Button>(&view, "renewToken"));
        QTRY_VERIFY(QApplication::activeModalWidget());
        m_fixture->click(child<Button>(QApplication::activeModalWidget(), "keep"));
        QTRY_VERIFY(!QApplication::activeModalWidget());
        m_fixture->click(child<Button>(&view, "renewToken"));
        QTRY_VERIFY(QApplication::activeModalWidget());
        m_fixture->click(child<Button>(QApplication::activeModalWidget(), "confirm"));
        const auto renewed = [&] {
            m_fixture->click(child<IconButton>(&view, "copyToken"));
            return !QApplication::clipboard()->text().isEmpty() && QApplication::clipboard()->text() != token;
        };
        QTRY_VERIFY(renewed());
    }

    void everythingThatTakesTheKeyboardHasAName()
    {
        QStringList nameless;
        for (const QString& service : ServeSettings::services()) {
            m_fixture->select(service);
            for (const QWidget* part : {static_cast<QWidget*>(m_fixture->panel()), m_fixture->panel()->inspector()})
                nameless << namelessIn(*part);
        }
        QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(QStringLiteral(", "))));
    }

    void pskModelKeepsTheRulesOfModels()
    {
        PskModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setIdentities({{QStringLiteral("b-10"), QStringLiteral("aa…")}, {QStringLiteral("b-9"), {}}});
        QCOMPARE(model.rowOf(QStringLiteral("b-9")), 0);
        model.setUsed({{QStringLiteral("b-10"), 1'000'000'000}});
        QVERIFY(model.index(1, PskModel::Used).data().toString().startsWith(QStringLiteral("used")));
        model.setIdentities({});
        QCOMPARE(model.rowCount(), 0);
    }

private:
    FieldRow* row(const char* parameter)
    {
        return m_fixture->inspector()->settings().row(QString::fromLatin1(parameter));
    }

    /// As a person changes a field: all of it, then Enter.
    void type(const char* field, const QString& text)
    {
        auto* line = child<QLineEdit>(m_fixture->inspector(), field);
        line->setFocus();
        line->selectAll();
        QTest::keyClick(line, Qt::Key_Delete);
        QTest::keyClicks(line, text);
        QTest::keyClick(line, Qt::Key_Return);
    }

    static QString freePort()
    {
        QTcpServer probe;
        probe.listen(QHostAddress::LocalHost);
        return QString::number(probe.serverPort());
    }

    static QStringList namelessIn(const QWidget& part)
    {
        QStringList nameless;
        for (const QWidget* widget : part.findChildren<QWidget*>()) {
            if (!(widget->focusPolicy() & Qt::TabFocus) || widget->focusProxy() || !widget->isVisible())
                continue;
            QString name = widget->accessibleName();
            if (const auto* button = qobject_cast<const QAbstractButton*>(widget); button && name.isEmpty())
                name = button->text();
            if (name.isEmpty() && widget->inherits("QLabel"))
                name = static_cast<const QLabel*>(widget)->text();
            if (name.isEmpty())
                nameless << QStringLiteral("%1 %2").arg(QString::fromLatin1(widget->metaObject()->className()),
                                                        widget->objectName());
        }
        return nameless;
    }

    std::unique_ptr<ServingFixture> m_fixture;
};

OTA_PANEL_TEST_MAIN(TestServingSettings)
#include "tst_servingsettings.moc"
