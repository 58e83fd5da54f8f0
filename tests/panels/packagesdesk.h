// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/benchwindow.h"
#include "panels/packages/packagesmodel.h"
#include "panels/packages/packagespanel.h"
#include "panels/widgets/fieldrow.h"
#include "panels/widgets/searchtable.h"
#include "panelsupport.h"

#include <QAbstractButton>
#include <QAbstractItemModelTester>
#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QScrollArea>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTimer>

#include <memory>

namespace ota {

/// Long enough for anything that works, on a busy machine, too.
inline constexpr int packagesMs = 30'000;

/// The window on a bench of its own with the panel Packages in front, and the hands of a person.
class PackagesDesk
{
public:
    PackagesDesk()
        : window(directory.filePath(QStringLiteral("bench")), QStringLiteral("test"), log)
        , panel(static_cast<PackagesPanel*>(window.window().panel(QStringLiteral("packages"))))
    {
        for (QAbstractItemModel* model : panel->findChildren<QAbstractItemModel*>())
            new QAbstractItemModelTester(model, QAbstractItemModelTester::FailureReportingMode::QtTest, model);
        window.window().resize(1440, 900);
        window.window().show();
        window.window().openThing(QStringLiteral("packages"), {});
    }

    template<typename T>
    T* child(const char* name)
    {
        return ota::child<T>(&window.window(), name);
    }

    /// Waits until a hand could reach the widget: shown, laid out, scrolled to.
    static void reach(QWidget* widget)
    {
        const auto seen = [widget] {
            return widget->visibleRegion().contains(widget->rect().center());
        };
        QTRY_VERIFY2(widget->isVisible() && !widget->size().isEmpty(), qPrintable(widget->objectName()));
        for (QWidget* above = widget->parentWidget(); above && !seen(); above = above->parentWidget()) {
            if (auto* area = qobject_cast<QScrollArea*>(above))
                area->ensureWidgetVisible(widget);
        }
        QTRY_VERIFY2(seen(), qPrintable(widget->objectName()));
    }
    static void click(QWidget* widget)
    {
        reach(widget);
        QTRY_VERIFY2_WITH_TIMEOUT(widget->isEnabled(), qPrintable(widget->objectName()), packagesMs);
        QTest::mouseClick(widget, Qt::LeftButton);
    }
    void click(const char* name) { click(child<QWidget>(name)); }
    /// The window has the keyboard again, after a dialog.
    void activate()
    {
        window.window().activateWindow();
        QTRY_COMPARE(QApplication::activeWindow(), static_cast<QWidget*>(&window.window()));
    }
    /// Writes over what stands in the field.
    void fill(const char* name, const QString& text)
    {
        auto* line = child<QLineEdit>(name);
        click(line);
        line->selectAll();
        QTest::keyClicks(line, text);
    }
    /// What a person fills in for a package that is fine. `url` null: nothing yet.
    void fillIn(const char* url = "https://files.example.com/fw.bin")
    {
        fill("package.vendor", QStringLiteral("acme"));
        fill("package.product", QStringLiteral("iotgw1"));
        fill("package.version", QStringLiteral("1.0.1"));
        fill("package.name", QStringLiteral("prod"));
        if (url)
            fill("payload.url", QLatin1StringView(url));
    }
    /// Answers the dialog that From file opens, and waits until the file is content of the bench.
    void takeFile(const QString& path, const QString& id)
    {
        click("payloadFromFile");
        QFileDialog* dialog = nullptr;
        QTRY_VERIFY((dialog = panel->findChild<QFileDialog*>(QStringLiteral("payloadDialog"))));
        Q_EMIT dialog->fileSelected(path);
        dialog->reject();
        QTRY_VERIFY_WITH_TIMEOUT(child<QLineEdit>("payload.url")->text().endsWith(QStringLiteral("?id=") + id),
                                 packagesMs);
        activate();
    }
    /// The row that says what is wrong with a field.
    static FieldRow* rowOf(QWidget* field)
    {
        for (QWidget* above = field; above; above = above->parentWidget()) {
            if (auto* row = qobject_cast<FieldRow*>(above))
                return row;
        }
        qFatal("%s stands in no row", qPrintable(field->objectName()));
    }
    FieldRow* rowOf(const char* field) { return rowOf(child<QWidget>(field)); }
    /// Chooses the row that has this text in its first column.
    void clickRow(const char* name, const QString& text)
    {
        auto* table = child<SearchTable>(name);
        const auto found = [&] {
            for (int i = 0; i < table->model()->rowCount(); ++i) {
                if (table->model()->index(i, 0).data().toString() == text)
                    return table->model()->index(i, 0);
            }
            return QModelIndex();
        };
        QTRY_VERIFY2_WITH_TIMEOUT(found().isValid(), qPrintable(text), packagesMs);
        table->scrollTo(found());
        const auto at = [&] {
            return table->visualRect(found().siblingAtColumn(1)).center();
        };
        QTRY_VERIFY(table->viewport()->visibleRegion().contains(at()));
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, at());
        QTRY_COMPARE(table->currentIndex().row(), found().row());
    }

    /// Runs an operation as the palette would, and waits for its end.
    void run(const char* operation, const QJsonObject& values)
    {
        const auto ended = std::make_shared<bool>(false); // It may end after we have given up.
        const auto started =
            window.jobs().start(QString::fromLatin1(operation), values, panel, [ended](const Result<Outcome>& outcome) {
                *ended = true;
                QVERIFY_RESULT(outcome);
            });
        QVERIFY_RESULT(started);
        QTRY_VERIFY_WITH_TIMEOUT(*ended, packagesMs);
    }
    /// The last job of this operation has ended well.
    bool hasRun(const char* operation)
    {
        const JobEntry* last = nullptr;
        for (const int id : window.jobs().ids()) {
            if (window.jobs().job(id)->operation == QLatin1StringView(operation))
                last = window.jobs().job(id);
        }
        return last && last->result && *last->result;
    }

    QString write(const QString& name, const QByteArray& bytes)
    {
        const QString path = directory.filePath(name);
        QDir().mkpath(QFileInfo(path).path());
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write %s", qPrintable(path));
        return path;
    }
    /// The text of config_otau for one URL.
    static QJsonObject config(const char* version, const char* name, const QString& url)
    {
        return {{QStringLiteral("version"), QLatin1StringView(version)},
                {QStringLiteral("name"), QLatin1StringView(name)},
                {QStringLiteral("type"), QStringLiteral("FILE")},
                {QStringLiteral("payload"), url}};
    }
    static QByteArray textOf(const QJsonObject& object) { return QJsonDocument(object).toJson(QJsonDocument::Compact); }
    /// A folder with two packages that are fine, one of each kind that is not, and a file.
    QString folderOfPackages()
    {
        const auto package = [this](const char* name, const char* vendor, const QJsonObject& request) {
            write(QStringLiteral("in/") + QLatin1StringView(name),
                  textOf({{QStringLiteral("author"), QStringLiteral("lab")},
                          {QStringLiteral("vendor"), QLatin1StringView(vendor)},
                          {QStringLiteral("product"), QStringLiteral("gw")},
                          {QStringLiteral("config_otau"), request}}));
        };
        package("package_acme_gw_prod_2-0.json", "acme",
                config("2.0", "prod", QStringLiteral("http://127.0.0.1:8090/provision/download?id=fw.bin")));
        package("package_acme_gw_other_1-0.json", "acme",
                config("1.0", "other", QStringLiteral("https://files.example.com/fw.bin")));
        package("package_placeholder.json", "<vendor>", config("1", "n", QStringLiteral("http://127.0.0.1/x")));
        package("package_wrong.json", "acme",
                {{QStringLiteral("version"), QString()},
                 {QStringLiteral("name"), QStringLiteral("n")},
                 {QStringLiteral("type"), QStringLiteral("file")},
                 {QStringLiteral("payload"), 7}});
        write(QStringLiteral("in/package_broken.json"), "{ no json");
        write(QStringLiteral("in/package_noconfig.json"), textOf({{QStringLiteral("vendor"), QStringLiteral("acme")}}));
        write(QStringLiteral("in/fw.bin"), QByteArray(4096, 'f'));
        return directory.filePath(QStringLiteral("in"));
    }
    const PackageRow* row(const QString& id) { return panel->findChild<PackagesModel*>()->row(id); }

    /// What one sees, for people: into the folder that OTA_PICTURES names.
    void picture(const char* name)
    {
        const QString folder = qEnvironmentVariable("OTA_PICTURES");
        if (folder.isEmpty())
            return;
        QTimer settled;
        QSignalSpy spy(&settled, &QTimer::timeout);
        settled.start(400);
        (void)spy.wait();
        window.window().grab().save(QDir(folder).filePath(QString::fromLatin1(name) + QStringLiteral(".png")));
    }

    QTemporaryDir directory;
    LogRing log;
    BenchWindow window;
    PackagesPanel* panel;
};

} // namespace ota
