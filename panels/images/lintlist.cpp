// SPDX-License-Identifier: Apache-2.0
#include "panels/images/lintlist.h"

#include "panels/widgets/badge.h"
#include "panels/widgets/paint.h"
#include "panels/widgets/panelheader.h"

#include <QPainter>
#include <QTextLayout>
#include <QVBoxLayout>

#include <algorithm>

namespace ota {

namespace {

constexpr int textLeft = 22;
constexpr int lineHeight = 16;
constexpr int padding = 6;
constexpr int paneWidth = 252;
constexpr int paneHeight = 132; ///< Below the form.

Mark markOf(ReleaseRemark::Kind kind)
{
    switch (kind) {
    case ReleaseRemark::Kind::Refused:
        return Mark::Bad;
    case ReleaseRemark::Kind::Trap:
        return Mark::Warn;
    case ReleaseRemark::Kind::Note:
        return Mark::Info;
    case ReleaseRemark::Kind::Passed:
        break;
    }
    return Mark::Good;
}

/// The sentence in lines of this width; URIs have no spaces, so any place will do.
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

QString briefMessage(const QString& message)
{
    constexpr qsizetype longest = 44;
    constexpr qsizetype front = 22;
    constexpr qsizetype back = 18;
    QStringList words = message.split(u' ');
    for (QString& word : words) {
        if (word.size() > longest)
            word = word.left(front) + QChar(0x2026) + word.right(back);
    }
    return words.join(u' ');
}

LintItem::LintItem(const ReleaseRemark& remark, const QString& about, QWidget* parent)
    : QAbstractButton(parent)
    , m_remark(remark)
    , m_about(about)
{
    setObjectName(QStringLiteral("lint.") + remark.code);
    setAccessibleName(remark.code + QStringLiteral(", ") + about + QStringLiteral(": ") + remark.message);
    setFocusPolicy(remark.kind == ReleaseRemark::Kind::Passed ? Qt::ClickFocus : Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setToolTip(remark.riotResult
                   ? QString(remark.message + u'\n' + tr("A RIOT board answers res=%1").arg(*remark.riotResult))
                   : remark.message);
    setAttribute(Qt::WA_Hover);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

QSize LintItem::sizeHint() const
{
    return {240, heightForWidth(std::max(width(), 200))};
}

int LintItem::heightForWidth(int width) const
{
    const auto lines =
        linesOf(briefMessage(m_remark.message), Look::of(this).font(Type::Small), width - textLeft - padding);
    return 2 * padding + lineHeight * (1 + static_cast<int>(lines.size()));
}

void LintItem::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Look& look = Look::of(this);
    const tokens::Theme& theme = look.theme();
    if (isDown() || underMouse())
        painter.fillRect(rect(), colourOf(isDown() ? theme.surface.pressed : theme.surface.hover));
    painter.fillRect(QRect(0, height() - 1, width(), 1), colourOf(theme.line.hair));
    const Mark mark = markOf(m_remark.kind);
    look.paintIcon(painter, QRect(0, padding, tokens::icon::small, lineHeight), Look::markIcon(mark),
                   look.meaning(mark).text);
    QRect line(textLeft, padding, width() - textLeft - padding, lineHeight);
    const int used = paintText(painter, line, m_remark.code, look.font(Type::MonoSmall), theme.text.primary);
    paintText(painter, line.adjusted(used + padding, 0, 0, 0), m_about, look.font(Type::Caption), theme.text.tertiary);
    for (const QString& text : linesOf(briefMessage(m_remark.message), look.font(Type::Small), line.width())) {
        line.translate(0, lineHeight);
        paintText(painter, line, text, look.font(Type::Small), theme.text.secondary, Qt::AlignLeft, Qt::ElideNone);
    }
    if (hasFocus() && window()->testAttribute(Qt::WA_KeyboardFocusChange))
        paintFocusRing(painter, look, rect(), tokens::radius::badge);
}

LintList::LintList(QWidget* parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout(this))
{
    setObjectName(QStringLiteral("lintList"));
    setAccessibleName(tr("Lint"));
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
    m_column->addStretch(1);
}

void LintList::setRemarks(const std::vector<ReleaseRemark>& remarks,
                          const std::function<QString(const QString&)>& labelOf)
{
    // What stays the same stays the same widget: nothing flickers, and a focus is not lost.
    QList<LintItem*> items;
    for (const ReleaseRemark& remark : remarks) {
        LintItem* item = nullptr;
        for (LintItem* present : std::as_const(m_items)) {
            if (present->remark().code == remark.code && present->remark().message == remark.message &&
                present->remark().kind == remark.kind) {
                item = present;
                break;
            }
        }
        if (item) {
            m_items.removeOne(item);
        } else {
            item = new LintItem(remark, labelOf(remark.parameter), this);
            connect(item, &QAbstractButton::clicked, this, [this, item] { Q_EMIT chosen(item->remark().parameter); });
        }
        m_column->removeWidget(item);
        m_column->insertWidget(static_cast<int>(items.size()), item);
        item->show();
        items << item;
    }
    for (LintItem* gone : std::as_const(m_items)) {
        gone->hide();
        gone->setObjectName({});
        gone->deleteLater();
    }
    m_items = items;
}

LintPane::LintPane(QWidget* parent)
    : QScrollArea(parent)
    , m_list(new LintList)
    , m_errors(new Badge({}, Mark::Bad, BadgeKind::Count))
    , m_warnings(new Badge({}, Mark::Warn, BadgeKind::Count))
{
    setObjectName(QStringLiteral("lintPane"));
    setFrameShape(NoFrame);
    setWidgetResizable(true);
    setFocusPolicy(Qt::NoFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setLook(this, QStringLiteral("window"));
    auto* inside = new QWidget;
    setLook(inside, QStringLiteral("window"));
    auto* column = new QVBoxLayout(inside);
    column->setContentsMargins(tokens::space::m, 0, tokens::space::m, tokens::space::m);
    column->setSpacing(0);
    auto* head = new SectionHeader(tr("Lint"));
    head->setInset(0);
    head->setLines(false, true);
    m_errors->setObjectName(QStringLiteral("lintErrors"));
    m_warnings->setObjectName(QStringLiteral("lintWarnings"));
    m_errors->hide();
    m_warnings->hide();
    head->addAction(m_errors);
    head->addAction(m_warnings);
    column->addWidget(head);
    column->addWidget(m_list);
    column->addStretch(1);
    setWidget(inside);
    setBeside(true);
    connect(m_list, &LintList::chosen, this, &LintPane::chosen);
}

void LintPane::setRemarks(const std::vector<ReleaseRemark>& remarks,
                          const std::function<QString(const QString&)>& labelOf)
{
    m_list->setRemarks(remarks, labelOf);
    const auto errors = std::ranges::count(remarks, ReleaseRemark::Kind::Refused, &ReleaseRemark::kind);
    const auto warnings = std::ranges::count(remarks, ReleaseRemark::Kind::Trap, &ReleaseRemark::kind);
    m_errors->set(errors == 1 ? tr("1 error") : tr("%1 errors").arg(errors), Mark::Bad, BadgeKind::Count);
    m_errors->setVisible(errors > 0);
    m_warnings->set(warnings == 1 ? tr("1 warning") : tr("%1 warnings").arg(warnings), Mark::Warn, BadgeKind::Count);
    m_warnings->setVisible(warnings > 0);
}

void LintPane::setBeside(bool beside)
{
    setMinimumSize(beside ? QSize(paneWidth, 0) : QSize(0, paneHeight));
    setMaximumSize(beside ? QSize(paneWidth, QWIDGETSIZE_MAX) : QSize(QWIDGETSIZE_MAX, paneHeight));
}

} // namespace ota
