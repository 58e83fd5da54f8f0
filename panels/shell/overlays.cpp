// SPDX-License-Identifier: Apache-2.0
#include "panels/shell/overlays.h"

#include "panels/widgets/button.h"
#include "panels/widgets/labels.h"
#include "panels/widgets/paint.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>

namespace ota {

namespace {

/// Keys and what they do, in two columns.
class KeyTable final : public QWidget
{
public:
    using QWidget::QWidget;

    void set(const QList<std::pair<QString, QString>>& keys)
    {
        m_keys = keys;
        setFixedHeight(rows() * rowHeight);
        QStringList words;
        for (const auto& [key, what] : keys)
            words << key + QStringLiteral(": ") + what;
        setAccessibleDescription(words.join(QStringLiteral(", ")));
        update();
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        const Look& look = Look::of(this);
        QPainter painter(this);
        const int half = rows();
        const int column = width() / 2;
        int widest = 0;
        for (const auto& [key, what] : m_keys)
            widest = std::max(widest, keyWidth(look, key));
        const int indent = widest + tokens::space::m;
        for (int i = 0; i < m_keys.size(); ++i) {
            const int x = i / half * column;
            const int y = i % half * rowHeight;
            paintKey(painter, look, {x, y + 4}, m_keys.at(i).first);
            paintText(painter, QRect(x + indent, y, column - indent - 8, rowHeight), m_keys.at(i).second,
                      look.font(Type::Small), look.theme().text.secondary);
        }
    }

private:
    static constexpr int rowHeight = 26;
    int rows() const { return static_cast<int>(m_keys.size() + 1) / 2; }

    QList<std::pair<QString, QString>> m_keys;
};

} // namespace

HelpOverlay::HelpOverlay(QWidget* window)
    : Overlay({720, 560}, window)
    , m_title(makeLabel({}, QStringLiteral("title"), plate()))
    , m_text(new Paragraph({}, Type::Body, Ink::Secondary, plate()))
{
    setObjectName(QStringLiteral("help"));
    setAccessibleName(tr("Help"));
    auto* column = new QVBoxLayout(plate());
    column->setContentsMargins(tokens::space::xl, tokens::space::l, tokens::space::l, tokens::space::l);
    column->setSpacing(tokens::space::m);
    auto* head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    auto* close = new IconButton(QStringLiteral("cross"), tr("Close"), plate());
    close->setTip(tr("Close"), QKeySequence(Qt::Key_Escape));
    close->setObjectName(QStringLiteral("closeHelp"));
    head->addWidget(close);
    column->addLayout(head);
    auto* inside = new QWidget;
    setLook(inside, QStringLiteral("raised"));
    auto* insideColumn = new QVBoxLayout(inside);
    insideColumn->setContentsMargins(0, 0, tokens::space::m, 0);
    insideColumn->setSpacing(tokens::space::l);
    insideColumn->addWidget(m_text);
    m_panelHead = makeLabel({}, QStringLiteral("section"), inside);
    m_panelKeys = new KeyTable(inside);
    m_windowKeys = new KeyTable(inside);
    insideColumn->addWidget(m_panelHead);
    insideColumn->addWidget(m_panelKeys);
    insideColumn->addWidget(makeLabel(tr("Keys of the window"), QStringLiteral("section"), inside));
    insideColumn->addWidget(m_windowKeys);
    insideColumn->addStretch(1);
    m_scroll = new QScrollArea(plate());
    m_scroll->setObjectName(QStringLiteral("helpScroll"));
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setLook(m_scroll, QStringLiteral("raised"));
    setLook(m_scroll->viewport(), QStringLiteral("raised"));
    m_scroll->setWidget(inside);
    column->addWidget(m_scroll, 1);
    connect(close, &QAbstractButton::clicked, this, &Overlay::close);
}

void HelpOverlay::show(const Content& content)
{
    m_title->setText(content.title);
    m_text->setText(content.text);
    m_text->setVisible(!content.text.isEmpty());
    m_panelHead->setText(tr("Keys of %1").arg(content.title));
    m_panelHead->setVisible(!content.keysOfPanel.isEmpty());
    m_panelKeys->setVisible(!content.keysOfPanel.isEmpty());
    static_cast<KeyTable*>(m_panelKeys)->set(content.keysOfPanel);
    static_cast<KeyTable*>(m_windowKeys)->set(content.keysOfWindow);
    open();
    m_scroll->verticalScrollBar()->setValue(0);
    placeText();
}

void HelpOverlay::place()
{
    Overlay::place();
    placeText();
}

void HelpOverlay::placeText()
{
    // A scroll area does not ask for the height that a width needs.
    plate()->layout()->activate();
    m_text->setFixedHeight(m_text->heightForWidth(m_scroll->viewport()->width() - tokens::space::m));
}

void HelpOverlay::keyPressEvent(QKeyEvent* event)
{
    QScrollBar* bar = m_scroll->verticalScrollBar();
    switch (event->key()) {
    case Qt::Key_Down:
        bar->setValue(bar->value() + bar->singleStep());
        return;
    case Qt::Key_Up:
        bar->setValue(bar->value() - bar->singleStep());
        return;
    case Qt::Key_PageDown:
        bar->setValue(bar->value() + bar->pageStep());
        return;
    case Qt::Key_PageUp:
        bar->setValue(bar->value() - bar->pageStep());
        return;
    default:
        Overlay::keyPressEvent(event);
    }
}

SecretOverlay::SecretOverlay(QWidget* window)
    : Overlay({420, 0}, window)
    , m_prompt(makeLabel({}, QStringLiteral("strong"), plate()))
    , m_line(new QLineEdit(plate()))
{
    setObjectName(QStringLiteral("secret"));
    setAccessibleName(tr("A secret is needed"));
    m_prompt->setWordWrap(true);
    m_line->setEchoMode(QLineEdit::Password);
    m_line->setObjectName(QStringLiteral("secretLine"));
    auto* column = new QVBoxLayout(plate());
    column->setContentsMargins(tokens::space::l, tokens::space::l, tokens::space::l, tokens::space::m);
    column->setSpacing(tokens::space::s);
    column->addWidget(m_prompt);
    column->addWidget(m_line);
    column->addWidget(makeLabel(tr("It is kept in memory only."), QStringLiteral("smallText tertiary"), plate()));
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(tokens::space::s);
    buttons->addStretch(1);
    auto* no = new Button({}, tr("Cancel the job"), {}, plate());
    auto* yes = new Button(QStringLiteral("key"), tr("Unlock"), QStringLiteral("primary"), plate());
    yes->setObjectName(QStringLiteral("unlock"));
    buttons->addWidget(no);
    buttons->addWidget(yes);
    column->addLayout(buttons);
    connect(no, &QAbstractButton::clicked, this, &Overlay::close);
    connect(yes, &QAbstractButton::clicked, this, [this] { answer(m_line->text()); });
    connect(m_line, &QLineEdit::returnPressed, this, [this] { answer(m_line->text()); });
    connect(this, &Overlay::closed, this, [this] { answer(std::nullopt); });
}

void SecretOverlay::ask(int job, const QString& prompt)
{
    m_job = job;
    m_prompt->setText(prompt);
    m_line->clear();
    m_line->setAccessibleName(prompt);
    open();
    m_line->setFocus(Qt::PopupFocusReason);
}

void SecretOverlay::answer(const std::optional<QString>& secret)
{
    const int job = std::exchange(m_job, 0);
    if (job == 0)
        return;
    m_line->clear();
    close();
    Q_EMIT answered(job, secret);
}

} // namespace ota
