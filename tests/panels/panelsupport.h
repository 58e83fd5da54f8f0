// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/language.h"
#include "base/logring.h"
#include "fakeclock.h"
#include "measuredapplication.h"
#include "operations/operationregistry.h"
#include "panels/shell/mainwindow.h"
#include "panels/widgets/benchfeed.h"
#include "panels/widgets/jobcenter.h"
#include "panels/widgets/memory.h"
#include "panels/widgets/servicehost.h"
#include "testsupport.h"

#include <QApplication>
#include <QEnterEvent>
#include <QTest>

#include <semaphore>

namespace ota {

/// The look that tests and pictures are made with: own font, light, no motion.
Look& installTestLook();

/// A service that opens nothing and does as it is told.
class FakeService final : public Service
{
public:
    FakeService(const QString& name, QString address, std::optional<Error> failure = {});
    Result<> start() override;
    void stop() override;

private:
    QString m_address;
    std::optional<Error> m_failure;
};

/// Operations with every type of parameter, and jobs that a test holds in its hand.
/// `test.echo` gives back its values; `test.hold` runs until release() or cancel, reporting progress; `test.fail`
/// fails; `test.ask` asks for a secret; `test.remove` is destructive.
class FakeOperations
{
public:
    FakeOperations();

    OperationRegistry registry;
    /// Lets one `test.hold` go on to its next step of four.
    void step() { m_steps.release(); }

private:
    std::counting_semaphore<1000> m_steps{0};
};

/// Everything a window needs, made up.
class WindowFixture
{
public:
    WindowFixture();
    ~WindowFixture();

    FakeOperations operations;
    FakeClock clock{Q_INT64_C(1'795'200'000'000'000'000)};
    LogRing log;
    ShortMemory memory;
    JobCenter jobs;
    ServiceHost services;
    BenchFeed bench; ///< Of no bench: its lists stay empty.
    std::unique_ptr<MainWindow> window;

    /// Adds the six services of the mock-ups, with fakes behind them.
    void addServices();
    /// Makes the window with a gallery in it and shows it.
    MainWindow& show(QSize size = {1440, 900});
    static JobCenter::ContextFactory contextFactory();
};

/// The child of that object name; fails the program when there is none, since names are the contract.
template<typename T>
T* child(const QObject* parent, const char* name)
{
    T* found = parent->findChild<T*>(QString::fromLatin1(name));
    if (!found)
        qFatal("there is no %s of that name: %s", T::staticMetaObject.className(), name);
    return found;
}

/// As with the mouse over it: news of the window stay until they are left.
inline void hover(QWidget* widget)
{
    QEnterEvent enter({}, {}, {});
    QApplication::sendEvent(widget, &enter);
}

} // namespace ota

/// As QTEST_MAIN, with the window's look.
#define OTA_PANEL_TEST_MAIN(TestClass)                                                                                 \
    int main(int argc, char** argv)                                                                                    \
    {                                                                                                                  \
        const ota::MeasuredApplication application(argc, argv);                                                        \
        const ota::Language language(QStringLiteral("en"));                                                            \
        ota::installTestLook();                                                                                        \
        TestClass test;                                                                                                \
        return QTest::qExec(&test, argc, argv);                                                                        \
    }
