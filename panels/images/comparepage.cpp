// SPDX-License-Identifier: Apache-2.0
#include "panels/images/comparepage.h"

#include "panels/images/comparemodel.h"
#include "panels/images/releasemodel.h"
#include "panels/widgets/badge.h"
#include "panels/widgets/benchfeed.h"
#include "panels/widgets/button.h"
#include "panels/widgets/format.h"
#include "panels/widgets/jobcenter.h"
#include "panels/widgets/keyvaluelist.h"
#include "panels/widgets/labels.h"
#include "panels/widgets/panelheader.h"
#include "panels/widgets/searchtable.h"
#include "panels/widgets/workbench.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>

namespace ota {

namespace {

const QString compareName = QStringLiteral("release.compare");

QString titleOf(const Release& release)
{
    const QString name = release.id.text() + u' ' + versionText(release);
    switch (release.state) {
    case Release::State::Draft:
        return ComparePage::tr("%1, draft").arg(name);
    case Release::State::Old:
        return ComparePage::tr("%1, publication %2").arg(name).arg(release.generation);
    case Release::State::Current:
        break;
    }
    return name;
}

/// What a person wants to know of a file: is it the same, how large, and how much of it is new.
void addFile(QList<KeyValue>& rows, const FileComparison& file)
{
    if (!file.a || !file.b || file.isSame()) {
        const QString text = differenceText(file);
        rows << KeyValue{file.name, text, Type::Small, file.isSame() ? Ink::Secondary : Ink::Primary,
                         file.isSame() ? Mark::Good : Mark::None};
        return;
    }
    const BinaryDifference& difference = *file.difference;
    rows << KeyValue{.key = file.name,
                     .value = ComparePage::tr("%1 → %2").arg(sizeText(file.a->sizeBytes), sizeText(file.b->sizeBytes)),
                     .copy = differenceText(file)};
    if (file.b->role == FileRole::Manifest) // Its fields say more.
        return;
    rows << KeyValue{ComparePage::tr("at its place"),
                     ComparePage::tr("%1 of %2 blocks of 1 KiB differ, %3")
                         .arg(difference.differingBlocks)
                         .arg(difference.blocks)
                         .arg(sizeText(static_cast<qint64>(difference.differingBytes))),
                     Type::Small, Ink::Secondary};
    rows << KeyValue{
        ComparePage::tr("at any place"),
        ComparePage::tr("%1 are new, as rsync would send").arg(sizeText(static_cast<qint64>(difference.newBytes))),
        Type::Small, Ink::Secondary};
}

} // namespace

ComparePage::ComparePage(Workbench& workbench, QWidget* parent)
    : QWidget(parent)
    , m_workbench(workbench)
    , m_box(new QComboBox)
    , m_news(new MarkLine)
    , m_results(nullptr)
    , m_files(new KeyValueList)
    , m_fieldsHead(new SectionHeader(tr("Manifest")))
    , m_fields(new SearchTable(tr("Fields that differ")))
    , m_model(new CompareModel(this))
    , m_copy(new Button(QStringLiteral("copy"), tr("Copy as command"), QStringLiteral("flat")))
{
    setObjectName(QStringLiteral("comparePage"));
    setLook(this, QStringLiteral("window"));
    m_box->setObjectName(QStringLiteral("compareBox"));
    m_box->setAccessibleName(tr("Compare with"));
    m_box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_news->setObjectName(QStringLiteral("compareNews"));
    m_copy->setObjectName(QStringLiteral("copyCompareCommand"));
    m_copy->setTip(tr("The otaw command that does the same"));
    auto* line = new QHBoxLayout;
    line->setContentsMargins(tokens::space::m, tokens::space::s, tokens::space::m, tokens::space::s);
    line->setSpacing(tokens::space::s);
    line->addWidget(makeLabel(tr("Compare with"), QStringLiteral("smallText secondary")));
    line->addWidget(m_box, 1);
    auto* news = new QHBoxLayout;
    news->setContentsMargins(tokens::space::m, 0, tokens::space::m, tokens::space::s);
    news->addWidget(m_news);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(line);
    column->addLayout(news);
    m_results = makeResults();
    column->addWidget(m_results, 1);
    column->addStretch(0);
    auto* below = new QHBoxLayout;
    below->setContentsMargins(tokens::space::s, tokens::space::xs, tokens::space::m, tokens::space::xs);
    below->addWidget(m_copy);
    below->addStretch(1);
    column->addLayout(below);
    showNothing(Mark::None, {});

    connect(m_box, &QComboBox::activated, this, [this](int index) {
        m_wanted = m_box->itemData(index).toString();
        run();
    });
    connect(m_copy, &QAbstractButton::clicked, this, [this] {
        QApplication::clipboard()->setText(command());
        if (m_workbench.tell)
            m_workbench.tell(Mark::Good, tr("Command copied"), {}, {});
    });
}

ComparePage::~ComparePage()
{
    m_stop.request_stop();
}

QWidget* ComparePage::makeResults()
{
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* filesHead = new SectionHeader(tr("Files"));
    filesHead->setInset(tokens::space::m);
    filesHead->setLines(true, false);
    column->addWidget(filesHead);
    auto* files = new QHBoxLayout;
    files->setContentsMargins(tokens::space::m, 0, tokens::space::m, tokens::space::s);
    m_files->setObjectName(QStringLiteral("compareFiles"));
    files->addWidget(m_files);
    column->addLayout(files);
    m_fieldsHead->setInset(tokens::space::m);
    m_fieldsHead->setLines(true, true);
    column->addWidget(m_fieldsHead);
    m_fields->setObjectName(QStringLiteral("compareTable"));
    m_fields->setColumns({{tr("Field"), 160, {.elide = Qt::ElideLeft}, true},
                          {tr("Other"), 128, {.type = Type::MonoSmall, .ink = Ink::Secondary}},
                          {tr("This"), 128, {.type = Type::MonoSmall}}});
    m_fields->setSource(m_model);
    // Their order is that of the manifest.
    m_fields->setSortingEnabled(false);
    column->addWidget(m_fields, 1);
    return box;
}

void ComparePage::setRelease(const ReleaseDetails::Pointer& details)
{
    m_details = details;
    fillBox();
    run();
}

void ComparePage::compareWith(const QString& reference)
{
    m_wanted = reference;
    fillBox();
    run();
}

void ComparePage::fillBox()
{
    m_others.clear();
    if (m_details) {
        const Release& own = m_details->release;
        m_others = m_details->history;
        for (const auto* list : {&m_workbench.bench.releases(), &m_workbench.bench.drafts()}) {
            std::ranges::copy_if(*list, std::back_inserter(m_others), [&own](const Release& other) {
                return other.id != own.id || other.state != own.state;
            });
        }
        // Its own earlier versions first, then what is called alike, then the rest.
        std::ranges::stable_sort(m_others, {}, [&own](const Release& other) { return other.id != own.id; });
    }
    const QSignalBlocker quiet(m_box);
    m_box->clear();
    for (const Release& other : m_others)
        m_box->addItem(titleOf(other), releaseReference(other));
    m_box->setCurrentIndex(m_others.empty() ? -1 : std::max(0, m_box->findData(m_wanted)));
    m_box->setEnabled(!m_others.empty());
}

QString ComparePage::command() const
{
    const Operation* operation = m_workbench.jobs.registry().find(compareName);
    if (!m_details || m_box->currentIndex() < 0)
        return {};
    return commandLine(*operation, {{QStringLiteral("a"), m_box->currentData().toString()},
                                    {QStringLiteral("b"), releaseReference(m_details->release)}});
}

void ComparePage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (m_isStale)
        run();
}

void ComparePage::run()
{
    ++m_turn;
    m_stop.request_stop();
    m_stop = {};
    m_copy->setVisible(!command().isEmpty());
    if (!m_details || m_box->currentIndex() < 0) {
        showNothing(Mark::Neutral,
                    m_details ? tr("There is no other release or draft to compare with yet.") : QString());
        return;
    }
    m_isStale = !isVisible();
    if (m_isStale)
        return;
    m_news->set(Mark::None, tr("Comparing …"));
    const Release other = m_others[static_cast<std::size_t>(m_box->currentIndex())];
    const Release own = m_details->release;
    m_workbench.bench.read<ReleaseComparison>(
        this,
        [other, own, stop = m_stop.get_token()](Bench& bench) { return compareReleases(bench, other, own, stop); },
        [this, turn = m_turn](const Result<ReleaseComparison>& comparison) {
            if (turn != m_turn)
                return;
            if (comparison)
                show(*comparison);
            else
                showNothing(Mark::Bad, errorText(comparison.error()));
        });
}

void ComparePage::show(const ReleaseComparison& comparison)
{
    QList<KeyValue> files;
    for (const FileComparison& file : comparison.files)
        addFile(files, file);
    m_files->setRows(files);
    const auto& differences = comparison.fields.differences;
    const auto count = static_cast<qsizetype>(differences.size());
    m_fieldsHead->setFacts(tr("%1 of %2 fields differ").arg(count).arg(count + comparison.fields.equalFields));
    m_fieldsHead->setVisible(comparison.hasManifests);
    m_model->setDifferences(differences);
    m_fields->setVisible(comparison.hasManifests && count > 0);
    const bool sameFiles = std::ranges::all_of(comparison.files, &FileComparison::isSame);
    if (sameFiles && count == 0)
        m_news->set(Mark::Good, tr("They are the same, byte by byte."));
    else if (!comparison.hasManifests)
        m_news->set(Mark::Neutral, tr("Not both have a manifest: only the files are compared."));
    else
        m_news->set(Mark::None, {});
    m_results->show();
}

void ComparePage::showNothing(Mark mark, const QString& text)
{
    m_news->set(mark, text);
    m_results->hide();
    m_isStale = true;
}

} // namespace ota
