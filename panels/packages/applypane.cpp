// SPDX-License-Identifier: Apache-2.0
#include "panels/packages/applypane.h"

#include "panels/packages/packageactions.h"
#include "panels/packages/targetsmodel.h"
#include "panels/widgets/badge.h"
#include "panels/widgets/banner.h"
#include "panels/widgets/button.h"
#include "panels/widgets/emptystate.h"
#include "panels/widgets/fieldrow.h"
#include "panels/widgets/filterfield.h"
#include "panels/widgets/format.h"
#include "panels/widgets/jobcenter.h"
#include "panels/widgets/memory.h"
#include "panels/widgets/panelheader.h"
#include "panels/widgets/searchtable.h"
#include "panels/widgets/segmentedcontrol.h"
#include "panels/widgets/workbench.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QJsonArray>
#include <QKeyEvent>
#include <QLabel>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace ota {

namespace {

using Choice = TargetsModel::Choice;

const QString applyOperation = QStringLiteral("exosense.apply");
constexpr int shownOfPackage = 40;
const QString rememberedFilter = QStringLiteral("packages/filter");

} // namespace

ApplyPane::ApplyPane(Workbench& workbench, PackageActions& actions, QWidget* parent)
    : QWidget(parent)
    , m_workbench(workbench)
    , m_actions(actions)
    , m_model(new TargetsModel(this))
    , m_pages(new QStackedWidget)
    , m_banner(new Banner)
    , m_table(new SearchTable(tr("Gateways and what each gets")))
    , m_expression(workbench.memory.value(rememberedFilter).toString())
{
    setObjectName(QStringLiteral("applyPane"));
    setLook(this, QStringLiteral("base"));
    m_banner->setObjectName(QStringLiteral("applyBanner"));
    m_banner->setClosable(true);
    m_banner->clear();
    m_table->setObjectName(QStringLiteral("applyTable"));
    m_table->setColumns({{tr("Gateway"), 160},
                         {tr("Runs"), 80, {.ink = Ink::Secondary}},
                         {tr("Gets"), 84},
                         {tr("Asked now"), 150, {.ink = Ink::Secondary}},
                         {tr("What comes of it"), 230, {}, true}});
    m_table->setDirectModel(m_model);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHead());
    column->addWidget(m_banner);
    column->addWidget(m_pages, 1);
    auto* targets = new QWidget;
    auto* lines = new QVBoxLayout(targets);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(0);
    lines->addWidget(makePackages());
    lines->addWidget(makeChoice());
    lines->addWidget(m_table, 1);
    m_pages->addWidget(targets);
    m_pages->addWidget(makeEmpty());
    connect(m_model, &TargetsModel::meantChanged, this, &ApplyPane::refresh);
    connect(m_banner, &Banner::actionTriggered, this, &ApplyPane::clear);
    onChoice();
}

QWidget* ApplyPane::makeHead()
{
    m_head = new SectionHeader(tr("Apply"));
    m_head->setLines(true, true);
    setLook(m_head, QStringLiteral("window"));
    m_copy = new Button(QStringLiteral("copy"), tr("Copy as command"), QStringLiteral("flat"));
    m_copy->setObjectName(QStringLiteral("copyApplyCommand"));
    m_dryRun = new Button(QStringLiteral("search"), tr("Dry run"), QStringLiteral("flat"));
    m_dryRun->setObjectName(QStringLiteral("dryRun"));
    m_dryRun->setTip(tr("Tells who would be asked, and asks nobody"));
    m_apply = new Button(QStringLiteral("send"), tr("Apply"), QStringLiteral("primary"));
    m_apply->setObjectName(QStringLiteral("applyNow"));
    m_apply->setTip(tr("Write the request to each of them"), QKeySequence(Qt::CTRL | Qt::Key_Return));
    auto* close = new IconButton(QStringLiteral("cross"), tr("Close"));
    close->setTip(tr("Close"), QKeySequence(Qt::Key_Escape));
    close->setObjectName(QStringLiteral("closeApply"));
    for (QWidget* action : std::initializer_list<QWidget*>{m_copy, m_dryRun, m_apply, close})
        m_head->addAction(action);
    connect(m_copy, &QAbstractButton::clicked, this, [this] { m_actions.copyCommand(command()); });
    connect(m_dryRun, &QAbstractButton::clicked, this, &ApplyPane::dryRun);
    connect(m_apply, &QAbstractButton::clicked, this, &ApplyPane::apply);
    connect(close, &QAbstractButton::clicked, this, &ApplyPane::closeRequested);
    auto* run = new QAction(this);
    run->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Return));
    run->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(run, &QAction::triggered, m_apply, &QAbstractButton::click);
    addAction(run);
    return m_head;
}

QWidget* ApplyPane::makePackages()
{
    m_packages = new QComboBox;
    m_packages->setObjectName(QStringLiteral("applyPackageBox"));
    m_packages->setPlaceholderText(tr("Choose one"));
    m_packages->setMinimumContentsLength(shownOfPackage);
    m_packages->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_packageRow = new FieldRow(tr("Package"), m_packages);
    setLook(m_packageRow, QStringLiteral("window"));
    m_packageRow->setContentsMargins(tokens::space::l, tokens::space::s, tokens::space::l, 0);
    m_packageRow->hide();
    connect(m_packages, &QComboBox::activated, this,
            [this] { Q_EMIT packageChosen(m_packages->currentData().toString()); });
    return m_packageRow;
}

QWidget* ApplyPane::makeEmpty()
{
    auto* empty = new EmptyState(EmptyState::Drawing::Releases, tr("No package to apply yet"),
                                 tr("A package says which version is meant and where gateways fetch it. Import those "
                                    "there are, or make one: the gateways stay chosen."));
    empty->setObjectName(QStringLiteral("applyEmpty"));
    m_import = empty->addPrimary(QStringLiteral("folder"), tr("Import folder…"));
    m_import->setObjectName(QStringLiteral("applyImportPackages"));
    connect(m_import, &QAbstractButton::clicked, this, &ApplyPane::importRequested);
    Button* make = empty->addOther(QStringLiteral("plus"), tr("Make a package"));
    make->setObjectName(QStringLiteral("applyNewPackage"));
    connect(make, &QAbstractButton::clicked, this, &ApplyPane::newRequested);
    return empty;
}

QWidget* ApplyPane::makeChoice()
{
    auto* box = new QWidget;
    setLook(box, QStringLiteral("window"));
    auto* line = new QHBoxLayout(box);
    line->setContentsMargins(tokens::space::l, tokens::space::s, tokens::space::l, tokens::space::s);
    line->setSpacing(tokens::space::s);
    m_choice = new SegmentedControl(tr("Which gateways"), {tr("Chosen"), tr("Filter"), tr("All")});
    m_choice->setObjectName(QStringLiteral("applyChoice"));
    m_text = new FilterField({});
    m_text->setObjectName(QStringLiteral("applyText"));
    m_text->setMinimumWidth(240);
    m_tickAll = new Button(QStringLiteral("check"), tr("Tick all"), QStringLiteral("flat"));
    m_tickAll->setObjectName(QStringLiteral("tickAll"));
    m_tickAll->setTip(tr("Ticks what is shown; again: unticks it"));
    m_hint = new MarkLine;
    m_hint->setObjectName(QStringLiteral("applyHint"));
    line->addWidget(m_choice);
    line->addWidget(m_text);
    line->addWidget(m_tickAll);
    line->addWidget(m_hint, 1);
    connect(m_choice, &SegmentedControl::chosen, this, &ApplyPane::onChoice);
    connect(m_text, &QLineEdit::textChanged, this, &ApplyPane::onText);
    connect(m_text, &FilterField::leaveRequested, this, [this] { m_table->setFocus(Qt::TabFocusReason); });
    connect(m_tickAll, &QAbstractButton::clicked, this,
            [this] { m_model->tickShown(m_model->meant().size() < m_model->rowCount()); });
    return box;
}

void ApplyPane::begin(const PackageRow& row)
{
    m_asksForPackage = false;
    choosePackage(row);
    showPackages();
}

void ApplyPane::beginFor(const QStringList& gateways)
{
    m_asksForPackage = true;
    m_package.clear();
    m_problem.clear();
    m_applied.clear();
    m_banner->clear();
    m_packages->setCurrentIndex(-1);
    m_search.clear();
    m_choice->setCurrent(static_cast<int>(Choice::Named));
    onChoice();
    m_model->setPackage({});
    m_model->setTicked(gateways);
    m_head->setTitle(tr("Apply a package"));
    showPackages();
    refresh();
}

void ApplyPane::choosePackage(const PackageRow& row)
{
    m_package = row.id();
    m_applied.clear();
    m_banner->clear();
    m_packages->setCurrentIndex(m_packages->findData(m_package));
    setPackage(&row);
}

void ApplyPane::setPackages(const std::vector<PackageRow>& packages)
{
    // Others change them while the list is open: what is as it was is left alone.
    const auto count = static_cast<int>(packages.size());
    while (m_packages->count() > count)
        m_packages->removeItem(m_packages->count() - 1);
    for (int i = 0; i < count; ++i) {
        const PackageRow& row = packages[static_cast<std::size_t>(i)];
        const QString text = row.check.isApplicable ? row.id() : tr("%1 – not applicable").arg(row.id());
        if (i == m_packages->count())
            m_packages->addItem(text);
        if (m_packages->itemText(i) == text && m_packages->itemData(i).isValid())
            continue;
        m_packages->setItemText(i, text);
        m_packages->setItemData(i, row.id());
    }
    m_packages->setCurrentIndex(m_package.isEmpty() ? -1 : m_packages->findData(m_package));
    m_isRead = true;
    showPackages();
}

void ApplyPane::showPackages()
{
    m_packageRow->setVisible(m_asksForPackage);
    m_pages->setCurrentIndex(isAsking() && m_isRead && m_packages->count() == 0 ? 1 : 0);
}

void ApplyPane::setPackage(const PackageRow* row)
{
    m_problem = !row                       ? tr("the package is gone")
                : !row->check.isApplicable ? explainExosenseCode(row->check.problem)
                                           : QString();
    if (row)
        m_model->setPackage(row->check.config);
    m_head->setTitle(tr("Apply %1").arg(m_package));
    refresh();
}

void ApplyPane::setGateways(const GatewayViews& gateways)
{
    m_model->setGateways(gateways);
}

void ApplyPane::onChoice()
{
    const auto choice = static_cast<Choice>(m_choice->current());
    {
        const QSignalBlocker quiet(m_text);
        m_text->setText(choice == Choice::Filter ? m_expression : m_search);
    }
    m_text->setPlaceholderText(choice == Choice::Filter ? tr("name=gw-*, running!=2.0") : tr("Name, version or state"));
    m_text->setAccessibleName(choice == Choice::Filter ? tr("Filter expression") : tr("Search gateways"));
    m_text->setVisible(choice != Choice::All);
    m_tickAll->setVisible(choice == Choice::Named);
    m_model->setChoice(choice);
    onText(m_text->text());
}

void ApplyPane::onText(const QString& text)
{
    m_badFilter.clear();
    if (m_model->choice() == Choice::Named) {
        m_search = text;
        m_model->setSearch(text);
    } else if (m_model->choice() == Choice::Filter) {
        m_expression = text;
        const auto filter = GatewayFilter::parse(text);
        if (filter)
            m_model->setFilter(*filter);
        else
            m_badFilter = errorText(filter.error());
    }
    setLookWord(m_text, QStringLiteral("error"), !m_badFilter.isEmpty());
    m_text->setAccessibleDescription(m_badFilter);
    refresh();
}

QString ApplyPane::whyNot() const
{
    if (m_package.isEmpty())
        return tr("Not yet: choose a package");
    if (!m_problem.isEmpty())
        return tr("Not yet: %1").arg(m_problem);
    if (m_model->all() == 0)
        return tr("Not yet: the bench knows no gateway");
    if (!m_badFilter.isEmpty())
        return tr("Not yet: the filter can not be read");
    if (m_model->choice() == Choice::Filter && m_expression.trimmed().isEmpty())
        return tr("Not yet: write a filter, or choose All");
    if (m_model->meant().isEmpty())
        return m_model->choice() == Choice::Named ? tr("Not yet: tick a gateway") : tr("Not yet: no gateway is meant");
    return {};
}

void ApplyPane::refresh()
{
    const auto meant = m_model->meant().size();
    const QString why = whyNot();
    m_apply->setText(meant > 0 ? tr("Apply to %1").arg(countText(meant)) : tr("Apply"));
    for (Button* button : {m_apply, m_dryRun, m_copy})
        button->setWhyNot(why);
    m_head->setFacts(tr("%1 of %2 gateways").arg(countText(meant), countText(m_model->all())));
    if (!m_badFilter.isEmpty())
        m_hint->set(Mark::Bad, m_badFilter);
    else if (m_model->choice() == Choice::All)
        m_hint->set(Mark::Info, tr("All that are not revoked, also those that come until then."));
    else if (m_model->choice() == Choice::Filter && m_expression.trimmed().isEmpty())
        m_hint->set(Mark::Info, tr("Keys: name, running, desired, ack, result, identity, simulated, waiting."));
    else
        m_hint->set(Mark::None, {});
}

QJsonObject ApplyPane::values() const
{
    QJsonObject values{{QStringLiteral("package"), m_package}};
    switch (m_model->choice()) {
    case Choice::All:
        values.insert(QStringLiteral("all"), true);
        break;
    case Choice::Filter:
        values.insert(QStringLiteral("filter"), m_expression);
        break;
    case Choice::Named:
        values.insert(QStringLiteral("board"), QJsonArray::fromStringList(m_model->meant()));
        break;
    }
    return values;
}

QString ApplyPane::command() const
{
    return m_package.isEmpty() ? QString() : m_actions.commandOf(applyOperation, values());
}

void ApplyPane::apply()
{
    if (!whyNot().isEmpty())
        return;
    if (m_model->choice() == Choice::Filter)
        m_workbench.memory.setValue(rememberedFilter, m_expression);
    m_banner->clear();
    m_apply->setBusy(true, tr("Asking …"));
    const auto done = [this](const Result<Outcome>& outcome) {
        m_apply->setBusy(false);
        if (outcome)
            onApplied(outcome->data);
        else
            m_banner->set(Mark::Bad, tr("Nobody was asked."), errorText(outcome.error()));
    };
    if (const auto started = m_workbench.jobs.start(applyOperation, values(), this, done); !started)
        done(failure(started.error()));
}

void ApplyPane::onApplied(const QJsonObject& outcome)
{
    m_applied.clear();
    for (const QJsonValue& board : outcome[QStringLiteral("boards")].toArray())
        m_applied << board.toString();
    const auto count = static_cast<int>(m_applied.size());
    const QString version = outcome[QStringLiteral("version")].toString();
    m_banner->set(Mark::Good,
                  count == 1 ? tr("Version %1 is asked of %2.").arg(version, m_applied.constFirst())
                             : tr("Version %1 is asked of %2 gateways.").arg(version, countText(count)),
                  tr("What they report appears on their timelines."), tr("Clear request"));
    m_model->setTicked({});
    if (m_workbench.tell)
        m_workbench.tell(Mark::Good,
                         count == 1 ? tr("%1 asked of %2").arg(version, m_applied.constFirst())
                                    : tr("%1 asked of %2 gateways").arg(version, countText(count)),
                         tr("Show on Timelines"), [this, board = m_applied.value(0)] {
                             if (m_workbench.open)
                                 m_workbench.open(QStringLiteral("timelines"), QStringLiteral("board/") + board);
                         });
}

void ApplyPane::dryRun()
{
    QJsonObject preview = values();
    preview.insert(QStringLiteral("dry-run"), true);
    const auto done = [this](const Result<Outcome>& outcome) {
        m_applied.clear();
        if (outcome)
            m_banner->set(Mark::Info, tr("Nobody was asked."), outcome->text);
        else
            m_banner->set(Mark::Bad, tr("Nobody could be asked."), errorText(outcome.error()));
    };
    if (const auto started = m_workbench.jobs.start(applyOperation, preview, this, done); !started)
        done(failure(started.error()));
}

void ApplyPane::clear()
{
    if (m_applied.isEmpty())
        return;
    const QStringList boards = std::exchange(m_applied, {});
    m_actions.run(QStringLiteral("exosense.clear"), {{QStringLiteral("board"), QJsonArray::fromStringList(boards)}},
                  tr("The request was not cleared."), [this, count = boards.size()](const QJsonObject&) {
                      m_banner->set(Mark::Info, tr("The request is cleared."),
                                    tr("%n gateway(s) are asked for nothing now.", nullptr, static_cast<int>(count)));
                  });
}

void ApplyPane::focusFirst()
{
    if (m_pages->currentIndex() != 0)
        m_import->setFocus(Qt::OtherFocusReason);
    else if (isAsking())
        m_packages->setFocus(Qt::OtherFocusReason);
    else if (m_text->isVisible())
        m_text->setFocus(Qt::OtherFocusReason);
    else
        m_apply->setFocus(Qt::OtherFocusReason);
}

void ApplyPane::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT closeRequested();
    else
        QWidget::keyPressEvent(event);
}

} // namespace ota
