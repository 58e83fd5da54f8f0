// SPDX-License-Identifier: Apache-2.0
#include "panels/serving/tokenview.h"

#include "panels/serving/servingkeeper.h"
#include "panels/widgets/button.h"
#include "panels/widgets/confirm.h"
#include "panels/widgets/labels.h"
#include "panels/widgets/panelheader.h"

#include <QHBoxLayout>
#include <QJsonObject>
#include <QMenu>
#include <QVBoxLayout>

namespace ota {

namespace {

const QString showName = QStringLiteral("token.show");
const QString renewName = QStringLiteral("token.renew");

} // namespace

TokenView::TokenView(ServingKeeper& keeper, QWidget* parent)
    : QWidget(parent)
    , m_keeper(keeper)
    , m_text(new ElidedLabel({}, QStringLiteral("mono"), Qt::ElideMiddle))
    , m_show(new Button({}, tr("Show"), QStringLiteral("small")))
    , m_more(new IconButton(QStringLiteral("more"), tr("More")))
{
    setObjectName(QStringLiteral("tokenView"));
    m_text->setObjectName(QStringLiteral("token"));
    m_text->setAccessibleName(tr("Token"));
    m_show->setObjectName(QStringLiteral("showToken"));
    m_show->setTip(tr("Show it in full for %1 s").arg(shownFor.count()));
    m_more->setObjectName(QStringLiteral("moreToken"));
    auto* copy = new IconButton(QStringLiteral("copy"), tr("Copy token"));
    copy->setObjectName(QStringLiteral("copyToken"));
    auto* renewButton = new Button({}, tr("Renew"), QStringLiteral("small"));
    renewButton->setObjectName(QStringLiteral("renewToken"));
    renewButton->setTip(tr("Make a new one: the old one is refused from then on"));
    auto* head = new SectionHeader(tr("Token"), tr("what writes over HTTP carries it"));
    head->setInset(tokens::space::m);
    head->setLines(true, false);
    head->addAction(m_more);
    auto* line = new QHBoxLayout;
    line->setContentsMargins(tokens::space::m, 0, tokens::space::m, tokens::space::m);
    line->setSpacing(tokens::space::xs);
    line->addWidget(m_text, 1);
    line->addWidget(m_show);
    line->addWidget(copy);
    line->addWidget(renewButton);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(head);
    column->addLayout(line);
    m_hide.setSingleShot(true);
    connect(&m_hide, &QTimer::timeout, this, &TokenView::mask);
    connect(m_show, &QAbstractButton::clicked, this, &TokenView::toggle);
    connect(copy, &QAbstractButton::clicked, this,
            [this] { m_keeper.readToken([this](const QString& token) { Q_EMIT tokenCopied(token); }); });
    connect(renewButton, &QAbstractButton::clicked, this, &TokenView::renew);
    connect(m_more, &QAbstractButton::clicked, this, &TokenView::showMenu);
    connect(&keeper, &ServingKeeper::changed, this, &TokenView::mask);
    mask();
}

void TokenView::toggle()
{
    if (isShown()) {
        mask();
        return;
    }
    m_keeper.readToken([this](const QString& token) {
        m_text->setText(token);
        m_show->setText(tr("Hide"));
        m_hide.start(shownFor);
    });
}

void TokenView::mask()
{
    m_hide.stop();
    m_text->setText(m_keeper.maskedToken());
    m_show->setText(tr("Show"));
}

void TokenView::hideEvent(QHideEvent* event)
{
    mask();
    QWidget::hideEvent(event);
}

void TokenView::renew()
{
    ConfirmDialog::ask(this, tr("Make a new token?"),
                       tr("Scripts and pages that carry %1 are refused from then on.").arg(m_keeper.maskedToken()),
                       tr("Renew token"), [this] {
                           m_keeper.run(renewName, {}, [this](const Result<>& result) {
                               if (result)
                                   Q_EMIT renewed();
                               else
                                   Q_EMIT m_keeper.failed(result.error().message);
                           });
                       });
}

void TokenView::showMenu()
{
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("tokenMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QJsonObject reveal{{QStringLiteral("reveal"), true}};
    menu->addAction(tr("Copy as command: show the token"), this,
                    [this, reveal] { Q_EMIT commandCopied(m_keeper.command(showName, reveal)); })
        ->setObjectName(QStringLiteral("copyShowToken"));
    menu->addAction(tr("Copy as command: renew the token"), this,
                    [this] { Q_EMIT commandCopied(m_keeper.command(renewName, {})); })
        ->setObjectName(QStringLiteral("copyRenewToken"));
    menu->popup(m_more->mapToGlobal(QPoint(0, m_more->height())));
}

} // namespace ota
