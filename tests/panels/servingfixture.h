// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/benchwindow.h"
#include "panels/serving/servicecard.h"
#include "panels/serving/serviceinspector.h"
#include "panels/serving/servingkeeper.h"
#include "panels/serving/servingpanel.h"
#include "panels/widgets/button.h"
#include "panelsupport.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QMenu>
#include <QTemporaryDir>

#include <memory>

namespace ota {

/// A window on a bench of its own that shows the Serving panel; its services listen on free ports of loopback.
class ServingFixture
{
public:
    static constexpr int longMs = 20'000;

    ServingFixture()
    {
        QDir().mkpath(path(QStringLiteral("bench")));
        open();
    }

    QString path(const QString& name) const { return m_directory.filePath(name); }
    QString write(const QString& name, const QByteArray& content) const
    {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("%s can not be written", qPrintable(name));
        return file.fileName();
    }

    /// Closes the window and opens another one on the same bench.
    void open()
    {
        m_bench.reset();
        m_bench = std::make_unique<BenchWindow>(path(QStringLiteral("bench")), QStringLiteral("1.0"), m_log);
        MainWindow& window = m_bench->window();
        window.resize(1440, 900);
        window.show();
        QApplication::setActiveWindow(&window);
        window.openThing(QStringLiteral("serving"), QStringLiteral("service/http"));
    }

    BenchWindow& bench() { return *m_bench; }
    MainWindow& window() { return m_bench->window(); }
    ServingPanel* panel() { return static_cast<ServingPanel*>(window().panel(QStringLiteral("serving"))); }
    ServiceInspector* inspector() { return static_cast<ServiceInspector*>(panel()->inspector()); }
    const ServeSettings& kept() { return panel()->keeper().settings(); }
    ServiceCard* card(const QString& service)
    {
        return child<ServiceCard>(panel(), qPrintable(QStringLiteral("card.") + service));
    }
    ServiceStatus status(const QString& service) { return m_bench->services().entry(service)->status; }

    /// By clicks on the card's buttons.
    void clickStart(const QString& service) { click(child<Button>(card(service), "start")); }
    void clickStop(const QString& service) { click(child<IconButton>(card(service), "stop")); }
    void select(const QString& service) { QTest::mouseClick(card(service), Qt::LeftButton, {}, {80, 100}); }
    static void click(QWidget* widget) { QTest::mouseClick(widget, Qt::LeftButton); }
    static void click(QMenu* menu, const char* action)
    {
        QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(child<QAction>(menu, action)).center());
    }
    /// The menu that is open; null when none is.
    static QMenu* menu(const char* name)
    {
        auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
        return menu && menu->objectName() == QLatin1String(name) ? menu : nullptr;
    }

    /// Runs an operation as the palette would. Its end, once it is there: empty when it went well.
    std::shared_ptr<std::optional<QString>> run(const char* operation, const QJsonObject& values)
    {
        auto end = std::make_shared<std::optional<QString>>();
        const auto started = m_bench->jobs().start(
            QString::fromLatin1(operation), values, &window(),
            [end](const Result<Outcome>& outcome) { *end = outcome ? QString() : outcome.error().toString(); });
        if (!started)
            *end = started.error().toString();
        return end;
    }

private:
    LogRing m_log;
    QTemporaryDir m_directory;
    std::unique_ptr<BenchWindow> m_bench;
};

} // namespace ota

/// Runs an operation in a ServingFixture and waits until it has gone well.
#define RUN_OPERATION(fixture, operation, ...)                                                                         \
    do {                                                                                                               \
        const auto runEnd = (fixture).run(operation, QJsonObject __VA_ARGS__);                                         \
        QTRY_VERIFY_WITH_TIMEOUT(runEnd->has_value(), ServingFixture::longMs);                                         \
        QCOMPARE(**runEnd, QString());                                                                                 \
    } while (false)

/// Lets the services of a ServingFixture listen on any free ports of loopback.
#define USE_FREE_PORTS(fixture)                                                                                        \
    RUN_OPERATION(fixture, "serving.set",                                                                              \
                  {{"http", QJsonArray{"loopback:0"}},                                                                 \
                   {"https", QJsonArray{"loopback:0"}},                                                                \
                   {"coap", QJsonArray{"loopback:0"}},                                                                 \
                   {"coaps", QJsonArray{"loopback:0"}},                                                                \
                   {"exosense", QJsonArray{"loopback:0"}},                                                             \
                   {"exosense-tls", QJsonArray{"loopback:0"}},                                                         \
                   {"exosense-mqtt", QJsonArray{"loopback:0"}},                                                        \
                   {"exosense-mqtts", QJsonArray{"loopback:0"}}})

/// Starts a service by a click on its card and waits until it runs.
#define START_SERVICE(fixture, service)                                                                                \
    do {                                                                                                               \
        (fixture).clickStart(service);                                                                                 \
        QTRY_COMPARE_WITH_TIMEOUT((fixture).status(service).state, ServiceStatus::State::Running,                      \
                                  ServingFixture::longMs);                                                             \
        QTRY_VERIFY(!(fixture).card(service)->address().endsWith(QStringLiteral(":0")));                               \
    } while (false)
