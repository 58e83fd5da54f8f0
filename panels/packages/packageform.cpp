// SPDX-License-Identifier: Apache-2.0
#include "panels/packages/packageform.h"

#include "panels/packages/labfields.h"
#include "panels/packages/payloadfield.h"
#include "panels/widgets/fieldrow.h"
#include "panels/widgets/segmentedcontrol.h"

#include <QAbstractButton>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>

namespace ota {

namespace {

constexpr int labelWidth = 92;
const QString payloadName = QStringLiteral("payload");
const QString idName = QStringLiteral("id");
const QString digestName = QStringLiteral("sha256");
const QString sizeName = QStringLiteral("size");

} // namespace

PackageForm::PackageForm(Workbench& workbench, QWidget* parent)
    : QWidget(parent)
    , m_type(new SegmentedControl(tr("Type")))
    , m_payload(new PayloadField)
    , m_lab(new LabFields(workbench))
    , m_typeText(QStringLiteral("FILE"))
    , m_base(JsonText::object())
{
    setObjectName(QStringLiteral("packageForm"));
    addLines();
    m_type->setObjectName(QStringLiteral("packageType"));
    for (const auto type : {PayloadType::File, PayloadType::UrlList, PayloadType::Json})
        m_type->add(keyOf(type), keyOf(type));
    connect(m_type, &SegmentedControl::chosen, this, [this] {
        m_typeText = m_type->currentData().toString();
        m_payload->setType(m_typeText);
        onEdited();
    });
    m_rows.insert(QStringLiteral("type"), new FieldRow(tr("Type"), m_type));
    m_rows.insert(payloadName, new FieldRow(tr("Payload"), m_payload));
    connect(m_payload, &PayloadField::edited, this, &PackageForm::onEdited);
    connect(m_lab, &LabFields::edited, this, &PackageForm::onLab);
    makeColumn();
}

void PackageForm::addLines()
{
    addLine(QStringLiteral("vendor"), tr("Vendor"), QStringLiteral("acme"), false);
    addLine(QStringLiteral("product"), tr("Product"), QStringLiteral("iotgw1"), false);
    addLine(QStringLiteral("version"), tr("Version"), QStringLiteral("1.0.1"), false);
    addLine(QStringLiteral("name"), tr("Name"), QStringLiteral("production"), false);
    addLine(QStringLiteral("description"), tr("Description"), {}, true);
    addLine(QStringLiteral("author"), tr("Author"), {}, true);
    addLine(digestName, tr("SHA-256"), tr("filled in for files of this bench"), true);
    addLine(sizeName, tr("Size"), tr("bytes"), true);
    addLine(idName, tr("Package id"), QStringLiteral("package_acme_iotgw1_production_1-0-1"), false);
    for (const QString& technical : {digestName, sizeName, idName})
        setLook(m_lines.value(technical), QStringLiteral("mono"));
}

void PackageForm::makeColumn()
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(tokens::space::s);
    column->addWidget(pair(QStringLiteral("vendor"), QStringLiteral("product"), 1));
    column->addWidget(pair(QStringLiteral("version"), QStringLiteral("name"), 1));
    column->addWidget(m_rows.value(QStringLiteral("type")));
    column->addWidget(m_rows.value(payloadName));
    column->addWidget(m_lab);
    column->addWidget(m_rows.value(digestName));
    column->addWidget(pair(sizeName, QStringLiteral("author"), 1));
    column->addWidget(m_rows.value(QStringLiteral("description")));
    column->addWidget(m_rows.value(idName));
    for (FieldRow* row : std::as_const(m_rows))
        row->setLabelWidth(labelWidth);
    m_lab->setLabelWidth(labelWidth);
}

QLineEdit* PackageForm::addLine(const QString& field, const QString& label, const QString& placeholder, bool optional)
{
    auto* line = new QLineEdit;
    line->setObjectName(QStringLiteral("package.") + field);
    line->setPlaceholderText(placeholder);
    auto* row = new FieldRow(label, line);
    // Beside a field there is no room for the word; the placeholder or an empty field says it.
    line->setAccessibleDescription(optional ? tr("optional") : QString());
    m_lines.insert(field, line);
    m_rows.insert(field, row);
    connect(line, &QLineEdit::textEdited, this, [this, field] {
        if (field == idName)
            m_ownId = !m_lines.value(idName)->text().isEmpty();
        if (field == digestName)
            m_ownDigest.clear();
        onEdited();
    });
    connect(line, &QLineEdit::returnPressed, this, &PackageForm::submitted);
    return line;
}

QWidget* PackageForm::pair(const QString& first, const QString& second, int secondShare)
{
    auto* box = new QWidget;
    auto* line = new QHBoxLayout(box);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(tokens::space::m);
    line->addWidget(m_rows.value(first), 1, Qt::AlignTop);
    line->addWidget(m_rows.value(second), secondShare, Qt::AlignTop);
    return box;
}

void PackageForm::setDraft(const PackageDraft& draft, const QString& id)
{
    m_base = draft.base;
    m_ownDigest.clear();
    for (const auto& [field, text] : {std::pair{"vendor", draft.vendor},
                                      {"product", draft.product},
                                      {"author", draft.author},
                                      {"version", draft.version},
                                      {"name", draft.name},
                                      {"description", draft.description},
                                      {"sha256", draft.sha256},
                                      {"size", draft.size}})
        m_lines.value(QLatin1StringView(field))->setText(text);
    m_typeText = draft.type;
    m_type->setCurrentData(draft.type);
    m_payload->setType(draft.type);
    m_payload->setUrls(draft.urls);
    m_payload->setJson(draft.json);
    m_ownId = !id.isEmpty();
    m_lines.value(idName)->setText(id);
    onEdited();
}

PackageDraft PackageForm::draft() const
{
    const auto text = [this](const char* field) {
        return m_lines.value(QLatin1StringView(field))->text().trimmed();
    };
    PackageDraft draft;
    draft.base = m_base;
    draft.author = text("author");
    draft.vendor = text("vendor");
    draft.product = text("product");
    draft.version = text("version");
    draft.name = text("name");
    draft.description = text("description");
    if (!m_lab->isOn()) {
        draft.sha256 = text("sha256");
        draft.size = text("size");
    }
    draft.type = m_typeText;
    draft.urls = m_payload->urls();
    draft.json = m_payload->json();
    return draft;
}

QString PackageForm::id() const
{
    return m_lines.value(idName)->text();
}

void PackageForm::setPlaces(const BenchPlaces& places)
{
    m_places = places;
}

void PackageForm::onEdited()
{
    fillOwn();
    if (!m_ownId) {
        const PackageDraft now = draft();
        const QString proposed = packageIdFor(now.vendor, now.product, now.name, now.version);
        const bool isOfNothing = proposed == QStringLiteral("package");
        m_lines.value(idName)->setText(isOfNothing ? QString() : proposed);
    }
    Q_EMIT edited();
}

void PackageForm::onLab()
{
    // They will be those of the signed file.
    for (const QString& name : {digestName, sizeName})
        m_rows.value(name)->setVisible(!m_lab->isOn());
    onEdited();
}

QString PackageForm::signingProblem(const PackageDraft& draft) const
{
    if (!m_lab->isOn())
        return {};
    if (draft.type == keyOf(PayloadType::Json))
        return tr("JSON has no file to sign: choose FILE or URL_LIST.");
    const auto isOurs = [this](const QString& url) {
        const auto entry = m_places.content.constFind(m_places.contentIdOf(QUrl(url)));
        return entry != m_places.content.constEnd() && entry->blob;
    };
    return std::ranges::all_of(draft.urls, isOurs)
               ? QString()
               : tr("Only content of this bench can be signed: put it in with From release or From file.");
}

void PackageForm::fillOwn()
{
    QLineEdit* digest = m_lines.value(digestName);
    const bool isOurs = !m_ownDigest.isEmpty() && digest->text() == m_ownDigest;
    if (!digest->text().isEmpty() && !isOurs)
        return;
    const QStringList urls = m_payload->urls();
    const QString id = m_typeText == QStringLiteral("FILE") ? m_places.contentIdOf(QUrl(urls.value(0))) : QString();
    const auto entry = m_places.content.constFind(id);
    if (!id.isEmpty() && entry != m_places.content.constEnd() && entry->blob) {
        m_ownDigest = entry->blob->hex();
        digest->setText(m_ownDigest);
        m_lines.value(sizeName)->setText(QString::number(entry->sizeBytes));
    } else if (isOurs) {
        // It was of another file.
        m_ownDigest.clear();
        digest->clear();
        m_lines.value(sizeName)->clear();
    }
}

void PackageForm::addContent(const ContentEntry& entry)
{
    m_places.content.insert(entry.id, entry);
    m_payload->addUrl(m_places.urlOf(entry.id));
}

void PackageForm::propose(const QString& version, const QString& name)
{
    for (const auto& [field, text] : {std::pair{"version", version}, {"name", name}}) {
        QLineEdit* line = m_lines.value(QLatin1StringView(field));
        if (line->text().isEmpty())
            line->setText(text);
    }
    onEdited();
}

void PackageForm::showFindings(const ExosenseFindings& findings, const QString& payloadProblem)
{
    const QString signing = signingProblem(draft());
    const bool isOfType = m_typeText == keyOf(PayloadType::Json);
    m_lab->setProblem(isOfType ? signing : QString());
    QHash<QString, QString> errors;
    QHash<QString, QString> warnings;
    for (const ExosenseFinding& finding : findings) {
        const QString field = fieldOf(finding.path);
        // What is only not filled in yet is no error: the button says what is missing.
        const QLineEdit* line = m_lines.value(field);
        const bool isMissing =
            (line && line->text().isEmpty()) ||
            (field == payloadName && m_payload->urls().isEmpty() && m_typeText != QStringLiteral("JSON"));
        if (isMissing || !m_rows.contains(field))
            continue;
        QHash<QString, QString>& there = finding.severity == Severity::Error ? errors : warnings;
        const bool tells = finding.severity == Severity::Error || finding.severity == Severity::Warning;
        if (tells && !there.contains(field))
            there.insert(field, finding.message);
    }
    if (!payloadProblem.isEmpty())
        errors.insert(payloadName, payloadProblem);
    else if (!signing.isEmpty() && !isOfType && !errors.contains(payloadName))
        errors.insert(payloadName, signing);
    for (auto row = m_rows.begin(); row != m_rows.end(); ++row) {
        if (row.key() == idName)
            continue;
        row.value()->setError(errors.value(row.key()));
        row.value()->setWarning(errors.contains(row.key()) ? QString() : warnings.value(row.key()));
    }
    setLookWord(m_payload->input(), QStringLiteral("error"), errors.contains(payloadName));
    setLookWord(m_payload->input(), QStringLiteral("warning"),
                !errors.contains(payloadName) && warnings.contains(payloadName));
}

void PackageForm::setIdProblem(const QString& error, const QString& warning)
{
    m_rows.value(idName)->setError(error);
    m_rows.value(idName)->setWarning(warning);
}

QString PackageForm::missing() const
{
    QStringList names;
    for (const char* field : {"vendor", "product", "version", "name", "id"}) {
        if (m_lines.value(QLatin1StringView(field))->text().trimmed().isEmpty())
            names << m_rows.value(QLatin1StringView(field))->label()->text();
    }
    if (m_typeText != QStringLiteral("JSON") && m_payload->urls().isEmpty())
        names << m_rows.value(payloadName)->label()->text();
    return names.join(QStringLiteral(", "));
}

void PackageForm::focusFirst()
{
    m_lines.value(QStringLiteral("vendor"))->setFocus(Qt::OtherFocusReason);
}

void PackageForm::focusField(const QString& field)
{
    if (QLineEdit* line = m_lines.value(field)) {
        line->setFocus(Qt::OtherFocusReason);
        line->selectAll();
    } else if (field == QStringLiteral("type")) {
        m_type->segment(std::max(0, m_type->current()))->setFocus(Qt::OtherFocusReason);
    } else {
        m_payload->input()->setFocus(Qt::OtherFocusReason);
    }
}

} // namespace ota
