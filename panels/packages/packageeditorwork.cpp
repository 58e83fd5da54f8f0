// SPDX-License-Identifier: Apache-2.0
// What the editor does with what stands in it: checks it and saves it.
#include "panels/packages/labfields.h"
#include "panels/packages/packageactions.h"
#include "panels/packages/packageeditor.h"
#include "panels/packages/packagefindings.h"
#include "panels/packages/packageform.h"
#include "panels/packages/packagetext.h"
#include "panels/widgets/badge.h"
#include "panels/widgets/banner.h"
#include "panels/widgets/button.h"
#include "panels/widgets/format.h"
#include "panels/widgets/jobcenter.h"
#include "panels/widgets/panelheader.h"
#include "panels/widgets/segmentedcontrol.h"
#include "panels/widgets/workbench.h"

#include <QJsonObject>
#include <QLabel>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QStackedWidget>

#include <algorithm>

namespace ota {

namespace {

constexpr qsizetype legacyLimit = 340; ///< CO-SIZE-LEGACY
const QString addOperation = QStringLiteral("exosense.package.add");

int countOf(const ExosenseFindings& findings, Severity severity)
{
    return static_cast<int>(std::ranges::count(findings, severity, &ExosenseFinding::severity));
}

/// A file that is going to be signed has no digest yet: that is not odd.
ExosenseFindings toTell(ExosenseFindings findings, bool isSigned)
{
    if (isSigned)
        std::erase_if(findings,
                      [](const ExosenseFinding& each) { return each.code == QStringLiteral("CO-NO-DIGEST"); });
    return findings;
}

/// Why the JSON of a payload is none; empty when it is.
QString jsonProblem(const PackageDraft& draft)
{
    if (draft.type != keyOf(PayloadType::Json))
        return {};
    const auto parsed = JsonText::parse(draft.json.toUtf8());
    return parsed ? QString() : parsed.error().message;
}

} // namespace

void PackageEditor::begin()
{
    start({}, {}, tr("New package"));
}

void PackageEditor::begin(const PackageRow& row)
{
    if (row.check.decoded) {
        start(PackageDraft::from(*row.check.decoded), row.id(), tr("Change %1").arg(row.id()));
    } else {
        start({}, row.id(), tr("Change %1").arg(row.id()));
        beginRaw(QString::fromUtf8(row.tag()));
    }
    m_touched = false;
}

void PackageEditor::beginRaw(const QString& text)
{
    {
        const QSignalBlocker quiet(m_raw);
        m_raw->setPlainText(text);
    }
    m_modes->setCurrent(Raw);
    m_inputs->setCurrentIndex(Raw);
    m_touched = true;
    check();
}

void PackageEditor::start(const PackageDraft& draft, const QString& id, const QString& title)
{
    m_edited = id;
    m_head->setTitle(title);
    m_banner->clear();
    m_modes->setCurrent(Fields);
    m_inputs->setCurrentIndex(Fields);
    m_form->lab()->setOn(false);
    m_form->setDraft(draft, id);
    m_scroll->ensureVisible(0, 0);
    check();
    m_touched = false;
}

void PackageEditor::setNews(const PackagesPointer& news)
{
    m_news = news;
    m_form->setPlaces(news->places);
    if (isVisible() && !m_lint.isActive())
        check();
}

void PackageEditor::setMode(Mode mode)
{
    if (mode == Raw) {
        const QSignalBlocker quiet(m_raw);
        m_raw->setPlainText(prettyJson(m_form->draft().info()));
    } else if (m_reading.draft) {
        m_form->setDraft(*m_reading.draft, m_edited);
    }
    m_inputs->setCurrentIndex(mode);
    check();
}

void PackageEditor::onEdited()
{
    m_touched = true;
    m_settled = false;
    m_lint.start();
}

std::optional<PackageDraft> PackageEditor::draft() const
{
    return m_inputs->currentIndex() == Raw ? m_reading.draft : std::optional(m_form->draft());
}

void PackageEditor::check()
{
    m_lint.stop();
    if (m_inputs->currentIndex() == Raw) {
        checkRaw();
        return;
    }
    const PackageDraft now = m_form->draft();
    const ExosenseFindings findings =
        toTell(findingsOf(checkPackage(QStringLiteral("package_"), encodeOtauInfo(now.info()))), m_form->lab()->isOn());
    m_form->showFindings(findings, jsonProblem(now));
    showText(&now);
    const QByteArray config = now.config().compact();
    showCheck(findings, repairedConfig(config));
}

void PackageEditor::checkRaw()
{
    m_reading = m_raw->toPlainText().isEmpty() ? RawReading() : readRaw(m_raw->toPlainText().toUtf8());
    if (m_reading.draft && m_edited.isEmpty()) {
        const PackageDraft& now = *m_reading.draft;
        m_form->setDraft(now, {});
        m_lint.stop();
    }
    showText(m_reading.draft ? &*m_reading.draft : nullptr);
    showCheck(toTell(m_reading.findings, m_form->lab()->isOn()), m_reading.repaired);
}

void PackageEditor::showText(const PackageDraft* draft)
{
    const QString json = draft ? prettyJson(draft->config()) : QString();
    if (m_json->toPlainText() != json)
        m_json->setPlainText(json);
    const QString tag = draft ? QString::fromLatin1(encodeOtauInfo(draft->info())) : QString();
    if (m_tag->toPlainText() != tag)
        m_tag->setPlainText(tag);
    m_tagHead->setFacts(draft ? tr("%1 characters").arg(countText(tag.size())) : QString());
    const bool isSigned = m_form->lab()->isOn();
    m_signedNote->setVisible(isSigned);
    m_rawSigned->setVisible(isSigned);
    // What the limit of old clients is about is the request, not the tag.
    const QString length = isSigned ? tr("encoded more than %1 of %2") : tr("encoded %1 of %2");
    m_jsonHead->setFacts(draft ? length.arg(countText(encodeOtauInfo(draft->config()).size()), countText(legacyLimit))
                               : QString());
}

void PackageEditor::showCheck(const ExosenseFindings& findings, const std::optional<QByteArray>& repaired)
{
    m_settled = true;
    m_repaired = repaired;
    m_findings->setFindings(findings);
    m_findings->setVisible(!findings.empty());
    m_nothing->setVisible(findings.empty());
    const int errors = countOf(findings, Severity::Error);
    const int warnings = countOf(findings, Severity::Warning);
    m_hasErrors = errors > 0;
    m_errors->set(tr("%n error(s)", nullptr, errors), Mark::Bad, BadgeKind::Count);
    m_errors->setVisible(errors > 0);
    m_warnings->set(tr("%n warning(s)", nullptr, warnings), Mark::Warn, BadgeKind::Count);
    m_warnings->setVisible(warnings > 0);
    m_repair->setVisible(repaired.has_value());
    QString how;
    for (const ExosenseFinding& finding : findings) {
        if (how.isEmpty())
            how = repairOfExosenseCode(finding.code);
    }
    m_repair->setText(how.isEmpty() ? tr("Repair") : how);
    const QString id = m_form->id();
    const bool replaces =
        id != m_edited && std::ranges::any_of(m_news->packages, [&](const PackageRow& row) { return row.id() == id; });
    m_form->setIdProblem(idProblem(), replaces ? tr("There is a package of this id; it is replaced.") : QString());
    const QString why = whyNot();
    m_whyNot->set(why.isEmpty() ? Mark::None : Mark::Warn, why);
    m_save->setWhyNot(why);
    m_copy->setWhyNot(why);
}

QString PackageEditor::idProblem() const
{
    const QString id = m_form->id();
    if (id.isEmpty())
        return {};
    if (const auto checked = checkContentId(id); !checked)
        return checked.error().message;
    return isPackageId(id) ? QString() : tr("The id of a package begins with package_, in lower case.");
}

QString PackageEditor::whyNot() const
{
    if (m_inputs->currentIndex() == Raw && !m_reading.draft)
        return m_raw->toPlainText().isEmpty() ? tr("Not yet: there is no text")
                                              : tr("Not yet: it holds no JSON object");
    if (m_inputs->currentIndex() == Fields) {
        if (const QString missing = m_form->missing(); !missing.isEmpty())
            return tr("Not yet: fill in %1").arg(missing);
    }
    if (m_hasErrors)
        return tr("Not yet: config_otau has errors");
    if (m_form->id().isEmpty())
        return tr("Not yet: it has no id");
    if (!idProblem().isEmpty())
        return tr("Not yet: the id can not be used");
    const auto now = draft();
    return now && !m_form->signingProblem(*now).isEmpty() ? tr("Not yet: this payload can not be signed")
                                                          : m_form->lab()->whyNot();
}

void PackageEditor::repair()
{
    if (!m_repaired)
        return;
    if (m_inputs->currentIndex() == Raw) {
        m_raw->setPlainText(QString::fromUtf8(*m_repaired));
        check();
        return;
    }
    const auto config = JsonText::parse(*m_repaired);
    if (!config)
        return;
    JsonText info = m_form->draft().info();
    info.setMember("config_otau", *config);
    m_form->setDraft(PackageDraft::from(info), m_form->id());
    check();
}

void PackageEditor::focusPointer(const QString& pointer)
{
    if (m_inputs->currentIndex() == Raw) {
        m_raw->setFocus(Qt::OtherFocusReason);
        return;
    }
    const QString field = fieldOf(pointer);
    m_form->focusField(field.isEmpty() ? QStringLiteral("sha256") : field);
    if (QWidget* focused = m_form->focusWidget())
        m_scroll->ensureWidgetVisible(focused);
}

void PackageEditor::focusFirst()
{
    if (m_inputs->currentIndex() == Raw)
        m_raw->setFocus(Qt::OtherFocusReason);
    else
        m_form->focusFirst();
}

QString PackageEditor::command() const
{
    const auto now = draft();
    return now ? m_actions.commandOf(addOperation, values(*now)) : QString();
}

QJsonObject PackageEditor::values(const PackageDraft& draft) const
{
    QJsonObject values = draft.arguments(m_form->id());
    m_form->lab()->addTo(values);
    return values;
}

void PackageEditor::save()
{
    if (!m_settled)
        check();
    const auto now = draft();
    if (!now || !whyNot().isEmpty())
        return;
    const QString id = m_form->id();
    const auto done = [this, id](const Result<Outcome>& outcome) {
        m_save->setBusy(false);
        if (!outcome) {
            m_banner->set(Mark::Bad, tr("%1 was not saved.").arg(id), errorText(outcome.error()));
            return;
        }
        m_touched = false;
        m_form->lab()->remember();
        Q_EMIT saved(id);
    };
    m_banner->clear();
    m_save->setBusy(true, tr("Saving …"));
    if (const auto started = m_workbench.jobs.start(addOperation, values(*now), this, done); !started)
        done(failure(started.error()));
}

} // namespace ota
