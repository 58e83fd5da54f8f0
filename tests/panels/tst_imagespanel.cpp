// SPDX-License-Identifier: Apache-2.0
// The releases of a real bench, by clicks and keys.

#include "app/benchwindow.h"
#include "panels/images/imagespanel.h"
#include "panels/images/releasebuilder.h"
#include "panels/widgets/badge.h"
#include "panels/widgets/button.h"
#include "panels/widgets/emptystate.h"
#include "panels/widgets/fieldrow.h"
#include "panels/widgets/searchtable.h"
#include "panelsupport.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QLineEdit>
#include <QPointer>
#include <QTemporaryDir>

using namespace ota;

namespace {

/// What one sees, for people: into the folder that OTA_PICTURES names.
void picture(QWidget& window, const char* name)
{
    if (const QString folder = qEnvironmentVariable("OTA_PICTURES"); !folder.isEmpty())
        window.grab().save(QDir(folder).filePath(QString::fromLatin1(name) + QStringLiteral(".png")));
}

void click(QWidget* widget)
{
    QVERIFY2(widget->isVisible(), qPrintable(widget->objectName()));
    QVERIFY2(widget->isEnabled(), qPrintable(widget->objectName() + QStringLiteral(" ") + widget->toolTip()));
    QTest::mouseClick(widget, Qt::LeftButton);
}

void type(QLineEdit* line, const QString& text)
{
    line->setFocus();
    line->selectAll();
    if (text.isEmpty())
        QTest::keyClick(line, Qt::Key_Delete);
    else
        QTest::keyClicks(line, text);
}

/// A window on a bench of its own with the images in front.
class Desk
{
public:
    Desk()
        : window(directory.path(), QStringLiteral("test"), log)
        , panel(static_cast<ImagesPanel*>(window.window().panel(QStringLiteral("images"))))
    {
        window.window().resize(1440, 900);
        window.window().show();
        window.window().openThing(QStringLiteral("images"), QString());
    }

    template<typename T>
    T* child(const char* name)
    {
        return ota::child<T>(panel->window(), name);
    }
    QLineEdit* line(const char* parameter)
    {
        return ota::child<QWidget>(builder(), QByteArray("field.").append(parameter).constData())
            ->findChild<QLineEdit*>();
    }
    FieldRow* row(const char* parameter)
    {
        return ota::child<FieldRow>(builder(), QByteArray("row.").append(parameter).constData());
    }
    ReleaseBuilder* builder() { return child<ReleaseBuilder>("releaseBuilder"); }
    SearchTable* table() { return child<SearchTable>("imagesTable"); }
    int rows() { return table()->model()->rowCount(); }
    QString cell(int row, int column) { return table()->model()->index(row, column).data().toString(); }

    QString file(const QString& name, const QByteArray& content)
    {
        QFile file(files.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("the file can not be written");
        return file.fileName();
    }
    /// As one does who chooses files in the dialog.
    void chooseImage(const QString& path)
    {
        click(child<Button>("addImageButton"));
        QTRY_VERIFY(panel->findChild<QFileDialog*>(QStringLiteral("imagesDialog")));
        const QPointer<QFileDialog> dialog = panel->findChild<QFileDialog*>(QStringLiteral("imagesDialog"));
        // Not typed: the completer of Qt's own dialog would open a popup, and the dialog is not ours.
        dialog->findChild<QLineEdit*>(QStringLiteral("fileNameEdit"))->setText(path);
        QTest::keyClick(dialog->findChild<QLineEdit*>(QStringLiteral("fileNameEdit")), Qt::Key_Return);
        QTRY_VERIFY(!dialog);
    }
    void makeKey(const QString& name)
    {
        click(child<Button>("newKeyButton"));
        auto* line = child<QWidget>("newKeyForm")->findChild<QLineEdit*>();
        QTRY_VERIFY(line->isVisible());
        type(line, name);
        click(child<Button>("makeKeyButton"));
        QTRY_COMPARE(child<QComboBox>("keyBox")->currentText(), name);
    }
    /// The builder with everything in it that a RIOT release needs.
    void fill(const QString& id)
    {
        click(child<Button>("newReleaseButton"));
        QTRY_VERIFY(line("id")->hasFocus());
        type(line("id"), id);
        type(line("vendor"), QStringLiteral("riot-os.org"));
        type(line("class"), QStringLiteral("samr21-xpro"));
        chooseImage(file(QStringLiteral("lamp.bin"), QByteArray(5000, 'a')));
    }

    QTemporaryDir directory;
    QTemporaryDir files;
    LogRing log;
    BenchWindow window;
    ImagesPanel* panel;
};

} // namespace

class TestImagesPanel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEmptyBenchOffersARelease()
    {
        Desk desk;
        auto* build = desk.child<Button>("buildReleaseButton");
        QTRY_VERIFY(build->isVisible());
        picture(desk.window.window(), "images-empty");
        click(build);
        QTRY_VERIFY(desk.line("id")->hasFocus());
        QTest::keyClick(desk.line("id"), Qt::Key_Escape);
        QTRY_VERIFY(build->isVisible());
    }

    void aReleaseIsBuiltSignedAndPublished()
    {
        Desk desk;
        desk.fill(QStringLiteral("lamp"));
        auto* publish = desk.child<Button>("publishButton");
        QTRY_VERIFY(desk.builder()->isSettled());
        QVERIFY(!publish->isEnabled());
        picture(desk.window.window(), "images-builder-unsigned");
        desk.makeKey(QStringLiteral("bench-a"));
        QTRY_VERIFY2(publish->isEnabled(), qPrintable(publish->whyNot()));
        QCOMPARE(desk.line("uri-base")->text(), QStringLiteral("coap://127.0.0.1/lamp"));
        picture(desk.window.window(), "images-builder");
        click(publish);
        QTRY_COMPARE(desk.rows(), 1);
        QCOMPARE(desk.cell(0, 0), QStringLiteral("lamp"));
        QTRY_COMPARE(desk.child<Badge>("verdictBadge")->text(), QStringLiteral("verified"));
        QTRY_VERIFY(!desk.builder()->isVisible());
        picture(desk.window.window(), "images-filled");
    }
};

OTA_PANEL_TEST_MAIN(TestImagesPanel)
#include "tst_imagespanel.moc"
