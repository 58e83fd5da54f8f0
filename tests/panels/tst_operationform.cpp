// SPDX-License-Identifier: Apache-2.0
#include "panels/widgets/button.h"
#include "panels/widgets/chipedit.h"
#include "panels/widgets/operationform.h"
#include "panels/widgets/switch.h"
#include "panelsupport.h"

#include <QClipboard>
#include <QComboBox>
#include <QJsonArray>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace ota;

class TestOperationForm final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_operations = std::make_unique<FakeOperations>();
        m_card = std::make_unique<OperationCard>(*m_operations->registry.find(QStringLiteral("test.echo")));
        m_card->resize(460, 700);
        m_card->show();
        QApplication::setActiveWindow(m_card.get());
    }

    void cleanup()
    {
        m_card.reset();
        m_operations.reset();
    }

    void everyTypeHasItsField()
    {
        QVERIFY(input<QLineEdit>("release"));
        QVERIFY(input<ChipEdit>("boards"));
        QVERIFY(input<QComboBox>("method"));
        QVERIFY(input<QLineEdit>("wait"));
        QVERIFY(input<Switch>("dry-run"));
        QVERIFY(m_card->form().field(QStringLiteral("file"))->findChild<IconButton*>(QStringLiteral("picker")));
        QCOMPARE(input<QLineEdit>("release")->accessibleName(), QStringLiteral("Release"));
        QCOMPARE(input<QLineEdit>("wait")->placeholderText(), QStringLiteral("10"));
        QCOMPARE(OperationField::labelOf({.name = QStringLiteral("uri-base"), .help = {}}), QStringLiteral("URI base"));
    }

    void onlyWhatWasGivenIsAValue()
    {
        QCOMPARE(m_card->form().values(), (QJsonObject{{QStringLiteral("method"), QStringLiteral("auto")}}));
        QTest::keyClicks(input<QLineEdit>("release"), QStringLiteral("samr21"));
        QTest::mouseClick(input<Switch>("dry-run"), Qt::LeftButton);
        QCOMPARE(m_card->form().values().value(QStringLiteral("dry-run")), QJsonValue(true));
        QCOMPARE(m_card->form().values().value(QStringLiteral("release")), QJsonValue(QStringLiteral("samr21")));
        QVERIFY(!m_card->form().values().contains(QStringLiteral("wait")));
    }

    void whatIsWrongIsSaidAtItsFieldAndNowhereElse()
    {
        QSignalSpy checked(&m_card->form(), &OperationForm::checked);
        QTest::keyClicks(input<QLineEdit>("wait"), QStringLiteral("9999"));
        QVERIFY(m_card->form().row(QStringLiteral("wait"))->error().isEmpty()); // 250 ms after the last key.
        QTRY_COMPARE(checked.count(), 1);
        QCOMPARE(m_card->form().row(QStringLiteral("wait"))->error(),
                 QStringLiteral("'9999' is not a whole number from 1 to 600"));
        QVERIFY(hasLook(input<QLineEdit>("wait"), u"error"));
        QVERIFY(m_card->form().row(QStringLiteral("release"))->error().isEmpty()); // Missing, but nobody asked yet.
        input<QLineEdit>("wait")->setText(QStringLiteral("60"));
        QTRY_VERIFY(m_card->form().row(QStringLiteral("wait"))->error().isEmpty());
    }

    void theErrorIsTheOneOfTheCommandLine()
    {
        input<QLineEdit>("listen")->setText(QStringLiteral("nonsense"));
        QTRY_VERIFY(!m_card->form().row(QStringLiteral("listen"))->error().isEmpty());
        const auto result =
            validated(m_card->form().operation(), {{QStringLiteral("release"), QStringLiteral("x")},
                                                   {QStringLiteral("listen"), QStringLiteral("nonsense")}});
        QVERIFY(!result);
        QCOMPARE(m_card->form().row(QStringLiteral("listen"))->error().toLower(), result.error().message.toLower());
    }

    void runningMarksWhatIsMissingAndFocusesIt()
    {
        QSignalSpy run(m_card.get(), &OperationCard::runRequested);
        QCOMPARE(m_card->form().whyNot(), QStringLiteral("Not yet: Release is missing"));
        QTest::mouseClick(m_card->runButton(), Qt::LeftButton);
        QVERIFY(run.isEmpty());
        QVERIFY(!m_card->form().row(QStringLiteral("release"))->error().isEmpty());
        QVERIFY(input<QLineEdit>("release")->hasFocus());
        QTest::keyClicks(input<QLineEdit>("release"), QStringLiteral("samr21"));
        QTRY_VERIFY(m_card->form().row(QStringLiteral("release"))->error().isEmpty());
        QTest::mouseClick(m_card->runButton(), Qt::LeftButton);
        QCOMPARE(run.count(), 1);
        QCOMPARE(run.first().at(0).toString(), QStringLiteral("test.echo"));
        QCOMPARE(run.first().at(1).toJsonObject().value(QStringLiteral("release")).toString(),
                 QStringLiteral("samr21"));
    }

    void theCommandDoesTheSame()
    {
        input<QLineEdit>("release")->setText(QStringLiteral("it's one"));
        input<ChipEdit>("boards")->setValues({QStringLiteral("a"), QStringLiteral("b c")});
        input<QComboBox>("method")->setCurrentIndex(2);
        input<QLineEdit>("wait")->setText(QStringLiteral("30"));
        QTest::mouseClick(child<Button>(m_card.get(), "copyCommand"), Qt::LeftButton);
        QCOMPARE(QApplication::clipboard()->text(),
                 QStringLiteral("otaw test echo --boards=a --boards='b c' --method=put --wait=30 'it'\\''s one'"));
        input<QComboBox>("method")->setCurrentIndex(0); // The default is not written.
        QVERIFY(!m_card->form().command().contains(QStringLiteral("--method")));
    }

    void aPathComesFromThePicker()
    {
        m_card->form().setAskPath([](QWidget*, const Parameter& parameter, std::function<void(const QString&)> answer) {
            answer(QStringLiteral("/tmp/") + parameter.name);
        });
        QTest::mouseClick(
            m_card->form().field(QStringLiteral("file"))->findChild<IconButton*>(QStringLiteral("picker")),
            Qt::LeftButton);
        QCOMPARE(input<QLineEdit>("file")->text(), QStringLiteral("/tmp/file"));
        QTRY_COMPARE(m_card->form().row(QStringLiteral("file"))->error(),
                     QStringLiteral("There is no file '/tmp/file'"));
        const QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("there")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        input<QLineEdit>("file")->setText(file.fileName());
        QTRY_VERIFY(m_card->form().row(QStringLiteral("file"))->error().isEmpty());
    }

    void valuesComeBackAsTheyWere()
    {
        const QJsonObject values{{QStringLiteral("release"), QStringLiteral("r")},
                                 {QStringLiteral("boards"), QJsonArray{QStringLiteral("a"), QStringLiteral("b")}},
                                 {QStringLiteral("method"), QStringLiteral("post")},
                                 {QStringLiteral("wait"), 45},
                                 {QStringLiteral("dry-run"), true}};
        m_card->form().setValues(values);
        const QJsonObject found = m_card->form().values();
        QCOMPARE(found.value(QStringLiteral("boards")), values.value(QStringLiteral("boards")));
        QCOMPARE(found.value(QStringLiteral("method")), values.value(QStringLiteral("method")));
        QCOMPARE(found.value(QStringLiteral("wait")),
                 QJsonValue(QStringLiteral("45"))); // As typed; checked as a number.
        const auto arguments = validated(m_card->form().operation(), found);
        QVERIFY_RESULT(arguments);
        QCOMPARE(arguments->integer(QStringLiteral("wait")), 45);
    }

    void namesOfTheBenchAreSuggested()
    {
        m_card->form().setSuggest([](const Operation&, const Parameter& parameter) {
            return parameter.name == QStringLiteral("release") ? QStringList{QStringLiteral("samr21-xpro_suit_update")}
                                                               : QStringList();
        });
        QVERIFY(input<QLineEdit>("release")->completer());
        QVERIFY(!input<QLineEdit>("listen")->completer());
    }

    void aDestructiveOperationLooksLikeOne()
    {
        const OperationCard card(*m_operations->registry.find(QStringLiteral("test.remove")));
        QVERIFY(hasLook(card.runButton(), u"danger"));
        QVERIFY(hasLook(m_card->runButton(), u"primary"));
    }

private:
    template<typename T>
    T* input(const char* parameter) const
    {
        return qobject_cast<T*>(m_card->form().field(QString::fromLatin1(parameter))->input());
    }

    std::unique_ptr<FakeOperations> m_operations;
    std::unique_ptr<OperationCard> m_card;
};

OTA_PANEL_TEST_MAIN(TestOperationForm)
#include "tst_operationform.moc"
