// SPDX-License-Identifier: Apache-2.0
#include "panels/images/imagespanel.h"

#include "base/error.h"
#include "otaserver/manifestfacts.h"
#include "panels/images/releasebuilder.h"
#include "panels/images/releaseinspector.h"
#include "panels/images/releasemodel.h"
#include "panels/widgets/banner.h"
#include "panels/widgets/benchfeed.h"
#include "panels/widgets/button.h"
#include "panels/widgets/confirm.h"
#include "panels/widgets/emptystate.h"
#include "panels/widgets/filterfield.h"
#include "panels/widgets/format.h"
#include "panels/widgets/jobcenter.h"
#include "panels/widgets/keyvaluelist.h"
#include "panels/widgets/memory.h"
#include "panels/widgets/panelheader.h"
#include "panels/widgets/searchtable.h"
#include "panels/widgets/segmentedcontrol.h"
#include "panels/widgets/trydemo.h"
#include "panels/widgets/workbench.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QJsonArray>
#include <QMenu>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace ota {

namespace {

constexpr std::chrono::seconds ageStep{5};

enum Scope
{
    All,
    Published,
    Drafts
};

bool isDraft(const Release& release)
{
    return release.state == Release::State::Draft;
}

QString earlierText(const QString& size, std::size_t earlier)
{
    QString with = earlier == 0   ? QString()
                   : earlier == 1 ? ImagesPanel::tr(" with 1 earlier publication")
                                  : ImagesPanel::tr(" with %1 earlier publications").arg(earlier);
    return size + with +
           ImagesPanel::tr(". Its paths answer “not found” at once; the last sequence number stays known, "
                           "since boards remember it too.");
}

/// A manifest that is ready, by its name or its first bytes.
bool isManifest(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return false;
    const QByteArray head = file.read(16);
    return looksLikeEnvelope(bytesOf(head));
}

} // namespace

ImagesPanel::ImagesPanel(Workbench& workbench, QWidget* parent)
    : PanelPage(parent)
    , m_workbench(workbench)
    , m_header(new PanelHeader(title()))
    , m_filter(new FilterField(tr("Id, version or signer")))
    , m_scope(new SegmentedControl(tr("Scope"), {tr("All"), tr("Published"), tr("Drafts")}))
    , m_banner(new Banner)
    , m_pages(new QStackedWidget)
    , m_empty(nullptr)
    , m_split(new QSplitter(Qt::Vertical))
    , m_table(new SearchTable(tr("Releases")))
    , m_model(new ReleaseModel(workbench.clock, this))
    , m_inspector(new ReleaseInspector)
{
    setLook(this, QStringLiteral("base"));
    setObjectName(QStringLiteral("imagesPanel"));
    makeActions();
    makeHeader();
    makeTable();
    makeEmpty();
    m_banner->setObjectName(QStringLiteral("imagesBanner"));
    m_banner->setClosable(true);
    m_banner->clear();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_banner);
    layout->addWidget(m_pages, 1);

    connect(&m_workbench.bench, &BenchFeed::loaded, this, &ImagesPanel::refresh);
    connect(&m_workbench.bench, &BenchFeed::releasesChanged, this, &ImagesPanel::refresh);
    connect(&m_workbench.bench, &BenchFeed::keysChanged, this, &ImagesPanel::readCurrent);
    connect(&m_workbench.bench, &BenchFeed::failed, this,
            [this](const QString& why) { m_banner->set(Mark::Bad, tr("The bench can not be read."), why); });
    connect(m_inspector, &ReleaseInspector::menuRequested, this, &ImagesPanel::showMenu);
    connect(m_inspector, &ReleaseInspector::copied, this, [this](const QString& text) {
        if (m_workbench.tell)
            m_workbench.tell(Mark::Good, tr("Copied: %1").arg(text), {}, {});
    });
    m_ages.setInterval(ageStep);
    connect(&m_ages, &QTimer::timeout, m_model, &ReleaseModel::refreshAges);
    refresh();
}

ImagesPanel::~ImagesPanel() = default;

QWidget* ImagesPanel::inspector() const
{
    return m_inspector;
}

int ImagesPanel::inspectorWidth() const
{
    return tokens::width::inspectorImages;
}

QAction* ImagesPanel::addPanelAction(const QString& name, const QString& icon, const QString& text,
                                     const QKeySequence& key, void (ImagesPanel::*run)())
{
    auto* action = new QAction(Look::of(this).icon(icon), text, this);
    action->setObjectName(name);
    action->setShortcut(key);
    connect(action, &QAction::triggered, this, run);
    addAction(action);
    m_actions << action;
    return action;
}

void ImagesPanel::makeActions()
{
    // Ctrl+N is the window's key for the new thing of a panel.
    addPanelAction(QStringLiteral("newReleaseAction"), QStringLiteral("plus"), tr("New release"), {},
                   &ImagesPanel::createNew);
    addPanelAction(QStringLiteral("importFilesAction"), QStringLiteral("folder"), tr("Import files…"), {},
                   &ImagesPanel::importFiles);
    m_next = addPanelAction(QStringLiteral("buildNextAction"), QStringLiteral("release"), tr("Build the next version"),
                            QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_N), &ImagesPanel::buildNext);
    m_publish = addPanelAction(QStringLiteral("publishDraftAction"), QStringLiteral("upload"), tr("Publish the draft"),
                               QKeySequence(Qt::CTRL | Qt::Key_P), &ImagesPanel::publishDraft);
    m_remove = addPanelAction(QStringLiteral("removeReleaseAction"), QStringLiteral("trash"), tr("Remove…"),
                              QKeySequence(Qt::Key_Delete), &ImagesPanel::removeSelected);
}

void ImagesPanel::makeHeader()
{
    m_filter->setObjectName(QStringLiteral("imagesFilter"));
    m_scope->setObjectName(QStringLiteral("imagesScope"));
    m_header->addFilter(m_filter);
    m_header->addScope(m_scope);
    auto* add = new Button(QStringLiteral("plus"), tr("New release"), QStringLiteral("primary"));
    add->setObjectName(QStringLiteral("newReleaseButton"));
    add->setTip(tr("Build or import a release"), QKeySequence(Qt::CTRL | Qt::Key_N));
    m_header->addAction(add);
    connect(add, &QAbstractButton::clicked, this, &ImagesPanel::createNew);
    connect(m_scope, &SegmentedControl::chosen, this, &ImagesPanel::applyScope);
}

void ImagesPanel::makeTable()
{
    m_table->setObjectName(QStringLiteral("imagesTable"));
    m_table->setColumns({{tr("Release"), 206},
                         {tr("World"), 104, {.ink = Ink::Secondary}},
                         {tr("Version"), 104},
                         {tr("Size"), 76, {.alignment = Qt::AlignRight}},
                         {tr("Signed by"), 150, {}, true},
                         {tr("State"), 80, {.ink = Ink::Secondary}},
                         {tr("Age"), 72, {.ink = Ink::Secondary, .alignment = Qt::AlignRight}}});
    m_table->setSource(m_model);
    m_table->setFilterField(m_filter, tr("No release matches “%1”."));
    m_table->remember(m_workbench.memory, QStringLiteral("images/releases"));
    m_table->setRowAction([this](const QModelIndex& index) {
        const Release* release = m_model->release(index);
        return release && isDraft(*release) ? tr("Publish") : QString();
    });
    m_split->setChildrenCollapsible(false);
    m_split->addWidget(m_table);
    m_pages->addWidget(m_split);
    connect(m_table, &SearchTable::currentSourceChanged, this, &ImagesPanel::onSelected);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &ImagesPanel::updateActions);
    connect(m_table, &SearchTable::rowActionTriggered, this, [this](const QModelIndex& index) {
        m_table->selectSource(index);
        publishDraft();
    });
    connect(m_table, &SearchTable::rowOpened, this, [this] {
        m_inspector->setFocus();
        m_inspector->showPage(0);
    });
    connect(m_table, &SearchTable::contextMenuRequested, this,
            [this](const QModelIndex&, const QPoint& at) { showMenu(at); });
}

void ImagesPanel::makeEmpty()
{
    m_empty = new EmptyState(EmptyState::Drawing::Releases, tr("Your releases appear here"),
                             tr("A release is the files of one version, published under one id. Build one, or drop "
                                "files anywhere in this window."));
    m_empty->setObjectName(QStringLiteral("imagesEmpty"));
    Button* build = m_empty->addPrimary(QStringLiteral("plus"), tr("Build a release"));
    build->setObjectName(QStringLiteral("buildReleaseButton"));
    connect(build, &QAbstractButton::clicked, this, &ImagesPanel::createNew);
    Button* import = m_empty->addOther(QStringLiteral("folder"), tr("Import files…"));
    import->setObjectName(QStringLiteral("importFilesButton"));
    connect(import, &QAbstractButton::clicked, this, &ImagesPanel::importFiles);
    addTryDemo(*m_empty, m_workbench);
    m_pages->addWidget(m_empty);
}

void ImagesPanel::refresh()
{
    const BenchFeed& bench = m_workbench.bench;
    m_model->setReleases(bench.releases(), bench.drafts());
    const bool nothing = m_model->rowCount() == 0;
    showPage();
    const int drafts = static_cast<int>(bench.drafts().size());
    const int published = static_cast<int>(bench.releases().size());
    QStringList facts;
    if (published > 0)
        facts << (published == 1 ? tr("1 release") : tr("%1 releases").arg(published));
    if (drafts > 0)
        facts << (drafts == 1 ? tr("1 draft") : tr("%1 drafts").arg(drafts));
    m_header->setFacts(facts.join(QStringLiteral(", ")));
    if (!m_wanted.isEmpty() && bench.isLoaded())
        openThing(std::exchange(m_wanted, {}));
    if (!m_chosen && !nothing && !m_table->currentSource().isValid()) {
        m_chosen = true;
        m_table->selectRow(0);
    }
    readCurrent();
    updateActions();
}

void ImagesPanel::applyScope()
{
    const int scope = m_scope->current();
    if (scope == All) {
        m_table->filter()->setPredicate({});
        return;
    }
    m_table->filter()->setPredicate([this, scope](const QModelIndex& index) {
        const Release* release = m_model->release(index);
        return release && isDraft(*release) == (scope == Drafts);
    });
}

const Release* ImagesPanel::current() const
{
    return m_model->release(m_table->currentSource());
}

QList<const Release*> ImagesPanel::selected() const
{
    QList<const Release*> releases;
    for (const QModelIndex& index : m_table->selectedSources()) {
        if (const Release* release = m_model->release(index))
            releases << release;
    }
    return releases;
}

void ImagesPanel::onSelected()
{
    readCurrent();
    updateActions();
}

void ImagesPanel::readCurrent()
{
    const Release* release = current();
    if (!release) {
        const BenchFeed& bench = m_workbench.bench;
        qint64 size = 0;
        for (const Release& each : bench.releases())
            size += each.sizeBytes();
        m_inspector->showOverview({{tr("Published"), QString::number(bench.releases().size())},
                                   {tr("Size"), sizeText(size)},
                                   {tr("Drafts"), QString::number(bench.drafts().size())},
                                   {tr("Keys"), QString::number(bench.keys().size())}});
        return;
    }
    m_inspector->showPending(*release);
    const Release wanted = *release;
    m_workbench.bench.read<ReleaseDetails::Pointer>(
        this, [wanted](Bench& bench) { return readReleaseDetails(bench, wanted); },
        [this, wanted](const Result<ReleaseDetails::Pointer>& details) {
            // Another row was chosen meanwhile: its own reading comes.
            const Release* now = current();
            if (!now || now->id != wanted.id || now->state != wanted.state || now->createdNs != wanted.createdNs)
                return;
            if (details)
                m_inspector->showDetails(*details);
            else
                m_inspector->showFailure(errorText(details.error()));
        });
}

void ImagesPanel::updateActions()
{
    const QList<const Release*> releases = selected();
    m_remove->setEnabled(!releases.isEmpty());
    m_next->setEnabled(releases.size() == 1);
    m_publish->setEnabled(releases.size() == 1 && isDraft(*releases.front()));
}

QJsonObject ImagesPanel::removal(const Release& release)
{
    QJsonObject values{{QStringLiteral("id"), release.id.text()}};
    if (isDraft(release))
        values.insert(QStringLiteral("draft"), true);
    return values;
}

void ImagesPanel::showMenu(const QPoint& globalPosition)
{
    const Release* release = current();
    if (!release)
        return;
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("releaseMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (isDraft(*release))
        menu->addAction(m_publish);
    menu->addAction(m_next);
    const QString id = release->id.text();
    menu->addAction(Look::of(this).icon(QStringLiteral("copy")), tr("Copy the id"), this,
                    [this, id] { copy(id, tr("Id copied")); });
    const QString command = selectionCommand();
    QAction* copyCommand = menu->addAction(Look::of(this).icon(QStringLiteral("command")), tr("Copy as command"), this,
                                           [this, command] { copy(command, tr("Command copied")); });
    copyCommand->setObjectName(QStringLiteral("copyCommandAction"));
    copyCommand->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C));
    menu->addSeparator();
    menu->addAction(m_remove);
    menu->popup(globalPosition);
}

void ImagesPanel::publishDraft()
{
    const Release* release = current();
    if (release && isDraft(*release))
        start(QStringLiteral("release.publish"), {{QStringLiteral("id"), release->id.text()}});
}

void ImagesPanel::removeSelected()
{
    const QList<const Release*> releases = selected();
    if (releases.isEmpty())
        return;
    qint64 size = 0;
    int published = 0;
    QList<QJsonObject> removals;
    for (const Release* release : releases) {
        size += release->sizeBytes();
        published += isDraft(*release) ? 0 : 1;
        removals << removal(*release);
    }
    const Release& first = *releases.front();
    QString question = isDraft(first) ? tr("Remove the draft of %1?").arg(first.id.text())
                                      : tr("Remove %1 %2?").arg(first.id.text(), versionText(first));
    if (releases.size() > 1)
        question = tr("Remove %1 releases, %2?").arg(releases.size()).arg(sizeText(size));
    const QString explanation =
        published == 0 ? tr("%1, never published. The files it was made of stay where they are.").arg(sizeText(size))
        : releases.size() == 1
            ? earlierText(sizeText(size), m_inspector->details() ? m_inspector->details()->history.size() : 0)
            : tr("%1 of them published: their paths answer “not found” at once.").arg(published);
    ConfirmDialog::ask(this, question, explanation,
                       releases.size() == 1 ? tr("Remove") : tr("Remove %1 releases").arg(releases.size()),
                       [this, removals] {
                           for (const QJsonObject& values : removals)
                               start(QStringLiteral("release.remove"), values);
                       });
}

void ImagesPanel::showPage()
{
    const bool nothing = m_model->rowCount() == 0 && m_workbench.bench.isLoaded();
    const bool building = m_builder && !m_builder->isHidden();
    m_table->setVisible(!nothing);
    m_pages->setCurrentWidget(nothing && !building ? static_cast<QWidget*>(m_empty) : m_split);
}

void ImagesPanel::showBuilder(bool on)
{
    if (on && !m_builder) {
        m_builder = new ReleaseBuilder(m_workbench);
        m_split->addWidget(m_builder);
        m_split->setStretchFactor(0, 0);
        m_split->setStretchFactor(1, 1);
        m_split->setSizes({10 * tokens::height::row + tokens::height::tableHeader, 500});
        connect(m_builder, &ReleaseBuilder::closeRequested, this, [this] { showBuilder(false); });
        connect(m_builder, &ReleaseBuilder::built, this, &ImagesPanel::onBuilt);
    }
    if (m_builder)
        m_builder->setVisible(on);
    showPage();
    if (!on)
        m_table->setFocus();
}

void ImagesPanel::createNew()
{
    // What was begun and closed is still there.
    const bool goOn = m_builder && m_builder->isTouched();
    showBuilder(true);
    if (!goOn)
        m_builder->begin();
}

void ImagesPanel::buildNext()
{
    const Release* release = current();
    if (!release)
        return;
    const QString id = release->id.text();
    showBuilder(true);
    m_builder->begin({{QStringLiteral("id"), id}});
}

void ImagesPanel::onBuilt(const QString& id, bool draft)
{
    showBuilder(false);
    openThing((draft ? QStringLiteral("draft/") : QStringLiteral("release/")) + id);
    if (m_workbench.tell)
        m_workbench.tell(Mark::Good, draft ? tr("Kept %1 as a draft").arg(id) : tr("Published %1").arg(id), {}, {});
}

bool ImagesPanel::takeFiles(const QStringList& paths)
{
    QStringList images;
    QJsonArray ready;
    for (const QString& path : paths) {
        if (!QFileInfo(path).isFile())
            continue;
        images << path;
        if (isManifest(path))
            ready.append(QFileInfo(path).absoluteFilePath());
    }
    if (images.isEmpty())
        return false;
    if (!ready.isEmpty() && m_workbench.form) {
        // A manifest that is signed already is published with its images as they are.
        QJsonArray files;
        for (const QString& path : std::as_const(images))
            files.append(QFileInfo(path).absoluteFilePath());
        m_workbench.form(QStringLiteral("release.publish"), {{QStringLiteral("file"), files}});
        return true;
    }
    const bool goOn = m_builder && !m_builder->isHidden();
    showBuilder(true);
    if (!goOn)
        m_builder->begin();
    m_builder->addFiles(images);
    return true;
}

void ImagesPanel::importFiles()
{
    auto* dialog = new QFileDialog(this, tr("Files of the release"));
    dialog->setObjectName(QStringLiteral("importDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    const QStringList recent = m_workbench.memory.recent(QStringLiteral("images/files"));
    if (!recent.isEmpty())
        dialog->setDirectory(QFileInfo(recent.front()).path());
    connect(dialog, &QFileDialog::filesSelected, this, &ImagesPanel::takeFiles);
    dialog->open();
}

void ImagesPanel::start(const QString& operation, const QJsonObject& values)
{
    const QString id = values.value(QStringLiteral("id")).toString();
    const auto started = m_workbench.jobs.start(operation, values, this, [this, id](const Result<Outcome>& outcome) {
        if (outcome)
            m_banner->clear();
        else
            showError(id, outcome.error());
    });
    if (!started)
        showError(id, started.error());
}

void ImagesPanel::showError(const QString& what, const Error& error)
{
    if (error.code == Error::Code::Cancelled)
        return;
    m_banner->set(Mark::Bad, what + QStringLiteral(": ") + error.message, error.hint);
}

void ImagesPanel::copy(const QString& text, const QString& news)
{
    QApplication::clipboard()->setText(text);
    if (m_workbench.tell)
        m_workbench.tell(Mark::Good, news, {}, {});
}

QString ImagesPanel::selectionCommand() const
{
    if (m_builder && m_builder->isVisible() && m_builder->isAncestorOf(QApplication::focusWidget()))
        return m_builder->command();
    const Operation* operation = m_workbench.jobs.registry().find(QStringLiteral("release.show"));
    QStringList lines;
    for (const Release* release : selected())
        lines << commandLine(*operation, removal(*release));
    return lines.join(u'\n');
}

bool ImagesPanel::openThing(const QString& thing)
{
    const bool draft = thing.startsWith(QStringLiteral("draft/"));
    if (!draft && !thing.startsWith(QStringLiteral("release/")))
        return false;
    const QModelIndex index = m_model->indexOf(thing.section(u'/', 1), draft);
    if (!index.isValid()) {
        // Just published: the feed has not seen it yet.
        m_wanted = m_workbench.bench.isLoaded() ? QString() : thing;
        return !m_wanted.isEmpty();
    }
    m_filter->clear();
    m_table->selectSource(index);
    return true;
}

void ImagesPanel::activated()
{
    m_model->refreshAges();
    m_ages.start();
}

void ImagesPanel::deactivated()
{
    m_ages.stop();
}

QString ImagesPanel::helpText() const
{
    return tr("A release is the files of one version, published under one id. What is published is served by CoAP and "
              "HTTP at once, and replaces what was there as a whole; a draft is kept until you publish it.\n\n"
              "Choose a release to see its manifest with names for all numbers, its bytes, its digests and files. "
              "Choosing an item marks its bytes, choosing a byte opens its item.\n\n"
              "Drop firmware files anywhere in the window to begin a release.");
}

} // namespace ota
