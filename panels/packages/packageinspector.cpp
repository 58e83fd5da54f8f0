// SPDX-License-Identifier: Apache-2.0
#include "panels/packages/packageinspector.h"

#include "panels/packages/packagefindings.h"
#include "panels/packages/packagetext.h"
#include "panels/widgets/button.h"
#include "panels/widgets/format.h"
#include "panels/widgets/inspectorhead.h"
#include "panels/widgets/keyvaluelist.h"
#include "panels/widgets/labels.h"
#include "panels/widgets/panelheader.h"

#include <QApplication>
#include <QClipboard>
#include <QDateTime>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

#include <algorithm>

namespace ota {

namespace {

enum Page
{
    Facts,
    Json,
    Tag,
    Gateways
};

QString timeText(qint64 ns)
{
    return QDateTime::fromMSecsSinceEpoch(ns / 1'000'000).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
}

KeyValue textRow(const QString& key, const QString& text)
{
    return {key, text.isEmpty() ? unknownText : text};
}

KeyValue codeRow(const QString& key, const QString& text)
{
    return {key, text, Type::MonoSmall, Ink::Primary, Mark::None, text, Qt::ElideMiddle};
}

QWidget* scrolled(const QString& name, const QList<QWidget*>& widgets)
{
    auto* scroll = new QScrollArea;
    scroll->setObjectName(name);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
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

/// What a gateway did with what it was asked for.
KeyValue gatewayRow(const GatewayView& gateway, const QString& version)
{
    KeyValue row{gateway.board, {}};
    if (gateway.running == version && !version.isEmpty()) {
        row.value = PackageInspector::tr("runs it");
        row.mark = Mark::Good;
        return row;
    }
    switch (gateway.ack) {
    case AckState::Pending:
        row.value = PackageInspector::tr("has not fetched the request yet");
        break;
    case AckState::Delivered:
        row.value = PackageInspector::tr("was told");
        break;
    case AckState::Acknowledged:
        row.value = PackageInspector::tr("acknowledged");
        break;
    case AckState::Cleared:
        row.value = PackageInspector::tr("cleared it");
        row.mark = Mark::Warn;
        break;
    case AckState::Different:
        row.value = PackageInspector::tr("wrote something else back");
        row.mark = Mark::Warn;
        break;
    case AckState::None:
        break;
    }
    if (!gateway.running.isEmpty())
        row.value += QStringLiteral(" · ") + PackageInspector::tr("runs %1").arg(gateway.running);
    return row;
}

} // namespace

PackageInspector::PackageInspector(QWidget* parent)
    : QWidget(parent)
    , m_head(new InspectorHead({"packageName", "copyPackageId", "packageMore", "packageState", "packageSentence"},
                               Qt::ElideMiddle))
    , m_tabs(new QTabBar)
    , m_pages(new QStackedWidget)
    , m_findings(new PackageFindings)
    , m_findingsHead(new SectionHeader(tr("Findings")))
    , m_noFindings(new Paragraph(tr("Nothing is odd about it."), Type::Small, Ink::Tertiary))
    , m_facts(new KeyValueList)
    , m_payloadHead(new SectionHeader(tr("Payload")))
    , m_payload(new KeyValueList)
    , m_check(new Button({}, tr("Check"), QStringLiteral("link")))
    , m_json(makeCodeView(QStringLiteral("packageJson"), tr("What the tag says, as JSON"), true))
    , m_jsonNote(new Paragraph({}, Type::Small, Ink::Secondary))
    , m_tag(makeCodeView(QStringLiteral("packageTag"), tr("The tag as it is stored"), true))
    , m_tagNote(new Paragraph({}, Type::Small, Ink::Secondary))
    , m_gateways(new KeyValueList)
    , m_gatewayNote(new Paragraph({}, Type::Small, Ink::Tertiary))
    , m_overviewPage(new QWidget(this))
    , m_thingPage(new QWidget(this))
    , m_overview(new KeyValueList)
{
    setObjectName(QStringLiteral("packageInspector"));
    setLook(this, QStringLiteral("window"));
    m_facts->setObjectName(QStringLiteral("packageFacts"));
    m_facts->setAccessibleName(tr("Facts"));
    m_payload->setObjectName(QStringLiteral("packagePayload"));
    m_payload->setAccessibleName(tr("Payload"));
    m_gateways->setObjectName(QStringLiteral("packageGateways"));
    m_gateways->setAccessibleName(tr("Gateways that are asked for it"));
    m_overview->setObjectName(QStringLiteral("packagesOverview"));
    m_overview->setAccessibleName(tr("All packages"));
    m_findings->setObjectName(QStringLiteral("packageFindings"));
    for (KeyValueList* list : {m_facts, m_payload, m_gateways, m_overview})
        connect(list, &KeyValueList::copied, this, &PackageInspector::copied);
    connect(m_findings, &PackageFindings::chosen, this, &PackageInspector::editRequested);

    auto* column = new QVBoxLayout(m_thingPage);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_head);
    connect(m_head, &InspectorHead::copyRequested, this, [this](const QString& id) { copy(id, tr("id")); });
    connect(m_head, &InspectorHead::menuRequested, this, &PackageInspector::menuRequested);
    m_tabs->setObjectName(QStringLiteral("packageTabs"));
    m_tabs->setAccessibleName(tr("What is shown of the package"));
    m_tabs->setExpanding(false);
    m_tabs->setDrawBase(true);
    column->addWidget(m_tabs);
    column->addWidget(m_pages, 1);
    addPage(tr("Facts"), makeFacts());
    auto* copyJson = new Button(QStringLiteral("copy"), tr("Copy JSON"), QStringLiteral("flat"));
    copyJson->setObjectName(QStringLiteral("copyPackageJson"));
    connect(copyJson, &QAbstractButton::clicked, this, [this] { copy(m_json->toPlainText(), tr("JSON")); });
    addPage(tr("JSON"), makeText(m_json, m_jsonNote, copyJson));
    auto* copyTag = new Button(QStringLiteral("copy"), tr("Copy tag"), QStringLiteral("flat"));
    copyTag->setObjectName(QStringLiteral("copyPackageTag"));
    connect(copyTag, &QAbstractButton::clicked, this, [this] { copy(m_tag->toPlainText(), tr("tag")); });
    addPage(tr("Tag"), makeText(m_tag, m_tagNote, copyTag));
    addPage(tr("Gateways"), scrolled(QStringLiteral("gatewaysPage"), {m_gatewayNote, m_gateways}));
    connect(m_tabs, &QTabBar::currentChanged, m_pages, &QStackedWidget::setCurrentIndex);

    auto* overview = new QVBoxLayout(m_overviewPage);
    overview->setContentsMargins(tokens::space::m, tokens::space::m, tokens::space::m, tokens::space::m);
    overview->setSpacing(tokens::space::s);
    overview->addWidget(makeLabel(tr("Packages"), QStringLiteral("title")));
    overview->addWidget(m_overview);
    overview->addStretch(1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_overviewPage);
    layout->addWidget(m_thingPage);
    m_thingPage->hide();
}

QWidget* PackageInspector::makeFacts()
{
    for (SectionHeader* head : {m_findingsHead, m_payloadHead})
        head->setInset(0);
    m_check->setObjectName(QStringLiteral("checkPayload"));
    m_check->setTip(
        tr("Asks the server whether it has the payload; other machines than this one only after a question"));
    m_payloadHead->addAction(m_check);
    connect(m_check, &QAbstractButton::clicked, this, &PackageInspector::checkRequested);
    return scrolled(QStringLiteral("factsPage"),
                    {m_findingsHead, m_noFindings, m_findings, m_payloadHead, m_payload, m_facts});
}

QWidget* PackageInspector::makeText(QPlainTextEdit* view, Paragraph* note, Button* copy)
{
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(tokens::space::m, tokens::space::s, tokens::space::m, tokens::space::m);
    column->setSpacing(tokens::space::s);
    auto* line = new QHBoxLayout;
    line->addWidget(note, 1);
    line->addWidget(copy);
    column->addLayout(line);
    column->addWidget(view, 1);
    return page;
}

void PackageInspector::addPage(const QString& title, QWidget* page)
{
    m_tabs->addTab(title);
    m_pages->addWidget(page);
}

void PackageInspector::copy(const QString& text, const QString& what)
{
    QApplication::clipboard()->setText(text);
    Q_EMIT copied(what);
}

void PackageInspector::showOverview(const PackagesNews& news, const PackagesContext& context)
{
    const auto applicable =
        std::ranges::count_if(news.packages, [](const PackageRow& row) { return row.check.isApplicable; });
    const auto broken = static_cast<qsizetype>(news.packages.size()) - applicable;
    m_overview->setRows({{tr("Packages"), countText(static_cast<qint64>(news.packages.size()))},
                         {.key = tr("Not applicable"),
                          .value = countText(broken),
                          .ink = broken > 0 ? Ink::Bad : Ink::Primary,
                          .mark = broken > 0 ? Mark::Bad : Mark::None},
                         {tr("Other content"), countText(static_cast<qint64>(news.files.size()))},
                         {tr("Gateways"), countText(static_cast<qint64>(context.gateways.size()))},
                         {.key = tr("Served at"),
                          .value = news.places.isServed() ? news.places.bases.constFirst() : tr("not served now"),
                          .type = news.places.isServed() ? Type::MonoSmall : Type::Small}});
    m_thingPage->hide();
    m_overviewPage->show();
}

void PackageInspector::showPackage(const PackageRow& row, const PackagesNews& news, const PackagesContext& context)
{
    m_overviewPage->hide();
    m_thingPage->show();
    for (const int page : {Json, Tag, Gateways})
        m_tabs->setTabVisible(page, true);
    m_head->setName(row.id());
    m_head->setState(row.check.isApplicable ? tr("applicable") : row.check.problem, row.stateMark());
    m_head->setSentence(row.stateSentence());
    const ExosenseFindings findings = row.findings();
    m_findingsHead->show();
    m_findings->setFindings(findings);
    m_findings->setVisible(!findings.empty());
    m_noFindings->setVisible(findings.empty());
    showFacts(row, news, context);
    const QString json = row.check.decoded ? prettyJson(*row.check.decoded) : QString();
    if (m_json->toPlainText() != json)
        m_json->setPlainText(json);
    m_jsonNote->setText(row.check.decoded ? tr("otau_info, decoded") : explainExosenseCode(row.check.problem));
    const QString tag = QString::fromUtf8(row.tag());
    if (m_tag->toPlainText() != tag)
        m_tag->setPlainText(tag);
    const QString missing = explainExosenseCode(QStringLiteral("CT-MISSING"));
    m_tagNote->setText(tag.isEmpty()
                           ? missing
                           : tr("otau_info as it is stored: %n character(s)", nullptr, static_cast<int>(tag.size())));
    showGateways(row, context.gateways);
}

void PackageInspector::showFacts(const PackageRow& row, const PackagesNews& news, const PackagesContext& context)
{
    const ConfigCheck& config = row.check.config;
    const auto member = [&config](const char* name) {
        const JsonText* value = config.value ? config.value->member(name) : nullptr;
        return !value ? QString() : value->isString() ? value->toString() : QString::fromUtf8(value->text);
    };
    QList<KeyValue> payload{textRow(tr("Type"), row.typeText())};
    const QStringList urls = config.urls();
    for (const QString& url : urls) {
        const PayloadReach reach = reachOf(url, config, news.places, context.asked);
        payload << codeRow(urls.size() == 1 ? tr("URL") : tr("URL %1").arg((payload.size() + 1) / 2), url);
        payload << KeyValue{QString(), reach.text, Type::Small, Ink::Secondary,
                            reach.mark() == Mark::Neutral ? Mark::None : reach.mark()};
    }
    if (urls.isEmpty())
        payload << KeyValue{QString(), row.reach.text, Type::Small, Ink::Secondary};
    m_payload->setRows(payload);
    m_payloadHead->show();
    m_payload->show();
    m_check->setVisible(!urls.isEmpty());
    QList<KeyValue> facts{textRow(tr("Vendor"), row.info.vendor),   textRow(tr("Product"), row.info.product),
                          textRow(tr("Version"), config.version()), textRow(tr("Name"), config.name()),
                          textRow(tr("Author"), row.info.author),   textRow(tr("Description"), member("description"))};
    if (!member("sha256").isEmpty())
        facts << codeRow(tr("SHA-256"), member("sha256"));
    if (!member("size").isEmpty())
        facts << KeyValue{tr("Size"), tr("%1 bytes").arg(member("size"))};
    facts << KeyValue{tr("Changed"), timeText(row.entry.updatedNs)};
    m_facts->setRows(facts);
}

void PackageInspector::showGateways(const PackageRow& row, const GatewayViews& all)
{
    QList<KeyValue> gateways;
    for (const auto& gateway : all) {
        if (row.wantedBy.contains(gateway->board))
            gateways << gatewayRow(*gateway, row.check.config.version());
    }
    m_gateways->setRows(gateways);
    m_gateways->setVisible(!gateways.isEmpty());
    m_gatewayNote->setText(gateways.isEmpty() ? tr("No gateway is asked for it.") : QString());
    m_gatewayNote->setVisible(gateways.isEmpty());
    m_tabs->setTabText(Gateways, gateways.isEmpty() ? tr("Gateways") : tr("Gateways %1").arg(gateways.size()));
}

void PackageInspector::showContent(const ContentRow& row, const PackagesNews& news)
{
    m_overviewPage->hide();
    m_thingPage->show();
    m_tabs->setCurrentIndex(Facts);
    for (const int page : {Json, Tag, Gateways})
        m_tabs->setTabVisible(page, false);
    const ContentEntry& entry = row.entry;
    m_head->setName(entry.id);
    m_head->setState(entry.blob ? tr("content") : tr("empty"), entry.blob ? Mark::None : Mark::Warn,
                     BadgeKind::Outline);
    m_head->setSentence(sizeText(entry.sizeBytes));
    m_findingsHead->hide();
    m_findings->hide();
    m_noFindings->hide();
    m_payloadHead->hide();
    m_payload->hide();
    QList<KeyValue> facts{{tr("Size"), tr("%1 bytes").arg(entry.sizeBytes)}};
    if (entry.blob)
        facts << codeRow(tr("SHA-256"), entry.blob->hex());
    facts << textRow(tr("Media type"), entry.mediaType) << KeyValue{tr("Changed"), timeText(entry.updatedNs)};
    if (!entry.meta.isEmpty())
        facts << textRow(tr("Meta"), entry.meta);
    facts << (news.places.isServed() ? codeRow(tr("Served at"), news.places.urlOf(entry.id))
                                     : KeyValue{tr("Served at"), tr("not served now"), Type::Small, Ink::Tertiary});
    for (const QString& package : row.usedBy)
        facts << textRow(package == row.usedBy.constFirst() ? tr("Payload of") : QString(), package);
    m_facts->setRows(facts);
}

void PackageInspector::setChecking(bool on)
{
    m_check->setText(on ? tr("Asking …") : tr("Check"));
    m_check->setEnabled(!on);
}

} // namespace ota
