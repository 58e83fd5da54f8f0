// SPDX-License-Identifier: Apache-2.0
#include "panels/serving/servicecard.h"

#include "panels/widgets/badge.h"
#include "panels/widgets/button.h"
#include "panels/widgets/figures.h"
#include "panels/widgets/labels.h"
#include "panels/widgets/paint.h"
#include "panels/widgets/servicelight.h"
#include "panels/widgets/throughputgraph.h"

#include <QContextMenuEvent>
#include <QFontMetrics>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>
#include <QVBoxLayout>

namespace ota {

namespace {

constexpr int headHeight = 28;
constexpr int curveHeight = 30;
constexpr int rateWidth = 92;

} // namespace

ServiceCard::ServiceCard(const QString& service, const QString& title, QWidget* parent)
    : QWidget(parent)
    , m_service(service)
    , m_title(title)
    , m_start(new Button(QStringLiteral("play"), tr("Start"), {}, this))
    , m_stop(new IconButton(QStringLiteral("stop"), tr("Stop %1").arg(title), this))
    , m_address(new ElidedLabel({}, QStringLiteral("mono"), Qt::ElideMiddle, this))
    , m_copy(new IconButton(QStringLiteral("copy"), tr("Copy address"), this))
    , m_qr(new IconButton(QStringLiteral("qr"), tr("Show as QR code"), this))
    , m_words(new ElidedLabel({}, QStringLiteral("smallText tertiary"), Qt::ElideRight, this))
    , m_curve(new ThroughputGraph(ThroughputGraph::Kind::Spark, this))
    , m_failure(new QWidget(this))
    , m_cause(new MarkLine(Mark::Bad, {}, m_failure))
    , m_usePort(new Button({}, {}, QStringLiteral("link"), m_failure))
    , m_change(new Button({}, tr("Change settings"), QStringLiteral("link"), m_failure))
    , m_retry(new Button({}, tr("Try again"), QStringLiteral("link"), m_failure))
{
    setObjectName(QStringLiteral("card.") + service);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_start->setObjectName(QStringLiteral("start"));
    m_start->setTip(tr("Start %1").arg(title), QKeySequence(Qt::Key_Space));
    m_start->setAccessibleName(tr("Start %1").arg(title));
    m_stop->setObjectName(QStringLiteral("stop"));
    m_stop->setTip(tr("Stop %1").arg(title), QKeySequence(Qt::Key_Space));
    m_copy->setObjectName(QStringLiteral("copyAddress"));
    m_qr->setObjectName(QStringLiteral("showQr"));
    m_address->setObjectName(QStringLiteral("address"));
    m_words->setObjectName(QStringLiteral("facts"));
    m_cause->setObjectName(QStringLiteral("cause"));
    m_usePort->setObjectName(QStringLiteral("usePort"));
    m_change->setObjectName(QStringLiteral("changeSettings"));
    m_retry->setObjectName(QStringLiteral("retry"));
    m_curve->setSeries({title});
    m_curve->setAttribute(Qt::WA_TransparentForMouseEvents);
    makeLayout();
    connect(m_start, &QAbstractButton::clicked, this, &ServiceCard::toggleRequested);
    connect(m_stop, &QAbstractButton::clicked, this, &ServiceCard::toggleRequested);
    connect(m_copy, &QAbstractButton::clicked, this, &ServiceCard::copyRequested);
    connect(m_qr, &QAbstractButton::clicked, this, &ServiceCard::qrRequested);
    connect(m_change, &QAbstractButton::clicked, this, &ServiceCard::settingsRequested);
    connect(m_retry, &QAbstractButton::clicked, this, &ServiceCard::retryRequested);
    connect(m_usePort, &QAbstractButton::clicked, this, [this] { Q_EMIT portRequested(m_facts.freePort); });
    set({}, {});
    setSelected(false);
}

void ServiceCard::makeLayout()
{
    auto* head = new QHBoxLayout;
    head->setContentsMargins(0, 0, 0, 0);
    head->addStretch(1);
    head->addWidget(m_start);
    head->addWidget(m_stop);
    auto* where = new QHBoxLayout;
    where->setContentsMargins(0, 0, 0, 0);
    where->setSpacing(tokens::space::xs);
    where->addWidget(m_address, 1);
    where->addWidget(m_copy);
    where->addWidget(m_qr);
    auto* what = new QHBoxLayout;
    what->setContentsMargins(0, 0, rateWidth, 0);
    what->addWidget(m_words, 1);
    auto* steps = new QHBoxLayout;
    steps->setContentsMargins(0, 0, 0, 0);
    steps->setSpacing(tokens::space::m);
    steps->addWidget(m_usePort);
    steps->addWidget(m_change);
    steps->addWidget(m_retry);
    steps->addStretch(1);
    auto* failure = new QVBoxLayout(m_failure);
    failure->setContentsMargins(0, 0, 0, tokens::space::xs);
    failure->setSpacing(0);
    failure->addWidget(m_cause);
    failure->addLayout(steps);
    failure->addStretch(1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(tokens::space::m, tokens::space::s, tokens::space::s, 1);
    column->setSpacing(0);
    auto* top = new QWidget(this);
    top->setLayout(head);
    top->setFixedHeight(headHeight);
    column->addWidget(top);
    column->addSpacing(2);
    column->addLayout(where);
    column->addLayout(what);
    column->addWidget(m_failure, 1);
    column->addStretch(1);
}

void ServiceCard::set(const ServiceStatus& status, const CardFacts& facts)
{
    const bool running = status.state == ServiceStatus::State::Running;
    const bool starting = status.state == ServiceStatus::State::Starting;
    const bool failed = status.state == ServiceStatus::State::Failed;
    m_status = status;
    m_facts = facts;
    m_address->setText(address());
    setLook(m_address, running ? QStringLiteral("mono") : QStringLiteral("mono tertiary"));
    m_copy->setEnabled(!address().isEmpty());
    m_qr->setEnabled(!address().isEmpty());
    m_words->setText(facts.facts);
    m_words->setVisible(!failed);
    m_failure->setVisible(failed);
    m_cause->set(Mark::Bad, failed ? QString(facts.cause) : QString());
    m_cause->setToolTip(facts.step);
    m_usePort->setVisible(facts.freePort != 0);
    m_change->setVisible(facts.freePort == 0);
    m_usePort->setText(tr("Use port %1").arg(facts.freePort));
    m_curve->setVisible(running);
    const bool focused = m_start->hasFocus() || m_stop->hasFocus();
    m_start->setVisible(!running);
    m_stop->setVisible(running);
    m_start->setBusy(starting, tr("Starting …"));
    if (focused) // The one that takes the other's place, so that Space starts and stops.
        (running ? static_cast<QWidget*>(m_stop) : m_start)->setFocus();
    QStringList name{m_title, stateWord(status.state)};
    name << (failed ? facts.cause : running ? address() : QString());
    name.removeAll(QString());
    setAccessibleName(name.join(QStringLiteral(", ")));
    update();
}

QString ServiceCard::address() const
{
    return m_status.address.isEmpty() ? m_facts.address : m_status.address;
}

void ServiceCard::append(double bytesPerSecond)
{
    m_curve->append({bytesPerSecond});
}

void ServiceCard::setSelected(bool selected)
{
    m_selected = selected;
    // Tab goes to the selected card alone and on to what belongs to it; the arrow keys go from card to card.
    const Qt::FocusPolicy policy = selected ? Qt::StrongFocus : Qt::ClickFocus;
    setFocusPolicy(policy);
    for (QWidget* part : std::initializer_list<QWidget*>{m_start, m_stop, m_copy, m_qr, m_usePort, m_change, m_retry})
        part->setFocusPolicy(policy);
    update();
}

void ServiceCard::paintEvent(QPaintEvent*)
{
    const Look& look = Look::of(this);
    const tokens::Theme& t = look.theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintBox(painter, rect(), tokens::radius::card, t.surface.base, m_selected ? t.line.focus : t.line.line,
             m_selected ? 2 : 1);
    const QRect head(tokens::space::m, tokens::space::s,
                     (m_stop->isVisibleTo(this) ? m_stop->x() : m_start->x()) - tokens::space::m - tokens::space::s,
                     headHeight);
    paintLight(painter, look, QRect(head.left(), head.top(), 8, head.height()), m_status.state);
    QRect area = head.adjusted(16, 0, 0, 0);
    const int width = paintText(painter, area, m_title, look.font(Type::Section), t.text.primary);
    area.setLeft(area.left() + width + tokens::space::s);
    const Ink ink = m_status.state == ServiceStatus::State::Running    ? Ink::Good
                    : m_status.state == ServiceStatus::State::Failed   ? Ink::Bad
                    : m_status.state == ServiceStatus::State::Starting ? Ink::Info
                                                                       : Ink::Tertiary;
    paintText(painter, area, stateWord(m_status.state), look.font(Type::Small), look.ink(ink));
    if (!m_facts.rate.isEmpty())
        paintFigures(
            painter,
            QRect(this->width() - rateWidth - tokens::space::s, m_words->y(), rateWidth - 4, m_words->height()),
            m_facts.rate, look.font(Type::Strong), t.text.primary, Qt::AlignRight);
    if (hasFocus() && window()->testAttribute(Qt::WA_KeyboardFocusChange) && !m_selected)
        paintFocusRing(painter, look, rect(), tokens::radius::card);
}

void ServiceCard::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    // To the edges of the card, inside of its line.
    m_curve->setGeometry(2, height() - curveHeight - 2, width() - 4, curveHeight);
    m_curve->lower();
}

void ServiceCard::mousePressEvent(QMouseEvent* event)
{
    QWidget::mousePressEvent(event);
    event->accept();
    Q_EMIT selectRequested();
}

void ServiceCard::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Space:
        Q_EMIT toggleRequested();
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        Q_EMIT selectRequested();
        return;
    case Qt::Key_Left:
    case Qt::Key_Right:
        Q_EMIT moveRequested(event->key() == Qt::Key_Left ? -1 : 1);
        return;
    case Qt::Key_Up:
    case Qt::Key_Down:
        Q_EMIT moveRequested(event->key() == Qt::Key_Up ? -2 : 2);
        return;
    default:
        break;
    }
    if (event->matches(QKeySequence::Copy))
        Q_EMIT copyRequested();
    else
        QWidget::keyPressEvent(event);
}

void ServiceCard::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    update();
}

void ServiceCard::focusOutEvent(QFocusEvent* event)
{
    QWidget::focusOutEvent(event);
    update();
}

void ServiceCard::contextMenuEvent(QContextMenuEvent* event)
{
    Q_EMIT contextMenuRequested(event->globalPos());
}

} // namespace ota
