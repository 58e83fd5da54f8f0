// SPDX-License-Identifier: Apache-2.0
#include "panels/boards/gatewaycompare.h"

#include "panels/boards/gatewaywords.h"
#include "panels/widgets/badge.h"
#include "panels/widgets/button.h"
#include "panels/widgets/format.h"
#include "panels/widgets/labels.h"

#include <QHBoxLayout>
#include <QJsonDocument>
#include <QKeyEvent>
#include <QPlainTextEdit>
#include <QTextBlock>
#include <QVBoxLayout>

#include <algorithm>
#include <vector>

namespace ota {

namespace {

constexpr int shownLines = 9;
/// More are compared line by line in place: nobody reads that many, and the table would be large.
constexpr qsizetype comparedLines = 1000;

DifferentLines inPlace(const QStringList& a, const QStringList& b)
{
    DifferentLines different;
    for (qsizetype i = 0; i < std::max(a.size(), b.size()); ++i) {
        if (i < a.size() && i < b.size() && a.at(i) == b.at(i))
            continue;
        if (i < a.size())
            different.ofA << static_cast<int>(i);
        if (i < b.size())
            different.ofB << static_cast<int>(i);
    }
    return different;
}

} // namespace

QStringList prettyLines(const QByteArray& text)
{
    QJsonParseError error{};
    const QJsonDocument json = QJsonDocument::fromJson(text, &error);
    QString lines = QString::fromUtf8(error.error == QJsonParseError::NoError ? json.toJson() : text);
    while (lines.endsWith(u'\n'))
        lines.chop(1);
    return lines.isEmpty() ? QStringList() : lines.split(u'\n');
}

DifferentLines differentLines(const QStringList& a, const QStringList& b)
{
    if (a.size() > comparedLines || b.size() > comparedLines)
        return inPlace(a, b);
    // A comma behind the last common member is no difference.
    const auto same = [&](qsizetype i, qsizetype j) {
        const auto bare = [](QStringView line) {
            return line.endsWith(u',') ? line.chopped(1) : line;
        };
        return bare(a.at(i)) == bare(b.at(j));
    };
    const auto width = static_cast<std::size_t>(b.size() + 1);
    std::vector<int> common(static_cast<std::size_t>(a.size() + 1) * width, 0); // From line i and line j on.
    const auto at = [&](qsizetype i, qsizetype j) -> int& {
        return common[static_cast<std::size_t>(i) * width + static_cast<std::size_t>(j)];
    };
    for (qsizetype i = a.size() - 1; i >= 0; --i) {
        for (qsizetype j = b.size() - 1; j >= 0; --j)
            at(i, j) = same(i, j) ? at(i + 1, j + 1) + 1 : std::max(at(i + 1, j), at(i, j + 1));
    }
    DifferentLines different;
    qsizetype i = 0;
    qsizetype j = 0;
    while (i < a.size() || j < b.size()) {
        if (i < a.size() && j < b.size() && same(i, j)) {
            ++i;
            ++j;
        } else if (j == b.size() || (i < a.size() && at(i + 1, j) >= at(i, j + 1))) {
            different.ofA << static_cast<int>(i++);
        } else {
            different.ofB << static_cast<int>(j++);
        }
    }
    return different;
}

GatewayCompare::GatewayCompare(QWidget* parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("gatewayCompare"));
    setLook(this, QStringLiteral("base"));
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(makeLine(Qt::Horizontal));
    all->addWidget(makeHead());
    all->addWidget(makeLine(Qt::Horizontal));
    auto* sides = new QWidget;
    auto* row = new QHBoxLayout(sides);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    auto* left = new QWidget;
    auto* right = new QWidget;
    m_desired = makeSide(tr("Desired"), "desiredConfig", left);
    m_reported = makeSide(tr("Reported"), "reportedConfig", right);
    row->addWidget(left, 1);
    row->addWidget(makeLine(Qt::Vertical));
    row->addWidget(right, 1);
    all->addWidget(sides, 1);
}

QWidget* GatewayCompare::makeHead()
{
    auto* head = new QWidget;
    setLook(head, QStringLiteral("window"));
    head->setFixedHeight(tokens::height::panelHeader);
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(tokens::space::l, 0, tokens::space::s, 0);
    row->setSpacing(tokens::space::s);
    row->addWidget(makeLabel(tr("config_otau"), QStringLiteral("section")));
    m_facts = new ElidedLabel({}, QStringLiteral("smallText secondary"), Qt::ElideMiddle);
    m_facts->setObjectName(QStringLiteral("compareFacts"));
    row->addWidget(m_facts);
    m_state = new Badge({});
    m_state->setObjectName(QStringLiteral("compareState"));
    row->addWidget(m_state);
    row->addStretch(1);
    auto* close = new IconButton(QStringLiteral("cross"), tr("Close"));
    close->setTip(tr("Close"), QKeySequence(Qt::Key_Escape));
    close->setObjectName(QStringLiteral("compareClose"));
    row->addWidget(close);
    connect(close, &QAbstractButton::clicked, this, &GatewayCompare::closed);
    return head;
}

GatewayCompare::Side GatewayCompare::makeSide(const QString& title, const char* name, QWidget* box)
{
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(tokens::space::l, tokens::space::s, tokens::space::s, tokens::space::s);
    column->setSpacing(tokens::space::xs);
    auto* head = new QHBoxLayout;
    head->setSpacing(tokens::space::s);
    Side side;
    side.title = makeLabel(title, QStringLiteral("smallText strong"));
    side.time = new ElidedLabel({}, QStringLiteral("smallText tertiary"));
    side.time->setObjectName(QString::fromLatin1(name) + QStringLiteral("Time"));
    head->addWidget(side.title);
    head->addWidget(side.time, 1);
    column->addLayout(head);
    side.text = new QPlainTextEdit;
    side.text->setObjectName(QString::fromLatin1(name));
    side.text->setAccessibleName(title);
    side.text->setReadOnly(true);
    side.text->setFrameShape(QFrame::NoFrame);
    side.text->setLineWrapMode(QPlainTextEdit::NoWrap);
    side.text->setTabChangesFocus(true);
    setLook(side.text, QStringLiteral("monoSmall"));
    column->addWidget(side.text, 1);
    return side;
}

int GatewayCompare::wantedHeight() const
{
    return tokens::height::panelHeader + (shownLines + 1) * tokens::height::row;
}

void GatewayCompare::focusFirst()
{
    m_desired.text->setFocus(Qt::OtherFocusReason);
}

void GatewayCompare::show(const GatewayPtr& gateway)
{
    if (gateway == m_gateway && gateway)
        return;
    m_gateway = gateway;
    fill();
}

void GatewayCompare::fill()
{
    if (!m_gateway) {
        m_facts->setText(tr("No gateway is chosen"));
        m_state->hide();
        for (const Side& side : {m_desired, m_reported}) {
            side.text->clear();
            side.time->clear();
        }
        m_shownDesired.clear();
        m_shownReported.clear();
        return;
    }
    const GatewayFacts& gateway = *m_gateway;
    m_facts->setText(gateway.board);
    m_state->setVisible(gateway.ack != AckState::None);
    m_state->set(ackText(gateway), ackMark(gateway) == Mark::None ? Mark::Info : ackMark(gateway));
    const auto timed = [](const QString& text, qint64 ns) {
        return ns > 0 ? text.arg(clockText(ns, false)) : QString();
    };
    QStringList desiredTimes{timed(tr("written %1"), gateway.desiredNs),
                             timed(tr("delivered %1"), gateway.deliveredNs)};
    desiredTimes.removeAll(QString());
    m_desired.time->setText(desiredTimes.join(QStringLiteral(" · ")));
    m_reported.time->setText(gateway.reportedNs > 0 ? timed(tr("written back %1"), gateway.reportedNs)
                                                    : tr("it has not written it back"));
    // What did not change keeps its place under the eye.
    if (gateway.desired != m_shownDesired || m_desired.text->document()->isEmpty()) {
        m_shownDesired = gateway.desired;
        m_desiredLines = prettyLines(gateway.desired);
        m_desired.text->setPlainText(m_desiredLines.join(u'\n'));
    }
    if (gateway.reported != m_shownReported || m_reported.text->document()->isEmpty()) {
        m_shownReported = gateway.reported;
        m_reportedLines = prettyLines(gateway.reported);
        m_reported.text->setPlainText(m_reportedLines.join(u'\n'));
    }
    mark();
}

void GatewayCompare::mark()
{
    // Nothing to compare with as long as it has not written it back; an acknowledging word is no difference.
    const bool compares = m_gateway && m_gateway->reportedNs > 0 && m_gateway->ack != AckState::Acknowledged;
    const DifferentLines different = compares ? differentLines(m_desiredLines, m_reportedLines) : DifferentLines();
    const tokens::Meaning& warn = Look::of(this).meaning(Mark::Warn);
    const auto select = [&](QPlainTextEdit& text, const QList<int>& lines) {
        QList<QTextEdit::ExtraSelection> selections;
        for (const int line : lines) {
            QTextEdit::ExtraSelection selection;
            selection.cursor = QTextCursor(text.document()->findBlockByNumber(line));
            selection.format.setBackground(QColor::fromRgb(warn.tint));
            selection.format.setForeground(QColor::fromRgb(warn.text));
            selection.format.setProperty(QTextFormat::FullWidthSelection, true);
            selections << selection;
        }
        text.setExtraSelections(selections);
    };
    select(*m_desired.text, different.ofA);
    select(*m_reported.text, different.ofB);
}

void GatewayCompare::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_reported.text)
        mark();
}

void GatewayCompare::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT closed();
    else
        QWidget::keyPressEvent(event);
}

} // namespace ota
