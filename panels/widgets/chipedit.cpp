// SPDX-License-Identifier: Apache-2.0
#include "panels/widgets/chipedit.h"

#include "panels/widgets/paint.h"

#include <QCompleter>
#include <QFontMetrics>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QStringListModel>
#include <QStyle>
#include <QStyleOptionFrame>
#include <QToolTip>

#include <algorithm>

namespace ota {

namespace {

constexpr int inset = 5;
constexpr int chipHeight = 18;
constexpr int gap = 4;
constexpr int crossWidth = 14;
constexpr int leastLine = 60;

} // namespace

ChipEdit::ChipEdit(QWidget* parent)
    : QWidget(parent)
    , m_line(new QLineEdit(this))
    , m_suggestions(new QStringListModel(this))
{
    setFocusProxy(m_line);
    setAttribute(Qt::WA_Hover);
    m_line->setFrame(false);
    m_line->installEventFilter(this);
    m_line->setAutoFillBackground(false);
    m_line->setObjectName(QStringLiteral("chipLine"));
    QPalette clear = m_line->palette();
    clear.setColor(QPalette::Base, Qt::transparent);
    m_line->setPalette(clear);
    auto* completer = new QCompleter(m_suggestions, this);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    m_line->setCompleter(completer);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    connect(completer, qOverload<const QString&>(&QCompleter::activated), this, [this] {
        // The completer writes its text into the line after this signal.
        QMetaObject::invokeMethod(this, &ChipEdit::commit, Qt::QueuedConnection);
    });
    connect(m_line, &QLineEdit::textEdited, this, [this](const QString& text) {
        if (text.contains(u','))
            commit();
        else
            Q_EMIT edited();
    });
}

QStringList ChipEdit::values() const
{
    QStringList all = m_values;
    if (const QString typed = m_line->text().trimmed(); !typed.isEmpty())
        all << typed;
    return all;
}

void ChipEdit::setValues(const QStringList& values)
{
    m_values = values;
    m_line->clear();
    place();
}

void ChipEdit::addValue(const QString& value)
{
    if (value.isEmpty() || m_values.contains(value))
        return;
    m_values << value;
    place();
    Q_EMIT edited();
}

void ChipEdit::setSuggestions(const QStringList& values)
{
    m_suggestions->setStringList(values);
}

QList<QRect> ChipEdit::chips(int width, QRect* line) const
{
    const QFontMetrics metrics(Look::of(this).font(Type::Small));
    QList<QRect> areas;
    int x = inset;
    int y = inset;
    for (const QString& value : m_values) {
        const int chip = std::min(metrics.horizontalAdvance(value) + 12 + crossWidth, std::max(40, width - 2 * inset));
        if (x > inset && x + chip > width - inset) {
            x = inset;
            y += chipHeight + gap;
        }
        areas << QRect(x, y, chip, chipHeight);
        x += chip + gap;
    }
    if (x > inset && width - inset - x < leastLine) {
        x = inset;
        y += chipHeight + gap;
    }
    if (line)
        *line = QRect(x, y, width - inset - x, chipHeight);
    return areas;
}

QSize ChipEdit::sizeHint() const
{
    return {200, heightForWidth(std::max(width(), 120))};
}

int ChipEdit::heightForWidth(int width) const
{
    QRect line;
    chips(width, &line);
    return line.bottom() + 1 + inset;
}

void ChipEdit::commit()
{
    for (const QString& part : m_line->text().split(u',')) {
        const QString value = part.trimmed();
        if (!value.isEmpty() && !m_values.contains(value))
            m_values << value;
    }
    m_line->clear();
    place();
    Q_EMIT edited();
}

void ChipEdit::place()
{
    QRect line;
    chips(width(), &line);
    m_line->setGeometry(line);
    setAccessibleDescription(m_values.join(QStringLiteral(", ")));
    updateGeometry();
    update();
}

void ChipEdit::paintEvent(QPaintEvent*)
{
    const Look& look = Look::of(this);
    const tokens::Theme& t = look.theme();
    QPainter painter(this);
    QStyleOptionFrame option;
    option.initFrom(this);
    option.lineWidth = 1;
    option.state.setFlag(QStyle::State_HasFocus, m_line->hasFocus());
    style()->drawPrimitive(QStyle::PE_PanelLineEdit, &option, &painter, this);
    const QList<QRect> areas = chips(width());
    for (int i = 0; i < areas.size(); ++i) {
        const QRect area = areas.at(i);
        paintBox(painter, area, tokens::radius::badge, t.accent.tint);
        paintText(painter, area.adjusted(6, 0, -crossWidth, 0), m_values.at(i), look.font(Type::Small), t.accent.text,
                  Qt::AlignLeft, Qt::ElideMiddle);
        paintText(painter, QRect(area.right() - crossWidth, area.top(), crossWidth, area.height()), QStringLiteral("×"),
                  look.font(Type::Small), t.accent.text, Qt::AlignHCenter);
    }
}

void ChipEdit::resizeEvent(QResizeEvent*)
{
    place();
}

void ChipEdit::mousePressEvent(QMouseEvent* event)
{
    const QList<QRect> areas = chips(width());
    for (int i = 0; i < areas.size(); ++i) {
        const QRect cross(areas.at(i).right() - crossWidth, areas.at(i).top(), crossWidth + 2, chipHeight);
        if (cross.contains(event->position().toPoint())) {
            m_values.removeAt(i);
            place();
            Q_EMIT edited();
            return;
        }
    }
    m_line->setFocus(Qt::MouseFocusReason);
}

bool ChipEdit::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::FocusOut && !m_line->text().trimmed().isEmpty())
        commit();
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)
        update();
    if (event->type() == QEvent::KeyPress) {
        auto* key = static_cast<QKeyEvent*>(event);
        const bool plainEnter =
            (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) && key->modifiers() == Qt::NoModifier;
        if (plainEnter && !m_line->text().trimmed().isEmpty()) {
            commit();
            return true;
        }
        if (key->key() == Qt::Key_Backspace && m_line->text().isEmpty() && !m_values.isEmpty()) {
            m_line->setText(m_values.takeLast());
            place();
            Q_EMIT edited();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

bool ChipEdit::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const QList<QRect> areas = chips(width());
        for (int i = 0; i < areas.size(); ++i) {
            if (areas.at(i).contains(help->pos())) {
                QToolTip::showText(help->globalPos(), m_values.at(i), this);
                return true;
            }
        }
    }
    return QWidget::event(event);
}

} // namespace ota
