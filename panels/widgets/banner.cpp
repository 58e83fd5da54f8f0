// SPDX-License-Identifier: Apache-2.0
#include "panels/widgets/banner.h"

#include "panels/widgets/button.h"
#include "panels/widgets/paint.h"

#include <QEvent>
#include <QFontMetrics>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>

namespace ota {

Banner::Banner(QWidget* parent)
    : QFrame(parent)
    , m_label(new QLabel(this))
    , m_close(new IconButton(QStringLiteral("cross"), tr("Close"), this))
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(36, 7, tokens::space::s, 7);
    layout->setSpacing(tokens::space::s);
    layout->addWidget(m_label, 1);
    layout->addWidget(m_close, 0, Qt::AlignTop);
    m_label->setWordWrap(true);
    m_label->setTextFormat(Qt::RichText);
    m_label->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    m_label->setObjectName(QStringLiteral("bannerText"));
    setLook(m_label, QStringLiteral("smallText"));
    setLook(m_close, QStringLiteral("small"));
    m_close->hide();
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    connect(m_label, &QLabel::linkActivated, this, [this] { Q_EMIT actionTriggered(); });
    connect(m_close, &QAbstractButton::clicked, this, [this] {
        clear();
        Q_EMIT closed();
    });
    hide();
}

Banner::Banner(Mark mark, const QString& cause, const QString& step, const QString& action, QWidget* parent)
    : Banner(parent)
{
    set(mark, cause, step, action);
}

void Banner::set(Mark mark, const QString& cause, const QString& step, const QString& action)
{
    m_mark = mark;
    m_cause = cause;
    m_step = step;
    m_action = action;
    setAccessibleName(text());
    write();
    show();
    update();
}

void Banner::clear()
{
    hide();
    m_cause.clear();
    m_step.clear();
    m_action.clear();
}

void Banner::setClosable(bool closable)
{
    m_close->setVisible(closable);
}

QString Banner::text() const
{
    QStringList parts{m_cause, m_step, m_action};
    parts.removeAll(QString());
    return parts.join(u' ');
}

void Banner::write()
{
    const Look& look = Look::of(this);
    const auto hex = [](QRgb rgb) {
        return colourOf(rgb).name();
    };
    QStringList parts;
    if (!m_cause.isEmpty())
        parts << QStringLiteral("<span style='font-weight:600; color:%1'>%2</span>")
                     .arg(hex(look.meaning(m_mark).text), m_cause.toHtmlEscaped());
    if (!m_step.isEmpty())
        parts << m_step.toHtmlEscaped();
    if (!m_action.isEmpty())
        parts << QStringLiteral("<a href='#' style='text-decoration:none; color:%1'>%2</a>")
                     .arg(hex(look.theme().text.link), m_action.toHtmlEscaped());
    m_label->setText(parts.join(u' '));
}

void Banner::paintEvent(QPaintEvent*)
{
    const Look& look = Look::of(this);
    const tokens::Meaning& meaning = look.meaning(m_mark);
    QPainter painter(this);
    paintBox(painter, rect(), tokens::radius::control, meaning.tint, meaning.line);
    look.paintIcon(painter, QRect(tokens::space::m, 7, 16, QFontMetrics(look.font(Type::Small)).height() + 1),
                   Look::markIcon(m_mark), meaning.text);
}

void Banner::changeEvent(QEvent* event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_label)
        write();
}

} // namespace ota
