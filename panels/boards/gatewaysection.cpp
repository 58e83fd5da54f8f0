// SPDX-License-Identifier: Apache-2.0
#include "panels/boards/gatewaysection.h"

#include "panels/boards/gatewaywords.h"
#include "panels/widgets/badge.h"
#include "panels/widgets/button.h"
#include "panels/widgets/commandbox.h"
#include "panels/widgets/format.h"
#include "panels/widgets/keyvaluelist.h"
#include "panels/widgets/meaning.h"
#include "panels/widgets/panelheader.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace ota {

namespace {

QString orUnknown(const QString& text)
{
    return text.isEmpty() ? unknownText : text;
}

QString timeText(qint64 ns)
{
    return ns > 0 ? clockText(ns, false) : unknownText;
}

QVBoxLayout* plainColumn(QWidget* box, int spacing)
{
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing);
    return column;
}

QWidget* inset(QWidget* content)
{
    auto* box = new QWidget;
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(tokens::space::m, 0, tokens::space::m, tokens::space::s);
    row->addWidget(content);
    return box;
}

SectionHeader* addHead(QVBoxLayout& column, const QString& title)
{
    auto* head = new SectionHeader(title);
    head->setInset(tokens::space::m);
    head->setLines(true, false);
    column.addWidget(head);
    return head;
}

KeyValueList* addFacts(QVBoxLayout& column, const char* name)
{
    auto* facts = new KeyValueList;
    facts->setObjectName(QString::fromLatin1(name));
    column.addWidget(inset(facts));
    return facts;
}

} // namespace

GatewaySection::GatewaySection(QWidget* parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("gatewaySection"));
    auto* column = plainColumn(this, 0);
    addRequest(*column);
    addReport(*column);
    addCredential(*column);
}

void GatewaySection::addRequest(QVBoxLayout& column)
{
    SectionHeader* head = addHead(column, tr("Request"));
    m_compare = new Button({}, tr("Compare"), QStringLiteral("link"));
    m_compare->setObjectName(QStringLiteral("compareRequest"));
    m_compare->setTip(tr("What was asked beside what it wrote back"));
    connect(m_compare, &QAbstractButton::clicked, this, &GatewaySection::compareRequested);
    head->addAction(m_compare);
    m_request = addFacts(column, "gatewayRequest");
    m_moved = new QWidget;
    m_moved->setObjectName(QStringLiteral("gatewayMoved"));
    auto* moved = new QVBoxLayout(m_moved);
    moved->setContentsMargins(tokens::space::m, 0, tokens::space::m, tokens::space::s);
    moved->setSpacing(tokens::space::xs);
    m_movedText = new MarkLine;
    m_movedText->setObjectName(QStringLiteral("gatewayMovedText"));
    moved->addWidget(m_movedText);
    auto* again = new Button({}, tr("Apply again…"), QStringLiteral("small"));
    again->setObjectName(QStringLiteral("applyAgain"));
    again->setTip(tr("Asks for the same package, from where it is served now"));
    moved->addWidget(again, 0, Qt::AlignLeft);
    connect(again, &QAbstractButton::clicked, this, &GatewaySection::applyRequested);
    m_moved->hide();
    column.addWidget(m_moved);
}

void GatewaySection::addReport(QVBoxLayout& column)
{
    addHead(column, tr("Last report"));
    m_report = addFacts(column, "gatewayReport");
    m_findingsHead = addHead(column, tr("Findings"));
    m_findingsHead->setObjectName(QStringLiteral("gatewayFindingsHead"));
    m_findings = new QWidget;
    m_findings->setObjectName(QStringLiteral("gatewayFindings"));
    auto* lines = new QVBoxLayout(m_findings);
    lines->setContentsMargins(tokens::space::m, 0, tokens::space::m, tokens::space::s);
    lines->setSpacing(tokens::space::s);
    column.addWidget(m_findings);
}

void GatewaySection::addCredential(QVBoxLayout& column)
{
    addHead(column, tr("Credential"));
    m_credential = addFacts(column, "gatewayCredential");
    m_tokenBox = makeToken();
    column.addWidget(m_tokenBox);
    auto* buttons = new QWidget;
    auto* row = new QHBoxLayout(buttons);
    row->setContentsMargins(tokens::space::m, 0, tokens::space::m, tokens::space::s);
    row->setSpacing(tokens::space::s);
    const auto add = [&](const char* name, const QString& text, const QString& tip, void (GatewaySection::*told)()) {
        auto* button = new Button({}, text, QStringLiteral("small"));
        button->setObjectName(QString::fromLatin1(name));
        button->setTip(tip);
        connect(button, &QAbstractButton::clicked, this, told);
        row->addWidget(button);
        return button;
    };
    m_reissue = add("reissueToken", tr("Reissue…"), tr("A new token; the one before is dead"),
                    &GatewaySection::reissueRequested);
    m_revoke = add("revokeToken", tr("Revoke…"), tr("Refuses the gateway"), &GatewaySection::revokeRequested);
    m_relist =
        add("relistGateway", tr("List again…"), tr("It may activate once more"), &GatewaySection::relistRequested);
    row->addStretch(1);
    column.addWidget(buttons);
}

QWidget* GatewaySection::makeToken()
{
    auto* box = new QWidget;
    box->setObjectName(QStringLiteral("newTokenBox"));
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(tokens::space::m, 0, tokens::space::m, tokens::space::s);
    column->setSpacing(tokens::space::s);
    column->addWidget(new MarkLine(Mark::Info, tr("The new token. It is shown this once and is stored nowhere: copy "
                                                  "it to the gateway now.")));
    m_token = new CommandBox;
    m_token->setObjectName(QStringLiteral("newToken"));
    m_token->setAccessibleName(tr("New token"));
    column->addWidget(m_token);
    auto* row = new QHBoxLayout;
    row->setSpacing(tokens::space::s);
    auto* copy = new Button(QStringLiteral("copy"), tr("Copy"), QStringLiteral("small"));
    copy->setObjectName(QStringLiteral("copyToken"));
    auto* away = new Button({}, tr("Put away"), QStringLiteral("small flat"));
    away->setObjectName(QStringLiteral("hideToken"));
    row->addWidget(copy);
    row->addWidget(away);
    row->addStretch(1);
    column->addLayout(row);
    connect(copy, &QAbstractButton::clicked, this, [this] {
        QApplication::clipboard()->setText(m_token->text());
        Q_EMIT tokenCopied();
    });
    connect(away, &QAbstractButton::clicked, this, [this] {
        m_token->clear();
        m_tokenBox->hide();
    });
    box->hide();
    return box;
}

void GatewaySection::showToken(const QString& gateway, const QString& token)
{
    m_tokenOf = gateway;
    m_token->setText(token);
    m_tokenBox->setVisible(gateway == m_gateway.board);
}

void GatewaySection::show(const GatewayFacts& gateway, qint64 nowNs)
{
    Q_UNUSED(nowNs);
    if (gateway.board != m_gateway.board && m_tokenOf == m_gateway.board) {
        m_token->clear();
        m_tokenOf.clear();
    }
    m_gateway = gateway;
    m_tokenBox->setVisible(!m_token->text().isEmpty() && m_tokenOf == gateway.board);
    showRequest();
    showReport();
    showFindings();
    showCredential();
    QWidget::show();
}

void GatewaySection::showRequest()
{
    const bool wasAsked = m_gateway.desiredNs > 0;
    m_moved->setVisible(m_gateway.moved.has_value());
    if (m_gateway.moved)
        m_movedText->set(Mark::Warn, QString(movedText(*m_gateway.moved) + u' ' +
                                             tr("Apply %1 again.").arg(m_gateway.moved->package)));
    m_compare->setVisible(wasAsked || m_gateway.reportedNs > 0);
    if (!wasAsked) {
        m_request->setRows({{.key = tr("Desired"), .value = tr("nothing was asked yet"), .ink = Ink::Tertiary}});
        return;
    }
    const bool isAnswered = m_gateway.ack == AckState::Acknowledged || m_gateway.ack == AckState::Cleared ||
                            m_gateway.ack == AckState::Different;
    QList<KeyValue> rows{
        {.key = tr("Desired"),
         .value = m_gateway.desired.isEmpty() ? tr("no update: config_otau is empty") : orUnknown(m_gateway.wants)},
        {.key = tr("State"), .value = ackText(m_gateway), .mark = ackMark(m_gateway)},
        {.key = tr("Written"), .value = timeText(m_gateway.desiredNs)},
        {.key = tr("Delivered"), .value = timeText(m_gateway.deliveredNs)},
        {.key = isAnswered && m_gateway.ack != AckState::Acknowledged ? tr("Written back") : tr("Acknowledged"),
         .value = isAnswered ? timeText(m_gateway.reportedNs) : unknownText}};
    m_request->setRows(rows);
}

void GatewaySection::showReport()
{
    if (!m_gateway.lastReport) {
        m_report->setRows({{.key = tr("Status"), .value = tr("nothing was reported yet"), .ink = Ink::Tertiary}});
        return;
    }
    const OtauReport& report = *m_gateway.lastReport;
    QList<KeyValue> rows{
        {.key = tr("Status"), .value = orUnknown(report.statusText), .mark = report.status ? Mark::None : Mark::Bad},
        {.key = tr("Version"), .value = orUnknown(report.version)}};
    if (!report.message.isEmpty())
        rows << KeyValue{.key = tr("Message"), .value = report.message};
    rows << KeyValue{.key = tr("Time"), .value = timeText(m_gateway.lastReportNs)};
    m_report->setRows(rows);
}

void GatewaySection::showFindings()
{
    const StatusSession* session = m_gateway.session();
    const ExosenseFindings findings = session ? session->findings : ExosenseFindings();
    m_findingsHead->setFacts(!session           ? tr("no session")
                             : findings.empty() ? tr("none: version %1").arg(session->version)
                                                : tr("version %1").arg(session->version));
    m_findings->setVisible(!findings.empty());
    if (findings == m_shownFindings)
        return;
    m_shownFindings = findings;
    qDeleteAll(m_findings->findChildren<MarkLine*>(Qt::FindDirectChildrenOnly));
    for (const ExosenseFinding& finding : findings) {
        auto* line =
            new MarkLine(markOf(finding.severity), QString(finding.code + QStringLiteral(": ") + finding.message));
        line->setObjectName(QStringLiteral("finding.") + finding.code);
        m_findings->layout()->addWidget(line);
    }
}

void GatewaySection::showCredential()
{
    const auto state = m_gateway.identity;
    const bool isRevoked = state == DeviceIdentity::State::Revoked;
    const bool isProvisioned = state == DeviceIdentity::State::Provisioned;
    QList<KeyValue> rows{{.key = tr("State"),
                          .value = identityText(state),
                          .mark = isRevoked       ? Mark::Warn
                                  : isProvisioned ? Mark::Good
                                                  : Mark::Neutral},
                         {.key = tr("Listed"), .value = timeText(m_gateway.createdNs)}};
    if (m_gateway.issuedNs > 0)
        rows << KeyValue{.key = tr("Token"),
                         .value = isProvisioned ? tr("issued %1").arg(timeText(m_gateway.issuedNs))
                                                : tr("dead, issued %1").arg(timeText(m_gateway.issuedNs))};
    if (!m_gateway.fingerprint.isEmpty())
        rows << KeyValue{.key = tr("Certificate"),
                         .value = m_gateway.fingerprint,
                         .type = Type::Mono,
                         .copy = m_gateway.fingerprint,
                         .elide = Qt::ElideMiddle};
    m_credential->setRows(rows);
    m_reissue->setText(isProvisioned ? tr("Reissue…") : tr("Issue a token…"));
    m_revoke->setVisible(!isRevoked);
    m_relist->setVisible(state != DeviceIdentity::State::Listed);
}

} // namespace ota
