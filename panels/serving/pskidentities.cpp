// SPDX-License-Identifier: Apache-2.0
#include "panels/serving/pskidentities.h"

#include "panels/serving/pskmodel.h"
#include "panels/widgets/button.h"
#include "panels/widgets/confirm.h"
#include "panels/widgets/fieldrow.h"
#include "panels/widgets/jobcenter.h"
#include "panels/widgets/panelheader.h"
#include "panels/widgets/searchtable.h"
#include "panels/widgets/segmentedcontrol.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QVBoxLayout>

#include <algorithm>

namespace ota {

namespace {

constexpr int rowsAtMost = 6;
constexpr int ownKey = 1;

const QString addName = QStringLiteral("psk.add");
const QString removeName = QStringLiteral("psk.remove");
const QString listName = QStringLiteral("psk.list");
const QString identityKey = QStringLiteral("identity");

} // namespace

PskIdentities::PskIdentities(ServingKeeper& keeper, QWidget* parent)
    : QWidget(parent)
    , m_keeper(keeper)
    , m_model(new PskModel(this))
    , m_head(new SectionHeader(tr("PSK identities")))
    , m_add(new Button(QStringLiteral("plus"), tr("Add"), QStringLiteral("flat small")))
    , m_form(nullptr)
    , m_identity(new QLineEdit)
    , m_identityRow(new FieldRow(tr("Identity"), m_identity, FieldRow::Place::Above))
    , m_kind(new SegmentedControl(tr("Key"), {tr("Make a key"), tr("It has one")}))
    , m_submit(new Button({}, tr("Add identity"), QStringLiteral("primary")))
    , m_table(new SearchTable(tr("PSK identities")))
{
    setObjectName(QStringLiteral("pskIdentities"));
    m_head->setInset(tokens::space::m);
    m_head->setLines(true, false);
    m_head->addAction(m_add);
    m_add->setObjectName(QStringLiteral("addPsk"));
    m_add->setTip(tr("Let a device use CoAPS"));
    m_form = makeForm();
    m_table->setObjectName(QStringLiteral("pskTable"));
    m_table->setColumns({{tr("Identity"), 200, {.type = Type::MonoSmall, .elide = Qt::ElideMiddle}, true},
                         {tr("Used"), 132, {.type = Type::Small, .ink = Ink::Tertiary, .alignment = Qt::AlignRight}}});
    m_table->setDirectModel(m_model);
    m_table->horizontalHeader()->hide();
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->installEventFilter(this);
    m_table->setRowAction([](const QModelIndex&) { return tr("Copy key"); });
    connect(m_table, &SearchTable::rowActionTriggered, this,
            [this](const QModelIndex& row) { copyKey(m_model->identity(row.row()).name); });
    connect(m_table, &SearchTable::contextMenuRequested, this, [this](const QModelIndex& row, const QPoint& at) {
        if (row.isValid())
            showMenu(m_model->identity(row.row()).name, at);
    });
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_head);
    column->addWidget(m_form);
    column->addWidget(m_table);
    connect(m_add, &QAbstractButton::clicked, this, &PskIdentities::openForm);
    connect(&keeper, &ServingKeeper::changed, this, &PskIdentities::refresh);
    m_form->hide();
    refresh();
}

QWidget* PskIdentities::makeForm()
{
    auto* form = new QWidget;
    m_identity->setObjectName(QStringLiteral("pskIdentity"));
    setLook(m_identity, QStringLiteral("mono"));
    m_identity->setMaxLength(63);
    m_identity->installEventFilter(this);
    m_identityRow->setObjectName(QStringLiteral("pskIdentityRow"));
    m_identityRow->setHint(tr("As the device names itself."));
    m_kind->setObjectName(QStringLiteral("pskKind"));
    m_kind->segment(ownKey)->setToolTip(tr("You are asked for it when you add it."));
    m_submit->setObjectName(QStringLiteral("submitPsk"));
    auto* cancel = new Button({}, tr("Cancel"));
    cancel->setObjectName(QStringLiteral("cancelPsk"));
    auto* command = new IconButton(QStringLiteral("command"), tr("Copy as command"));
    command->setObjectName(QStringLiteral("copyAddPsk"));
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(tokens::space::s);
    buttons->addWidget(m_submit);
    buttons->addWidget(cancel);
    buttons->addStretch(1);
    buttons->addWidget(command);
    auto* column = new QVBoxLayout(form);
    column->setContentsMargins(tokens::space::m, 0, tokens::space::m, tokens::space::m);
    column->setSpacing(tokens::space::s);
    column->addWidget(m_identityRow);
    column->addWidget(m_kind, 0, Qt::AlignLeft);
    column->addLayout(buttons);
    connect(m_identity, &QLineEdit::textEdited, this, [this] { m_identityRow->setError({}); });
    connect(m_identity, &QLineEdit::returnPressed, this, &PskIdentities::submit);
    connect(m_submit, &QAbstractButton::clicked, this, &PskIdentities::submit);
    connect(cancel, &QAbstractButton::clicked, this, &PskIdentities::closeForm);
    connect(command, &QAbstractButton::clicked, this,
            [this] { Q_EMIT commandCopied(m_keeper.command(addName, values())); });
    return form;
}

void PskIdentities::openForm()
{
    m_form->show();
    m_identity->setFocus(Qt::OtherFocusReason);
}

void PskIdentities::closeForm()
{
    m_identity->clear();
    m_identityRow->setError({});
    m_kind->setCurrent(0);
    m_form->hide();
    m_add->setFocus(Qt::OtherFocusReason);
}

QJsonObject PskIdentities::values() const
{
    QJsonObject values{{identityKey, m_identity->text().trimmed()}};
    if (m_kind->current() == ownKey)
        values.insert(QStringLiteral("ask"), true);
    return values;
}

void PskIdentities::submit()
{
    const QString identity = m_identity->text().trimmed();
    if (identity.isEmpty()) {
        m_identityRow->setError(tr("An identity is missing: the name that the device sends."));
        m_identity->setFocus();
        return;
    }
    m_submit->setBusy(true, tr("Adding …"));
    m_keeper.run(addName, values(), [this, identity](const Result<>& result) {
        m_submit->setBusy(false);
        if (!result) {
            m_identityRow->setError(errorText(result.error()));
            return;
        }
        closeForm();
        Q_EMIT added(identity);
    });
}

void PskIdentities::setUsed(const QHash<QString, qint64>& used)
{
    m_model->setUsed(used);
}

void PskIdentities::refresh()
{
    const QString chosen = current();
    m_model->setIdentities(m_keeper.identities());
    const int rows = m_model->rowCount();
    if (const int row = m_model->rowOf(chosen); row >= 0)
        m_table->selectSource(m_model->index(row, 0));
    m_head->setFacts(rows == 0 ? tr("none: boards come with certificates") : QString::number(rows));
    m_table->setVisible(rows > 0);
    m_table->setFixedHeight(std::min(rows, rowsAtMost) * tokens::height::row + 2);
}

QString PskIdentities::current() const
{
    const QModelIndex row = m_table->currentSource();
    return row.isValid() ? m_model->identity(row.row()).name : QString();
}

void PskIdentities::copyKey(const QString& identity)
{
    m_keeper.readKey(identity, [this, identity](const QString& key) { Q_EMIT keyCopied(identity, key); });
}

void PskIdentities::remove(const QString& identity)
{
    ConfirmDialog::ask(this, tr("Take away the key of %1?").arg(identity),
                       tr("The device can use CoAPS no more. A connection that is open stays open."),
                       tr("Remove identity"), [this, identity] {
                           m_keeper.run(removeName, {{identityKey, identity}});
                       });
}

void PskIdentities::showMenu(const QString& identity, const QPoint& globalPosition)
{
    const QJsonObject one{{identityKey, identity}};
    const QJsonObject all{{QStringLiteral("reveal"), true}};
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("pskMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [menu](const char* name, const QString& text, std::function<void()> run) {
        QAction* action = menu->addAction(text, menu, std::move(run));
        action->setObjectName(QString::fromLatin1(name));
        return action;
    };
    add("copyKey", tr("Copy key"), [this, identity] { copyKey(identity); });
    add("removePsk", tr("Remove …"), [this, identity] { remove(identity); })->setShortcut(QKeySequence::Delete);
    menu->addSeparator();
    add("copyListCommand", tr("Copy as command: show the keys"),
        [this, all] { Q_EMIT commandCopied(m_keeper.command(listName, all)); });
    add("copyRemoveCommand", tr("Copy as command: remove"),
        [this, one] { Q_EMIT commandCopied(m_keeper.command(removeName, one)); });
    menu->popup(globalPosition);
}

bool PskIdentities::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (watched == m_table && key == Qt::Key_Delete && !current().isEmpty()) {
            remove(current());
            return true;
        }
        if (watched == m_identity && key == Qt::Key_Escape) {
            closeForm();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace ota
