// SPDX-License-Identifier: Apache-2.0
#include "panels/boards/boardform.h"

#include "panels/boards/virtualfields.h"
#include "panels/widgets/banner.h"
#include "panels/widgets/benchfeed.h"
#include "panels/widgets/button.h"
#include "panels/widgets/formfoot.h"
#include "panels/widgets/jobcenter.h"
#include "panels/widgets/labels.h"
#include "panels/widgets/panelheader.h"
#include "panels/widgets/segmentedcontrol.h"
#include "panels/widgets/workbench.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QKeyEvent>
#include <QLineEdit>
#include <QRegularExpression>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace ota {

namespace {

const QString nameKey = QStringLiteral("name");
const QString addressKey = QStringLiteral("address");
const QString serialKey = QStringLiteral("serial");
const QString profileKey = QStringLiteral("profile");
const QString pskKey = QStringLiteral("psk-identity");
const QString fingerprintKey = QStringLiteral("fingerprint");
const QString runSettings = QStringLiteral("run");

QVBoxLayout* columnOf(QWidget* box, int spacing)
{
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing);
    return column;
}

} // namespace

BoardForm::BoardForm(Workbench& workbench, QWidget* parent)
    : QWidget(parent)
    , m_workbench(workbench)
{
    setObjectName(QStringLiteral("boardForm"));
    setLook(this, QStringLiteral("window"));
    auto* all = columnOf(this, 0);
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setLook(scroll, QStringLiteral("window"));
    auto* content = new QWidget;
    setLook(content, QStringLiteral("window"));
    auto* column = columnOf(content, tokens::space::m);
    column->setContentsMargins(tokens::space::m, tokens::space::m, tokens::space::m, tokens::space::m);
    column->addWidget(makeHead());
    auto* nameBox = new QWidget;
    columnOf(nameBox, 0);
    addLine(nameKey, tr("Name"), QStringLiteral("samr21-xpro-a"), nameBox);
    column->addWidget(nameBox);
    m_physical = makePhysical();
    m_virtual = new VirtualFields;
    m_rows.insert(m_virtual->rows());
    connect(m_virtual, &VirtualFields::edited, this, &BoardForm::onEdited);
    connect(m_virtual, &VirtualFields::submitted, this, &BoardForm::submit);
    column->addWidget(m_physical);
    column->addWidget(m_virtual);
    m_gateway = makeGateway();
    column->addWidget(m_gateway);
    column->addStretch(1);
    scroll->setWidget(content);
    all->addWidget(scroll, 1);
    all->addWidget(makeLine(Qt::Horizontal));
    all->addWidget(makeFoot());
}

QWidget* BoardForm::makeHead()
{
    auto* box = new QWidget;
    auto* column = columnOf(box, tokens::space::s);
    m_title = makeLabel({}, QStringLiteral("title"));
    column->addWidget(m_title);
    m_kinds = new SegmentedControl(tr("Kind"), {tr("On the desk"), tr("Virtual"), tr("Gateway")});
    m_kinds->setObjectName(QStringLiteral("boardKind"));
    m_kinds->segment(0)->setObjectName(QStringLiteral("kindPhysical"));
    m_kinds->segment(1)->setObjectName(QStringLiteral("kindVirtual"));
    m_kinds->segment(2)->setObjectName(QStringLiteral("kindGateway"));
    column->addWidget(m_kinds, 0, Qt::AlignLeft);
    connect(m_kinds, &SegmentedControl::chosen, this, [this](int index) {
        setKind(static_cast<Kind>(index));
        refresh();
    });
    m_banner = new Banner;
    m_banner->setObjectName(QStringLiteral("boardFormBanner"));
    m_banner->setClosable(true);
    column->addWidget(m_banner);
    return box;
}

FieldRow* BoardForm::addLine(const QString& parameter, const QString& label, const QString& placeholder, QWidget* box)
{
    const BoardLine made = makeBoardLine(parameter, label, placeholder);
    box->layout()->addWidget(made.row);
    m_lines.insert(parameter, made.line);
    m_rows.insert(parameter, made.row);
    connect(made.line, &QLineEdit::textEdited, this, &BoardForm::onEdited);
    connect(made.line, &QLineEdit::returnPressed, this, &BoardForm::submit);
    return made.row;
}

QWidget* BoardForm::makePhysical()
{
    auto* box = new QWidget;
    columnOf(box, tokens::space::m);
    addLine(addressKey, tr("Address"), QStringLiteral("coap://[fd00:b::7]"), box)->setOptional(true);
    m_rows.value(addressKey)->setHint(tr("Where CoAP reaches it, with brackets around IPv6."));
    addLine(serialKey, tr("Serial port"), QStringLiteral("/dev/ttyACM0"), box)->setOptional(true);
    for (const QString& technical : {addressKey, serialKey})
        setLook(m_lines.value(technical), QStringLiteral("mono"));
    m_profile = new QComboBox;
    m_profile->setObjectName(QStringLiteral("board.profile"));
    m_profile->addItem(tr("Ask the board"), QStringLiteral("auto"));
    m_profile->addItem(tr("RIOT: POST, URL and NUL"), QStringLiteral("riot"));
    m_profile->addItem(tr("otatestnode: POST, URL alone"), QStringLiteral("testnode"));
    m_profile->addItem(tr("Before 2019: PUT, URL alone"), QStringLiteral("eraB"));
    m_profile->setAccessibleName(tr("How it is notified"));
    auto* profileRow = new FieldRow(tr("How it is notified"), m_profile, FieldRow::Place::Above);
    box->layout()->addWidget(profileRow);
    m_rows.insert(profileKey, profileRow);
    connect(m_profile, &QComboBox::activated, this, &BoardForm::onEdited);
    addLine(pskKey, tr("PSK identity"), QStringLiteral("board-7"), box)->setOptional(true);
    m_rows.value(pskKey)->setHint(tr("Who it is on CoAPS. The key itself stands at the service."));
    return box;
}

QWidget* BoardForm::makeGateway()
{
    auto* box = new QWidget;
    columnOf(box, tokens::space::m);
    box->layout()->addWidget(new Paragraph(tr("A device of the ExoSense or Murano world. From then on it may activate: "
                                              "its name is the identity, usually the serial number."),
                                           Type::Small));
    addLine(fingerprintKey, tr("Certificate"), tr("SHA-256, 64 hexadecimal digits"), box)->setOptional(true);
    m_rows.value(fingerprintKey)->setHint(tr("When it logs in with one of its own."));
    setLook(m_lines.value(fingerprintKey), QStringLiteral("mono"));
    auto* simulated = new Button(QStringLiteral("virtual"), tr("Virtual ones instead…"), QStringLiteral("small"));
    simulated->setObjectName(QStringLiteral("virtualGateways"));
    simulated->setToolTip(tr("No gateway at hand? Run SIMULATED ones, in this program."));
    qobject_cast<QVBoxLayout*>(box->layout())->addWidget(simulated, 0, Qt::AlignLeft);
    connect(simulated, &QAbstractButton::clicked, this, &BoardForm::virtualGatewaysRequested);
    return box;
}

QWidget* BoardForm::makeFoot()
{
    m_foot = new FormFoot(QStringLiteral("plus"), tr("Add board"), tr("Write it to the bench"),
                          {"boardWhyNot", "saveBoard", "cancelBoard", "copyBoardCommand"});
    m_save = m_foot->submit();
    connect(m_foot, &FormFoot::submitted, this, &BoardForm::submit);
    connect(m_foot, &FormFoot::cancelled, this, &BoardForm::cancelled);
    connect(m_foot, &FormFoot::copyRequested, this, [this] {
        QApplication::clipboard()->setText(command());
        if (m_workbench.tell)
            m_workbench.tell(Mark::Good, tr("Command copied"), {}, {});
    });
    return m_foot;
}

void BoardForm::setKind(Kind kind)
{
    m_kind = kind;
    m_kinds->setCurrent(static_cast<int>(kind));
    m_physical->setVisible(kind == Kind::Physical);
    m_virtual->setVisible(kind == Kind::Virtual);
    m_gateway->setVisible(kind == Kind::Gateway);
}

void BoardForm::startAddGateway()
{
    startAdd(BoardKind::Physical);
    setKind(Kind::Gateway);
    onEdited();
}

void BoardForm::startAdd(BoardKind kind, const QJsonObject& values)
{
    m_edited.reset();
    m_title->setText(tr("Add a board"));
    m_kinds->show();
    m_lines.value(nameKey)->setEnabled(true);
    for (auto line = m_lines.begin(); line != m_lines.end(); ++line)
        (*line)->setText(values[line.key()].toString());
    m_profile->setCurrentIndex(std::max(0, m_profile->findData(values[profileKey].toString(QStringLiteral("auto")))));
    m_virtual->take({});
    m_save->setText(tr("Add board"));
    setKind(kind == BoardKind::Physical ? Kind::Physical : Kind::Virtual);
    m_banner->clear();
    onEdited();
}

void BoardForm::startEdit(const Board& board)
{
    m_edited = board;
    m_title->setText(tr("Change %1").arg(board.id.text()));
    m_kinds->hide();
    m_lines.value(nameKey)->setText(board.id.text());
    m_lines.value(nameKey)->setEnabled(false);
    m_lines.value(addressKey)->setText(board.links.address);
    m_lines.value(serialKey)->setText(board.links.serial);
    m_lines.value(pskKey)->setText(board.links.pskIdentity);
    if (m_profile->findData(board.links.profile) < 0)
        m_profile->addItem(board.links.profile, board.links.profile);
    m_profile->setCurrentIndex(m_profile->findData(board.links.profile));
    m_virtual->take(board.settings[runSettings].toObject());
    m_save->setText(tr("Save"));
    setKind(board.kind == BoardKind::Physical ? Kind::Physical : Kind::Virtual);
    m_banner->clear();
    onEdited();
}

void BoardForm::focusFirst()
{
    QLineEdit* name = m_lines.value(nameKey);
    if (name->isEnabled())
        name->setFocus(Qt::OtherFocusReason);
    else if (m_kind == Kind::Physical)
        m_lines.value(addressKey)->setFocus(Qt::OtherFocusReason);
    else
        m_virtual->focusFirst();
}

QString BoardForm::text(const QString& parameter) const
{
    return m_lines.value(parameter)->text().trimmed();
}

QString BoardForm::fingerprint() const
{
    // As `openssl x509 -fingerprint` writes it, too.
    return text(fingerprintKey).remove(u':').toLower();
}

QString BoardForm::operation() const
{
    if (m_kind == Kind::Gateway)
        return QStringLiteral("exosense.identity.add");
    if (m_kind == Kind::Virtual)
        return QStringLiteral("board.virtual");
    return m_edited ? QStringLiteral("board.set") : QStringLiteral("board.add");
}

QJsonObject BoardForm::physicalValues() const
{
    QJsonObject values;
    const BoardLinks before = m_edited ? m_edited->links : BoardLinks{};
    const auto put = [&](const QString& key, const QString& now, const QString& then) {
        if (now != then)
            values.insert(key, now);
    };
    put(addressKey, text(addressKey), before.address);
    put(serialKey, text(serialKey), before.serial);
    put(profileKey, m_profile->currentData().toString(), before.profile);
    put(pskKey, text(pskKey), before.pskIdentity);
    return values;
}

QJsonObject BoardForm::values() const
{
    if (m_kind == Kind::Gateway) {
        QJsonObject values;
        for (const auto& [key, value] :
             {std::pair{QStringLiteral("id"), text(nameKey)}, std::pair{fingerprintKey, fingerprint()}}) {
            if (!value.isEmpty())
                values.insert(key, value);
        }
        return values;
    }
    QJsonObject values = m_kind == Kind::Virtual ? m_virtual->values() : physicalValues();
    if (const QString name = text(nameKey); !name.isEmpty())
        values.insert(nameKey, name);
    return values;
}

QString BoardForm::command() const
{
    return commandLine(*m_workbench.jobs.registry().find(operation()), values());
}

QString BoardForm::whyNot() const
{
    if (text(nameKey).isEmpty())
        return tr("Not yet: the name is missing");
    for (const FieldRow* row : m_rows) {
        if (!row->isVisibleTo(this))
            continue; // Of another kind.
        if (!row->error().isEmpty())
            return tr("Not yet: %1 is wrong").arg(row->label()->text());
    }
    if (m_edited && m_kind == Kind::Physical && physicalValues().isEmpty())
        return tr("Not yet: nothing is changed");
    return {};
}

void BoardForm::onEdited()
{
    // The rules of the operation and of the store, before one asks for it.
    const QString name = text(nameKey);
    QString error;
    if (!name.isEmpty() && !m_edited) {
        if (const auto checked = BoardStore::checkedId(name); !checked)
            error = errorText(checked.error());
        else if (m_workbench.bench.board(name))
            error = tr("%1 is on the bench already. Give this one another name.").arg(name);
    }
    m_rows.value(nameKey)->setError(error);
    setLookWord(m_lines.value(nameKey), QStringLiteral("error"), !error.isEmpty());
    static const QRegularExpression digest(QStringLiteral("^[0-9a-f]{64}$"));
    const QString given = fingerprint();
    const bool isDigest = given.isEmpty() || digest.match(given).hasMatch();
    m_rows.value(fingerprintKey)
        ->setError(isDigest ? QString()
                            : tr("This has %n digit(s); a SHA-256 fingerprint has 64 hexadecimal ones.", nullptr,
                                 static_cast<int>(given.size())));
    refresh();
}

void BoardForm::refresh()
{
    m_foot->setWhyNot(m_running ? QString() : whyNot());
}

void BoardForm::submit()
{
    if (m_running || !whyNot().isEmpty())
        return;
    m_banner->clear();
    const QString name = text(nameKey);
    const auto started =
        m_workbench.jobs.start(operation(), values(), this, [this, name](const Result<Outcome>& outcome) {
            m_running = false;
            m_save->setBusy(false);
            refresh();
            if (!outcome) {
                showError(outcome.error());
                return;
            }
            m_workbench.bench.refresh();
            Q_EMIT done(name);
        });
    if (!started) {
        showError(started.error());
        return;
    }
    m_running = true;
    m_save->setBusy(true, m_edited ? tr("Saving …") : tr("Adding …"));
}

void BoardForm::showError(const Error& error)
{
    QString parameter = error.context;
    if (parameter.startsWith(QStringLiteral("--")))
        parameter.remove(0, 2);
    if (parameter == QStringLiteral("id"))
        parameter = nameKey;
    FieldRow* row = m_rows.value(parameter);
    if (!row) {
        m_banner->set(Mark::Bad, errorText(error));
        return;
    }
    row->setError(errorText(error));
    setLookWord(row->field(), QStringLiteral("error"), true);
    row->field()->setFocus(Qt::OtherFocusReason);
}

void BoardForm::keyPressEvent(QKeyEvent* event)
{
    if (!m_foot->takeKey(*event))
        QWidget::keyPressEvent(event);
}

} // namespace ota
