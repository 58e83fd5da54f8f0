// SPDX-License-Identifier: Apache-2.0
#include "panels/widgets/segmentedcontrol.h"

#include "panels/widgets/look.h"
#include "panels/widgets/paint.h"

#include <QAbstractButton>
#include <QButtonGroup>
#include <QFontMetrics>
#include <QHBoxLayout>
#include <QPainter>
#include <QVariant>

namespace ota {

namespace {

class Segment final : public QAbstractButton
{
public:
    Segment(const QString& text, QWidget* parent)
        : QAbstractButton(parent)
    {
        setText(text);
        setAccessibleName(text);
        setCheckable(true);
        setFocusPolicy(Qt::StrongFocus);
        setAttribute(Qt::WA_Hover);
        setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    }

    QSize sizeHint() const override
    {
        return {QFontMetrics(Look::of(this).font(Type::Strong)).horizontalAdvance(text()) + 2 * tokens::space::m,
                tokens::height::control};
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        const Look& look = Look::of(this);
        const tokens::Theme& t = look.theme();
        QPainter painter(this);
        QRgb ink = isChecked() ? t.text.primary : t.text.secondary;
        if (isChecked())
            paintBox(painter, rect(), tokens::radius::control, look.isDark() ? t.surface.raised : t.surface.base,
                     t.line.line);
        else if (underMouse() && isEnabled())
            ink = t.text.primary;
        if (!isEnabled())
            ink = t.text.disabled;
        paintText(painter, rect(), text(), look.font(isChecked() ? Type::Strong : Type::Body), ink, Qt::AlignHCenter);
        if (hasFocus() && window()->testAttribute(Qt::WA_KeyboardFocusChange))
            paintFocusRing(painter, look, rect(), tokens::radius::control);
    }
};

} // namespace

SegmentedControl::SegmentedControl(const QString& name, const QStringList& choices, QWidget* parent)
    : QWidget(parent)
    , m_group(new QButtonGroup(this))
    , m_layout(new QHBoxLayout(this))
{
    setAccessibleName(name);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(0);
    m_group->setExclusive(true);
    // Arrow keys check the neighbour without a click: the toggle tells both.
    connect(m_group, &QButtonGroup::idToggled, this, [this](int id, bool on) {
        if (on)
            Q_EMIT chosen(id);
    });
    for (const QString& choice : choices)
        add(choice);
}

int SegmentedControl::add(const QString& text, const QVariant& value)
{
    auto* segment = new Segment(text, this);
    const int index = count();
    m_segments << segment;
    m_data << value;
    m_layout->addWidget(segment);
    m_group->addButton(segment, index);
    if (index == 0)
        setCurrent(0);
    return index;
}

int SegmentedControl::current() const
{
    return m_group->checkedId();
}

QVariant SegmentedControl::currentData() const
{
    return m_data.value(current());
}

QString SegmentedControl::currentText() const
{
    const int index = current();
    return index < 0 ? QString() : m_segments.at(index)->text();
}

void SegmentedControl::setCurrent(int index)
{
    const QSignalBlocker blocker(m_group);
    m_segments.at(index)->setChecked(true);
    update();
}

void SegmentedControl::setCurrentData(const QVariant& value)
{
    if (const auto index = m_data.indexOf(value); index >= 0)
        setCurrent(static_cast<int>(index));
}

void SegmentedControl::setText(int index, const QString& text)
{
    m_segments.at(index)->setText(text);
    m_segments.at(index)->setAccessibleName(text);
    m_segments.at(index)->updateGeometry();
}

void SegmentedControl::paintEvent(QPaintEvent*)
{
    const tokens::Theme& t = Look::of(this).theme();
    QPainter painter(this);
    paintBox(painter, rect(), tokens::radius::control, t.surface.sunken, t.line.line);
}

} // namespace ota
