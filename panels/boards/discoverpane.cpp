// SPDX-License-Identifier: Apache-2.0
#include "panels/boards/discoverpane.h"

#include "coap/coapuri.h"
#include "otaserver/boarddiscovery.h"
#include "panels/boards/discovermodel.h"
#include "panels/widgets/banner.h"
#include "panels/widgets/benchfeed.h"
#include "panels/widgets/button.h"
#include "panels/widgets/jobcenter.h"
#include "panels/widgets/memory.h"
#include "panels/widgets/searchtable.h"
#include "panels/widgets/workbench.h"

#include <QAction>
#include <QHeaderView>
#include <QJsonArray>
#include <QLineEdit>
#include <QMenu>
#include <QRegularExpression>

#include <algorithm>

namespace ota {

namespace {

const QString discoverOperation = QStringLiteral("board.discover");
/// Interfaces that were switched off: a new one is asked.
const QString silentInterfaces = QStringLiteral("boards/silentInterfaces");
const QString rememberedAddress = QStringLiteral("boards/discoverAddress");
constexpr int shownLines = 6;

} // namespace

DiscoverPane::DiscoverPane(Workbench& workbench, QWidget* parent)
    : LowerPane(workbench, QStringLiteral("discover"), tr("Discover"), parent)
    , m_workbench(workbench)
    , m_model(new DiscoverModel(this))
{
    makeHead();
    makeTable();
    setContent(m_table);
    connect(&workbench.jobs, &JobCenter::recorded, this, [this](int job, const QJsonObject& record) {
        if (job == m_job && m_job != 0) {
            m_model->add(record);
            refresh();
        }
    });
    connect(&workbench.bench, &BenchFeed::boardsChanged, this,
            [this] { m_model->setBoards(m_workbench.bench.boards()); });
    listInterfaces();
}

void DiscoverPane::makeHead()
{
    m_choice = new Button(QStringLiteral("network"), {});
    m_choice->setObjectName(QStringLiteral("discoverInterfaces"));
    m_choice->setTip(tr("Where all CoAP nodes are asked"));
    m_menu = new QMenu(m_choice);
    m_menu->setObjectName(QStringLiteral("discoverMenu"));
    m_choice->setMenu(m_menu);
    addChoice(m_choice);
    m_address = new QLineEdit(m_workbench.memory.value(rememberedAddress).toString());
    m_address->setObjectName(QStringLiteral("discoverAddress"));
    m_address->setAccessibleName(tr("Also ask this address"));
    m_address->setPlaceholderText(tr("and this address"));
    m_address->setToolTip(tr("Also ask this address: host[:port], with brackets around IPv6"));
    m_address->setFixedWidth(180);
    addChoice(m_address);
    m_search = new Button(QStringLiteral("search"), tr("Search"), QStringLiteral("primary"));
    m_search->setObjectName(QStringLiteral("discoverSearch"));
    m_search->setTip(tr("Ask for /.well-known/core"), QKeySequence(Qt::CTRL | Qt::Key_Return));
    setAction(m_search);
    connect(m_address, &QLineEdit::textEdited, this, &DiscoverPane::refresh);
    connect(m_address, &QLineEdit::returnPressed, m_search, &QAbstractButton::click);
    connect(m_search, &QAbstractButton::clicked, this, &DiscoverPane::search);
}

void DiscoverPane::makeTable()
{
    m_table = new SearchTable(tr("Discovered nodes"));
    m_table->setObjectName(QStringLiteral("discoverTable"));
    m_table->setColumns({{tr("Device"), 190, {.type = Type::MonoSmall, .elide = Qt::ElideMiddle}},
                         {tr("What it is"), 190},
                         {tr("Resources"), 240, {.type = Type::MonoSmall, .ink = Ink::Secondary}, true},
                         {tr("Board"), 140},
                         {QString(), 80, {.ink = Ink::Link, .alignment = Qt::AlignRight}}});
    m_table->horizontalHeader()->hide();
    m_table->setDirectModel(m_model);
    connect(m_table, &SearchTable::rowOpened, this, [this](const QModelIndex& index) { onAction(index.row()); });
    connect(m_table, &QAbstractItemView::clicked, this, [this](const QModelIndex& index) {
        if (index.column() == DiscoverModel::Action)
            onAction(index.row());
    });
}

void DiscoverPane::listInterfaces()
{
    m_menu->clear();
    const QStringList silent = m_workbench.memory.value(silentInterfaces).toStringList();
    for (const QString& name : discoveryInterfaces()) {
        QAction* action = m_menu->addAction(name);
        action->setObjectName(QStringLiteral("discoverInterface.") + name);
        action->setCheckable(true);
        action->setChecked(!silent.contains(name));
        connect(action, &QAction::toggled, this, [this] {
            QStringList off;
            for (const QAction* each : m_menu->actions()) {
                if (!each->isChecked())
                    off << each->text();
            }
            m_workbench.memory.setValue(silentInterfaces, off);
            refresh();
        });
    }
    m_choice->setEnabled(!m_menu->isEmpty());
    refresh();
}

void DiscoverPane::focusFirst()
{
    QWidget* first = m_search->isEnabled() ? static_cast<QWidget*>(m_search) : m_address;
    first->setFocus(Qt::OtherFocusReason);
}

int DiscoverPane::wantedHeight() const
{
    return tokens::height::panelHeader + 2 + shownLines * tokens::height::row + tokens::space::m;
}

QStringList DiscoverPane::interfaces() const
{
    QStringList names;
    for (const QAction* action : m_menu->actions()) {
        if (action->isChecked())
            names << action->text();
    }
    return names;
}

QJsonObject DiscoverPane::values() const
{
    QJsonObject values;
    if (const QStringList names = interfaces(); !names.isEmpty())
        values.insert(QStringLiteral("interface"), QJsonArray::fromStringList(names));
    if (const QString address = m_address->text().trimmed(); !address.isEmpty())
        values.insert(QStringLiteral("address"), QJsonArray{address});
    return values;
}

QString DiscoverPane::command() const
{
    return commandLine(*m_workbench.jobs.registry().find(discoverOperation), values());
}

QString DiscoverPane::whyNot() const
{
    return values().isEmpty() ? tr("Not yet: no interface is chosen, no address is named") : QString();
}

void DiscoverPane::refresh()
{
    const QStringList names = interfaces();
    m_choice->setText(names.isEmpty()     ? tr("no interface")
                      : names.size() <= 2 ? names.join(QStringLiteral(", "))
                                          : tr("%n interface(s)", nullptr, static_cast<int>(names.size())));
    const QString why = whyNot();
    setWhyNot(why);
    const int answered = m_model->answered();
    if (m_job != 0 || answered > 0)
        setFacts(tr("%n node(s) answered", nullptr, answered));
    else
        setFacts(!why.isEmpty() ? why : m_searched ? tr("nobody answered") : QString());
}

void DiscoverPane::search()
{
    if (m_job != 0 || !whyNot().isEmpty())
        return;
    banner().clear();
    m_model->clear();
    m_workbench.memory.setValue(rememberedAddress, m_address->text().trimmed());
    const auto job = m_workbench.jobs.start(discoverOperation, values(), this, [this](const Result<Outcome>& outcome) {
        const bool failed = !outcome && outcome.error().code != Error::Code::Cancelled;
        onEnded(failed ? errorText(outcome.error()) : QString());
    });
    if (!job) {
        onEnded(errorText(job.error()));
        return;
    }
    m_job = *job;
    m_search->setBusy(true, tr("Asking …"));
    refresh();
}

void DiscoverPane::onEnded(const QString& error)
{
    m_job = 0;
    m_searched = error.isEmpty();
    m_search->setBusy(false);
    if (!error.isEmpty())
        banner().set(Mark::Bad, tr("Nobody was asked"), error);
    refresh();
}

QString DiscoverPane::freeName(const QString& device) const
{
    // The last part of the address is what tells boards of one net apart; on this machine it is the port.
    const auto uri = CoapUri::readDevice(device);
    static const QRegularExpression separators(QStringLiteral("[:.]"));
    QString part = QStringLiteral("1");
    if (uri) {
        const QStringList parts = uri->host.section(u'%', 0, 0).split(separators, Qt::SkipEmptyParts);
        const bool here = uri->host == QStringLiteral("127.0.0.1") || uri->host == QStringLiteral("::1");
        part = here ? QString::number(uri->port) : parts.isEmpty() ? part : parts.last();
    }
    const QString base = QStringLiteral("board-") + part;
    QString name = base;
    for (int i = 2; m_workbench.bench.board(name); ++i)
        name = base + u'-' + QString::number(i);
    return name;
}

void DiscoverPane::onAction(int row)
{
    if (row < 0 || row >= m_model->rowCount())
        return;
    const DiscoverModel::Node& node = m_model->nodes()[static_cast<std::size_t>(row)];
    if (!node.board.isEmpty())
        Q_EMIT showRequested(node.board);
    else if (node.error.isEmpty())
        Q_EMIT addRequested(
            {{QStringLiteral("name"), freeName(node.device)}, {QStringLiteral("address"), node.device}});
}

} // namespace ota
