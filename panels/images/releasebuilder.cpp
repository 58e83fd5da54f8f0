// SPDX-License-Identifier: Apache-2.0
#include "panels/images/releasebuilder.h"

#include "panels/images/imagelist.h"
#include "panels/images/keychoice.h"
#include "panels/images/lintlist.h"
#include "panels/widgets/badge.h"
#include "panels/widgets/banner.h"
#include "panels/widgets/benchfeed.h"
#include "panels/widgets/button.h"
#include "panels/widgets/jobcenter.h"
#include "panels/widgets/labels.h"
#include "panels/widgets/memory.h"
#include "panels/widgets/operationform.h"
#include "panels/widgets/panelheader.h"
#include "panels/widgets/segmentedcontrol.h"
#include "panels/widgets/servicehost.h"
#include "panels/widgets/workbench.h"
#include "suit/identifiers.h"

#include <QApplication>
#include <QClipboard>
#include <QFileInfo>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QJsonArray>
#include <QJsonDocument>
#include <QKeyEvent>
#include <QLineEdit>
#include <QRegularExpression>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace ota {

namespace {

namespace P = suitParameter;

const QString idName = QStringLiteral("id");
const QString prepareName = QStringLiteral("prepare");
const QString dryRunName = QStringLiteral("dry-run");
const QString lastKey = QStringLiteral("images/builder/last");
constexpr int lintWidth = 252;

/// Behind 'More options'.
const QStringList& seldom()
{
    static const QStringList names{P::reference,
                                   P::bootable,
                                   P::riotJson,
                                   P::maximumComponents,
                                   QStringLiteral("coaps"),
                                   QStringLiteral("dns"),
                                   QStringLiteral("version"),
                                   QStringLiteral("allow-invalid")};
    return names;
}

/// What a release of this file could be called: its name without what tells versions apart.
QString idFromFile(const QString& path)
{
    QString name = QFileInfo(path).fileName().section(u'.', 0, 0);
    static const QRegularExpression slot(QStringLiteral("[-_]slot[01]\\z"));
    name.remove(slot);
    static const QRegularExpression odd(QStringLiteral("[^A-Za-z0-9_-]+"));
    return name.replace(odd, QStringLiteral("_"));
}

QLabel* factsLabel()
{
    return makeLabel({}, QStringLiteral("monoSmall tertiary"));
}

} // namespace

ReleaseBuilder::ReleaseBuilder(Workbench& workbench, QWidget* parent)
    : QWidget(parent)
    , m_workbench(workbench)
    , m_operation(*workbench.jobs.registry().find(QStringLiteral("release.build")))
    , m_form(new OperationForm(m_operation, FieldRow::Place::Beside))
    , m_images(new ImageList(workbench.memory))
    , m_imagesRow(new FieldRow(tr("Images"), m_images))
    , m_key(new KeyChoice(workbench))
    , m_keyRow(new FieldRow(tr("Sign with"), m_key))
    , m_dialect(new SegmentedControl(tr("Target")))
    , m_more(new Button(QStringLiteral("chevron-right"), tr("More options"), QStringLiteral("flat small")))
    , m_sequenceFacts(makeLabel({}, QStringLiteral("smallText tertiary")))
    , m_vendorFacts(factsLabel())
    , m_classFacts(factsLabel())
    , m_stepsArea(new QWidget)
    , m_steps(new QGridLayout)
    , m_lint(new LintList)
    , m_errors(new Badge({}, Mark::Bad, BadgeKind::Count))
    , m_warnings(new Badge({}, Mark::Warn, BadgeKind::Count))
    , m_whyNot(new MarkLine)
    , m_banner(new Banner)
    , m_publish(new Button(QStringLiteral("upload"), tr("Publish"), QStringLiteral("primary")))
    , m_prepare(new Button({}, tr("Keep as draft")))
    , m_cache(std::make_shared<ImageFactsCache>())
{
    setObjectName(QStringLiteral("releaseBuilder"));
    setLook(this, QStringLiteral("base"));
    makeForm();
    makeLayout();

    connect(m_form, &OperationForm::changed, this, [this] {
        if (!m_syncing)
            m_touched = true;
        syncUri();
        m_publish->setWhyNot(tr("Not yet: the values are being looked at"));
    });
    connect(m_form, &OperationForm::checked, this, &ReleaseBuilder::startPreview);
    connect(&workbench.bench, &BenchFeed::releasesChanged, this, [this] {
        if (isVisible())
            startPreview();
    });
}

ReleaseBuilder::~ReleaseBuilder()
{
    m_stop.request_stop();
}

void ReleaseBuilder::makeForm()
{
    m_form->setObjectName(QStringLiteral("releaseForm"));
    auto* column = qobject_cast<QVBoxLayout*>(m_form->layout());
    for (const Parameter& parameter : m_operation.parameters) {
        FieldRow* row = m_form->row(parameter.name);
        row->setToolTip(parameter.help);
        row->setHint({});
    }
    // Fields that have a widget of their own here; their values go through the form all the same.
    column->insertWidget(column->indexOf(m_form->row(P::component)), m_imagesRow);
    column->insertWidget(column->indexOf(m_form->row(P::key)), m_keyRow);
    for (const QString& name :
         {P::component, P::key, P::draft, prepareName, dryRunName, QStringLiteral("password-file")})
        m_form->row(name)->hide();
    for (const QString& name : seldom())
        m_form->row(name)->setHint(m_form->field(name)->parameter().help);
    column->insertWidget(column->indexOf(m_form->row(P::reference)), m_more, 0, Qt::AlignLeft);
    for (const QString& name : {P::vendor, P::className, P::uriBase})
        m_form->row(name)->setOptional(false);
    m_imagesRow->setObjectName(QStringLiteral("row.images"));
    m_keyRow->setObjectName(QStringLiteral("row.signWith"));
    setLook(m_form->field(P::uriBase)->input(), QStringLiteral("mono"));
    m_form->row(P::vendor)->addAside(m_vendorFacts);
    m_form->row(P::className)->addAside(m_classFacts);
    auto* epoch = new Button(QStringLiteral("clock"), tr("Epoch seconds"), QStringLiteral("flat"));
    epoch->setObjectName(QStringLiteral("epochButton"));
    epoch->setTip(tr("The seconds since 1970, as RIOT’s make takes them"));
    m_form->row(P::sequence)->addAside(epoch);
    m_form->row(P::sequence)->addAside(m_sequenceFacts);
    m_form->field(P::vendor)->setSuggestions({QStringLiteral("riot-os.org")});
    m_form->field(P::className)
        ->setSuggestions({QStringLiteral("native64"), QStringLiteral("native"), QStringLiteral("samr21-xpro")});
    m_more->setObjectName(QStringLiteral("moreOptionsButton"));
    m_more->setCheckable(true);
    showMore(false);

    connect(m_more, &QAbstractButton::toggled, this, &ReleaseBuilder::showMore);
    connect(epoch, &QAbstractButton::clicked, this, [this] {
        const qint64 seconds = m_workbench.clock.nowNs() / 1'000'000'000;
        m_form->setValues({{P::sequence, seconds}});
    });
    const auto put = [this](const QString& name, const QStringList& values) {
        m_form->field(name)->setValue(QJsonArray::fromStringList(values));
    };
    connect(m_images, &ImageList::edited, this, [this, put] {
        m_touched = true;
        put(P::component, m_images->values());
    });
    connect(m_key, &KeyChoice::edited, this, [this, put] { put(P::key, m_key->value()); });
    put(P::key, m_key->value());
}

void ReleaseBuilder::makeLayout()
{
    auto* sides = new QHBoxLayout;
    sides->setSpacing(0);
    sides->addWidget(makeFormSide(), 1);
    sides->addWidget(makeLine(Qt::Vertical));
    sides->addWidget(makeLintSide());
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHead());
    m_banner->setObjectName(QStringLiteral("builderBanner"));
    m_banner->setClosable(true);
    m_banner->clear();
    column->addWidget(m_banner);
    column->addLayout(sides, 1);
    column->addWidget(makeLine(Qt::Horizontal));
    column->addWidget(makeButtons());
}

QWidget* ReleaseBuilder::makeHead()
{
    m_head = new SectionHeader(tr("Build a SUIT release"), tr("nothing is published yet"));
    m_head->setLines(true, true);
    setLook(m_head, QStringLiteral("window"));
    m_head->addBadge(new Badge(m_operation.name, Mark::None, BadgeKind::Outline));
    m_dialect->setObjectName(QStringLiteral("dialectControl"));
    m_dialect->add(tr("RIOT (riot-09)"), QStringLiteral("09"));
    m_dialect->add(tr("Standard (draft-37)"), QStringLiteral("37"));
    m_head->addAction(m_dialect);
    auto* close = new IconButton(QStringLiteral("cross"), tr("Close"));
    close->setTip(tr("Close the form; what is in it stays"), QKeySequence(Qt::Key_Escape));
    close->setObjectName(QStringLiteral("closeBuilderButton"));
    m_head->addAction(close);
    connect(close, &QAbstractButton::clicked, this, &ReleaseBuilder::closeRequested);
    connect(m_dialect, &SegmentedControl::chosen, this,
            [this] { m_form->field(P::draft)->setValue(m_dialect->currentData().toString()); });
    return m_head;
}

QWidget* ReleaseBuilder::makeFormSide()
{
    m_scroll = new QScrollArea;
    m_scroll->setObjectName(QStringLiteral("builderScroll"));
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    setLook(m_scroll, QStringLiteral("base"));
    auto* inside = new QWidget;
    setLook(inside, QStringLiteral("base"));
    auto* column = new QVBoxLayout(inside);
    column->setContentsMargins(0, tokens::space::m, 0, tokens::space::m);
    column->setSpacing(tokens::space::m);
    auto* formBox = new QVBoxLayout;
    formBox->setContentsMargins(tokens::space::l, 0, tokens::space::l, 0);
    formBox->addWidget(m_form);
    column->addLayout(formBox);
    auto* steps = new QVBoxLayout(m_stepsArea);
    steps->setContentsMargins(0, 0, 0, 0);
    steps->setSpacing(0);
    auto* head = new SectionHeader(tr("What the board will do"), tr("from the manifest as it stands"));
    head->setLines(true, false);
    steps->addWidget(head);
    m_steps->setContentsMargins(tokens::space::l, 0, tokens::space::l, 0);
    m_steps->setHorizontalSpacing(tokens::space::s);
    m_steps->setVerticalSpacing(2);
    m_steps->setColumnStretch(1, 1);
    steps->addLayout(m_steps);
    m_stepsArea->setObjectName(QStringLiteral("boardSteps"));
    m_stepsArea->hide();
    column->addWidget(m_stepsArea);
    column->addStretch(1);
    m_scroll->setWidget(inside);
    return m_scroll;
}

QWidget* ReleaseBuilder::makeLintSide()
{
    auto* side = new QScrollArea;
    side->setFrameShape(QFrame::NoFrame);
    side->setWidgetResizable(true);
    side->setFocusPolicy(Qt::NoFocus);
    side->setFixedWidth(lintWidth);
    side->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setLook(side, QStringLiteral("window"));
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
    column->addWidget(m_lint);
    column->addStretch(1);
    side->setWidget(inside);
    connect(m_lint, &LintList::chosen, this, &ReleaseBuilder::focusField);
    return side;
}

QWidget* ReleaseBuilder::makeButtons()
{
    auto* box = new QWidget;
    setLook(box, QStringLiteral("window"));
    auto* line = new QHBoxLayout(box);
    line->setContentsMargins(tokens::space::l, tokens::space::s, tokens::space::l, tokens::space::s);
    line->setSpacing(tokens::space::s);
    m_publish->setObjectName(QStringLiteral("publishButton"));
    m_publish->setTip(tr("Build, sign and publish"), QKeySequence(Qt::CTRL | Qt::Key_Return));
    m_prepare->setObjectName(QStringLiteral("prepareButton"));
    m_prepare->setTip(tr("Build and sign it, without serving it"));
    m_whyNot->setObjectName(QStringLiteral("publishWhyNot"));
    auto* copy = new Button(QStringLiteral("copy"), tr("Copy as command"), QStringLiteral("flat"));
    copy->setObjectName(QStringLiteral("copyBuildCommand"));
    copy->setTip(tr("The otaw command that does the same"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C));
    line->addWidget(m_publish);
    line->addWidget(m_prepare);
    line->addWidget(m_whyNot, 1);
    line->addWidget(copy);
    connect(m_publish, &QAbstractButton::clicked, this, [this] { run(false); });
    connect(m_prepare, &QAbstractButton::clicked, this, [this] { run(true); });
    connect(copy, &QAbstractButton::clicked, this, [this] {
        QApplication::clipboard()->setText(command());
        if (m_workbench.tell)
            m_workbench.tell(Mark::Good, tr("Command copied"), {}, {});
    });
    return box;
}

void ReleaseBuilder::begin(const QJsonObject& values)
{
    m_syncing = true;
    QJsonObject empty{{idName, QString()}, {P::sequence, QJsonValue()}};
    for (const Parameter& parameter : m_operation.parameters) {
        if (!empty.contains(parameter.name))
            empty.insert(parameter.name, parameter.repeated                      ? QJsonValue(QJsonArray())
                                         : parameter.type == ParameterType::Flag ? QJsonValue(false)
                                         : parameter.defaultValue.isNull() || parameter.defaultValue.isUndefined()
                                             ? QJsonValue(QString())
                                             : parameter.defaultValue);
    }
    empty.remove(P::key);
    QJsonObject all = empty;
    const QJsonObject last = QJsonDocument::fromJson(m_workbench.memory.value(lastKey).toByteArray()).object();
    for (auto it = last.begin(); it != last.end(); ++it)
        all.insert(it.key(), it.value());
    for (auto it = values.begin(); it != values.end(); ++it)
        all.insert(it.key(), it.value());
    m_uriIsOurs = !values.contains(P::uriBase);
    m_form->setValues(all);
    m_dialect->setCurrentData(all.value(P::draft).toString());
    QStringList components;
    for (const QJsonValue& component : all.value(P::component).toArray())
        components << component.toString();
    m_images->setValues(components);
    if (all.contains(P::key)) {
        QStringList keys;
        for (const QJsonValue& key : all.value(P::key).toArray())
            keys << key.toString();
        const auto& known = m_workbench.bench.keys();
        // The key that was used last may be gone.
        if (values.contains(P::key) || std::ranges::all_of(keys, [&known](const QString& key) {
                return std::ranges::find(known, key, &KeyInfo::name) != known.end();
            }))
            m_key->setValue(keys);
    }
    m_syncing = false;
    syncUri();
    m_banner->clear();
    m_touched = false;
    m_scroll->ensureVisible(0, 0);
    m_form->focusFirst();
}

void ReleaseBuilder::addFiles(const QStringList& paths)
{
    m_images->addFiles(paths);
    if (m_form->values().value(idName).toString().isEmpty() && !paths.isEmpty())
        m_form->setValues({{idName, idFromFile(paths.front())}});
    m_touched = true;
}

QString ReleaseBuilder::command() const
{
    return m_form->command();
}

FieldRow* ReleaseBuilder::rowOf(const QString& parameter) const
{
    if (parameter == P::component)
        return m_imagesRow;
    if (parameter == P::key)
        return m_keyRow;
    return m_form->row(parameter);
}

QString ReleaseBuilder::labelOf(const QString& parameter) const
{
    const FieldRow* row = rowOf(parameter);
    return row ? row->label()->text() : tr("Manifest");
}

void ReleaseBuilder::focusField(const QString& parameter)
{
    FieldRow* row = rowOf(parameter);
    if (!row)
        return;
    if (seldom().contains(parameter))
        m_more->setChecked(true);
    m_scroll->ensureWidgetVisible(row);
    row->field()->setFocus(Qt::OtherFocusReason);
}

void ReleaseBuilder::showMore(bool on)
{
    for (const QString& name : seldom())
        m_form->row(name)->setVisible(on);
    m_more->setIcon(Look::of(this).icon(on ? QStringLiteral("chevron-down") : QStringLiteral("chevron-right")));
}

QString ReleaseBuilder::servedBase() const
{
    const ServiceHost::Entry* coap = m_workbench.services.entry(QStringLiteral("coap"));
    const QString address = coap ? coap->status.address.section(u',', 0, 0).trimmed() : QString();
    if (address.startsWith(QStringLiteral("coap://")))
        return address.endsWith(QStringLiteral(":5683")) ? address.chopped(5) : address;
    return QStringLiteral("coap://127.0.0.1");
}

void ReleaseBuilder::syncUri()
{
    if (m_syncing)
        return;
    const QString typed = m_form->values().value(P::uriBase).toString();
    const QString id = m_form->values().value(idName).toString();
    auto* line = qobject_cast<QLineEdit*>(m_form->field(P::uriBase)->input());
    if (line && line->hasFocus() && line->isModified())
        m_uriIsOurs = typed.isEmpty();
    if (!m_uriIsOurs || (line && line->hasFocus()))
        return;
    const QString wanted = id.isEmpty() ? QString() : QString(servedBase() + u'/' + id);
    if (wanted == typed)
        return;
    m_syncing = true;
    m_form->field(P::uriBase)->setValue(wanted);
    m_syncing = false;
}

void ReleaseBuilder::startPreview()
{
    if (m_previewing) {
        m_again = true;
        return;
    }
    m_previewing = true;
    m_again = false;
    const QJsonObject values = m_form->values();
    m_workbench.bench.read<ReleasePreview>(
        this,
        [&operation = m_operation, values, cache = m_cache, stop = m_stop.get_token()](Bench& bench) {
            return Result<ReleasePreview>(previewRelease(operation, values, bench, *cache, stop));
        },
        [this](const Result<ReleasePreview>& preview) {
            m_previewing = false;
            if (preview)
                applyPreview(*preview);
            else
                m_banner->set(Mark::Bad, tr("The bench can not be read."), errorText(preview.error()));
            if (m_again)
                startPreview();
        });
}

void ReleaseBuilder::applyPreview(const ReleasePreview& preview)
{
    m_preview = preview;
    m_lint->setRemarks(preview.remarks, [this](const QString& parameter) { return labelOf(parameter); });
    const auto errors = std::ranges::count(preview.remarks, ReleaseRemark::Kind::Refused, &ReleaseRemark::kind);
    const auto warnings = std::ranges::count(preview.remarks, ReleaseRemark::Kind::Trap, &ReleaseRemark::kind);
    m_errors->set(errors == 1 ? tr("1 error") : tr("%1 errors").arg(errors), Mark::Bad, BadgeKind::Count);
    m_errors->setVisible(errors > 0);
    m_warnings->set(warnings == 1 ? tr("1 warning") : tr("%1 warnings").arg(warnings), Mark::Warn, BadgeKind::Count);
    m_warnings->setVisible(warnings > 0);
    showAtFields(preview);
    showFacts(preview);
    showSteps(preview.steps);
    updateButtons();
}

void ReleaseBuilder::showAtFields(const ReleasePreview& preview)
{
    for (FieldRow* row : {m_imagesRow, m_keyRow}) {
        row->setError({});
        row->setWarning({});
    }
    for (const Parameter& parameter : m_operation.parameters)
        m_form->row(parameter.name)->setWarning({});
    if (preview.fault) {
        // What is only not filled in yet is no error: the button says what is missing.
        FieldRow* row = rowOf(preview.fault->parameter);
        const bool isMissing =
            preview.fault->error.code == Error::Code::Usage && !m_form->values().contains(preview.fault->parameter);
        if (row && !isMissing && row->error().isEmpty())
            row->setError(errorText(preview.fault->error));
        return;
    }
    for (const ReleaseRemark& remark : preview.remarks) {
        FieldRow* row = rowOf(remark.parameter);
        if (!row || !row->error().isEmpty())
            continue;
        if (remark.kind == ReleaseRemark::Kind::Refused)
            row->setError(remark.message);
        else if (remark.kind == ReleaseRemark::Kind::Trap && row->warning().isEmpty())
            row->setWarning(remark.message);
    }
}

void ReleaseBuilder::showFacts(const ReleasePreview& preview)
{
    QHash<QString, ImageList::Facts> facts;
    for (qsizetype i = 0; i < preview.plan.files.size(); ++i) {
        const SuitImage& image = preview.plan.build.images[static_cast<std::size_t>(i)];
        facts.insert(preview.plan.files.at(i),
                     {static_cast<qint64>(image.size.value_or(0)), image.digest ? image.digest->hex() : QString()});
    }
    m_images->setFacts(facts);
    const QJsonObject values = m_form->values();
    const QString vendor = values.value(P::vendor).toString();
    const QString board = values.value(P::className).toString();
    const auto brief = [](QLabel* label, const QByteArray& uuid) {
        label->setText(uuid.isEmpty() ? QString() : uuidText(bytesOf(uuid)).left(9) + QChar(0x2026));
        label->setToolTip(uuid.isEmpty() ? QString() : uuidText(bytesOf(uuid)));
    };
    const QByteArray vendorId = vendor.isEmpty() ? QByteArray() : vendorIdentifier(vendor);
    brief(m_vendorFacts, uuidFromText(vendor) ? QByteArray() : vendorId);
    brief(m_classFacts, board.isEmpty() || vendorId.isEmpty() || uuidFromText(board)
                            ? QByteArray()
                            : classIdentifier(vendorId, board));
    QStringList sequence;
    if (!values.contains(P::sequence) && preview.sequence > 0)
        sequence << tr("now %1").arg(preview.sequence);
    if (preview.lastSequence)
        sequence << tr("newest published: %1").arg(*preview.lastSequence);
    m_sequenceFacts->setText(sequence.join(QStringLiteral(" · ")));
    m_head->setFacts(preview.fault ? tr("nothing is published yet")
                                   : tr("manifest of %1 bytes, not published").arg(preview.envelopeBytes));
}

void ReleaseBuilder::showSteps(const std::vector<BoardStep>& steps)
{
    while (QLayoutItem* item = m_steps->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    int row = 0;
    for (const BoardStep& step : steps) {
        m_steps->addWidget(makeLabel(QString::number(row + 1), QStringLiteral("monoSmall tertiary")), row, 0);
        m_steps->addWidget(new ElidedLabel(step.text), row, 1);
        m_steps->addWidget(makeLabel(step.aside, QStringLiteral("monoSmall tertiary")), row, 2, Qt::AlignRight);
        m_steps->setRowMinimumHeight(row, 20);
        ++row;
    }
    m_stepsArea->setVisible(!steps.empty());
}

QString ReleaseBuilder::whyNot() const
{
    if (const QString why = m_form->whyNot(); !why.isEmpty())
        return why;
    if (m_preview.fault) {
        const QString& parameter = m_preview.fault->parameter;
        const bool isMissing = !m_form->values().contains(parameter);
        return isMissing ? tr("Not yet: %1 is missing").arg(labelOf(parameter))
                         : tr("Not yet: %1 is wrong").arg(labelOf(parameter));
    }
    const ReleaseRemark* refusal = m_preview.refusal();
    if (refusal && !m_form->values().value(QStringLiteral("allow-invalid")).toBool())
        return tr("Not yet: %1 would be refused (%2)").arg(labelOf(refusal->parameter), refusal->code);
    return {};
}

void ReleaseBuilder::updateButtons()
{
    const QString why = whyNot();
    m_publish->setWhyNot(m_running ? tr("It is being published") : why);
    m_prepare->setWhyNot(m_running ? tr("It is being published") : why);
    m_whyNot->set(m_running || why.isEmpty() ? Mark::None
                  : m_preview.refusal()      ? Mark::Bad
                                             : Mark::Neutral,
                  m_running ? QString() : why);
}

void ReleaseBuilder::run(bool asDraft)
{
    if (m_running || !m_form->checkAll())
        return;
    QJsonObject values = m_form->values();
    if (asDraft)
        values.insert(prepareName, true);
    const QString id = values.value(idName).toString();
    m_banner->clear();
    const auto done = [this, id, asDraft](const Result<Outcome>& outcome) {
        m_running = false;
        m_publish->setBusy(false);
        if (!outcome) {
            updateButtons();
            onRefused(outcome.error());
            return;
        }
        remember();
        m_touched = false;
        updateButtons();
        Q_EMIT built(outcome->data.value(idName).toString(id), asDraft);
    };
    const auto started = m_workbench.jobs.start(m_operation.name, values, this, done);
    if (!started) {
        onRefused(started.error());
        return;
    }
    m_running = true;
    m_publish->setBusy(true, tr("Publishing …"));
    updateButtons();
}

void ReleaseBuilder::onRefused(const Error& error)
{
    if (error.code == Error::Code::Cancelled)
        return;
    FieldRow* row = error.code == Error::Code::Rejected ? rowOf(error.context) : nullptr;
    if (row) {
        row->setError(error.message);
        focusField(error.context);
        return;
    }
    m_banner->set(Mark::Bad, errorText(Error{error.code, error.message, error.context, {}}), error.hint);
}

void ReleaseBuilder::remember()
{
    const QJsonObject values = m_form->values();
    QJsonObject last;
    for (const QString& name :
         {P::vendor, P::className, P::key, P::draft, QStringLiteral("coaps"), QStringLiteral("dns")}) {
        if (values.contains(name))
            last.insert(name, values.value(name));
    }
    m_workbench.memory.setValue(lastKey, QJsonDocument(last).toJson(QJsonDocument::Compact));
}

void ReleaseBuilder::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape) {
        Q_EMIT closeRequested();
        return;
    }
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && event->modifiers() & Qt::ControlModifier) {
        if (m_publish->isEnabled())
            run(false);
        else if (m_form->checkAll())
            m_whyNot->update();
        return;
    }
    QWidget::keyPressEvent(event);
}

} // namespace ota
