// SPDX-License-Identifier: Apache-2.0
// The releases of a real bench, by clicks and keys.

#include "app/benchwindow.h"
#include "panels/images/imagelist.h"
#include "panels/images/imagespanel.h"
#include "panels/images/lintlist.h"
#include "panels/images/manifesttree.h"
#include "panels/images/manifestview.h"
#include "panels/images/releasebuilder.h"
#include "panels/images/releasemodel.h"
#include "panels/widgets/badge.h"
#include "panels/widgets/banner.h"
#include "panels/widgets/button.h"
#include "panels/widgets/confirm.h"
#include "panels/widgets/fieldrow.h"
#include "panels/widgets/filterfield.h"
#include "panels/widgets/hexview.h"
#include "panels/widgets/keyvaluelist.h"
#include "panels/widgets/labels.h"
#include "panels/widgets/searchtable.h"
#include "panels/widgets/segmentedcontrol.h"
#include "panelsupport.h"

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QDropEvent>
#include <QFile>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QPointer>
#include <QProcess>
#include <QScrollArea>
#include <QSignalSpy>
#include <QTabBar>
#include <QTemporaryDir>

#include <algorithm>
#include <memory>

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
    Desk() { open(); }

    void open()
    {
        own = std::make_unique<BenchWindow>(directory.path(), QStringLiteral("test"), log);
        panel = static_cast<ImagesPanel*>(window().panel(QStringLiteral("images")));
        window().resize(1440, 900);
        window().show();
        window().openThing(QStringLiteral("images"), QString());
        activate();
    }
    void close()
    {
        panel = nullptr;
        own.reset();
    }
    /// What a window manager does when a dialog has gone.
    void activate()
    {
        window().activateWindow();
        QTRY_VERIFY(window().isActiveWindow());
    }
    MainWindow& window() { return own->window(); }
    BenchFeed& feed() { return own->feed(); }
    const Release* release(const char* id) { return feed().release(QString::fromLatin1(id)); }

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
        activate();
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
    void fill(const QString& id, const QByteArray& content = QByteArray(5000, 'a'))
    {
        click(child<Button>("newReleaseButton"));
        QTRY_VERIFY(line("id")->hasFocus());
        type(line("id"), id);
        type(line("vendor"), QStringLiteral("riot-os.org"));
        type(line("class"), QStringLiteral("samr21-xpro"));
        chooseImage(file(QStringLiteral("lamp.bin"), content));
    }

    /// The same with a key that signs.
    void fillAll(const QString& id, const QByteArray& content = QByteArray(5000, 'a'))
    {
        fill(id, content);
        if (child<QComboBox>("keyBox")->findText(QStringLiteral("bench-a")) < 0)
            makeKey(QStringLiteral("bench-a"));
        auto* publish = child<Button>("publishButton");
        QTRY_VERIFY2(publish->isEnabled(), qPrintable(publish->whyNot()));
    }
    void publish(const QString& id)
    {
        fillAll(id);
        click(child<Button>("publishButton"));
        QTRY_VERIFY(feed().release(id));
        QTRY_VERIFY(!builder()->isVisible());
    }
    void exportTo(const QString& path)
    {
        child<QAction>("exportReleaseAction")->trigger();
        QTRY_VERIFY(panel->findChild<QFileDialog*>(QStringLiteral("exportDialog")));
        const QPointer<QFileDialog> dialog = panel->findChild<QFileDialog*>(QStringLiteral("exportDialog"));
        auto* name = dialog->findChild<QLineEdit*>(QStringLiteral("fileNameEdit"));
        name->setText(path);
        QTest::keyClick(name, Qt::Key_Return);
        QTRY_VERIFY(!dialog);
        activate();
    }
    /// Runs a copied command in a shell and gives what it wrote. The window is closed meanwhile, since it holds the
    /// bench.
    QByteArray otaw(QString command)
    {
        const QString program = QStringLiteral("otaw");
        if (!command.startsWith(program + u' '))
            qFatal("not a command of ours: %s", qPrintable(command));
        command.replace(0, program.size(),
                        QStringLiteral("'%1' --bench '%2'").arg(QStringLiteral(OTAW_PROGRAM), directory.path()));
        QProcess process;
        process.setWorkingDirectory(files.path());
        process.setProcessChannelMode(QProcess::MergedChannels);
        close();
        process.start(QStringLiteral("/bin/sh"), {QStringLiteral("-c"), command});
        const bool ended = process.waitForFinished(60'000);
        const QByteArray output = process.readAll();
        if (!ended || process.exitCode() != 0)
            qWarning("%s: %s", qPrintable(command), output.constData());
        open();
        return output;
    }
    /// What an action of the release's menu puts on the clipboard.
    QString copiedFromMenu(const char* action)
    {
        QApplication::clipboard()->clear();
        auto* remove = child<QAction>("removeReleaseAction");
        auto* more = child<IconButton>("inspectorMore");
        if (!QTest::qWaitFor([more, remove] { return more->isVisible() && remove->isEnabled(); }, 20'000))
            qFatal("no release is chosen");
        QTest::mouseClick(more, Qt::LeftButton);
        child<QAction>(action)->trigger();
        child<QMenu>("releaseMenu")->close();
        return QApplication::clipboard()->text();
    }
    /// What became of the job that was started last.
    QString lastJob()
    {
        const auto ids = own->jobs().ids();
        const JobEntry* job = ids.empty() ? nullptr : own->jobs().job(ids.back());
        return job ? QString(job->operation + QStringLiteral(": ") + job->words()) : QString();
    }
    QDialog* question() { return panel->window()->findChild<ConfirmDialog*>(); }
    QString questionText()
    {
        QStringList texts;
        for (const QLabel* label : question()->findChildren<QLabel*>())
            texts << label->text();
        for (const Paragraph* paragraph : question()->findChildren<Paragraph*>())
            texts << paragraph->text();
        return texts.join(u'\n');
    }

    QTemporaryDir directory;
    QTemporaryDir files;
    LogRing log;
    std::unique_ptr<BenchWindow> own;
    ImagesPanel* panel = nullptr;
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
        picture(desk.window(), "images-empty");
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
        QTRY_VERIFY(!desk.row("signWith")->error().isEmpty());
        QVERIFY(publish->whyNot().contains(QStringLiteral("unsigned")));
        desk.makeKey(QStringLiteral("bench-a"));
        QTRY_VERIFY2(publish->isEnabled(), qPrintable(publish->whyNot()));
        QVERIFY(desk.row("signWith")->error().isEmpty());
        QCOMPARE(desk.line("uri-base")->text(), QStringLiteral("coap://127.0.0.1/lamp"));
        picture(desk.window(), "images-builder");
        Look::of(desk.panel).setMode(Look::Mode::Dark);
        picture(desk.window(), "images-builder-dark");
        Look::of(desk.panel).setMode(Look::Mode::Light);
        click(publish);
        QTRY_COMPARE(desk.rows(), 1);
        QCOMPARE(desk.cell(0, ReleaseModel::Name), QStringLiteral("lamp"));
        QCOMPARE(desk.cell(0, ReleaseModel::SignedBy), QStringLiteral("bench-a"));
        QTRY_COMPARE(desk.child<Badge>("verdictBadge")->text(), QStringLiteral("verified"));
        QTRY_VERIFY(!desk.builder()->isVisible());
        picture(desk.window(), "images-filled");
    }

    void whatIsMissingIsSaidAtItsField()
    {
        Desk desk;
        click(desk.child<Button>("newReleaseButton"));
        QTRY_VERIFY(desk.line("id")->hasFocus());
        QTRY_VERIFY(desk.builder()->isSettled());
        auto* publish = desk.child<Button>("publishButton");
        QVERIFY(!publish->isEnabled());
        QVERIFY2(publish->whyNot().contains(QStringLiteral("ID is missing")), qPrintable(publish->whyNot()));
        type(desk.line("vendor"), QStringLiteral("riot-os.org"));
        QTest::keyClick(desk.line("vendor"), Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY(!desk.row("id")->error().isEmpty());
        QTRY_VERIFY(desk.line("id")->hasFocus());
        type(desk.line("id"), QStringLiteral("lamp"));
        QTRY_VERIFY(desk.row("id")->error().isEmpty());
        QTRY_VERIFY2(publish->whyNot().contains(QStringLiteral("Images is missing")), qPrintable(publish->whyNot()));
        desk.chooseImage(desk.file(QStringLiteral("lamp.bin"), QByteArray(64, 'x')));
        QTRY_VERIFY2(publish->whyNot().contains(QStringLiteral("Class is missing")), qPrintable(publish->whyNot()));
        type(desk.line("sequence"), QStringLiteral("seven"));
        QTRY_VERIFY(!desk.row("sequence")->error().isEmpty());
        QVERIFY(hasLook(desk.line("sequence"), u"error"));
        QCOMPARE(desk.rows(), 0);
    }

    void aTooLongAddressIsRefusedAtItsField()
    {
        Desk desk;
        desk.fillAll(QStringLiteral("lamp"));
        auto* publish = desk.child<Button>("publishButton");
        const QString base = QStringLiteral("coap://[2001:db8::1]/") + QString(110, u'x') + QStringLiteral("/lamp");
        type(desk.line("uri-base"), base);
        QTRY_VERIFY(!desk.row("uri-base")->error().isEmpty());
        QVERIFY2(desk.row("uri-base")->error().contains(QStringLiteral("127")),
                 qPrintable(desk.row("uri-base")->error()));
        QVERIFY(hasLook(desk.line("uri-base"), u"error"));
        QTRY_VERIFY(!publish->isEnabled());
        picture(desk.window(), "images-refused");
        desk.child<QComboBox>("keyBox")->setFocus();
        click(desk.child<LintItem>("lint.riot-uri"));
        QTRY_VERIFY(desk.line("uri-base")->hasFocus());
        // The address is somebody's own now: another id does not change it.
        type(desk.line("id"), QStringLiteral("lantern"));
        QCOMPARE(desk.line("uri-base")->text(), base);
        type(desk.line("uri-base"), QStringLiteral("coap://[2001:db8::1]/lantern"));
        QTRY_VERIFY2(publish->isEnabled(), qPrintable(publish->whyNot()));
        QVERIFY(desk.row("uri-base")->error().isEmpty());
    }

    void anotherVendorAndALowSequenceAreToldAsOneTypes()
    {
        Desk desk;
        desk.publish(QStringLiteral("lamp"));
        QTRY_VERIFY(desk.child<QAction>("buildNextAction")->isEnabled());
        QTest::keyClick(desk.table(), Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(desk.builder()->isVisible());
        QCOMPARE(desk.line("id")->text(), QStringLiteral("lamp"));
        QCOMPARE(desk.line("class")->text(), QStringLiteral("samr21-xpro")); // As it was the last time.
        desk.chooseImage(desk.file(QStringLiteral("lamp.bin"), QByteArray(5000, 'b')));
        type(desk.line("vendor"), QStringLiteral("acme.example"));
        QTRY_VERIFY2(desk.row("vendor")->warning().contains(QStringLiteral("riot-os.org")),
                     qPrintable(desk.row("vendor")->warning()));
        type(desk.line("vendor"), QStringLiteral("riot-os.org"));
        QTRY_VERIFY(desk.row("vendor")->warning().isEmpty());
        const quint64 last = desk.release("lamp")->sequence().value_or(0);
        auto* publish = desk.child<Button>("publishButton");
        type(desk.line("sequence"), QString::number(last));
        QTRY_VERIFY2(desk.row("sequence")->error().contains(QString::number(last)),
                     qPrintable(desk.row("sequence")->error()));
        QVERIFY(!publish->isEnabled());
        type(desk.line("sequence"), QString::number(last + 1));
        QTRY_VERIFY2(publish->isEnabled(), qPrintable(publish->whyNot()));
        QTest::keyClick(desk.line("sequence"), Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(desk.release("lamp")->sequence().value_or(0), last + 1);
    }

    void aDraftIsKeptPublishedComparedAndRemoved()
    {
        Desk desk;
        desk.publish(QStringLiteral("lamp"));
        desk.fillAll(QStringLiteral("lamp"), QByteArray(2048, 'a') + QByteArray(2952, 'c'));
        click(desk.child<Button>("prepareButton"));
        QTRY_VERIFY2(desk.rows() == 2, qPrintable(desk.lastJob()));
        QTRY_COMPARE(desk.cell(1, ReleaseModel::Published), QStringLiteral("draft"));
        QTRY_COMPARE(desk.table()->currentIndex().row(), 1);

        click(desk.child<Button>("compareButton"));
        auto* fields = desk.child<SearchTable>("compareTable");
        QTRY_VERIFY(fields->isVisible());
        QTRY_VERIFY(fields->model()->rowCount() > 0);
        const QAbstractItemModelTester tester(fields->model());
        QStringList paths;
        for (int row = 0; row < fields->model()->rowCount(); ++row)
            paths << fields->model()->index(row, 0).data().toString();
        QVERIFY2(paths.filter(QStringLiteral("image-digest")).size() == 1, qPrintable(paths.join(u'\n')));
        QVERIFY(paths.filter(QStringLiteral("image-size")).isEmpty());
        const auto rows = desk.child<KeyValueList>("compareFiles")->rows();
        const auto image = std::ranges::find(rows, QStringLiteral("lamp.bin"), &KeyValue::key);
        QVERIFY(image != rows.end());
        const auto blocks = std::find_if(image, rows.end(),
                                         [](const KeyValue& row) { return row.key == QStringLiteral("at its place"); });
        QVERIFY(blocks != rows.end());
        QVERIFY2(blocks->value.contains(QStringLiteral("3 of 5")), qPrintable(blocks->value));
        picture(desk.window(), "images-compare");
        click(desk.child<Button>("copyCompareCommand"));
        QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("otaw release compare lamp draft:lamp"));
        QVERIFY(desk.otaw(QApplication::clipboard()->text()).contains("image-digest"));

        QTRY_COMPARE(desk.rows(), 2); // The window is a new one.
        const quint64 before = desk.release("lamp")->sequence().value_or(0);
        desk.table()->chooseRow(1);
        QTRY_VERIFY(desk.child<QAction>("publishDraftAction")->isEnabled());
        QTest::keyClick(desk.table(), Qt::Key_P, Qt::ControlModifier);
        QTRY_COMPARE(desk.rows(), 1);
        QTRY_VERIFY(desk.release("lamp")->sequence().value_or(0) > before);

        desk.table()->chooseRow(0);
        QTRY_VERIFY(desk.child<QAction>("removeReleaseAction")->isEnabled());
        desk.table()->setFocus();
        QTest::keyClick(desk.table(), Qt::Key_Delete);
        QTRY_VERIFY(desk.question());
        QVERIFY2(desk.questionText().contains(QStringLiteral("lamp")), qPrintable(desk.questionText()));
        QTest::keyClick(desk.question(), Qt::Key_Escape);
        QTRY_VERIFY(!desk.question());
        QCOMPARE(desk.rows(), 1);
        desk.activate();
        QTest::keyClick(desk.table(), Qt::Key_Delete);
        QTRY_VERIFY(desk.question());
        click(ota::child<Button>(desk.question(), "confirm"));
        QTRY_COMPARE(desk.rows(), 0);
        QTRY_VERIFY(desk.child<Button>("buildReleaseButton")->isVisible());
    }

    void whatIsCopiedDoesTheSame()
    {
        Desk desk;
        desk.fillAll(QStringLiteral("lamp two"));
        click(desk.child<Button>("copyBuildCommand"));
        const QString command = QApplication::clipboard()->text();
        QVERIFY2(command.startsWith(QStringLiteral("otaw release build")), qPrintable(command));
        desk.otaw(command);
        QTRY_COMPARE(desk.rows(), 1);
        QCOMPARE(desk.cell(0, ReleaseModel::Name), QStringLiteral("lamp two"));
        QCOMPARE(desk.cell(0, ReleaseModel::SignedBy), QStringLiteral("bench-a"));
        QTRY_VERIFY(desk.child<QAction>("removeReleaseAction")->isEnabled());
        QTest::keyClick(desk.table(), Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(QApplication::clipboard()->text().startsWith(QStringLiteral("otaw release show")));
        QVERIFY(desk.otaw(QApplication::clipboard()->text()).contains("lamp.bin"));
        QTRY_COMPARE(desk.rows(), 1);
        desk.otaw(desk.copiedFromMenu("copy.release.export"));
        QFile written(desk.files.filePath(QStringLiteral("lamp two/lamp.bin")));
        QVERIFY(written.open(QIODevice::ReadOnly));
        QCOMPARE(written.readAll(), QByteArray(5000, 'a'));
        desk.otaw(desk.copiedFromMenu("copy.release.remove"));
        QTRY_VERIFY(desk.feed().isLoaded());
        QTRY_COMPARE(desk.rows(), 0);
    }

    void filesAreExportedAndNotReplacedUnasked()
    {
        Desk desk;
        desk.publish(QStringLiteral("lamp"));
        desk.table()->chooseRow(0);
        desk.exportTo(desk.files.path());
        const QString path = desk.files.filePath(QStringLiteral("lamp/lamp.bin"));
        QTRY_VERIFY(QFileInfo(path).size() == 5000);
        QTRY_VERIFY(QFileInfo::exists(desk.files.filePath(QStringLiteral("lamp/manifest"))));
        desk.exportTo(desk.files.path());
        QTRY_VERIFY(desk.question());
        QVERIFY2(desk.questionText().contains(path), qPrintable(desk.questionText()));
        QTest::keyClick(desk.question(), Qt::Key_Escape);
        QTRY_VERIFY(!desk.question());
    }

    void itemsAndBytesOfTheManifestBelongTogether()
    {
        Desk desk;
        desk.publish(QStringLiteral("lamp"));
        desk.table()->chooseRow(0);
        auto* tree = desk.child<ManifestTreeView>("manifestTree");
        auto* hex = desk.child<HexView>("manifestHex");
        QTRY_VERIFY(tree->model()->rowCount() == 1);
        const QAbstractItemModelTester tester(tree->model());
        // What is signed is marked from the start.
        QTRY_COMPARE(tree->currentIndex().data(ManifestTreeModel::NameRole).toString(), QStringLiteral("manifest"));
        QVERIFY(hex->mark().length > 100);
        const QModelIndexList vendors =
            tree->model()->match(tree->model()->index(0, 0), ManifestTreeModel::NameRole,
                                 QStringLiteral("vendor-identifier"), 1, Qt::MatchExactly | Qt::MatchRecursive);
        QCOMPARE(vendors.size(), 1);
        QCOMPARE(vendors.first().data(ManifestTreeModel::ValueRole).toString(), QStringLiteral("riot-os.org"));
        tree->scrollTo(vendors.first());
        QTest::mouseClick(tree->viewport(), Qt::LeftButton, {}, tree->visualRect(vendors.first()).center());
        QCOMPARE(hex->mark().offset, vendors.first().data(ManifestTreeModel::OffsetRole).toLongLong());
        QCOMPARE(hex->mark().length, vendors.first().data(ManifestTreeModel::LengthRole).toLongLong());
        picture(desk.window(), "images-marked");
        hex->setFocus();
        QTest::keyClick(hex, Qt::Key_Home, Qt::ControlModifier);
        QTRY_VERIFY(tree->currentIndex() != vendors.first());

        auto* digests = desk.child<KeyValueList>("digestList");
        desk.child<QTabBar>("inspectorTabs")->setCurrentIndex(1);
        QTRY_VERIFY(digests->isVisible());
        const QByteArray image(5000, 'a');
        const auto row = std::ranges::find(digests->rows(), QStringLiteral("lamp.bin"), &KeyValue::key);
        QVERIFY(row != digests->rows().end());
        QCOMPARE(row->copy, Digest::of(QByteArrayView(image)).hex());
        digests->setFocus();
        QTRY_VERIFY(digests->hasFocus()); // The first row is chosen by it.
        for (auto at = digests->rows().begin(); at != row; ++at)
            QTest::keyClick(digests, Qt::Key_Down);
        QTest::keyClick(digests, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QApplication::clipboard()->text(), row->copy);
        picture(desk.window(), "images-digests");
    }

    void droppedFilesBeginARelease()
    {
        Desk desk;
        const QString first = desk.file(QStringLiteral("lamp-slot0.1.riot.bin"), QByteArray(600, '0'));
        const QString second = desk.file(QStringLiteral("lamp-slot1.1.riot.bin"), QByteArray(600, '1'));
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(first), QUrl::fromLocalFile(second)});
        QDragEnterEvent enter({400, 400}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&desk.window(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(400, 400), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&desk.window(), &drop);
        QVERIFY(desk.builder()->isVisible());
        QCOMPARE(desk.line("id")->text(), QStringLiteral("lamp"));
        QCOMPARE(desk.builder()->findChildren<QLineEdit*>(QStringLiteral("imageComponent")).size(), 2);
        QVERIFY(desk.builder()->isTouched());
        // Closed and opened again it is still there.
        click(desk.child<IconButton>("closeBuilderButton"));
        QTRY_VERIFY(!desk.builder()->isVisible());
        click(desk.child<Button>("newReleaseButton"));
        QTRY_VERIFY(desk.builder()->isVisible());
        QCOMPARE(desk.line("id")->text(), QStringLiteral("lamp"));
        const auto removers = desk.builder()->findChildren<IconButton*>(QStringLiteral("imageRemove"));
        QTRY_VERIFY(removers.first()->isVisible());
        click(removers.first());
        QCOMPARE(desk.builder()->findChild<ImageList*>()->count(), 1);
    }

    void theFilterFindsByDigestAndScope()
    {
        Desk desk;
        desk.publish(QStringLiteral("lamp"));
        desk.publish(QStringLiteral("door"));
        QTRY_COMPARE(desk.rows(), 2);
        const QAbstractItemModelTester tester(desk.table()->filter()->sourceModel());
        QTest::keyClick(desk.panel, Qt::Key_F, Qt::ControlModifier);
        auto* filter = desk.child<FilterField>("imagesFilter");
        QTRY_VERIFY(filter->hasFocus());
        const QString hash = desk.cell(1, ReleaseModel::Hash);
        QTest::keyClicks(filter, hash.left(12));
        QTRY_COMPARE(desk.rows(), 1);
        QCOMPARE(desk.cell(0, ReleaseModel::Name), QStringLiteral("lamp"));
        QTest::keyClick(filter, Qt::Key_Escape);
        QTRY_COMPARE(desk.rows(), 2);
        auto* scope = desk.child<SegmentedControl>("imagesScope");
        QTest::mouseClick(scope->segment(2), Qt::LeftButton);
        QTRY_COMPARE(desk.rows(), 0);
        QTest::mouseClick(scope->segment(0), Qt::LeftButton);
        QTRY_COMPARE(desk.rows(), 2);
        desk.table()->selectAll();
        QTRY_VERIFY(desk.child<QAction>("removeReleaseAction")->isEnabled());
        desk.table()->setFocus();
        QTest::keyClick(desk.table(), Qt::Key_Delete);
        QTRY_VERIFY(desk.question());
        QVERIFY2(desk.questionText().contains(QStringLiteral("lamp")) &&
                     desk.questionText().contains(QStringLiteral("door")),
                 qPrintable(desk.questionText()));
        picture(desk.window(), "images-question");
        click(ota::child<Button>(desk.question(), "confirm"));
        QTRY_COMPARE(desk.rows(), 0);
    }

    void whatIsBeingBuiltCanBeCancelled()
    {
        Desk desk;
        desk.fill(QStringLiteral("lamp"));
        // A key with a password: the job waits for it, as long as one likes.
        click(desk.child<Button>("newKeyButton"));
        auto* form = desk.child<QWidget>("newKeyForm");
        auto* name = form->findChild<QLineEdit*>();
        QTRY_VERIFY(name->isVisible());
        type(name, QStringLiteral("secret-1"));
        ota::child<QWidget>(form, "field.encrypt")->findChild<QAbstractButton*>()->click();
        click(desk.child<Button>("makeKeyButton"));
        auto* secret = desk.child<QLineEdit>("secretLine");
        auto* box = desk.child<QComboBox>("keyBox");
        for (int asked = 0; asked < 2 && box->currentText() != QStringLiteral("secret-1"); ++asked) {
            // What is made of a password takes its time on purpose.
            QTRY_VERIFY_WITH_TIMEOUT(secret->isVisible() || box->currentText() == QStringLiteral("secret-1"), 30'000);
            if (!secret->isVisible())
                break;
            QTest::keyClicks(secret, QStringLiteral("a long password"));
            QTest::keyClick(secret, Qt::Key_Return);
        }
        QTRY_COMPARE_WITH_TIMEOUT(box->currentText(), QStringLiteral("secret-1"), 30'000);
        auto* publish = desk.child<Button>("publishButton");
        QTRY_VERIFY2(publish->isEnabled(), qPrintable(publish->whyNot()));
        auto* cancel = desk.child<Button>("cancelBuildButton");
        QVERIFY(!cancel->isVisible());
        click(publish);
        QVERIFY(cancel->isVisible());
        QVERIFY(desk.builder()->isRunning());
        click(cancel);
        QTRY_VERIFY_WITH_TIMEOUT(!desk.builder()->isRunning(), 30'000);
        QVERIFY(desk.builder()->isVisible());
        QVERIFY(!cancel->isVisible());
        QCOMPARE(desk.rows(), 0);
        QCOMPARE(desk.line("id")->text(), QStringLiteral("lamp"));
    }

    void aThousandReleasesComeAndChangeInTheirPlace()
    {
        const FakeClock clock(Q_INT64_C(1'795'200'000'000'000'000));
        ReleaseModel model(clock);
        const QAbstractItemModelTester tester(&model);
        std::vector<Release> releases;
        for (int i = 0; i < 1000; ++i) {
            Release release;
            release.id = ReleaseId(QStringLiteral("lamp-%1").arg(i, 4, 10, QLatin1Char('0')));
            release.version = QString::number(i);
            release.createdNs = clock.nowNs() - qint64(i) * 1'000'000'000;
            releases.push_back(release);
        }
        SearchTable table(QStringLiteral("Releases"));
        table.setColumns({{QStringLiteral("Release"), 200}, {QStringLiteral("World"), 100}});
        table.setSource(&model);
        model.setReleases(releases, {});
        QCOMPARE(model.rowCount(), 1000);
        table.selectSource(model.indexOf(QStringLiteral("lamp-0500"), false));
        QCOMPARE(table.selectedSources().size(), 1);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        releases.erase(releases.begin() + 10, releases.begin() + 20);
        releases[700].version = QStringLiteral("next");
        releases[700].generation = 2;
        Release fresh;
        fresh.id = ReleaseId(QStringLiteral("a-lamp"));
        releases.insert(releases.begin(), fresh);
        Release draft = fresh;
        draft.state = Release::State::Draft;
        model.setReleases(releases, {draft});
        QCOMPARE(model.rowCount(), 992);
        QCOMPARE(reset.count(), 0);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(table.currentSource().data().toString(), QStringLiteral("lamp-0500"));
        QCOMPARE(table.selectedSources().size(), 1);
        QVERIFY(model.indexOf(QStringLiteral("a-lamp"), true).isValid());
    }

    void aNarrowWindowHasRoomForTheForm()
    {
        Desk desk;
        desk.fillAll(QStringLiteral("a-release-with-a-name-as-long-as-possible"));
        desk.window().resize(900, 620);
        auto* lint = desk.child<LintPane>("lintPane");
        auto* scroll = desk.child<QScrollArea>("builderScroll");
        auto* inside = lint->widget();
        QTRY_VERIFY(lint->mapTo(desk.builder(), QPoint()).x() >= scroll->geometry().right());
        QTRY_COMPARE(desk.builder()->width(), desk.panel->width());
        QTRY_VERIFY(desk.child<Button>("newReleaseButton")->width() < 60);
        picture(desk.window(), "images-narrow");
        desk.window().resize(720, 480);
        QTRY_VERIFY(inside->width() > 600);
        QTRY_VERIFY(lint->mapTo(desk.builder(), QPoint()).y() >= scroll->geometry().bottom());
        QVERIFY(scroll->widget()->width() <= scroll->viewport()->width());
        picture(desk.window(), "images-smallest");
        desk.window().resize(1440, 900);
        QTRY_VERIFY(lint->mapTo(desk.builder(), QPoint()).x() >= scroll->geometry().right());
    }

    void tabGoesAsTheEyeDoes()
    {
        Desk desk;
        desk.fillAll(QStringLiteral("lamp"));
        desk.line("id")->setFocus();
        QTRY_VERIFY(desk.line("id")->hasFocus());
        auto* copy = desk.child<Button>("copyBuildCommand");
        QPoint before(-1, -1);
        QStringList way;
        while (QApplication::focusWidget() != copy && way.size() < 40) {
            QWidget* focus = QApplication::focusWidget();
            const QRect area(focus->mapTo(desk.panel, QPoint()), focus->size());
            way << (focus->objectName().isEmpty() ? focus->parentWidget()->objectName() : focus->objectName());
            QVERIFY2(desk.builder()->isAncestorOf(focus), qPrintable(way.join(u' ')));
            // Below the one before, or right of it on the same line.
            QVERIFY2(area.bottom() > before.y() || area.left() > before.x(), qPrintable(way.join(u' ')));
            before = QPoint(area.left(), area.bottom());
            QTest::keyClick(focus, Qt::Key_Tab);
        }
        QVERIFY2(QApplication::focusWidget() == copy, qPrintable(way.join(u' ')));
        for (const char* name : {"imageComponent", "keyBox", "newKeyButton", "publishButton", "prepareButton"})
            QVERIFY2(way.contains(QString::fromLatin1(name)), qPrintable(way.join(u' ')));
    }

    void everythingHasAName()
    {
        Desk desk;
        desk.publish(QStringLiteral("lamp"));
        click(desk.child<Button>("newReleaseButton"));
        QTRY_VERIFY(desk.builder()->isVisible());
        QStringList nameless;
        for (QWidget* top : {static_cast<QWidget*>(desk.panel), desk.panel->inspector()}) {
            for (const QWidget* widget : top->findChildren<QWidget*>()) {
                if (!(widget->focusPolicy() & Qt::TabFocus) || widget->focusProxy() || !widget->isVisible())
                    continue;
                const QAccessibleInterface* accessible =
                    QAccessible::queryAccessibleInterface(const_cast<QWidget*>(widget));
                if (!accessible || accessible->text(QAccessible::Name).isEmpty())
                    nameless << QStringLiteral("%1 %2").arg(QString::fromLatin1(widget->metaObject()->className()),
                                                            widget->objectName());
            }
        }
        QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(u'\n')));
    }
};

OTA_PANEL_TEST_MAIN(TestImagesPanel)
#include "tst_imagespanel.moc"
