// SPDX-License-Identifier: Apache-2.0
#include "panels/packages/packagesread.h"

#include "exosense/packagecontent.h"
#include "panels/widgets/look.h"
#include "panels/widgets/tablefilter.h"
#include "store/bench.h"

#include <QCoreApplication>

#include <algorithm>
#include <map>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(PackageRow)
};

bool byName(const QString& a, const QString& b)
{
    const int order = compareNaturally(a, b);
    return order != 0 ? order < 0 : a < b;
}

void findWanting(std::vector<PackageRow>& packages, const GatewayViews& gateways)
{
    // Many gateways are asked for the same: each text is parsed once.
    std::map<QByteArray, QStringList> wanted;
    for (const auto& gateway : gateways) {
        if (!gateway->desired.isEmpty())
            wanted[gateway->desired] << gateway->board;
    }
    for (const auto& [text, boards] : wanted) {
        const auto desired = JsonText::parse(text);
        if (!desired)
            continue;
        for (PackageRow& row : packages) {
            if (row.check.config.value && sameJson(*row.check.config.value, *desired))
                row.wantedBy << boards;
        }
    }
    for (PackageRow& row : packages)
        std::ranges::sort(row.wantedBy, byName);
}

void fill(PackagesNews& news, const std::vector<ContentEntry>& content, const QHash<QString, PayloadReach>& asked)
{
    QHash<QString, QStringList> users;
    for (const ContentEntry& entry : content) {
        if (!isPackageId(entry.id))
            continue;
        PackageRow row;
        row.entry = entry;
        row.check = checkPackage(entry.id, entry.tag(QString(otauInfoTag)));
        row.info = row.check.info();
        row.reach = reachOf(row.check.config, news.places, asked);
        for (const QString& url : row.check.config.urls()) {
            if (const QString id = news.places.contentIdOf(QUrl(url)); !id.isEmpty())
                users[id] << entry.id;
        }
        news.packages.push_back(std::move(row));
    }
    for (const ContentEntry& entry : content) {
        if (!isPackageId(entry.id))
            news.files.push_back({entry, users.value(entry.id)});
    }
    const auto order = [](const auto& a, const auto& b) {
        return byName(a.entry.id, b.entry.id);
    };
    std::ranges::sort(news.packages, order);
    std::ranges::sort(news.files, order);
}

} // namespace

QString PackageRow::typeText() const
{
    const JsonText* type = check.config.value ? check.config.value->member("type") : nullptr;
    return type ? type->toString() : QString();
}

int PackageRow::warnings() const
{
    const auto isWarning = [](const ExosenseFinding& finding) {
        return finding.severity == Severity::Warning;
    };
    return static_cast<int>(std::ranges::count_if(check.findings, isWarning) +
                            std::ranges::count_if(check.config.findings, isWarning));
}

QString PackageRow::stateText() const
{
    if (!check.isApplicable)
        return check.problem;
    return warnings() > 0 ? Tr::tr("%n warning(s)", nullptr, warnings()) : Tr::tr("applicable");
}

QString PackageRow::stateSentence() const
{
    if (!check.isApplicable)
        return explainExosenseCode(check.problem);
    return warnings() > 0 ? Tr::tr("It can be applied; look at the warnings first.") : Tr::tr("It can be applied.");
}

Mark PackageRow::stateMark() const
{
    return !check.isApplicable ? Mark::Bad : warnings() > 0 ? Mark::Warn : Mark::Good;
}

ExosenseFindings PackageRow::findings() const
{
    ExosenseFindings all;
    if (!check.isApplicable)
        all.push_back(exosenseFinding(QLatin1StringView(check.problem.toLatin1())));
    all.insert(all.end(), check.findings.begin(), check.findings.end());
    all.insert(all.end(), check.config.findings.begin(), check.config.findings.end());
    return all;
}

bool operator==(const PackageRow& a, const PackageRow& b)
{
    // The checks follow from the tag.
    return a.entry.id == b.entry.id && a.entry.updatedNs == b.entry.updatedNs && a.entry.tags == b.entry.tags &&
           a.entry.sizeBytes == b.entry.sizeBytes && a.reach == b.reach && a.wantedBy == b.wantedBy;
}

bool operator==(const ContentRow& a, const ContentRow& b)
{
    return a.entry.id == b.entry.id && a.entry.updatedNs == b.entry.updatedNs && a.entry.blob == b.entry.blob &&
           a.usedBy == b.usedBy;
}

Result<PackagesPointer> readPackages(Bench& bench, const PackagesContext& context)
{
    ExosenseStore store(bench.database(), bench.clock());
    const auto content = store.content();
    if (!content)
        return failure(content.error());
    const auto services = bench.services();
    if (!services)
        return failure(services.error());
    const auto base = contentBase(bench);
    if (!base)
        return failure(base.error());
    auto news = std::make_shared<PackagesNews>();
    news->places = BenchPlaces::from(*services, *base, *content);
    fill(*news, *content, context.asked);
    findWanting(news->packages, context.gateways);
    return PackagesPointer(std::move(news));
}

} // namespace ota
