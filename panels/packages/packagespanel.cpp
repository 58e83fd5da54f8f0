// SPDX-License-Identifier: Apache-2.0
#include "panels/packages/packagespanel.h"

#include "base/error.h"
#include "panels/packages/applypane.h"
#include "panels/packages/importpane.h"
#include "panels/packages/packageactions.h"
#include "panels/packages/packageeditor.h"
#include "panels/packages/packageinspector.h"
#include "panels/packages/packagesmodel.h"
#include "panels/widgets/banner.h"
#include "panels/widgets/benchfeed.h"
#include "panels/widgets/button.h"
#include "panels/widgets/emptystate.h"
#include "panels/widgets/filterfield.h"
#include "panels/widgets/format.h"
#include "panels/widgets/gatewayfeed.h"
#include "panels/widgets/jobcenter.h"
#include "panels/widgets/memory.h"
#include "panels/widgets/panelheader.h"
#include "panels/widgets/searchtable.h"
#include "panels/widgets/segmentedcontrol.h"
#include "panels/widgets/workbench.h"

#include <QAction>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace ota {

namespace {

constexpr std::chrono::seconds turn{2};
constexpr int shownPaneLines = 3;

} // namespace

PackagesPanel::PackagesPanel(Workbench& workbench, QWidget* parent)
    : PanelPage(parent)
    , m_workbench(workbench)
    , m_header(new PanelHeader(title()))
    , m_filter(new FilterField(tr("Id, vendor or version")))
    , m_scope(new SegmentedControl(tr("Scope"), {tr("Packages"), tr("Not applicable"), tr("Other content")}))
    , m_banner(new Banner)
    , m_pages(new QStackedWidget)
    , m_tables(new QStackedWidget)
    , m_split(new QSplitter(Qt::Vertical))
    , m_panes(new QStackedWidget)
    , m_packageTable(new SearchTable(tr("Packages")))
    , m_fileTable(new SearchTable(tr("Other content")))
    , m_packages(new PackagesModel(this))
    , m_files(new ContentModel(this))
    , m_inspector(new PackageInspector)
    , m_actions(new PackageActions(workbench, this))
    , m_editor(new PackageEditor(workbench, *m_actions))
    , m_applyPane(new ApplyPane(workbench, *m_actions))
    , m_import(new ImportPane(*m_actions))
    , m_news(std::make_shared<PackagesNews>())
{
    setLook(this, QStringLiteral("base"));
    setObjectName(QStringLiteral("packagesPanel"));
    makeHeader();
    makeTables();
    makeEmpty();
    makePanes();
    m_banner->setObjectName(QStringLiteral("packagesBanner"));
    m_banner->setClosable(true);
    m_banner->clear();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_banner);
    layout->addWidget(m_split, 1);
    connectAll();
    m_turn.setInterval(turn);
    connect(&m_turn, &QTimer::timeout, this, &PackagesPanel::read);
    readCurrent();
}

PackagesPanel::~PackagesPanel() = default;

QWidget* PackagesPanel::inspector() const
{
    return m_inspector;
}

QList<QAction*> PackagesPanel::panelActions() const
{
    return m_actions->actions();
}

void PackagesPanel::makeHeader()
{
    m_filter->setObjectName(QStringLiteral("packagesFilter"));
    m_scope->setObjectName(QStringLiteral("packagesScope"));
    m_header->addFilter(m_filter);
    m_header->addScope(m_scope);
    auto* import = new Button(QStringLiteral("folder"), tr("Import folder…"));
    import->setObjectName(QStringLiteral("importPackages"));
    import->setTip(tr("Take the packages and files of a folder"), QKeySequence(Qt::CTRL | Qt::Key_O));
    m_header->addAction(import);
    connect(import, &QAbstractButton::clicked, this, &PackagesPanel::importFolder);
    m_apply = new Button(QStringLiteral("send"), tr("Apply to…"));
    m_apply->setObjectName(QStringLiteral("applyPackage"));
    m_apply->setTip(tr("Ask gateways to install the chosen package"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_A));
    m_header->addAction(m_apply);
    connect(m_apply, &QAbstractButton::clicked, this, &PackagesPanel::startApply);
    auto* add = new Button(QStringLiteral("plus"), tr("New package"), QStringLiteral("primary"));
    add->setObjectName(QStringLiteral("newPackage"));
    add->setTip(tr("Make a package"), QKeySequence(Qt::CTRL | Qt::Key_N));
    m_header->addAction(add);
    connect(add, &QAbstractButton::clicked, this, &PackagesPanel::createNew);
    connect(m_scope, &SegmentedControl::chosen, this, &PackagesPanel::showScope);
}

void PackagesPanel::makeTables()
{
    m_packageTable->setObjectName(QStringLiteral("packagesTable"));
    // Together they fit beside the inspector down to the width from which it lies over the table, with the widest rail.
    m_packageTable->setColumns({{tr("Package"), 112, {.type = Type::Strong, .elide = Qt::ElideMiddle}, true},
                                {tr("Vendor"), 60, {.ink = Ink::Secondary}},
                                {tr("Product"), 62, {.ink = Ink::Secondary}},
                                {tr("Version"), 68},
                                {tr("Name"), 62, {.ink = Ink::Secondary}, false, true},
                                {tr("Type"), 70, {.type = Type::MonoSmall, .ink = Ink::Secondary}},
                                {tr("State"), 144},
                                {tr("Payload"), 116, {.ink = Ink::Secondary}},
                                {tr("Asked of"), 76, {.alignment = Qt::AlignRight}}});
    m_packageTable->setSource(m_packages);
    m_packageTable->setFilterField(m_filter, tr("No package matches “%1”."));
    m_packageTable->remember(m_workbench.memory, QStringLiteral("packages/packages"));
    m_fileTable->setObjectName(QStringLiteral("contentTable"));
    m_fileTable->setColumns({{tr("Content"), 168, {.type = Type::Strong, .elide = Qt::ElideMiddle}, true},
                             {tr("Size"), 76, {.alignment = Qt::AlignRight}},
                             {tr("Media type"), 132, {.ink = Ink::Secondary}},
                             {tr("Changed"), 138, {.ink = Ink::Secondary}},
                             {tr("Payload of"), 94, {.ink = Ink::Secondary}},
                             {tr("SHA-256"), 100, {.type = Type::MonoSmall, .ink = Ink::Secondary}}});
    m_fileTable->setSource(m_files);
    m_fileTable->setFilterField(m_filter, tr("No content matches “%1”."));
    m_fileTable->remember(m_workbench.memory, QStringLiteral("packages/content"));
    m_tables->addWidget(m_packageTable);
    m_tables->addWidget(m_fileTable);
    for (SearchTable* each : {m_packageTable, m_fileTable}) {
        connect(each, &SearchTable::currentSourceChanged, this, &PackagesPanel::readCurrent);
        connect(each->selectionModel(), &QItemSelectionModel::selectionChanged, this, &PackagesPanel::readCurrent);
        connect(each, &SearchTable::contextMenuRequested, this,
                [this](const QModelIndex&, const QPoint& at) { m_actions->showMenu(at); });
    }
}

void PackagesPanel::makeEmpty()
{
    m_empty = new EmptyState(EmptyState::Drawing::Releases, tr("Your packages appear here"),
                             tr("A package tells gateways of the ExoSense world which version to install and where to "
                                "fetch it. Make one, or drop a folder of packages here."));
    m_empty->setObjectName(QStringLiteral("packagesEmpty"));
    Button* make = m_empty->addPrimary(QStringLiteral("plus"), tr("Make a package"));
    make->setObjectName(QStringLiteral("emptyNewPackage"));
    connect(make, &QAbstractButton::clicked, this, &PackagesPanel::createNew);
    Button* import = m_empty->addOther(QStringLiteral("folder"), tr("Import folder…"));
    import->setObjectName(QStringLiteral("emptyImportPackages"));
    connect(import, &QAbstractButton::clicked, this, &PackagesPanel::importFolder);
}

void PackagesPanel::makePanes()
{
    m_pages->addWidget(m_tables);
    m_pages->addWidget(m_empty);
    for (QWidget* pane : std::initializer_list<QWidget*>{m_editor, m_applyPane, m_import})
        m_panes->addWidget(pane);
    // The drawing of the empty state may give way to the form.
    m_pages->setMinimumHeight(tokens::height::tableHeader + shownPaneLines * tokens::height::row);
    m_panes->setMinimumHeight(tokens::height::panelHeader + shownPaneLines * tokens::height::row);
    m_panes->hide();
    m_split->setChildrenCollapsible(false);
    m_split->setHandleWidth(0);
    m_split->addWidget(m_pages);
    m_split->addWidget(m_panes);
    m_split->setStretchFactor(0, 1);
    m_split->setStretchFactor(1, 0);
    connect(m_editor, &PackageEditor::closeRequested, this, &PackagesPanel::closePane);
    connect(m_editor, &PackageEditor::saved, this, [this](const QString& id) {
        closePane();
        openThing(QStringLiteral("package/") + id);
        if (m_workbench.tell)
            m_workbench.tell(Mark::Good, tr("Saved %1").arg(id), tr("Apply to…"), [this] { startApply(); });
    });
    connect(m_applyPane, &ApplyPane::closeRequested, this, &PackagesPanel::closePane);
    connect(m_applyPane, &ApplyPane::packageChosen, this, &PackagesPanel::choosePackageToApply);
    connect(m_applyPane, &ApplyPane::newRequested, this, &PackagesPanel::createNew);
    connect(m_applyPane, &ApplyPane::importRequested, this, &PackagesPanel::importFolder);
    connect(m_import, &ImportPane::closeRequested, this, &PackagesPanel::closePane);
    connect(m_import, &ImportPane::showRequested, this, [this](const QString& id) {
        openThing((isPackageId(id) ? QStringLiteral("package/") : QStringLiteral("content/")) + id);
    });
}

void PackagesPanel::connectAll()
{
    BenchFeed& bench = m_workbench.bench;
    connect(&bench, &BenchFeed::loaded, this, &PackagesPanel::read);
    connect(&bench, &BenchFeed::failed, this,
            [this](const QString& why) { m_banner->set(Mark::Bad, tr("The bench can not be read."), why); });
    connect(&m_workbench.jobs, &JobCenter::finished, this, [this](int id) {
        const JobEntry* job = m_workbench.jobs.job(id);
        if (job && job->operation.startsWith(QStringLiteral("exosense.")))
            read();
    });
    if (GatewayFeed* gateways = m_workbench.gateways) {
        connect(gateways, &GatewayFeed::changed, this, &PackagesPanel::takeGateways);
        connect(gateways, &GatewayFeed::servedChanged, this, &PackagesPanel::read);
    }
    connect(m_actions, &PackageActions::newRequested, this, &PackagesPanel::createNew);
    connect(m_actions, &PackageActions::importRequested, this, &PackagesPanel::importFolder);
    connect(m_actions, &PackageActions::editRequested, this, [this] { edit({}); });
    connect(m_actions, &PackageActions::applyRequested, this, &PackagesPanel::startApply);
    connect(m_inspector, &PackageInspector::editRequested, this, &PackagesPanel::edit);
    connect(m_actions, &PackageActions::succeeded, m_banner, &Banner::clear);
    connect(m_actions, &PackageActions::failed, this, &PackagesPanel::showError);
    connect(m_actions, &PackageActions::checkingChanged, m_inspector, &PackageInspector::setChecking);
    connect(m_actions, &PackageActions::checked, this, [this](const QHash<QString, PayloadReach>& answers) {
        m_context.asked.insert(answers);
        read();
    });
    connect(m_inspector, &PackageInspector::checkRequested, m_actions, &PackageActions::check);
    connect(m_inspector, &PackageInspector::menuRequested, m_actions, &PackageActions::showMenu);
    connect(m_inspector, &PackageInspector::copied, this, [this](const QString& what) {
        if (m_workbench.tell)
            m_workbench.tell(Mark::Good, tr("Copied: %1").arg(what), {}, {});
    });
}

void PackagesPanel::read()
{
    if (m_reading) {
        m_again = true;
        return;
    }
    m_reading = true;
    m_again = false;
    m_workbench.bench.read<PackagesPointer>(
        this, [context = m_context](Bench& bench) { return readPackages(bench, context); },
        [this](const Result<PackagesPointer>& news) {
            m_reading = false;
            if (news)
                take(*news);
            else
                m_banner->set(Mark::Bad, tr("The packages can not be read."), errorText(news.error()));
            if (m_again)
                read();
        });
}

void PackagesPanel::takeGateways()
{
    const auto& gateways = m_workbench.gateways->gateways();
    m_context.gateways.assign(gateways.begin(), gateways.end());
    m_applyPane->setGateways(m_context.gateways);
    read();
}

void PackagesPanel::take(const PackagesPointer& news)
{
    m_news = news;
    m_packages->setRows(news->packages);
    m_files->setRows(news->files);
    m_editor->setNews(news);
    m_applyPane->setPackages(news->packages);
    if (!m_applyPane->package().isEmpty())
        m_applyPane->setPackage(m_packages->row(m_applyPane->package()));
    tellFacts();
    showPage();
    // What was asked for while an earlier reading was under way is in the next one.
    if (!m_wanted.isEmpty() && (choose(m_wanted) || !m_again))
        m_wanted.clear();
    if (!m_chosen && m_packages->rowCount() > 0 && m_packageTable->selectedSources().isEmpty()) {
        m_chosen = true;
        m_packageTable->chooseRow(0);
    }
    readCurrent();
}

void PackagesPanel::tellFacts()
{
    const auto broken =
        std::ranges::count_if(m_news->packages, [](const PackageRow& row) { return !row.check.isApplicable; });
    const auto packages = static_cast<int>(m_news->packages.size());
    m_header->setFacts(packages > 0 ? countText(packages) : QString());
    const auto withCount = [](const QString& text, qint64 count) {
        return count > 0 ? QString(text + u' ' + countText(count)) : text;
    };
    m_scope->setText(Broken, withCount(tr("Not applicable"), broken));
    m_scope->setText(Files, withCount(tr("Other content"), static_cast<qint64>(m_news->files.size())));
}

void PackagesPanel::showScope()
{
    const int scope = m_scope->current();
    m_tables->setCurrentWidget(table());
    if (scope == Broken) {
        m_packageTable->filter()->setPredicate([this](const QModelIndex& index) {
            const PackageRow* row = m_packages->row(index);
            return row && !row->check.isApplicable;
        });
    } else {
        m_packageTable->filter()->setPredicate({});
    }
    readCurrent();
}

SearchTable* PackagesPanel::table() const
{
    return m_scope->current() == Files ? m_fileTable : m_packageTable;
}

const PackageRow* PackagesPanel::currentPackage() const
{
    return table() == m_packageTable ? m_packages->row(m_packageTable->currentSource()) : nullptr;
}

void PackagesPanel::showPage()
{
    const bool nothing = m_workbench.bench.isLoaded() && m_packages->rowCount() == 0 && m_files->rowCount() == 0;
    m_pages->setCurrentWidget(nothing && m_panes->isHidden() ? static_cast<QWidget*>(m_empty) : m_tables);
}

void PackagesPanel::readCurrent()
{
    std::vector<PackageRow> packages;
    std::vector<ContentRow> files;
    const bool showsFiles = table() == m_fileTable;
    const QModelIndex current = table()->currentSource();
    for (const QModelIndex& index : table()->selectedSources()) {
        // The current one first.
        if (const PackageRow* row = showsFiles ? nullptr : m_packages->row(index))
            packages.insert(index.row() == current.row() ? packages.begin() : packages.end(), *row);
        if (const ContentRow* row = showsFiles ? m_files->row(index) : nullptr)
            files.insert(index.row() == current.row() ? files.begin() : files.end(), *row);
    }
    if (const PackageRow* row = currentPackage())
        m_inspector->showPackage(*row, *m_news, m_context);
    else if (const ContentRow* file = showsFiles ? m_files->row(current) : nullptr)
        m_inspector->showContent(*file, *m_news);
    else
        m_inspector->showOverview(*m_news, m_context);
    m_actions->setSelection(std::move(packages), std::move(files));
    m_apply->setWhyNot(m_actions->whyNotApply());
}

void PackagesPanel::activated()
{
    if (m_workbench.gateways)
        m_workbench.gateways->watch(this, true);
    read();
    m_turn.start();
}

void PackagesPanel::deactivated()
{
    if (m_workbench.gateways)
        m_workbench.gateways->watch(this, false);
    m_turn.stop();
}

} // namespace ota
