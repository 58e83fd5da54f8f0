// SPDX-License-Identifier: Apache-2.0
#include "panels/shell/overlays.h"

#include "panels/widgets/button.h"
#include "panels/widgets/labels.h"
#include "panels/widgets/paint.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPainter>
#include <QScrollArea>
#include <QVBoxLayout>

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
        for (int i = 0; i < m_keys.size(); ++i) {
            const int x = i / half * column;
            const int y = i % half * rowHeight;
            paintKey(painter, look, {x, y + 4}, m_keys.at(i).first);
            paintText(painter, QRect(x + 118, y, column - 126, rowHeight), m_keys.at(i).second, look.font(Type::Small),
                      look.theme().text.secondary);
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
    insideColumn->addWidget(makeLabel(tr("Keys"), QStringLiteral("section"), inside));
    m_keys = new KeyTable(inside);
    insideColumn->addWidget(m_keys);
    insideColumn->addStretch(1);
    auto* scroll = new QScrollArea(plate());
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    setLook(scroll, QStringLiteral("raised"));
    setLook(scroll->viewport(), QStringLiteral("raised"));
    scroll->setWidget(inside);
    column->addWidget(scroll, 1);
    connect(close, &QAbstractButton::clicked, this, &Overlay::close);
}

void HelpOverlay::show(const QString& title, const QString& text, const QList<std::pair<QString, QString>>& keys)
{
    m_title->setText(title);
    m_text->setText(text);
    m_text->setVisible(!text.isEmpty());
    static_cast<KeyTable*>(m_keys)->set(keys);
    open();
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
