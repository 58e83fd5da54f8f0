// SPDX-License-Identifier: Apache-2.0
#include "panels/shell/palette.h"

#include "panels/widgets/button.h"
#include "panels/widgets/labels.h"
#include "panels/widgets/memory.h"
#include "panels/widgets/paint.h"

#include <QApplication>
#include <QFontMetrics>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QStackedWidget>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>

namespace ota {

namespace {

constexpr int topDistance = 88;
constexpr int lineHeight = 47;
constexpr int listWidth = 528;
constexpr int footHeight = 36;
constexpr int hitHeight = 40;
constexpr int headingHeight = 30;
const QString recentKey = QStringLiteral("palette/recent");

/// Text with some of its letters in the colour of a link.
void paintMatched(QPainter& painter, const QRect& area, const QString& text, const QList<int>& matched,
                  const QFont& font, QRgb ink, QRgb link, bool right)
{
    const QFontMetrics metrics(font);
    const QString shown = metrics.elidedText(text, Qt::ElideRight, area.width());
    QFont strong = font;
    strong.setWeight(QFont::DemiBold);
    painter.setFont(font);
    int x = right ? area.right() + 1 - metrics.horizontalAdvance(shown) : area.left();
    qsizetype from = 0;
    while (from < shown.size()) {
        const bool hit = matched.contains(static_cast<int>(from));
        qsizetype to = from;
        while (to < shown.size() && matched.contains(static_cast<int>(to)) == hit)
            ++to;
        const QString part = shown.mid(from, to - from);
        painter.setPen(colourOf(hit ? link : ink));
        painter.drawText(QRect(x, area.top(), area.width(), area.height()),
                         Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, part);
        x += metrics.horizontalAdvance(part);
        from = to;
    }
}

class HitDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const override
    {
        return {100, index.data(PaletteModel::HeadingRole).toBool() ? headingHeight : hitHeight};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const Look& look = Look::of(option.widget);
        const tokens::Theme& t = look.theme();
        const QString title = index.data().toString();
        if (index.data(PaletteModel::HeadingRole).toBool()) {
            QFont font = look.font(Type::Caption);
            font.setWeight(QFont::Medium);
            paintText(*painter, option.rect.adjusted(18, 4, 0, 0), title, font, t.text.tertiary);
            return;
        }
        const QRect plate = option.rect.adjusted(6, 0, -6, 0);
        if (option.state & QStyle::State_Selected)
            paintBox(*painter, plate, tokens::radius::control, t.surface.selected);
        else if (option.state & QStyle::State_MouseOver)
            paintBox(*painter, plate, tokens::radius::control, t.surface.hover);
        look.paintIcon(*painter, QRect(plate.left() + 12, plate.top(), tokens::icon::medium, plate.height()),
                       index.data(PaletteModel::IconRole).toString(), t.text.secondary, tokens::icon::medium);
        const QString name = index.data(PaletteModel::NameRole).toString();
        const QFont mono = look.font(Type::MonoSmall);
        const int nameWidth = QFontMetrics(mono).horizontalAdvance(name);
        const QRect words = plate.adjusted(42, 3, -nameWidth - 24, -3);
        const QFont strong = look.font(Type::Strong);
        paintMatched(*painter, QRect(words.left(), words.top(), words.width(), 18), title,
                     index.data(PaletteModel::TitleMatchRole).value<QList<int>>(), strong, t.text.primary, t.text.link,
                     false);
        paintText(*painter, QRect(words.left(), words.top() + 18, words.width(), 15),
                  index.data(PaletteModel::SentenceRole).toString(), look.font(Type::Caption), t.text.tertiary);
        paintMatched(*painter, QRect(plate.right() - nameWidth - 11, plate.top(), nameWidth + 2, plate.height()), name,
                     index.data(PaletteModel::NameMatchRole).value<QList<int>>(), mono, t.text.tertiary, t.text.link,
                     false);
    }
};

/// The raised plate with its parts and lines.
class Plate final : public QWidget
{
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent*) override
    {
        const Look& look = Look::of(this);
        const tokens::Theme& t = look.theme();
        QPainter painter(this);
        paintBox(painter, rect(), tokens::radius::overlay, t.surface.raised, t.line.control);
        const QColor line = colourOf(t.line.line);
        painter.fillRect(QRect(1, lineHeight, width() - 2, 1), line);
        painter.fillRect(QRect(listWidth, lineHeight, 1, height() - lineHeight - 1), line);
        painter.fillRect(QRect(1, height() - footHeight - 1, listWidth - 1, 1), colourOf(t.line.hair));
        look.paintIcon(painter, QRect(18, 0, 16, lineHeight), u"command", t.text.secondary);
        const int escape = keyWidth(look, QStringLiteral("Esc"));
        paintKey(painter, look, {width() - 16 - escape, 15}, QStringLiteral("Esc"));
        paintFoot(painter, look);
    }

private:
    void paintFoot(QPainter& painter, const Look& look) const
    {
        const std::pair<QString, QString> hints[]{
            {QStringLiteral("↑ ↓"), Palette::tr("choose")},
            {Palette::tr("Tab"), Palette::tr("to the form")},
            {Palette::tr("Ctrl Enter"), Palette::tr("run")},
            {Palette::tr("Ctrl Shift C"), Palette::tr("copy as command")},
        };
        int x = 18;
        const int top = height() - footHeight + 8;
        for (const auto& [key, what] : hints) {
            x += paintKey(painter, look, {x, top}, key) + 6;
            x += paintText(painter, QRect(x, top, 200, 18), what, look.font(Type::Small), look.theme().text.secondary) +
                 16;
        }
    }
};

} // namespace

PaletteField::PaletteField(QWidget* parent)
    : QAbstractButton(parent)
{
    setObjectName(QStringLiteral("paletteField"));
    setText(tr("Run an operation"));
    setAccessibleName(text());
    setToolTip(QStringLiteral("%1 (Ctrl+K)").arg(text()));
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void PaletteField::setIconOnly(bool on)
{
    m_iconOnly = on;
    updateGeometry();
    update();
}

QSize PaletteField::sizeHint() const
{
    if (m_iconOnly)
        return {34, tokens::height::control};
    const Look& look = Look::of(this);
    return {34 + QFontMetrics(look.font(Type::Body)).horizontalAdvance(text()) + 12 +
                keyWidth(look, QStringLiteral("Ctrl K")) + 8,
            tokens::height::control};
}

void PaletteField::paintEvent(QPaintEvent*)
{
    const Look& look = Look::of(this);
    const tokens::Theme& t = look.theme();
    QPainter painter(this);
    paintBox(painter, rect(), tokens::radius::control,
             isDown()       ? t.surface.pressed
             : underMouse() ? t.surface.hover
                            : t.surface.base,
             t.line.line);
    look.paintIcon(painter, QRect(9, 0, 16, height()), u"command", t.text.tertiary);
    if (hasFocus() && window()->testAttribute(Qt::WA_KeyboardFocusChange))
        paintFocusRing(painter, look, rect(), tokens::radius::control);
    if (m_iconOnly)
        return;
    const QString key = QStringLiteral("Ctrl K");
    const int room = keyWidth(look, key);
    paintText(painter, rect().adjusted(31, 0, -room - 12, 0), text(), look.font(Type::Body), t.text.tertiary);
    paintKey(painter, look, {width() - room - 8, (height() - 18) / 2}, key);
}

Palette::Palette(const OperationRegistry& registry, Memory& memory, QWidget* window)
    : Overlay(new Plate, window)
    , m_memory(memory)
    , m_model(new PaletteModel(registry, this))
    , m_line(new QLineEdit(plate()))
    , m_facts(makeLabel({}, QStringLiteral("smallText tertiary"), plate()))
    , m_list(new QListView(plate()))
    , m_side(new QStackedWidget(plate()))
    , m_sideText(makeLabel({}, QStringLiteral("secondary"), m_side))
    , m_askPath(askPathWithSystemDialog)
{
    setObjectName(QStringLiteral("palette"));
    setAccessibleName(tr("All operations"));
    m_line->setObjectName(QStringLiteral("paletteLine"));
    m_line->setFrame(false);
    m_line->setPlaceholderText(tr("What is to be done?"));
    m_line->setAccessibleName(tr("Find an operation"));
    setLook(m_line, QStringLiteral("raised"));
    m_list->setObjectName(QStringLiteral("paletteList"));
    m_list->setAccessibleName(tr("Found"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new HitDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setMouseTracking(true);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setLook(m_list, QStringLiteral("raised"));
    m_sideText->setWordWrap(true);
    m_sideText->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_sideText->setContentsMargins(tokens::space::l, tokens::space::l, tokens::space::l, 0);
    m_side->addWidget(m_sideText);
    m_line->installEventFilter(this);
    connect(m_line, &QLineEdit::textChanged, this, &Palette::search);
    connect(m_list, &QAbstractItemView::clicked, this, [this](const QModelIndex& index) {
        choose(index.row());
        if (m_model->entryAt(index.row()))
            takeChosen();
    });
}

void Palette::openWith(std::vector<PaletteEntry> entries)
{
    // A new form: what stood in the last one, and the names it offered, are of another time.
    if (m_card) {
        m_side->removeWidget(m_card);
        std::exchange(m_card, nullptr)->deleteLater();
    }
    m_model->setRecent(m_memory.recent(recentKey));
    m_model->setEntries(std::move(entries));
    open();
    QFont font = Look::of(this).font(Type::Title);
    font.setWeight(QFont::Normal);
    m_line->setFont(font);
    m_line->clear();
    search();
    m_line->setFocus(Qt::PopupFocusReason);
}

void Palette::openForm(std::vector<PaletteEntry> entries, const QString& operation, const QJsonObject& values)
{
    openWith(std::move(entries));
    m_line->setText(operation);
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (const Operation* found = m_model->operationAt(row); found && found->name == operation) {
            choose(row);
            m_card->form().setValues(values);
            m_card->form().focusFirst();
            return;
        }
    }
}

void Palette::place()
{
    const int plateWidth = std::min<int>(tokens::width::palette, width() - 2 * tokens::space::l);
    const int top = std::min(topDistance, std::max(0, (height() - tokens::height::palette) / 2));
    plate()->setGeometry((width() - plateWidth) / 2, top, plateWidth,
                         std::min<int>(tokens::height::palette, height() - top));
    m_line->setGeometry(44, 6, plateWidth - 44 - 210, lineHeight - 12);
    m_facts->setGeometry(plateWidth - 16 - 34 - 170, 0, 160, lineHeight);
    m_facts->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_list->setGeometry(1, lineHeight + 3, listWidth - 1, plate()->height() - lineHeight - footHeight - 6);
    m_side->setGeometry(listWidth + 1, lineHeight + 1, plateWidth - listWidth - 2, plate()->height() - lineHeight - 3);
}

void Palette::search()
{
    m_model->setQuery(m_line->text());
    const int operations = m_model->operationCount();
    m_facts->setText(m_line->text().trimmed().isEmpty()
                         ? tr("%n operations", nullptr, operations)
                         : tr("%1 of %n operations", nullptr, operations).arg(m_model->hitCount()));
    choose(m_model->firstHit());
}

void Palette::choose(int row)
{
    if (row < 0) {
        m_sideText->setText(
            tr("No operation is called so. Other words may help: the noun comes first, as in “key new”."));
        m_side->setCurrentWidget(m_sideText);
        return;
    }
    const QModelIndex index = m_model->index(row);
    m_list->setCurrentIndex(index);
    m_list->scrollTo(index);
    if (const Operation* operation = m_model->operationAt(row)) {
        makeCard(*operation);
    } else if (const PaletteEntry* entry = m_model->entryAt(row)) {
        m_sideText->setText(entry->sentence.isEmpty() ? entry->title
                                                      : entry->title + QStringLiteral("\n\n") + entry->sentence);
        m_side->setCurrentWidget(m_sideText);
    }
}

void Palette::makeCard(const Operation& operation)
{
    if (m_card && &m_card->form().operation() == &operation) {
        m_side->setCurrentWidget(m_card);
        return;
    }
    if (m_card) {
        m_side->removeWidget(m_card);
        m_card->deleteLater();
    }
    m_card = new OperationCard(operation, m_side);
    m_card->form().setAskPath(m_askPath);
    if (m_suggest)
        m_card->form().setSuggest(m_suggest);
    m_side->addWidget(m_card);
    m_side->setCurrentWidget(m_card);
    connect(m_card, &OperationCard::commandCopied, this, &Palette::commandCopied);
    connect(m_card, &OperationCard::runRequested, this, [this](const QString& name, const QJsonObject& values) {
        m_memory.addRecent(recentKey, name);
        close();
        Q_EMIT runRequested(name, values);
    });
}

void Palette::step(int by)
{
    int row = m_list->currentIndex().row() + by;
    while (row >= 0 && row < m_model->rowCount() && m_model->index(row).data(PaletteModel::HeadingRole).toBool())
        row += by;
    if (row >= 0 && row < m_model->rowCount())
        choose(row);
}

void Palette::takeChosen()
{
    const int row = m_list->currentIndex().row();
    if (const PaletteEntry* entry = m_model->entryAt(row)) {
        const auto run = entry->run; // Closing may change the entries.
        close();
        run();
    } else if (const Operation* operation = m_model->operationAt(row)) {
        if (operation->parameters.empty())
            m_card->runButton()->setFocus(Qt::TabFocusReason);
        else
            m_card->form().focusFirst();
    }
}

bool Palette::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_line && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        switch (key->key()) {
        case Qt::Key_Down:
            step(1);
            return true;
        case Qt::Key_Up:
            step(-1);
            return true;
        case Qt::Key_Tab:
            if (m_model->operationAt(m_list->currentIndex().row())) {
                takeChosen();
                return true;
            }
            break;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (!(key->modifiers() & Qt::ControlModifier)) {
                takeChosen();
                return true;
            }
            break;
        default:
            break;
        }
    }
    return Overlay::eventFilter(watched, event);
}

void Palette::keyPressEvent(QKeyEvent* event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    const bool chosen = m_card && m_side->currentWidget() == m_card;
    if (enter && (event->modifiers() & Qt::ControlModifier) && chosen)
        m_card->run();
    else if (event->key() == Qt::Key_C && event->modifiers() == (Qt::ControlModifier | Qt::ShiftModifier) && chosen)
        m_card->copyCommand();
    else
        Overlay::keyPressEvent(event);
}

} // namespace ota
