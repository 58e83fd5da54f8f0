// SPDX-License-Identifier: Apache-2.0
#include "panels/images/releaseform.h"

#include "panels/images/imagelist.h"
#include "panels/images/insidefact.h"
#include "panels/images/lintlist.h"
#include "panels/images/releasestart.h"
#include "panels/widgets/benchfeed.h"
#include "panels/widgets/button.h"
#include "panels/widgets/jobcenter.h"
#include "panels/widgets/keychoice.h"
#include "panels/widgets/labels.h"
#include "panels/widgets/operationform.h"
#include "panels/widgets/servicehost.h"
#include "panels/widgets/workbench.h"
#include "suit/identifiers.h"

#include <QComboBox>
#include <QJsonArray>
#include <QLineEdit>
#include <QVBoxLayout>

#include <algorithm>

namespace ota {

namespace {

namespace P = suitParameter;

const QString idName = QStringLiteral("id");
constexpr int pairFrom = 470; ///< Width from which vendor and class stand beside each other.
constexpr int labelWidth = 112;
constexpr int sequenceWidth = 150;

QStringList textsOf(const QJsonValue& value)
{
    QStringList texts;
    for (const QJsonValue& each : value.toArray())
        texts << each.toString();
    return texts;
}

} // namespace

ReleaseForm::ReleaseForm(Workbench& workbench, QWidget* parent)
    : QWidget(parent)
    , m_workbench(workbench)
    , m_operation(*workbench.jobs.registry().find(QStringLiteral("release.build")))
    , m_form(new OperationForm(m_operation, FieldRow::Place::Beside))
    , m_images(new ImageList(workbench.memory))
    , m_imagesRow(new FieldRow(tr("Images"), m_images))
    , m_key(new KeyChoice(workbench))
    , m_keyRow(new FieldRow(tr("Sign with"), m_key))
    , m_pair(new QBoxLayout(QBoxLayout::LeftToRight))
    , m_more(new Button(QStringLiteral("chevron-right"), tr("More options"), QStringLiteral("flat small")))
    , m_sequenceFacts(new ElidedLabel({}, QStringLiteral("smallText tertiary")))
{
    m_form->setObjectName(QStringLiteral("releaseForm"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_form);
    placeFields();
    addAsides();
    orderTabs();
    connectFields();
}

void ReleaseForm::placeFields()
{
    auto* column = qobject_cast<QVBoxLayout*>(m_form->layout());
    for (const Parameter& parameter : m_operation.parameters) {
        FieldRow* row = m_form->row(parameter.name);
        row->setToolTip(parameter.help);
        row->setHint({});
    }
    // Fields that have a widget of their own here; their values go through the form all the same.
    column->insertWidget(column->indexOf(m_form->row(P::component)), m_imagesRow);
    column->insertWidget(column->indexOf(m_form->row(P::key)), m_keyRow);
    for (const QString& name : {P::component, P::key, P::draft, QStringLiteral("prepare"), QStringLiteral("dry-run"),
                                QStringLiteral("password-file")})
        m_form->row(name)->hide();
    for (const QString& name : seldomParameters())
        m_form->row(name)->setHint(m_form->field(name)->parameter().help);
    column->insertWidget(column->indexOf(m_form->row(P::reference)), m_more, 0, Qt::AlignLeft);
    for (const QString& name : {P::vendor, P::className, P::uriBase, P::sequence})
        m_form->row(name)->setOptional(false);
    column->insertLayout(column->indexOf(m_form->row(P::vendor)), m_pair);
    m_pair->setSpacing(tokens::space::m);
    for (const QString& name : {P::vendor, P::className}) {
        column->removeWidget(m_form->row(name));
        m_pair->addWidget(m_form->row(name), 1, Qt::AlignTop);
    }
    m_imagesRow->setObjectName(QStringLiteral("row.images"));
    m_keyRow->setObjectName(QStringLiteral("row.signWith"));
}

void ReleaseForm::addAsides()
{
    setLook(m_form->field(P::uriBase)->input(), QStringLiteral("mono"));
    m_vendorFacts = new InsideFact(qobject_cast<QLineEdit*>(m_form->field(P::vendor)->input()));
    m_vendorFacts->setObjectName(QStringLiteral("vendorFacts"));
    m_classFacts = new InsideFact(qobject_cast<QLineEdit*>(m_form->field(P::className)->input()));
    m_classFacts->setObjectName(QStringLiteral("classFacts"));
    m_form->field(P::vendor)->setSuggestions({QStringLiteral("riot-os.org")});
    m_form->field(P::className)
        ->setSuggestions({QStringLiteral("native64"), QStringLiteral("native"), QStringLiteral("samr21-xpro")});
    m_epoch = new Button(QStringLiteral("clock"), tr("Epoch seconds"), QStringLiteral("flat"));
    m_epoch->setObjectName(QStringLiteral("epochButton"));
    m_epoch->setTip(tr("The seconds since 1970, as RIOT’s make takes them"));
    m_form->field(P::sequence)->setMaximumWidth(sequenceWidth);
    m_form->row(P::sequence)->addAside(m_epoch);
    m_sequenceFacts->setObjectName(QStringLiteral("sequenceFacts"));
    m_sequenceFacts->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_form->row(P::sequence)->addAside(m_sequenceFacts);
    m_more->setObjectName(QStringLiteral("moreOptionsButton"));
    m_more->setCheckable(true);
    showMore(false);
    connect(m_more, &QAbstractButton::toggled, this, &ReleaseForm::showMore);
    connect(m_epoch, &QAbstractButton::clicked, this, [this] {
        const qint64 seconds = m_workbench.clock.nowNs() / 1'000'000'000;
        m_form->setValues({{P::sequence, seconds}});
    });
}

// As the eye goes. Whole fields, not their inputs: what hands its focus on is a stop of Tab itself, wherever it stands.
void ReleaseForm::orderTabs()
{
    const auto field = [this](const QString& name) -> QWidget* {
        return m_form->field(name);
    };
    QWidget* before = field(idName);
    for (QWidget* next : {static_cast<QWidget*>(m_images), field(P::vendor), field(P::className), field(P::sequence),
                          static_cast<QWidget*>(m_epoch), field(P::uriBase), static_cast<QWidget*>(m_key),
                          static_cast<QWidget*>(m_more)}) {
        setTabOrder(before, next);
        before = next;
    }
}

void ReleaseForm::connectFields()
{
    const auto put = [this](const QString& name, const QStringList& values) {
        m_form->field(name)->setValue(QJsonArray::fromStringList(values));
    };
    connect(m_images, &ImageList::edited, this, [this, put] { put(P::component, m_images->values()); });
    connect(m_key, &KeyChoice::edited, this, [this, put] { put(P::key, m_key->value()); });
    connect(m_key, &KeyChoice::newKeyShown, this, [this] { Q_EMIT fieldShown(m_keyRow); });
    put(P::key, m_key->value());
    connect(qobject_cast<QLineEdit*>(m_form->field(P::uriBase)->input()), &QLineEdit::textEdited, this,
            [this](const QString& text) { m_uriIsOurs = text.isEmpty(); });
    connect(m_form, &OperationForm::changed, this, [this] {
        if (!m_syncing)
            m_touched = true;
        syncUri();
        Q_EMIT changed();
    });
    connect(m_form, &OperationForm::checked, this, [this] {
        if (m_touched)
            keepUnfinished(m_workbench.memory, m_form->values());
        // The check has taken away what a board would say; it stays until there is a new answer.
        showAtFields();
        Q_EMIT checked();
    });
}

void ReleaseForm::setKey(const QJsonObject& values, bool given)
{
    const QStringList keys = textsOf(values.value(P::key));
    const auto& known = m_workbench.bench.keys();
    // The key that was used last may be gone.
    if (given || std::ranges::all_of(keys, [&known](const QString& key) {
            return std::ranges::find(known, key, &KeyInfo::name) != known.end();
        }))
        m_key->setValue(keys);
}

void ReleaseForm::begin(const QJsonObject& values)
{
    m_syncing = true;
    m_preview = {};
    const QJsonObject all = startOfRelease(m_operation, m_workbench.memory, values);
    m_uriIsOurs = !values.contains(P::uriBase);
    m_form->setValues(all);
    m_images->setValues(textsOf(all.value(P::component)));
    if (all.contains(P::key))
        setKey(all, values.contains(P::key));
    m_syncing = false;
    syncUri();
    m_touched = false;
}

void ReleaseForm::addFiles(const QStringList& paths)
{
    m_images->addFiles(paths);
    if (m_form->values().value(idName).toString().isEmpty() && !paths.isEmpty())
        m_form->setValues({{idName, idFromFile(paths.front())}});
}

QJsonObject ReleaseForm::values() const
{
    return m_form->values();
}

QString ReleaseForm::command() const
{
    return m_form->command();
}

void ReleaseForm::setDraft(const QString& draft)
{
    m_form->field(P::draft)->setValue(draft);
}

void ReleaseForm::keepForNext()
{
    keepForNextRelease(m_workbench.memory, m_form->values());
    keepUnfinished(m_workbench.memory, {});
    m_touched = false;
}

bool ReleaseForm::checkAll()
{
    const bool good = m_form->checkAll();
    markInputs();
    return good;
}

QString ReleaseForm::whyNot(const ReleasePreview& preview) const
{
    if (const QString why = m_form->whyNot(); !why.isEmpty())
        return why;
    if (preview.fault) {
        const QString& parameter = preview.fault->parameter;
        return m_form->values().contains(parameter) ? tr("Not yet: %1 is wrong").arg(labelOf(parameter))
                                                    : tr("Not yet: %1 is missing").arg(labelOf(parameter));
    }
    const ReleaseRemark* refusal = preview.refusal();
    if (refusal && !m_form->values().value(QStringLiteral("allow-invalid")).toBool())
        return tr("Not yet: %1 would be refused (%2)").arg(labelOf(refusal->parameter), refusal->code);
    return {};
}

FieldRow* ReleaseForm::rowOf(const QString& parameter) const
{
    if (parameter == P::component)
        return m_imagesRow;
    if (parameter == P::key)
        return m_keyRow;
    return m_form->row(parameter);
}

QString ReleaseForm::labelOf(const QString& parameter) const
{
    const FieldRow* row = rowOf(parameter);
    return row ? row->label()->text() : tr("Manifest");
}

void ReleaseForm::focusField(const QString& parameter)
{
    FieldRow* row = rowOf(parameter);
    if (!row)
        return;
    if (seldomParameters().contains(parameter))
        m_more->setChecked(true);
    Q_EMIT fieldShown(row);
    row->field()->setFocus(Qt::OtherFocusReason);
}

void ReleaseForm::focusFirst()
{
    m_form->focusFirst();
}

void ReleaseForm::showMore(bool on)
{
    for (const QString& name : seldomParameters())
        m_form->row(name)->setVisible(on);
    m_more->setIcon(Look::of(this).icon(on ? QStringLiteral("chevron-down") : QStringLiteral("chevron-right")));
}

QString ReleaseForm::servedBase() const
{
    const ServiceHost::Entry* coap = m_workbench.services.entry(QStringLiteral("coap"));
    const QString address = coap ? coap->status.address.section(u',', 0, 0).trimmed() : QString();
    if (address.startsWith(QStringLiteral("coap://")))
        return address.endsWith(QStringLiteral(":5683")) ? address.chopped(5) : address;
    return QStringLiteral("coap://127.0.0.1");
}

void ReleaseForm::syncUri()
{
    if (m_syncing)
        return;
    const QString typed = m_form->values().value(P::uriBase).toString();
    const QString id = m_form->values().value(idName).toString();
    if (!m_uriIsOurs || m_form->field(P::uriBase)->input()->hasFocus())
        return;
    const QString wanted = id.isEmpty() ? QString() : QString(servedBase() + u'/' + id);
    if (wanted == typed)
        return;
    m_syncing = true;
    m_form->field(P::uriBase)->setValue(wanted);
    m_syncing = false;
}

bool ReleaseForm::showError(const QString& parameter, const QString& message)
{
    FieldRow* row = rowOf(parameter);
    if (!row)
        return false;
    row->setError(briefMessage(message));
    markInputs();
    focusField(parameter);
    return true;
}

void ReleaseForm::showPreview(const ReleasePreview& preview)
{
    m_preview = preview;
    for (const Parameter& parameter : m_operation.parameters) {
        // An error of the form itself stays: the preview leaves out what is wrong by itself.
        FieldRow* row = rowOf(parameter.name);
        if (row == m_imagesRow || row == m_keyRow || row->property("boardSays").toBool())
            row->setError({});
    }
    showAtFields();
    showFacts();
}

void ReleaseForm::showAtFields()
{
    const auto say = [](FieldRow* row, const QString& message) {
        row->setError(message);
        row->setProperty("boardSays", true);
    };
    for (const Parameter& parameter : m_operation.parameters) {
        FieldRow* row = rowOf(parameter.name);
        row->setWarning({});
        row->setProperty("boardSays", false);
    }
    if (m_preview.fault) {
        // What is only not filled in yet is no error: the button says what is missing.
        FieldRow* row = rowOf(m_preview.fault->parameter);
        const bool isMissing =
            m_preview.fault->error.code == Error::Code::Usage && !m_form->values().contains(m_preview.fault->parameter);
        if (row && !isMissing && row->error().isEmpty())
            say(row, errorText(m_preview.fault->error));
    }
    for (const ReleaseRemark& remark : m_preview.remarks) {
        FieldRow* row = rowOf(remark.parameter);
        if (!row || !row->error().isEmpty())
            continue;
        if (remark.kind == ReleaseRemark::Kind::Refused)
            say(row, briefMessage(remark.message));
        else if (remark.kind == ReleaseRemark::Kind::Trap && row->warning().isEmpty())
            row->setWarning(briefMessage(remark.message));
    }
    markInputs();
}

void ReleaseForm::markInputs()
{
    for (const Parameter& parameter : m_operation.parameters) {
        const FieldRow* row = rowOf(parameter.name);
        const bool isKey = row == m_keyRow;
        QWidget* input = isKey ? m_key->box() : m_form->field(parameter.name)->input();
        setLookWord(input, QStringLiteral("error"), !row->error().isEmpty());
        setLookWord(input, QStringLiteral("warning"), row->error().isEmpty() && !row->warning().isEmpty());
        input->setAccessibleDescription(!row->error().isEmpty()     ? row->error()
                                        : !row->warning().isEmpty() ? row->warning()
                                                                    : parameter.help);
    }
}

void ReleaseForm::showFacts()
{
    QHash<QString, ImageList::Facts> facts;
    for (qsizetype i = 0; i < m_preview.plan.files.size(); ++i) {
        const SuitImage& image = m_preview.plan.build.images[static_cast<std::size_t>(i)];
        facts.insert(m_preview.plan.files.at(i),
                     {static_cast<qint64>(image.size.value_or(0)), image.digest ? image.digest->hex() : QString()});
    }
    m_images->setFacts(facts);
    const QJsonObject values = m_form->values();
    const QString vendor = values.value(P::vendor).toString();
    const QString board = values.value(P::className).toString();
    const auto brief = [](InsideFact* fact, const QByteArray& uuid) {
        const QString text = uuid.isEmpty() ? QString() : uuidText(bytesOf(uuid));
        fact->setFact(text.isEmpty() ? QString() : QString(text.left(9) + QChar(0x2026)), text);
    };
    const QByteArray vendorId = vendor.isEmpty() ? QByteArray() : vendorIdentifier(vendor);
    brief(m_vendorFacts, uuidFromText(vendor) ? QByteArray() : vendorId);
    brief(m_classFacts, board.isEmpty() || vendorId.isEmpty() || uuidFromText(board)
                            ? QByteArray()
                            : classIdentifier(vendorId, board));
    auto* sequence = qobject_cast<QLineEdit*>(m_form->field(P::sequence)->input());
    sequence->setPlaceholderText(m_preview.sequence > 0 ? QString::number(m_preview.sequence) : QString());
    m_sequenceFacts->setText(m_preview.lastSequence ? tr("newest published: %1").arg(*m_preview.lastSequence)
                                                    : QString());
}

void ReleaseForm::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    const bool beside = width() >= pairFrom;
    m_pair->setDirection(beside ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    FieldRow* row = m_form->row(P::className);
    row->setLabelWidth(beside ? row->label()->sizeHint().width() + tokens::space::xs : labelWidth);
}

} // namespace ota
