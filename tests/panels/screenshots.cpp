// SPDX-License-Identifier: Apache-2.0
// Writes pictures of the panels, the shell and the gallery, light and dark, to a folder for people to look at:
//   panel_screenshots DIR [SCALE]
// or those that the README shows:
//   panel_screenshots --readme DIR

#include "panels/shell/drawer.h"
#include "panels/shell/overlays.h"
#include "panels/shell/palette.h"
#include "panels/widgets/button.h"
#include "panels/widgets/confirm.h"
#include "panels/widgets/emptystate.h"
#include "panels/widgets/gallery.h"
#include "panels/widgets/panelheader.h"
#include "panels/widgets/searchtable.h"
#include "panelshots.h"
#include "panelsupport.h"
#include "pictures.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QDir>
#include <QLineEdit>
#include <QMenu>
#include <QVBoxLayout>

#include <algorithm>
#include <cstdio>

namespace ota {
namespace {

/// A panel with nothing in it.
class EmptyPanel final : public PanelPage
{
public:
    EmptyPanel(QString id, QString title, QString icon, EmptyState* empty)
        : m_id(std::move(id))
        , m_title(std::move(title))
        , m_icon(std::move(icon))
        , m_header(new PanelHeader(m_title))
    {
        m_header->addAction(
            new Button(QStringLiteral("plus"), QStringLiteral("New release"), QStringLiteral("primary")));
        auto* layout = new QVBoxLayout(this);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->addWidget(empty);
    }

    QString id() const override { return m_id; }
    QString title() const override { return m_title; }
    QString icon() const override { return m_icon; }
    PanelHeader* header() const override { return m_header; }
    QString helpText() const override
    {
        return QStringLiteral("A release is the files of one version, published under one id.");
    }

private:
    QString m_id;
    QString m_title;
    QString m_icon;
    PanelHeader* m_header;
};

EmptyState* emptyImages()
{
    auto* empty = new EmptyState(
        EmptyState::Drawing::Releases, QStringLiteral("Your releases appear here"),
        QStringLiteral("A release is the files of one version, published under one id. Build one, or drop "
                       "files anywhere in this window."));
    empty->addPrimary(QStringLiteral("plus"), QStringLiteral("Build a release"));
    empty->addOther(QStringLiteral("folder"), QStringLiteral("Import files…"));
    empty->addCard(
        QStringLiteral("virtual"), QStringLiteral("Try it without hardware"),
        QStringLiteral(
            "Makes a key, builds and publishes a SUIT release, starts CoAP on loopback, adds a virtual board, "
            "notifies it and shows the session. About 20 seconds; everything can be removed again with one "
            "action."),
        QStringLiteral("play"), QStringLiteral("Run the demo"));
    empty->addKeys({{QStringLiteral("Ctrl K"), QStringLiteral("all operations")},
                    {QStringLiteral("Ctrl 1 … 8"), QStringLiteral("panels")},
                    {QStringLiteral("F1"), QStringLiteral("help")}});
    return empty;
}

EmptyState* empty(EmptyState::Drawing drawing, const char* headline, const char* sentence)
{
    return new EmptyState(drawing, QString::fromUtf8(headline), QString::fromUtf8(sentence));
}

void addRest(MainWindow& window)
{
    window.addPanel(
        new EmptyPanel(QStringLiteral("images"), QStringLiteral("Images"), QStringLiteral("images"), emptyImages()));
    window.addPanel(new EmptyPanel(
        QStringLiteral("serving"), QStringLiteral("Serving"), QStringLiteral("serving"),
        empty(EmptyState::Drawing::Serving, "Nothing is served yet", "Start a service and boards can fetch.")));
    window.addPanel(new EmptyPanel(
        QStringLiteral("timelines"), QStringLiteral("Timelines"), QStringLiteral("timelines"),
        empty(EmptyState::Drawing::Timelines, "Sessions appear here", "Each attempt of a board is a bar.")));
    window.addPanel(new EmptyPanel(QStringLiteral("commissioning"), QStringLiteral("Commissioning"),
                                   QStringLiteral("commissioning"),
                                   empty(EmptyState::Drawing::Boards, "No board yet", "Add one, or a virtual one.")));
}

/// Draws what is due and takes the picture.
void shoot(QWidget& window, const QDir& folder, const QString& name)
{
    QCoreApplication::sendPostedEvents();
    QTest::qWait(30); // Layouts of nested scroll areas settle over a few events.
    const QString path = folder.filePath(name + QStringLiteral(".png"));
    if (!window.grab().save(path))
        qFatal("cannot write %s", qPrintable(path));
    std::puts(qPrintable(path));
}

void shootTheme(Look::Mode mode, const QString& suffix, const QDir& folder)
{
    WindowFixture fixture;
    fixture.addServices();
    MainWindow& window = fixture.show({1440, 1060});
    Look::of(&window).setMode(mode);
    addRest(window);
    for (const char* name : {"http", "coap", "coaps", "proxy"})
        fixture.services.start(QString::fromLatin1(name));
    Q_EMIT window.panel(QStringLiteral("timelines"))->attentionChanged(2);
    fixture.log.append(QtWarningMsg, QStringLiteral("ota.http"),
                       QStringLiteral("port 5684 is taken by another program"));
    fixture.log.append(QtInfoMsg, QStringLiteral("ota.coap"),
                       QStringLiteral("GET /fw/slot1.bin block 587/0/64 from fd00:b::7"));
    fixture.log.append(QtCriticalMsg, QStringLiteral("ota.store"),
                       QStringLiteral("the disk is full: 0 bytes of 4096 written"));
    QTest::qWait(1200); // The hidden log looks at the ring once a second.
    (void)fixture.jobs.start(QStringLiteral("test.echo"), {{QStringLiteral("release"), QStringLiteral("samr21")}});
    (void)fixture.jobs.start(QStringLiteral("test.fail"), {});
    (void)fixture.jobs.start(QStringLiteral("test.hold"), {});
    fixture.operations.step();
    QTest::qWait(100);
    Look::of(&window).setMotion(false);
    child<Button>(&window, "busyButton")->setBusy(true, QStringLiteral("Publishing …"));
    QTest::qWait(200);
    child<SearchTable>(&window, "galleryTable")->selectRow(1);
    shoot(window, folder, QStringLiteral("gallery-") + suffix);
    window.drawer().open(Drawer::Page::Jobs);
    Q_EMIT fixture.jobs.showRequested(2);
    window.tell(Mark::Good, QStringLiteral("Removed native64 79, 41.0 KiB"), QStringLiteral("Undo"));
    shoot(window, folder, QStringLiteral("shell-jobs-") + suffix);
    window.drawer().open(Drawer::Page::Log);
    shoot(window, folder, QStringLiteral("shell-log-") + suffix);
    window.drawer().close();
    window.openPalette();
    window.palette().line()->setText(QStringLiteral("sui not"));
    shoot(window, folder, QStringLiteral("palette-") + suffix);
    window.palette().close();
    window.showHelp();
    shoot(window, folder, QStringLiteral("help-") + suffix);
    window.help().close();
    auto* menu = child<QMenu>(&window, "mainMenu");
    menu->popup(QPoint(100, 100));
    shoot(*menu, folder, QStringLiteral("menu-") + suffix);
    menu->close();
    auto* choice = window.currentPanel()->findChild<QComboBox*>();
    choice->showPopup();
    shoot(*choice->view()->window(), folder, QStringLiteral("combo-") + suffix);
    choice->hidePopup();
    window.run(QStringLiteral("test.remove"), {});
    auto* question = window.findChild<ConfirmDialog*>();
    shoot(*question, folder, QStringLiteral("confirm-") + suffix);
    question->close();
    window.secret().ask(1, QStringLiteral("Passphrase of bench-ed25519-1"));
    shoot(window, folder, QStringLiteral("secret-") + suffix);
    window.secret().close();
    window.openForm(QStringLiteral("test.echo"), {{QStringLiteral("wait"), QStringLiteral("9999")},
                                                  {QStringLiteral("boards"), QStringLiteral("samr21-xpro-a")}});
    window.palette().card()->run();
    shoot(window, folder, QStringLiteral("form-errors-") + suffix);
    window.palette().close();
    window.resize(1440, 900);
    for (int i = 1; i < window.panelCount(); ++i) {
        window.showPanel(i);
        shoot(window, folder, QStringLiteral("empty-%1-%2").arg(window.currentPanel()->id(), suffix));
    }
    window.showPanel(0);
    window.resize(900, 700);
    shoot(window, folder, QStringLiteral("narrow-") + suffix);
    for (int i = 0; i < 4; ++i)
        fixture.operations.step();
}

QString themeName(Look::Mode mode)
{
    return mode == Look::Mode::Dark ? QStringLiteral("dark") : QStringLiteral("light");
}

void write(const QImage& picture, const QDir& folder, const QString& name)
{
    const QString path = folder.filePath(name + QStringLiteral(".png"));
    if (!savePicture(picture, path))
        qFatal("cannot write %s", qPrintable(path));
    std::puts(qPrintable(path));
}

/// Each panel empty and filled, in the sizes of a large and a small screen.
void shootPanels(const QDir& folder)
{
    for (const auto& [size, suffix] :
         {std::pair{QSize(1440, 900), QString()}, {QSize(1000, 640), QStringLiteral("-small")}}) {
        PanelStage stage(size);
        for (const PanelShot& shot : panelShots()) {
            for (const Look::Mode mode : {Look::Mode::Light, Look::Mode::Dark})
                write(stillPicture(stage.arrange(shot, mode)), folder,
                      QLatin1String(shot.name) + u'-' + themeName(mode) + suffix);
        }
    }
}

/// The forms that begin something new.
void shootForms(const QDir& folder)
{
    for (const Look::Mode mode : {Look::Mode::Light, Look::Mode::Dark}) {
        PanelStage stage({1440, 900});
        for (const PanelShot& shot : panelShots()) {
            const QString panel = QString::fromLatin1(shot.panel);
            if (shot.content == BenchFixture::Content::Empty ||
                (panel != QStringLiteral("boards") && panel != QStringLiteral("images")))
                continue;
            MainWindow& window = stage.arrange(shot, mode);
            window.currentPanel()->createNew();
            write(stillPicture(window), folder, panel + QStringLiteral("-new-") + themeName(mode));
        }
    }
}

void shootReadme(const QDir& folder)
{
    const std::pair<QString, Look::Mode> wanted[]{{QStringLiteral("images-filled"), Look::Mode::Light},
                                                  {QStringLiteral("boards-filled"), Look::Mode::Light},
                                                  {QStringLiteral("timelines-filled"), Look::Mode::Dark}};
    PanelStage stage({1440, 900});
    for (const auto& [name, mode] : wanted) {
        const auto shot =
            std::ranges::find(panelShots(), name, [](const PanelShot& s) { return QString::fromLatin1(s.name); });
        write(stillPicture(stage.arrange(*shot, mode)), folder, QString::fromLatin1(shot->panel));
    }
}

} // namespace
} // namespace ota

int main(int argc, char** argv)
{
    const bool readme = argc > 2 && QByteArray(argv[1]) == "--readme";
    if (argc < 2) {
        std::fputs("usage: panel_screenshots DIR [SCALE] | --readme DIR\n", stderr);
        return 2;
    }
    ota::setPictureEnvironment();
    if (!readme && argc > 2)
        qputenv("QT_SCALE_FACTOR", argv[2]);
    const QApplication application(argc, argv);
    const ota::Language language(QStringLiteral("en"));
    ota::setPictureLook();
    const QDir folder(QString::fromLocal8Bit(argv[readme ? 2 : 1]));
    if (!folder.mkpath(QStringLiteral("."))) {
        std::fputs("panel_screenshots: the folder can not be made\n", stderr);
        return 3;
    }
    if (readme) {
        ota::shootReadme(folder);
        return 0;
    }
    ota::shootPanels(folder);
    ota::shootForms(folder);
    ota::shootTheme(ota::Look::Mode::Light, QStringLiteral("light"), folder);
    ota::shootTheme(ota::Look::Mode::Dark, QStringLiteral("dark"), folder);
    return 0;
}
