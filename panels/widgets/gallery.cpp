// SPDX-License-Identifier: Apache-2.0
#include "panels/widgets/gallery.h"

#include "panels/widgets/badge.h"
#include "panels/widgets/banner.h"
#include "panels/widgets/button.h"
#include "panels/widgets/chipedit.h"
#include "panels/widgets/commandbox.h"
#include "panels/widgets/fieldrow.h"
#include "panels/widgets/filterfield.h"
#include "panels/widgets/hexview.h"
#include "panels/widgets/keyvaluelist.h"
#include "panels/widgets/labels.h"
#include "panels/widgets/panelheader.h"
#include "panels/widgets/qrcode.h"
#include "panels/widgets/searchtable.h"
#include "panels/widgets/segmentedcontrol.h"
#include "panels/widgets/switch.h"
#include "panels/widgets/throughputgraph.h"
#include "panels/widgets/workbench.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QScrollArea>
#include <QSplitter>
#include <QTabBar>
#include <QVBoxLayout>

#include <cmath>

namespace ota {

namespace {

struct Row
{
    const char* name;
    const char* badge;
    const char* icon;
    const char* world;
    const char* links;
    const char* runs;
    const char* contact;
    const char* session;
    Mark mark;
    double progress; ///< Below 0: none; above 1: unknown.
};

constexpr Row rows[]{
    {"samr21-xpro-a", "", "boards", "SUIT", "ttyACM0 · fd00:b::7", "1632120411", "0.4 s ago", "DOWNLOAD 62 %",
     Mark::None, 0.62},
    {"samr21-xpro-b", "", "boards", "SUIT", "ttyACM1 · fd00:b::8", "1632124156", "12 s ago", "NOT_NEWER", Mark::Bad,
     -1},
    {"native64-1", "virtual", "virtual", "SUIT", "pty 4 · fd00:b::a1", "78", "2 min ago", "success", Mark::Good, -1},
    {"thermo-1", "", "boards", "Matter", "node 0x3 · 10.0.0.22", "2 (1.1.4)", "3 s ago", "INSTALL", Mark::None, 2},
    {"lock-2", "", "boards", "Matter", "node 0x4 · 10.0.0.23", "4 (2.0.0)", "5 min ago", "stalled", Mark::Warn, -1},
    {"adas-main", "", "boards", "Rootfs", "10.0.0.40:50051", "2026.10.4", "0.9 s ago", "DOWNLOAD 81 %", Mark::None,
     0.81},
    {"nrf52840dk-1", "", "boards", "SUIT", "ttyACM3", "–", "never", "no session", Mark::Neutral, -1},
};

enum Column
{
    Name,
    World,
    Links,
    Runs,
    Contact,
    Session,
    ColumnCount
};

QWidget* line(std::initializer_list<QWidget*> widgets)
{
    auto* box = new QWidget;
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(tokens::space::s);
    for (QWidget* widget : widgets)
        row->addWidget(widget);
    row->addStretch(1);
    return box;
}

QByteArray someBytes()
{
    QByteArray bytes;
    for (int i = 0; i < 320; ++i)
        bytes.append(static_cast<char>((i * 89 + i / 7 * 31) % 256));
    bytes.replace(33, 12, "riot-os.org ");
    return bytes;
}

} // namespace

GalleryModel::GalleryModel(QObject* parent)
    : QAbstractTableModel(parent)
    , m_checked(static_cast<qsizetype>(std::size(rows)), false)
{
    m_checked[0] = m_checked[1] = true;
}

int GalleryModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(std::size(rows));
}

int GalleryModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant GalleryModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const Row& row = rows[index.row()];
    const auto text = [](const char* words) {
        return QString::fromUtf8(words);
    };
    switch (role) {
    case Qt::DisplayRole:
        return text(std::array{row.name, row.world, row.links, row.runs, row.contact, row.session}.at(
            static_cast<std::size_t>(index.column())));
    case Qt::CheckStateRole:
        return index.column() == Name ? QVariant(m_checked.at(index.row()) ? Qt::Checked : Qt::Unchecked) : QVariant();
    case cell::IconRole:
        return index.column() == Name ? QVariant(text(row.icon)) : QVariant();
    case cell::BadgeRole:
        return index.column() == Name && *row.badge ? QVariant(text(row.badge)) : QVariant();
    case cell::MarkRole:
        return index.column() == Session ? QVariant(static_cast<int>(row.mark)) : QVariant();
    case cell::InkRole:
        if (index.column() == Session && row.mark != Mark::None && row.mark != Mark::Neutral)
            return static_cast<int>(Look::inkOf(row.mark));
        return index.column() == Contact && row.mark == Mark::Warn ? QVariant(static_cast<int>(Ink::Warn)) : QVariant();
    case cell::ProgressRole:
        if (index.column() != Session || row.progress < 0)
            return {};
        return QVariant::fromValue(CellProgress{row.progress > 1 ? std::nullopt : std::optional(row.progress), false});
    default:
        return {};
    }
}

bool GalleryModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (role != Qt::CheckStateRole || index.column() != Name)
        return false;
    m_checked[index.row()] = value.toInt() == Qt::Checked;
    Q_EMIT dataChanged(index, index, {Qt::CheckStateRole});
    return true;
}

Qt::ItemFlags GalleryModel::flags(const QModelIndex& index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    const Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable;
    return index.column() == Name ? flags | Qt::ItemIsUserCheckable : flags;
}

Gallery::Gallery(Workbench& workbench, QWidget* parent)
    : PanelPage(parent)
    , m_workbench(workbench)
    , m_header(new PanelHeader(title()))
    , m_filter(new FilterField(tr("Name, world or address")))
    , m_table(new SearchTable(tr("Boards"), this))
    , m_inspector(makeInspector())
{
    setLook(this, QStringLiteral("base"));
    m_header->setFacts(tr("every widget in its states"));
    m_header->addFilter(m_filter);
    auto* scope = new SegmentedControl(tr("Scope"), {tr("All"), tr("In session 6"), tr("Need a look 5")});
    m_header->addScope(scope);
    m_header->addAction(new Button(QStringLiteral("search"), tr("Discover")));
    auto* notify = new Button(QStringLiteral("notify"), tr("Notify 3"));
    m_header->addAction(notify);
    auto* add = new Button(QStringLiteral("plus"), tr("Add board"), QStringLiteral("primary"));
    m_header->addAction(add);
    connect(add, &QAbstractButton::clicked, this,
            [this] { m_workbench.tell(Mark::Good, tr("Removed native64 79, 41.0 KiB"), tr("Undo"), {}); });

    m_table->setObjectName(QStringLiteral("galleryTable"));
    m_table->setColumns({{tr("Board"), 220},
                         {tr("World"), 80, {.ink = Ink::Secondary}},
                         {tr("Links"), 170, {.type = Type::MonoSmall, .ink = Ink::Secondary, .elide = Qt::ElideMiddle}},
                         {tr("Runs"), 100, {.alignment = Qt::AlignRight}},
                         {tr("Last contact"), 100, {.ink = Ink::Secondary}},
                         {tr("Session"), 190, {}, true}});
    m_table->setSource(new GalleryModel(this));
    m_table->setFilterField(m_filter, tr("No board matches “%1”."));
    m_table->remember(workbench.memory, QStringLiteral("gallery/boards"));
    m_table->setRowAction([](const QModelIndex&) { return tr("Open timeline"); });

    auto* below = new QWidget;
    auto* columns = new QHBoxLayout(below);
    columns->setContentsMargins(tokens::space::l, tokens::space::m, tokens::space::l, tokens::space::m);
    columns->setSpacing(tokens::space::xl);
    columns->addWidget(makeControls(), 1);
    columns->addWidget(makeForm(), 1);
    auto* splitter = new QSplitter(Qt::Vertical, this);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(m_table);
    auto* rest = new QWidget;
    auto* column = new QVBoxLayout(rest);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* head = new SectionHeader(tr("Controls"), tr("28 px, radius 4"));
    head->setLines(false, true);
    head->addBadge(new Badge(QStringLiteral("gallery"), Mark::None, BadgeKind::Outline));
    head->addAction(new IconButton(QStringLiteral("cross"), tr("Close")));
    setLook(head, QStringLiteral("window"));
    column->addWidget(head);
    column->addWidget(below);
    column->addWidget(makeMessages());
    column->addStretch(1);
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    setLook(scroll, QStringLiteral("base"));
    setLook(rest, QStringLiteral("base"));
    scroll->setWidget(rest);
    splitter->addWidget(scroll);
    splitter->setSizes({210, 560});
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(splitter);
}

QWidget* Gallery::makeControls()
{
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(tokens::space::s);
    auto* publish = new Button({}, tr("Publish"), QStringLiteral("primary"));
    auto* plain = new Button({}, tr("Publish"));
    auto* flat = new Button({}, tr("Publish"), QStringLiteral("flat"));
    auto* danger = new Button({}, tr("Remove"), QStringLiteral("danger"));
    column->addWidget(line({publish, plain, flat, danger}));
    auto* off = new Button(QStringLiteral("key"), tr("Build and sign"));
    off->setWhyNot(tr("Not yet: Payload URI is too long"));
    column->addWidget(line({off, new MarkLine(Mark::Bad, off->whyNot())}));
    auto* follow = new Button(QStringLiteral("follow"), tr("Follow"));
    follow->setCheckable(true);
    follow->setChecked(true);
    auto* busy = new Button(QStringLiteral("upload"), tr("Publish"));
    busy->setObjectName(QStringLiteral("busyButton"));
    column->addWidget(line({follow, new Button(QStringLiteral("fit"), tr("Fit")), busy,
                            new Button({}, tr("Cancel"), QStringLiteral("flat")),
                            new Button({}, tr("Use port 5694"), QStringLiteral("link"))}));
    auto* on = new Switch(tr("serve fw/ for RIOT’s make"));
    on->setChecked(true);
    column->addWidget(line({on, new Switch(tr("Block1 PUT is refused"))}));
    auto* ticked = new QCheckBox(tr("ticked"));
    ticked->setChecked(true);
    column->addWidget(line({ticked, new QCheckBox(tr("not ticked"))}));
    auto* size = new SegmentedControl(tr("Largest block"), {QStringLiteral("64"), QStringLiteral("256"),
                                                            QStringLiteral("512"), QStringLiteral("1024")});
    size->setCurrent(3);
    column->addWidget(line({size}));
    column->addWidget(line({new Badge(tr("success"), Mark::Good), new Badge(tr("unconfirmed"), Mark::Warn),
                            new Badge(tr("failure"), Mark::Bad)}));
    column->addWidget(line({new Badge(tr("bench"), Mark::Info), new Badge(tr("superseded"), Mark::Neutral),
                            new Badge(tr("virtual"), Mark::None, BadgeKind::Outline),
                            new Badge(tr("step 8 of 10"), Mark::None, BadgeKind::Chosen),
                            new Badge(tr("1 error"), Mark::Bad, BadgeKind::Count)}));
    column->addStretch(1);
    return box;
}

QWidget* Gallery::makeForm()
{
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(tokens::space::s);
    auto* vendor = new QLineEdit(QStringLiteral("riot-os.org"));
    column->addWidget(new FieldRow(tr("Vendor"), vendor));
    auto* uri = new QLineEdit(QStringLiteral("coap://[fd00:b::1]/fw/suit_update_with_long_names/releases/2026-11-20/"));
    setLook(uri, QStringLiteral("mono"));
    auto* uriRow = new FieldRow(tr("Payload URI"), uri);
    uriRow->setError(
        tr("131 bytes with the file name; this target takes 127 and answers res=-9. Shorten the path by 4."));
    column->addWidget(uriRow);
    auto* port = new QLineEdit(QStringLiteral("5683"));
    auto* portRow = new FieldRow(tr("Port"), port);
    portRow->setHint(tr("What boards get to hear. Loopback reaches no board."));
    portRow->setOptional(true);
    column->addWidget(portRow);
    auto* sign = new QComboBox;
    sign->addItem(Look::of(this).icon(QStringLiteral("key")), QStringLiteral("bench-ed25519-1"));
    sign->addItem(QStringLiteral("lab-es256"));
    column->addWidget(new FieldRow(tr("Sign with"), sign));
    auto* boards = new ChipEdit;
    boards->setValues({QStringLiteral("samr21-xpro-a"), QStringLiteral("samr21-xpro-b")});
    column->addWidget(new FieldRow(tr("Boards"), boards));
    auto* command = new CommandBox;
    command->setText(QStringLiteral("otaw suit notify samr21-xpro_suit_update samr21-xpro-a samr21-xpro-b"));
    column->addWidget(command);
    column->addStretch(1);
    return box;
}

QWidget* Gallery::makeMessages()
{
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(tokens::space::l, 0, tokens::space::l, tokens::space::m);
    column->setSpacing(tokens::space::s);
    column->addWidget(new Banner(Mark::Bad, tr("CoAPS did not start: port 5684 is taken by another program."), {},
                                 tr("Use port 5694")));
    column->addWidget(
        new Banner(Mark::Warn, tr("coap_host is loopback."), tr("3 boards are elsewhere."), tr("Use fd00:b::1")));
    column->addWidget(new Banner(Mark::Info, {}, tr("The bench was moved. Addresses in 4 releases name the old host."),
                                 tr("Show them")));
    auto* graph = new ThroughputGraph;
    graph->setObjectName(QStringLiteral("galleryGraph"));
    graph->setSeries({QStringLiteral("OTA proxy"), QStringLiteral("HTTP"), QStringLiteral("CoAP")});
    for (int second = 0; second <= ThroughputGraph::seconds; ++second) {
        const double wave = 4e6 * std::sin(second / 7.0) + 1.5e6 * std::sin(second / 2.3);
        const bool hole = second > 70 && second < 76;
        graph->append({hole ? 12e6 : (second < 18 ? 12e6 : 36e6 + second * 0.09e6 + wave),
                       2e6 + (second > 40 ? 3e6 : 0) + wave / 9, 808});
        if (second == 73)
            graph->addNote(tr("fault: reset at 60 %"));
    }
    auto* legend = new GraphLegend;
    legend->set({QStringLiteral("OTA proxy"), QStringLiteral("HTTP"), QStringLiteral("CoAP")},
                {graph->last(0), graph->last(1), graph->last(2)});
    auto* head = new SectionHeader(tr("Throughput"), tr("last two minutes, bytes sent"));
    head->addAction(legend);
    head->setInset(0);
    column->addWidget(head);
    column->addWidget(graph, 1);
    return box;
}

QWidget* Gallery::makeInspector()
{
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* who = new QWidget;
    auto* whoColumn = new QVBoxLayout(who);
    whoColumn->setContentsMargins(tokens::space::m, tokens::space::m, tokens::space::m, tokens::space::m);
    whoColumn->setSpacing(tokens::space::s);
    QWidget* first = line({makeLabel(QStringLiteral("samr21-xpro-b"), QStringLiteral("title")),
                           new Badge(QStringLiteral("SUIT"), Mark::None, BadgeKind::Outline)});
    first->layout()->addWidget(new IconButton(QStringLiteral("edit"), tr("Edit")));
    first->layout()->addWidget(new IconButton(QStringLiteral("more"), tr("More")));
    whoColumn->addWidget(first);
    whoColumn->addWidget(
        line({new Badge(tr("rejected"), Mark::Bad),
              makeLabel(tr("NOT_NEWER, attempt 2, 21:18:55"), QStringLiteral("smallText secondary"))}));
    whoColumn->addWidget(new Paragraph(
        tr("The board runs 1632124156 and was offered 1632124156. It takes only a greater sequence number."),
        Type::Small, Ink::Primary));
    whoColumn->addWidget(
        line({new Button(QStringLiteral("plus"), tr("Build 1632124157"), QStringLiteral("primary small")),
              new Button(QStringLiteral("timelines"), tr("Open timeline"), QStringLiteral("small"))}));
    column->addWidget(who);
    auto* tabs = new QTabBar;
    tabs->setExpanding(false);
    tabs->setDrawBase(true);
    for (const QString& tab : {tr("Manifest"), tr("Digests"), tr("Files")})
        tabs->addTab(tab);
    column->addWidget(tabs);
    auto* identity = new SectionHeader(tr("Identity"));
    identity->setInset(tokens::space::m);
    column->addWidget(identity);
    auto* facts = new KeyValueList;
    facts->setRows({{tr("Vendor"), QStringLiteral("riot-os.org")},
                    {tr("Class"),
                     QStringLiteral("8818989e-a257-5994-ac9a-554b77898083"),
                     Type::Mono,
                     Ink::Primary,
                     Mark::None,
                     {},
                     Qt::ElideMiddle},
                    {tr("Verified"), tr("by bench-ed25519-1"), Type::Small, Ink::Good, Mark::Good},
                    {tr("Slots"), tr("0 runs · 1 is free, 126 KiB")}});
    auto* inset = new QWidget;
    auto* insetColumn = new QVBoxLayout(inset);
    insetColumn->setContentsMargins(tokens::space::m, 0, tokens::space::m, tokens::space::m);
    insetColumn->addWidget(facts);
    auto* qr = new QrCode;
    qr->setText(QStringLiteral("coap://[fd00:b::1]:5683"));
    qr->setFixedSize(120, 120);
    insetColumn->addWidget(qr);
    column->addWidget(inset);
    auto* bytes = new SectionHeader(tr("Signed bytes"));
    bytes->setInset(tokens::space::m);
    bytes->setLines(true, true);
    column->addWidget(bytes);
    auto* hex = new HexView;
    hex->setObjectName(QStringLiteral("galleryHex"));
    hex->setBytes(someBytes());
    hex->setMark({0x26, 16}, {0x1a, 60});
    column->addWidget(hex, 1);
    return box;
}

QString Gallery::helpText() const
{
    return tr("Every widget that the panels share, in its states. No part of the program; it is here for those who "
              "write panels.");
}

} // namespace ota
