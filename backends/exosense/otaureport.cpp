// SPDX-License-Identifier: Apache-2.0
#include "exosense/otaureport.h"

#include "exosense/jsontext.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace ota {

namespace {

struct StatusRow
{
    QLatin1StringView key;
    OtauStage stage;
    int rank; ///< -1: none.
};

constexpr std::array<StatusRow, otauStatusCount> rows{{
    {QLatin1StringView("INIT"), OtauStage::Init, 0},
    {QLatin1StringView("TEST"), OtauStage::Test, 1},
    {QLatin1StringView("TEST_STEP"), OtauStage::Test, 2},
    {QLatin1StringView("TEST_SUCCESS"), OtauStage::Test, 3},
    {QLatin1StringView("TEST_ERROR"), OtauStage::Test, -1},
    {QLatin1StringView("DOWNLOAD"), OtauStage::Download, 4},
    {QLatin1StringView("DOWNLOAD_STEP"), OtauStage::Download, 5},
    {QLatin1StringView("DOWNLOAD_SUCCESS"), OtauStage::Download, 6},
    {QLatin1StringView("DOWNLOAD_ERROR"), OtauStage::Download, -1},
    {QLatin1StringView("INSTALL"), OtauStage::Install, 7},
    {QLatin1StringView("INSTALL_STEP"), OtauStage::Install, 8},
    {QLatin1StringView("INSTALL_SUCCESS"), OtauStage::Install, 9},
    {QLatin1StringView("INSTALL_ERROR"), OtauStage::Install, -1},
    {QLatin1StringView("INSTALL_ABORTED"), OtauStage::Install, -1},
    {QLatin1StringView("INSTALLED_VERSION"), OtauStage::Installed, 10},
}};

const StatusRow& rowOf(OtauStatus status)
{
    return rows[static_cast<std::size_t>(status)];
}

/// A member that must be a string, or may be left out.
QString readText(const JsonText& object, const char* name, bool required, ExosenseFindings& findings)
{
    const QString path = QString(u'/' + QString::fromLatin1(name));
    const JsonText* value = object.member(name);
    if (!value) {
        if (required)
            findings.push_back(exosenseFinding(QLatin1StringView("OI-REQ"), path));
        return {};
    }
    if (!value->isString())
        findings.push_back(exosenseFinding(QLatin1StringView("OI-STR"), path));
    return value->toString();
}

void readObject(const JsonText& object, OtauReport& report)
{
    report.version = readText(object, "version", true, report.findings);
    report.statusText = readText(object, "status", true, report.findings);
    report.message = readText(object, "message", false, report.findings);
    report.status = otauStatusFromKey(report.statusText);
    if (!report.status && !report.statusText.isEmpty()) {
        const bool isCase = otauStatusFromKey(report.statusText.toUpper()).has_value();
        report.findings.push_back(exosenseFinding(
            isCase ? QLatin1StringView("OI-ENUM-CASE") : QLatin1StringView("OI-ENUM"), QStringLiteral("/status")));
    }
    for (const QByteArray& name : object.names) {
        if (name != "version" && name != "status" && name != "message")
            report.findings.push_back(
                exosenseFinding(QLatin1StringView("OI-EXTRA"), QString(u'/' + QString::fromUtf8(name))));
    }
}

/// Longest text that is searched for a figure; more is no progress of anything.
constexpr qsizetype longestMessage = 1000;

bool saysRetry(QStringView before)
{
    static const QRegularExpression words(QStringLiteral("\\b(?:retry|attempt|try)\\b"),
                                          QRegularExpression::CaseInsensitiveOption);
    return words.match(before.toString()).hasMatch();
}

std::optional<OtauProgress> percentIn(const QString& text)
{
    static const QRegularExpression form(QStringLiteral("(?<![0-9.,])([0-9]{1,3}(?:[.,][0-9]+)?)\\s*%"));
    for (auto found = form.globalMatch(text); found.hasNext();) {
        const auto match = found.next();
        const double percent = match.captured(1).replace(u',', u'.').toDouble();
        if (percent <= 100 && !saysRetry(QStringView(text).first(match.capturedStart())))
            return OtauProgress{percent, {}, {}};
    }
    return std::nullopt;
}

std::optional<OtauProgress> countIn(const QString& text, const QRegularExpression& form)
{
    for (auto found = form.globalMatch(text); found.hasNext();) {
        const auto match = found.next();
        bool doneFits = false;
        bool totalFits = false;
        const quint64 done = match.captured(1).toULongLong(&doneFits);
        const quint64 total = match.captured(2).toULongLong(&totalFits);
        if (!doneFits || !totalFits || total == 0 || done > total ||
            saysRetry(QStringView(text).first(match.capturedStart())))
            continue;
        return OtauProgress{100.0 * static_cast<double>(done) / static_cast<double>(total), done, total};
    }
    return std::nullopt;
}

} // namespace

QString keyOf(OtauStatus status)
{
    return QString(rowOf(status).key);
}

std::optional<OtauStatus> otauStatusFromKey(QStringView key)
{
    const auto* const found = std::ranges::find_if(rows, [&](const StatusRow& row) { return key == row.key; });
    if (found == rows.end())
        return std::nullopt;
    return static_cast<OtauStatus>(found - rows.begin());
}

std::optional<int> rankOf(OtauStatus status)
{
    const int rank = rowOf(status).rank;
    return rank < 0 ? std::nullopt : std::optional(rank);
}

OtauStage stageOf(OtauStatus status)
{
    return rowOf(status).stage;
}

bool isStep(OtauStatus status)
{
    return status == OtauStatus::TestStep || status == OtauStatus::DownloadStep || status == OtauStatus::InstallStep;
}

bool isError(OtauStatus status)
{
    return status == OtauStatus::TestError || status == OtauStatus::DownloadError || status == OtauStatus::InstallError;
}

OtauReport parseOtauReport(QByteArrayView text)
{
    OtauReport report;
    const auto add = [&](const char* code, const QString& path = {}) {
        report.findings.push_back(exosenseFinding(QLatin1StringView(code), path));
    };
    const auto json = JsonText::parse(text);
    if (!json) {
        const bool isAck = QByteArray::fromRawData(text.data(), text.size()).trimmed().toUpper() == "ACK";
        add(isAck ? "OI-ACK-TEXT" : "OI-JSON");
        return report;
    }
    if (!json->isObject()) {
        add("OI-TOP");
        return report;
    }
    if (const auto twice = json->duplicate()) {
        add("OI-DUP", *twice);
        return report;
    }
    readObject(*json, report);
    return report;
}

std::optional<OtauProgress> progressOf(OtauStatus status, QStringView message)
{
    if (!isStep(status) || message.size() > longestMessage)
        return std::nullopt;
    const QString text = message.toString();
    static const QRegularExpression slash(QStringLiteral("(?<![0-9./])([0-9]{1,19})/([0-9]{1,19})(?![0-9/]|\\.[0-9])"));
    static const QRegularExpression of(QStringLiteral("(?<![0-9./])([0-9]{1,19}) of ([0-9]{1,19})(?![.0-9])"));
    if (auto percent = percentIn(text))
        return percent;
    if (auto counted = countIn(text, slash))
        return counted;
    return countIn(text, of);
}

} // namespace ota
