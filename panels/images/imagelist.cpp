// SPDX-License-Identifier: Apache-2.0
#include "panels/images/imagelist.h"

#include "panels/widgets/button.h"
#include "panels/widgets/format.h"
#include "panels/widgets/labels.h"
#include "panels/widgets/memory.h"
#include "panels/widgets/paint.h"
#include "suit/componentspec.h"

#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QPainter>
#include <QVBoxLayout>

namespace ota {

namespace {

const QString recentKey = QStringLiteral("images/files");
/// RIOT's firmware component: one NUL byte.
const QString firmwareComponent = QStringLiteral("hex:00");
constexpr int componentWidth = 92;
constexpr int sizeWidth = 70;
constexpr int offsetWidth = 92;
constexpr int digestWidth = 78;
constexpr int buttonWidth = 28;
constexpr int digestFrom = 500; ///< In narrower lists the name of the file has its room.

QStringList localPaths(const QMimeData& data)
{
    QStringList paths;
    for (const QUrl& url : data.urls()) {
        if (url.isLocalFile())
            paths << url.toLocalFile();
    }
    return paths;
}

} // namespace

/// One image.
class ImageList::Row final : public QWidget
{
public:
    Row(ImageList* list, const QString& component, const QString& path, const QString& offset)
        : QWidget(list)
        , m_path(path)
        , m_component(new QLineEdit(component, this))
        , m_size(new ElidedLabel({}, QStringLiteral("smallText"), Qt::ElideRight, this))
        , m_offset(new QLineEdit(offset, this))
        , m_digest(new ElidedLabel({}, QStringLiteral("monoSmall tertiary"), Qt::ElideRight, this))
        , m_remove(new IconButton(QStringLiteral("cross"), ImageList::tr("Take out"), this))
    {
        auto* line = new QHBoxLayout(this);
        line->setContentsMargins(tokens::space::s, 2, 2, 2);
        line->setSpacing(tokens::space::s);
        const QString file = QFileInfo(path).fileName();
        for (QLineEdit* edit : {m_component, m_offset}) {
            setLook(edit, QStringLiteral("mono small"));
            QObject::connect(edit, &QLineEdit::textChanged, list, &ImageList::edited);
        }
        m_component->setFixedWidth(componentWidth);
        m_component->setObjectName(QStringLiteral("imageComponent"));
        m_component->setAccessibleName(ImageList::tr("Component of %1").arg(file));
        m_component->setToolTip(ImageList::tr("hex:00 is RIOT’s firmware; ram,0 or /nvm0/SLOT0.txt are storages"));
        m_offset->setFixedWidth(offsetWidth);
        m_offset->setObjectName(QStringLiteral("imageOffset"));
        m_offset->setAccessibleName(ImageList::tr("Offset of %1").arg(file));
        m_offset->setPlaceholderText(ImageList::tr("none"));
        m_offset->setToolTip(ImageList::tr("Two images of one component with an offset each are its slots"));
        auto* name = new ElidedLabel(file, {}, Qt::ElideMiddle, this);
        name->setToolTip(path);
        m_size->setFixedWidth(sizeWidth);
        m_size->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        m_digest->setFixedWidth(digestWidth);
        m_remove->setObjectName(QStringLiteral("imageRemove"));
        m_remove->setFixedWidth(buttonWidth);
        line->addWidget(m_component);
        line->addWidget(name, 1);
        line->addWidget(m_size);
        line->addWidget(m_offset);
        line->addWidget(m_digest);
        line->addWidget(m_remove);
        QObject::connect(m_remove, &QAbstractButton::clicked, list, [list, this] { list->removeRow(this); });
    }

    /// The order of Tab is that of the eye: rows stand above the buttons.
    void tabBefore(QWidget* next)
    {
        // What takes no focus has no say in the order.
        QWidget* before = next->previousInFocusChain();
        while (before != next && before->focusPolicy() == Qt::NoFocus)
            before = before->previousInFocusChain();
        setTabOrder(before, m_component);
        setTabOrder(m_component, m_offset);
        setTabOrder(m_offset, m_remove);
    }

    const QString& path() const { return m_path; }
    QString value() const
    {
        const QString offset = m_offset->text().trimmed();
        return m_component->text().trimmed() + u'=' + m_path + (offset.isEmpty() ? QString() : QString(u'@' + offset));
    }
    QString component() const { return m_component->text(); }
    void showDigest(bool on) { m_digest->setVisible(on); }
    void setFacts(const Facts& facts)
    {
        m_size->setText(sizeText(facts.size));
        m_digest->setText(facts.digest.left(8) + QChar(0x2026));
        m_digest->setToolTip(facts.digest);
    }

private:
    QString m_path;
    QLineEdit* m_component;
    ElidedLabel* m_size;
    QLineEdit* m_offset;
    ElidedLabel* m_digest;
    IconButton* m_remove;
};

ImageList::ImageList(Memory& memory, QWidget* parent)
    : QWidget(parent)
    , m_memory(memory)
    , m_head(new QWidget(this))
    , m_column(new QVBoxLayout(this))
    , m_add(new Button(QStringLiteral("plus"), tr("Add file…"), QStringLiteral("flat small"), this))
    , m_recent(new Button(QStringLiteral("clock"), tr("Recent"), QStringLiteral("flat small"), this))
{
    setAcceptDrops(true);
    setObjectName(QStringLiteral("imageList"));
    m_column->setContentsMargins(1, 1, 1, 1);
    m_column->setSpacing(0);
    auto* head = new QHBoxLayout(m_head);
    head->setContentsMargins(tokens::space::s, tokens::space::xs, 2, 0);
    head->setSpacing(tokens::space::s);
    const auto title = [this, head](const QString& text, int width, Qt::Alignment alignment = Qt::AlignLeft) {
        QLabel* label = makeLabel(text, QStringLiteral("overline tertiary"), m_head);
        label->setAlignment(alignment | Qt::AlignVCenter);
        if (width > 0)
            label->setFixedWidth(width);
        head->addWidget(label, width > 0 ? 0 : 1);
        return label;
    };
    title(tr("Component"), componentWidth);
    title(tr("File"), 0);
    title(tr("Size"), sizeWidth, Qt::AlignRight);
    title(tr("Offset"), offsetWidth);
    m_digestTitle = title(tr("SHA-256"), digestWidth);
    title({}, buttonWidth);
    m_column->addWidget(m_head);
    auto* buttons = new QHBoxLayout;
    buttons->setContentsMargins(2, 2, 2, 2);
    buttons->setSpacing(tokens::space::xs);
    m_add->setObjectName(QStringLiteral("addImageButton"));
    m_add->setTip(tr("Choose image files, or drop them here"));
    m_recent->setObjectName(QStringLiteral("recentImagesButton"));
    m_recent->setTip(tr("Files that releases of this bench were built of"));
    buttons->addWidget(m_add);
    buttons->addWidget(m_recent);
    buttons->addStretch(1);
    m_column->addLayout(buttons);
    setFocusProxy(m_add);
    connect(m_add, &QAbstractButton::clicked, this, &ImageList::askFiles);
    connect(m_recent, &QAbstractButton::clicked, this, &ImageList::showRecent);
    updateHead();
}

ImageList::~ImageList() = default;

QStringList ImageList::values() const
{
    QStringList values;
    for (const Row* row : m_rows)
        values << row->value();
    return values;
}

void ImageList::setValues(const QStringList& values)
{
    for (Row* row : std::as_const(m_rows))
        row->deleteLater();
    m_rows.clear();
    for (const QString& value : values) {
        const auto spec = parseComponentSpec(value);
        if (spec)
            addRow(componentIdText(spec->id), spec->file,
                   spec->offset ? QStringLiteral("0x%1").arg(*spec->offset, 0, 16) : QString());
    }
    updateHead();
    Q_EMIT edited();
}

void ImageList::addFiles(const QStringList& paths)
{
    for (const QString& path : paths) {
        if (!QFileInfo(path).isFile())
            continue;
        const QString absolute = QFileInfo(path).absoluteFilePath();
        // A further image is mostly the other slot of the same component.
        addRow(m_rows.isEmpty() ? firmwareComponent : m_rows.last()->component(), absolute, {});
        m_memory.addRecent(recentKey, absolute);
    }
    updateHead();
    Q_EMIT edited();
}

int ImageList::count() const
{
    return static_cast<int>(m_rows.size());
}

void ImageList::setFacts(const QHash<QString, Facts>& facts)
{
    for (Row* row : std::as_const(m_rows)) {
        if (const auto found = facts.constFind(row->path()); found != facts.constEnd())
            row->setFacts(*found);
    }
}

ImageList::Row* ImageList::addRow(const QString& component, const QString& path, const QString& offset)
{
    auto* row = new Row(this, component, path, offset);
    m_column->insertWidget(1 + count(), row);
    row->tabBefore(m_add);
    m_rows << row;
    return row;
}

void ImageList::removeRow(Row* row)
{
    m_rows.removeOne(row);
    row->hide();
    row->deleteLater();
    m_add->setFocus();
    updateHead();
    Q_EMIT edited();
}

void ImageList::updateHead()
{
    m_head->setVisible(!m_rows.isEmpty());
    m_recent->setVisible(!m_memory.recent(recentKey).isEmpty());
    m_digestTitle->setVisible(width() >= digestFrom);
    for (Row* row : std::as_const(m_rows))
        row->showDigest(width() >= digestFrom);
}

void ImageList::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    updateHead();
}

void ImageList::askFiles()
{
    const QStringList recent = m_memory.recent(recentKey);
    auto* dialog = new QFileDialog(this, tr("Images of the release"));
    dialog->setObjectName(QStringLiteral("imagesDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    if (!recent.isEmpty())
        dialog->setDirectory(QFileInfo(recent.front()).path());
    connect(dialog, &QFileDialog::filesSelected, this, &ImageList::addFiles);
    dialog->open();
}

void ImageList::showRecent()
{
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("recentImagesMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const QString& path : m_memory.recent(recentKey)) {
        if (!QFileInfo(path).isFile())
            continue;
        QAction* action = menu->addAction(QFileInfo(path).fileName(), this, [this, path] { addFiles({path}); });
        action->setToolTip(path);
    }
    menu->setToolTipsVisible(true);
    if (menu->isEmpty())
        menu->addAction(tr("None of them is there any more"))->setEnabled(false);
    menu->popup(m_recent->mapToGlobal(QPoint(0, m_recent->height())));
}

void ImageList::dragEnterEvent(QDragEnterEvent* event)
{
    if (event->mimeData()->hasUrls())
        event->acceptProposedAction();
}

void ImageList::dropEvent(QDropEvent* event)
{
    const QStringList paths = localPaths(*event->mimeData());
    if (paths.isEmpty())
        return;
    event->acceptProposedAction();
    addFiles(paths);
}

void ImageList::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Look& look = Look::of(this);
    const bool wrong = hasLook(this, u"error");
    paintBox(painter, rect(), tokens::radius::control, look.theme().surface.base,
             wrong ? look.meaning(Mark::Bad).solid : look.theme().line.line, wrong ? 2 : 1);
}

} // namespace ota
