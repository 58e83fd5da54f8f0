// SPDX-License-Identifier: Apache-2.0
#include "panels/images/imagespanel.h"

#include "base/error.h"
#include "panels/images/comparepage.h"
#include "panels/images/releaseactions.h"
#include "panels/images/releasebuilder.h"
#include "panels/images/releaseinspector.h"
#include "panels/images/releasemodel.h"
#include "panels/images/releasestart.h"
#include "panels/widgets/banner.h"
#include "panels/widgets/benchfeed.h"
#include "panels/widgets/button.h"
#include "panels/widgets/emptystate.h"
#include "panels/widgets/filterfield.h"
#include "panels/widgets/jobcenter.h"
#include "panels/widgets/memory.h"
#include "panels/widgets/panelheader.h"
#include "panels/widgets/searchtable.h"
#include "panels/widgets/segmentedcontrol.h"
#include "panels/widgets/trydemo.h"
#include "panels/widgets/workbench.h"

#include <QAction>
#include <QApplication>
#include <QFileDialog>
#include <QFileInfo>
#include <QJsonArray>
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

} // namespace

ImagesPanel::ImagesPanel(Workbench& workbench, QWidget* parent)
    : PanelPage(parent)
    , m_workbench(workbench)
    , m_header(new PanelHeader(title()))
    , m_filter(new FilterField(tr("Id, version or digest")))
    , m_scope(new SegmentedControl(tr("Scope"), {tr("All"), tr("Published"), tr("Drafts")}))
    , m_banner(new Banner)
    , m_pages(new QStackedWidget)
    , m_empty(nullptr)
    , m_split(new QSplitter(Qt::Vertical))
    , m_table(new SearchTable(tr("Releases")))
    , m_model(new ReleaseModel(workbench.clock, this))
    , m_inspector(new ReleaseInspector(workbench))
    , m_actions(new ReleaseActions(workbench, this))
{
    setLook(this, QStringLiteral("base"));
    setObjectName(QStringLiteral("imagesPanel"));
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

    connectAll();
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

QList<QAction*> ImagesPanel::panelActions() const
{
    return m_actions->actions();
}

void ImagesPanel::connectAll()
{
    connect(&m_workbench.bench, &BenchFeed::loaded, this, &ImagesPanel::refresh);
    connect(&m_workbench.bench, &BenchFeed::releasesChanged, this, &ImagesPanel::refresh);
    connect(&m_workbench.bench, &BenchFeed::keysChanged, this, &ImagesPanel::readCurrent);
    connect(&m_workbench.bench, &BenchFeed::failed, this,
            [this](const QString& why) { m_banner->set(Mark::Bad, tr("The bench can not be read."), why); });
    connect(m_inspector, &ReleaseInspector::menuRequested, m_actions, &ReleaseActions::showMenu);
    connect(m_inspector, &ReleaseInspector::copied, this, [this](const QString& text) {
        if (m_workbench.tell)
            m_workbench.tell(Mark::Good, tr("Copied: %1").arg(text), {}, {});
    });
    connect(m_actions, &ReleaseActions::newRequested, this, &ImagesPanel::createNew);
    connect(m_actions, &ReleaseActions::importRequested, this, &ImagesPanel::importFiles);
    connect(m_actions, &ReleaseActions::nextRequested, this, &ImagesPanel::buildNext);
    connect(m_actions, &ReleaseActions::compareRequested, m_inspector, &ReleaseInspector::compareWith);
    connect(m_inspector, &ReleaseInspector::detailsChanged, this, &ImagesPanel::updateActions);
    connect(m_actions, &ReleaseActions::succeeded, m_banner, &Banner::clear);
    connect(m_actions, &ReleaseActions::failed, this, &ImagesPanel::showError);
}

void ImagesPanel::makeHeader()
{
    m_filter->setObjectName(QStringLiteral("imagesFilter"));
    m_scope->setObjectName(QStringLiteral("imagesScope"));
    m_header->addFilter(m_filter);
    m_header->addScope(m_scope);
    auto* compareButton = new Button(QStringLiteral("compare"), tr("Compare"));
    compareButton->setObjectName(QStringLiteral("compareButton"));
    compareButton->setTip(tr("Compare the chosen release with another one"), QKeySequence(Qt::CTRL | Qt::Key_D));
    m_header->addAction(compareButton);
    m_compareButton = compareButton;
    connect(compareButton, &QAbstractButton::clicked, this, [this] { m_actions->compare(); });
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
    m_table->setColumns({{tr("Release"), 196},
                         {tr("World"), 104, {.ink = Ink::Secondary}},
                         {tr("Version"), 104},
                         {tr("Size"), 84, {.alignment = Qt::AlignRight}},
                         {tr("Signed by"), 150, {}, true},
                         {tr("Published"), 148, {.ink = Ink::Secondary}},
                         {tr("Age"), 72, {.ink = Ink::Secondary, .alignment = Qt::AlignRight}},
                         {tr("SHA-256"), 130, {.type = Type::MonoSmall, .ink = Ink::Secondary}, false, true}});
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
    connect(m_table, &SearchTable::currentSourceChanged, this, &ImagesPanel::readCurrent);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &ImagesPanel::updateActions);
    connect(m_table, &SearchTable::rowActionTriggered, this, [this](const QModelIndex& index) {
        m_table->selectSource(index);
        m_actions->publishDraft();
    });
    connect(m_table, &SearchTable::rowOpened, this, [this] {
        m_inspector->setFocus();
        m_inspector->showPage(0);
    });
    connect(m_table, &SearchTable::contextMenuRequested, this,
            [this](const QModelIndex&, const QPoint& at) { m_actions->showMenu(at); });
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
    if (!m_wanted.isEmpty() && bench.isLoaded() && openThing(m_wanted))
        m_wanted.clear();
    if (!m_chosen && !nothing && m_table->selectedSources().isEmpty()) {
        m_chosen = true;
        m_table->chooseRow(0);
    }
    readCurrent();
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

void ImagesPanel::readCurrent()
{
    m_inspector->setRelease(current());
    updateActions();
}

void ImagesPanel::updateActions()
{
    std::vector<Release> releases;
    const Release* first = current();
    for (const QModelIndex& index : m_table->selectedSources()) {
        const Release* release = m_model->release(index);
        if (release && release == first)
            releases.insert(releases.begin(), *release);
        else if (release)
            releases.push_back(*release);
    }
    const ReleaseDetails::Pointer& details = m_inspector->details();
    const bool known = details && first && details->release.id == first->id;
    m_actions->setSelection(std::move(releases), known ? details->history.size() : 0);
    m_compareButton->setWhyNot(m_actions->whyNotCompare());
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
        m_builder->begin(unfinishedRelease(m_workbench.memory));
}

void ImagesPanel::buildNext(const QString& id)
{
    showBuilder(true);
    m_builder->begin({{QStringLiteral("id"), id}});
}

void ImagesPanel::onBuilt(const QString& id, bool draft)
{
    showBuilder(false);
    // The feed sees it a moment later.
    const QString thing = (draft ? QStringLiteral("draft/") : QStringLiteral("release/")) + id;
    if (!openThing(thing))
        m_wanted = thing;
    if (m_workbench.tell)
        m_workbench.tell(Mark::Good, draft ? tr("Kept %1 as a draft").arg(id) : tr("Published %1").arg(id), {}, {});
}

bool ImagesPanel::takeFiles(const QStringList& paths)
{
    const BroughtFiles brought = broughtFiles(paths);
    if (brought.files.isEmpty())
        return false;
    if (brought.hasManifest && m_workbench.form) {
        m_workbench.form(QStringLiteral("release.publish"),
                         {{QStringLiteral("file"), QJsonArray::fromStringList(brought.files)}});
        return true;
    }
    const bool goOn = m_builder && !m_builder->isHidden();
    showBuilder(true);
    if (!goOn)
        m_builder->begin();
    m_builder->addFiles(brought.files);
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

void ImagesPanel::showError(const QString& what, const Error& error)
{
    if (error.code == Error::Code::Cancelled)
        return;
    m_banner->set(Mark::Bad, what + QStringLiteral(": ") + error.message, error.hint);
}

QString ImagesPanel::selectionCommand() const
{
    if (m_builder && m_builder->isVisible() && m_builder->isAncestorOf(QApplication::focusWidget()))
        return m_builder->command();
    const ComparePage* compare = m_inspector->comparePage();
    if (compare->isVisible() && compare->isAncestorOf(QApplication::focusWidget()))
        return compare->command();
    return m_actions->command();
}

bool ImagesPanel::openThing(const QString& thing)
{
    const bool draft = thing.startsWith(QStringLiteral("draft/"));
    if (!draft && !thing.startsWith(QStringLiteral("release/")))
        return false;
    const QModelIndex index = m_model->indexOf(thing.section(u'/', 1), draft);
    if (!index.isValid()) {
        if (m_workbench.bench.isLoaded())
            return false;
        m_wanted = thing;
        return true;
    }
    m_filter->clear();
    m_scope->setCurrent(All);
    applyScope();
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
