// SPDX-License-Identifier: Apache-2.0
#include "panels/packages/packagefindings.h"

#include "panels/widgets/meaning.h"
#include "panels/widgets/paint.h"

#include <QPainter>
#include <QTextLayout>
#include <QVBoxLayout>

#include <algorithm>

namespace ota {

namespace {

constexpr int textLeft = 22;
constexpr int lineHeight = 16;
constexpr int padding = 6;

QStringList linesOf(const QString& text, const QFont& font, int width)
{
    QStringList lines;
    QTextLayout layout(text, font);
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(option);
    layout.beginLayout();
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(std::max(60, width));
        lines << text.mid(line.textStart(), line.textLength());
    }
    layout.endLayout();
    return lines;
}

} // namespace

PackageFindingItem::PackageFindingItem(const ExosenseFinding& finding, QWidget* parent)
    : QAbstractButton(parent)
    , m_finding(finding)
{
    setObjectName(QStringLiteral("finding.") + finding.code);
    setAccessibleName(QStringList{finding.code, finding.path, finding.message}.join(u' ').simplified());
    setToolTip(finding.message);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

QSize PackageFindingItem::sizeHint() const
{
    return {240, heightForWidth(std::max(width(), 200))};
}

int PackageFindingItem::heightForWidth(int width) const
{
    const auto lines = linesOf(m_finding.message, Look::of(this).font(Type::Small), width - textLeft - padding);
    return 2 * padding + lineHeight * (1 + static_cast<int>(lines.size()));
}

void PackageFindingItem::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Look& look = Look::of(this);
    const tokens::Theme& theme = look.theme();
    if (isDown() || underMouse())
        painter.fillRect(rect(), colourOf(isDown() ? theme.surface.pressed : theme.surface.hover));
    painter.fillRect(QRect(0, height() - 1, width(), 1), colourOf(theme.line.hair));
    const Mark mark = markOf(m_finding.severity);
    look.paintIcon(painter, QRect(0, padding, tokens::icon::small, lineHeight), Look::markIcon(mark),
                   look.meaning(mark).text);
    QRect line(textLeft, padding, width() - textLeft - padding, lineHeight);
    const int used = paintText(painter, line, m_finding.code, look.font(Type::MonoSmall), theme.text.primary);
    paintText(painter, line.adjusted(used + padding, 0, 0, 0), m_finding.path, look.font(Type::MonoSmall),
              theme.text.tertiary, Qt::AlignLeft, Qt::ElideMiddle);
    for (const QString& text : linesOf(m_finding.message, look.font(Type::Small), line.width())) {
        line.translate(0, lineHeight);
        paintText(painter, line, text, look.font(Type::Small), theme.text.secondary, Qt::AlignLeft, Qt::ElideNone);
    }
    if (hasFocus() && window()->testAttribute(Qt::WA_KeyboardFocusChange))
        paintFocusRing(painter, look, rect(), tokens::radius::badge);
}

PackageFindings::PackageFindings(QWidget* parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void PackageFindings::setFindings(const ExosenseFindings& findings)
{
    if (findings == m_findings)
        return;
    m_findings = findings;
    // What stays the same stays the same widget: nothing flickers, and a focus is not lost.
    QList<PackageFindingItem*> items;
    for (const ExosenseFinding& finding : findings) {
        const auto same = std::ranges::find(m_items, finding, &PackageFindingItem::finding);
        PackageFindingItem* item = same == m_items.end() ? nullptr : *same;
        if (item) {
            m_items.erase(same);
        } else {
            item = new PackageFindingItem(finding);
            connect(item, &QAbstractButton::clicked, this, [this, item] { Q_EMIT chosen(item->finding().path); });
        }
        items << item;
    }
    for (PackageFindingItem* old : std::as_const(m_items)) {
        old->hide();
        old->deleteLater();
    }
    m_items = items;
    for (qsizetype i = 0; i < items.size(); ++i)
        m_column->insertWidget(static_cast<int>(i), items.at(i));
    QWidget* before = nullptr;
    for (PackageFindingItem* item : items) {
        if (before)
            setTabOrder(before, item);
        before = item;
    }
    updateGeometry();
}

} // namespace ota
