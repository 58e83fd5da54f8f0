// SPDX-License-Identifier: Apache-2.0
#include "panels/images/releaseinspector.h"

#include "base/error.h"
#include "panels/images/comparepage.h"
#include "panels/images/manifestview.h"
#include "panels/images/releasemodel.h"
#include "panels/widgets/benchfeed.h"
#include "panels/widgets/format.h"
#include "panels/widgets/inspectorhead.h"
#include "panels/widgets/jobcenter.h"
#include "panels/widgets/keyvaluelist.h"
#include "panels/widgets/labels.h"
#include "panels/widgets/panelheader.h"
#include "panels/widgets/workbench.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDateTime>
#include <QHBoxLayout>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

namespace ota {

namespace {

QString timeText(qint64 ns)
{
    return QDateTime::fromMSecsSinceEpoch(ns / 1'000'000).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
}

KeyValue digestRow(const QString& key, const QString& digest)
{
    return {key, digest, Type::MonoSmall, Ink::Primary, Mark::None, digest, Qt::ElideMiddle};
}

QString roleText(FileRole role)
{
    switch (role) {
    case FileRole::Manifest:
        return ReleaseInspector::tr("manifest");
    case FileRole::Slot0:
        return ReleaseInspector::tr("image for slot 0");
    case FileRole::Slot1:
        return ReleaseInspector::tr("image for slot 1");
    case FileRole::Payload:
        return ReleaseInspector::tr("image");
    case FileRole::Other:
        break;
    }
    return ReleaseInspector::tr("file");
}

} // namespace

ReleaseInspector::ReleaseInspector(Workbench& workbench, QWidget* parent)
    : QWidget(parent)
    , m_workbench(workbench)
    , m_compare(new ComparePage(workbench))
    , m_head(new InspectorHead({"inspectorName", "inspectorCopy", "inspectorMore", "verdictBadge", "verdictEvidence"},
                               Qt::ElideRight))
    , m_note(new Paragraph({}, Type::Small, Ink::Secondary))
    , m_manifests(new QTabBar)
    , m_tabs(new QTabBar)
    , m_pages(new QStackedWidget)
    , m_manifestPage(new QStackedWidget)
    , m_manifest(new ManifestView(workbench.memory))
    , m_noManifest(new QWidget)
    , m_digests(new KeyValueList)
    , m_files(new KeyValueList)
    , m_facts(new KeyValueList)
    , m_historyHead(new SectionHeader(tr("What it replaced")))
    , m_history(new KeyValueList)
    , m_overview(new KeyValueList)
    , m_overviewPage(new QWidget(this))
    , m_releasePage(new QWidget(this))
{
    setObjectName(QStringLiteral("releaseInspector"));
    setLook(this, QStringLiteral("window"));
    m_digests->setObjectName(QStringLiteral("digestList"));
    m_files->setObjectName(QStringLiteral("fileList"));
    m_history->setObjectName(QStringLiteral("historyList"));
    m_overview->setObjectName(QStringLiteral("overviewList"));
    for (KeyValueList* list : {m_digests, m_files, m_facts, m_history, m_overview})
        connect(list, &KeyValueList::copied, this, &ReleaseInspector::copied);

    auto* column = new QVBoxLayout(m_releasePage);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_head);
    m_tabs->setObjectName(QStringLiteral("inspectorTabs"));
    m_tabs->setAccessibleName(tr("What is shown of the release"));
    m_tabs->setExpanding(false);
    m_tabs->setDrawBase(true);
    column->addWidget(m_tabs);
    column->addWidget(m_manifests);
    column->addWidget(m_pages, 1);
    m_manifests->setExpanding(false);
    m_manifests->hide();
    m_manifests->setObjectName(QStringLiteral("manifestTabs"));
    m_manifests->setAccessibleName(tr("Manifest of the release"));

    m_manifestPage->addWidget(m_manifest);
    auto* noneColumn = new QVBoxLayout(m_noManifest);
    noneColumn->setContentsMargins(tokens::space::m, tokens::space::l, tokens::space::m, tokens::space::m);
    noneColumn->addWidget(m_note);
    noneColumn->addStretch(1);
    m_manifestPage->addWidget(m_noManifest);
    addPage(tr("Manifest"), m_manifestPage);
    addPage(tr("Digests"), makeLists(QStringLiteral("digestsPage"), {m_digests}));
    auto* filesHead = new SectionHeader(tr("Files"));
    filesHead->setInset(0);
    auto* factsHead = new SectionHeader(tr("Release"));
    factsHead->setInset(0);
    m_historyHead->setInset(0);
    addPage(tr("Files"),
            makeLists(QStringLiteral("filesPage"), {filesHead, m_files, factsHead, m_facts, m_historyHead, m_history}));
    m_comparePage = addPage(tr("Compare with…"), m_compare);

    auto* overviewColumn = new QVBoxLayout(m_overviewPage);
    overviewColumn->setContentsMargins(tokens::space::m, tokens::space::m, tokens::space::m, tokens::space::m);
    overviewColumn->setSpacing(tokens::space::s);
    overviewColumn->addWidget(makeLabel(tr("Images"), QStringLiteral("title")));
    overviewColumn->addWidget(m_overview);
    overviewColumn->addStretch(1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_overviewPage);
    layout->addWidget(m_releasePage);
    m_releasePage->hide();

    connect(m_tabs, &QTabBar::currentChanged, this, [this](int index) { m_pages->setCurrentIndex(index); });
    connect(m_manifests, &QTabBar::currentChanged, this, &ReleaseInspector::showManifest);
    connect(m_head, &InspectorHead::copyRequested, this, [this](const QString& id) {
        QApplication::clipboard()->setText(id);
        Q_EMIT copied(id);
    });
    connect(m_head, &InspectorHead::menuRequested, this, &ReleaseInspector::menuRequested);
}

QWidget* ReleaseInspector::makeLists(const QString& name, std::initializer_list<QWidget*> widgets)
{
    auto* scroll = new QScrollArea;
    scroll->setObjectName(name);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    setLook(scroll, QStringLiteral("window"));
    auto* box = new QWidget;
    setLook(box, QStringLiteral("window"));
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(tokens::space::m, tokens::space::s, tokens::space::m, tokens::space::m);
    column->setSpacing(0);
    for (QWidget* widget : widgets)
        column->addWidget(widget);
    column->addStretch(1);
    scroll->setWidget(box);
    return scroll;
}

int ReleaseInspector::addPage(const QString& title, QWidget* page)
{
    m_pages->addWidget(page);
    return m_tabs->addTab(title);
}

void ReleaseInspector::showPage(int page)
{
    m_tabs->setCurrentIndex(page);
}

void ReleaseInspector::setRelease(const Release* release)
{
    ++m_turn;
    if (!release) {
        showOverview();
        return;
    }
    showPending(*release);
    m_workbench.bench.read<ReleaseDetails::Pointer>(
        this, [wanted = *release](Bench& bench) { return readReleaseDetails(bench, wanted); },
        [this, turn = m_turn](const Result<ReleaseDetails::Pointer>& details) {
            if (turn != m_turn)
                return;
            if (details)
                showDetails(*details);
            else
                showFailure(errorText(details.error()));
        });
}

void ReleaseInspector::compareWith(const QString& reference)
{
    showPage(m_comparePage);
    if (reference.isEmpty())
        m_compare->box()->setFocus(Qt::OtherFocusReason);
    else
        m_compare->compareWith(reference);
}

void ReleaseInspector::showOverview()
{
    const BenchFeed& bench = m_workbench.bench;
    qint64 size = 0;
    for (const Release& each : bench.releases())
        size += each.sizeBytes();
    m_details.reset();
    m_overview->setRows({{tr("Published"), QString::number(bench.releases().size())},
                         {tr("Size"), sizeText(size)},
                         {tr("Drafts"), QString::number(bench.drafts().size())},
                         {tr("Keys"), QString::number(bench.keys().size())}});
    m_releasePage->hide();
    m_overviewPage->show();
    m_compare->setRelease({});
    Q_EMIT detailsChanged();
}

void ReleaseInspector::showPending(const Release& release)
{
    m_overviewPage->hide();
    m_releasePage->show();
    m_head->setName(release.id.text());
}

void ReleaseInspector::showFailure(const QString& why)
{
    m_details.reset();
    m_head->setState(tr("not read"), Mark::Bad);
    m_head->setSentence(why);
    m_compare->setRelease({});
    Q_EMIT detailsChanged();
}

void ReleaseInspector::showDetails(const ReleaseDetails::Pointer& details)
{
    const int before = m_details && m_details->release.id == details->release.id ? currentManifest() : 0;
    m_details = details;
    showPending(details->release);
    m_note->setText(
        details->release.files.empty()
            ? tr("This release has no files.")
            : tr("No file of this release is a SUIT manifest. Boards of the SUIT world look for one first."));
    m_manifests->blockSignals(true);
    while (m_manifests->count() > 0)
        m_manifests->removeTab(0);
    for (const ManifestDetails& manifest : details->manifests)
        m_manifests->addTab(manifest.fileName);
    m_manifests->setCurrentIndex(std::min(before, m_manifests->count() - 1));
    m_manifests->setVisible(m_manifests->count() > 1);
    m_manifests->blockSignals(false);
    showManifest();
    showDigests();
    showFiles();
    m_compare->setRelease(details);
    Q_EMIT detailsChanged();
}

int ReleaseInspector::currentManifest() const
{
    return m_manifests->currentIndex();
}

void ReleaseInspector::showManifest()
{
    const int current = currentManifest();
    m_manifestPage->setCurrentIndex(current >= 0 ? 0 : 1);
    m_manifest->setManifest(m_details, current);
    showVerdict();
}

void ReleaseInspector::showVerdict()
{
    if (!m_details)
        return;
    const int current = currentManifest();
    if (current < 0) {
        m_head->setState(worldTitle(m_details->release.world), Mark::None, BadgeKind::Outline);
        m_head->setSentence(tr("no manifest · %1").arg(sizeText(m_details->release.sizeBytes())));
        return;
    }
    const ManifestDetails& manifest = m_details->manifests[static_cast<std::size_t>(current)];
    m_head->setState(verdictWord(manifest.report), markOf(manifest.report));
    m_head->setSentence(tr("%1 · %2 bytes").arg(evidenceOf(manifest.report)).arg(manifest.bytes->size()));
}

void ReleaseInspector::showDigests()
{
    QList<KeyValue> rows;
    for (const ReleaseFile& file : m_details->release.files)
        rows << digestRow(file.name, file.blob.hex());
    for (const ManifestDetails& manifest : m_details->manifests) {
        const auto& member = manifest.report.envelope.manifest;
        if (!member)
            continue;
        const auto digest = Digest::of(member->item.of(manifest.bytes->bytes()));
        rows << digestRow(m_details->manifests.size() > 1 ? tr("signed in %1").arg(manifest.fileName) : tr("signed"),
                          digest.hex());
    }
    m_digests->setRows(rows);
}

void ReleaseInspector::showFiles()
{
    const Release& release = m_details->release;
    QList<KeyValue> files;
    for (const ReleaseFile& file : release.files) {
        QString facts = sizeText(file.sizeBytes) + QStringLiteral(" · ") + roleText(file.role);
        if (!file.version.isEmpty())
            facts += QStringLiteral(" · ") + file.version;
        files << KeyValue{file.name, facts};
    }
    for (const ReleaseAlias& alias : release.aliases)
        files << KeyValue{alias.alias, tr("means %1").arg(alias.target), Type::Small, Ink::Secondary};
    m_files->setRows(files);
    m_facts->setRows({{tr("World"), kindText(release)},
                      {tr("Version"), versionText(release)},
                      {tr("Size"), sizeText(release.sizeBytes())},
                      {tr("State"), release.state == Release::State::Draft ? tr("draft") : tr("published")},
                      {tr("Since"), timeText(release.createdNs)},
                      {tr("Publication"), release.generation > 0 ? QString::number(release.generation) : unknownText}});
    QList<KeyValue> history;
    for (const Release& old : m_details->history)
        history << KeyValue{
            versionText(old),
            tr("%1 · %2 · publication %3").arg(timeText(old.createdNs), sizeText(old.sizeBytes())).arg(old.generation)};
    m_history->setRows(history);
    m_historyHead->setVisible(!history.isEmpty());
    m_history->setVisible(!history.isEmpty());
}

} // namespace ota
