// SPDX-License-Identifier: Apache-2.0
// What holds for all panels, whatever they show: names for screen readers, the way of the Tab key, models that keep
// their word, and nothing left behind when the window closes.

#include "benchfixture.h"
#include "panels/widgets/panelpage.h"
#include "panelsupport.h"

#include <QAbstractButton>
#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QButtonGroup>
#include <QDirIterator>
#include <QPointer>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>

using namespace ota;

namespace {

using Content = BenchFixture::Content;

QString described(const QWidget* widget)
{
    QStringList names;
    for (; widget && !widget->isWindow(); widget = widget->parentWidget()) {
        if (!widget->objectName().isEmpty() || names.isEmpty())
            names.prepend(QString::fromLatin1(widget->metaObject()->className()) + u' ' + widget->objectName());
    }
    return names.join(QStringLiteral(" / "));
}

/// Of those of which one is chosen Tab reaches that one, and the arrows the others.
bool isUnchosen(const QWidget* widget)
{
    const auto* button = qobject_cast<const QAbstractButton*>(widget);
    return button && button->isCheckable() && !button->isChecked() &&
           (button->autoExclusive() || (button->group() && button->group()->exclusive()));
}

/// Visible, able and willing to be reached with Tab.
QList<QWidget*> reachable(const QWidget& window)
{
    QList<QWidget*> found;
    for (QWidget* widget : window.findChildren<QWidget*>()) {
        if (widget->isVisible() && widget->isEnabled() && (widget->focusPolicy() & Qt::TabFocus) &&
            !widget->focusProxy() && !widget->size().isEmpty() && !isUnchosen(widget))
            found << widget;
    }
    return found;
}

/// Where Tab, or Shift+Tab, leads from the present focus until it comes round.
QSet<QWidget*> wayOfTab(QWidget& window, Qt::KeyboardModifiers modifiers)
{
    QSet<QWidget*> way;
    constexpr int tooLong = 500;
    for (int i = 0; i < tooLong; ++i) {
        QWidget* at = window.focusWidget();
        if (!at || way.contains(at))
            break;
        way << at;
        QTest::keyClick(at, modifiers ? Qt::Key_Backtab : Qt::Key_Tab, modifiers);
    }
    return way;
}

QList<QByteArray> filesOf(const QString& folder, const QString& pattern)
{
    QList<QByteArray> contents;
    QDirIterator files(QStringLiteral(OTA_SOURCE_DIR "/") + folder, {pattern}, QDir::Files,
                       QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (!file.open(QIODevice::ReadOnly))
            qFatal("cannot read %s", qPrintable(file.fileName()));
        contents << file.readAll();
    }
    return contents;
}

/// Every class of panels/ that is a model.
QStringList modelsOfTheSources()
{
    static const QRegularExpression form(QStringLiteral(
        "class (\\w+)(?: final)? : public (?:Q(?:Abstract\\w+Model|\\w+ProxyModel|\\w+ItemModel)\\b|RowsModel<)"));
    QStringList names;
    for (const QByteArray& header : filesOf(QStringLiteral("panels"), QStringLiteral("*.*"))) {
        for (auto found = form.globalMatch(QString::fromUtf8(header)); found.hasNext();)
            names << found.next().captured(1);
    }
    names.removeAll(QStringLiteral("GalleryModel")); // The developers' own.
    names.removeAll(QStringLiteral("RowsModel"));    // What others are made of.
    return names;
}

/// A test of it elsewhere, for a model that is only there while one looks at it.
bool hasTesterOfItsOwn(const QString& model)
{
    return std::ranges::any_of(filesOf(QStringLiteral("tests/panels"), QStringLiteral("tst_*.cpp")),
                               [name = model.toLatin1()](const QByteArray& test) {
                                   return test.contains("QAbstractItemModelTester") && test.contains(name);
                               });
}

void eachPanelRows()
{
    QTest::addColumn<QString>("panel");
    QTest::addColumn<bool>("filled");
    for (const char* panel : {"boards", "images", "packages", "serving", "timelines"}) {
        QTest::addRow("%s empty", panel) << QString::fromLatin1(panel) << false;
        QTest::addRow("%s filled", panel) << QString::fromLatin1(panel) << true;
    }
}

} // namespace

class TestEveryPanel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatTakesTheFocusHasAName_data() { eachPanelRows(); }

    void whatTakesTheFocusHasAName()
    {
        QFETCH(const QString, panel);
        QFETCH(const bool, filled);
        MainWindow& window = open(panel, filled);
        QStringList nameless;
        for (QWidget* widget : reachable(window)) {
            QAccessibleInterface* face = QAccessible::queryAccessibleInterface(widget);
            if (!face || face->text(QAccessible::Name).trimmed().isEmpty())
                nameless << described(widget);
        }
        QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(u'\n')));
    }

    void tabReachesEverything_data() { eachPanelRows(); }

    void tabReachesEverything()
    {
        QFETCH(const QString, panel);
        QFETCH(const bool, filled);
        MainWindow& window = open(panel, filled);
        const QList<QWidget*> all = reachable(window);
        QVERIFY(!all.isEmpty());
        for (const Qt::KeyboardModifiers modifiers :
             {Qt::KeyboardModifiers(), Qt::KeyboardModifiers(Qt::ShiftModifier)}) {
            all.constFirst()->setFocus();
            const QSet<QWidget*> way = wayOfTab(window, modifiers);
            QStringList missed;
            for (QWidget* widget : all) {
                // Who gets the focus may choose a row, and with it what the inspector shows.
                if (!way.contains(widget) && widget->isVisible())
                    missed << described(widget);
            }
            QVERIFY2(missed.isEmpty(), qPrintable(QStringLiteral("%1 of %2 are reached; not:\n%3")
                                                      .arg(all.size() - missed.size())
                                                      .arg(all.size())
                                                      .arg(missed.join(u'\n'))));
        }
    }

    void theModelsKeepTheirWord()
    {
        // Watched from before the first row comes.
        BenchFixture bench(Content::Filled);
        BenchWindow& window = bench.make();
        const auto models = window.window().findChildren<QAbstractItemModel*>();
        QVERIFY(models.size() > 3);
        for (QAbstractItemModel* model : models)
            new QAbstractItemModelTester(model, QAbstractItemModelTester::FailureReportingMode::QtTest, model);
        window.window().show();
        QTRY_VERIFY(window.feed().isLoaded());
        for (int i = 0; i < window.window().panelCount(); ++i) {
            window.window().showPanel(i);
            (void)stillPicture(window.window());
        }
        QStringList untested;
        for (const QString& name : modelsOfTheSources()) {
            const bool watched = std::ranges::any_of(models, [&](const auto* model) {
                return name == QLatin1String(model->metaObject()->className()).mid(5);
            });
            if (!watched && !hasTesterOfItsOwn(name))
                untested << name;
        }
        QVERIFY2(untested.isEmpty(), qPrintable(untested.join(u' ')));
        const auto filled = std::ranges::count_if(models, [](const auto* model) { return model->rowCount() > 0; });
        QVERIFY(filled > 3);
    }

    void nothingIsLeftWhenTheWindowCloses()
    {
        m_bench.reset();
        const QWidgetList before = QApplication::allWidgets();
        QList<QPointer<QObject>> objects;
        {
            BenchFixture bench(Content::Filled);
            MainWindow& window = bench.show();
            for (int i = 0; i < window.panelCount(); ++i) {
                window.showPanel(i);
                (void)stillPicture(window);
            }
            for (QObject* object : window.findChildren<QObject*>())
                objects << object;
        }
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QStringList left;
        for (const auto& object : objects) {
            if (object)
                left << QString::fromLatin1(object->metaObject()->className()) + u' ' + object->objectName();
        }
        for (const QWidget* widget : QApplication::allWidgets()) {
            if (!before.contains(widget))
                left << described(widget);
        }
        QVERIFY2(left.isEmpty(), qPrintable(left.join(u'\n')));
        QVERIFY(objects.size() > 500);
    }

private:
    MainWindow& open(const QString& panel, bool filled)
    {
        const Content content = filled ? Content::Filled : Content::Empty;
        if (m_content != content || !m_bench) {
            m_bench.reset();
            m_bench = std::make_unique<BenchFixture>(content);
            m_bench->show();
            m_content = content;
        }
        MainWindow& window = m_bench->bench().window();
        if (!QTest::qWaitForWindowActive(&window, 30'000))
            qFatal("the window is not active");
        if (!window.openThing(panel, {}))
            qFatal("there is no panel %s", qPrintable(panel));
        (void)stillPicture(window);
        return window;
    }

    Content m_content = Content::Empty;
    std::unique_ptr<BenchFixture> m_bench;
};

OTA_PANEL_TEST_MAIN(TestEveryPanel)
#include "tst_everypanel.moc"
