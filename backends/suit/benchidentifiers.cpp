// SPDX-License-Identifier: Apache-2.0
#include "suit/benchidentifiers.h"

#include "base/files.h"
#include "store/bench.h"
#include "store/boardstore.h"
#include "store/releasestore.h"

#include <QFile>

#include <algorithm>

namespace ota {

namespace {

constexpr qint64 maximumFileSize = 1 << 20;

QString filePath(const Bench& bench)
{
    return bench.path(QStringLiteral("identifiers.txt"));
}

struct Named
{
    QString vendor;
    QString board;
};

std::vector<Named> remembered(const Bench& bench)
{
    std::vector<Named> names;
    const auto content = readFile(filePath(bench), maximumFileSize);
    if (!content)
        return names;
    for (const QString& line : QString::fromUtf8(*content).split(u'\n')) {
        const qsizetype space = line.indexOf(u' ');
        if (space > 0 && !line.startsWith(u'#'))
            names.push_back({line.first(space), line.sliced(space + 1).trimmed()});
    }
    return names;
}

bool isName(const QString& text)
{
    const bool isPlain = std::none_of(text.cbegin(), text.cend(),
                                      [](QChar character) { return character.category() == QChar::Other_Control; });
    return !text.isEmpty() && isPlain && !uuidFromText(text);
}

/// As virtual boards keep it: backends/virtual/boardsettings.h.
Named builtAs(const Board& board)
{
    const QJsonObject run = board.settings[QStringLiteral("run")].toObject();
    return {run[QStringLiteral("vendor")].toString(), run[QStringLiteral("class")].toString()};
}

void addBoards(Bench& bench, std::vector<Named>& names, QStringList& boards)
{
    const auto list = bench.boards().list();
    if (!list)
        return;
    for (const Board& board : *list) {
        boards << board.id.text();
        const Named built = builtAs(board);
        if (isName(built.vendor))
            names.push_back(built);
        else if (isName(built.board))
            boards << built.board;
    }
}

void addReleases(Bench& bench, QStringList& boards)
{
    const auto list = bench.releases().list();
    if (!list)
        return;
    for (const Release& release : *list) {
        const QString id = release.id.text();
        boards << id;
        if (const qsizetype split = id.indexOf(u'_'); split > 0) // Mostly `<board>_<name>`.
            boards << id.first(split);
    }
}

} // namespace

KnownIdentifiers benchIdentifiers(Bench& bench)
{
    KnownIdentifiers known = KnownIdentifiers::standard();
    std::vector<Named> names = remembered(bench);
    QStringList boards;
    addBoards(bench, names, boards);
    addReleases(bench, boards);
    for (const Named& named : names)
        known.add(named.vendor, isName(named.board) ? QStringList{named.board} : QStringList());
    boards.removeDuplicates();
    const QStringList vendors = known.vendorDomains();
    for (const QString& vendor : vendors)
        known.addMissing(vendor, boards);
    return known;
}

Result<> rememberIdentifiers(Bench& bench, const QString& vendorDomain, const QString& board)
{
    if (!isName(vendorDomain) || vendorDomain.contains(u' '))
        return {};
    const KnownIdentifiers& known = KnownIdentifiers::standard();
    const QByteArray vendor = vendorIdentifier(vendorDomain);
    if (!known.vendorName(vendor).isEmpty() &&
        (!isName(board) || !known.className(classIdentifier(vendor, board)).isEmpty()))
        return {};
    const QString kept = isName(board) ? board : QString();
    for (const Named& named : remembered(bench)) {
        if (named.vendor == vendorDomain && (named.board == kept || kept.isEmpty()))
            return {};
    }
    QFile file(filePath(bench));
    const QByteArray line = QString(vendorDomain + u' ' + kept + u'\n').toUtf8();
    // One short write at the end: lines of processes that do this at the same time stay whole.
    if (!file.open(QIODevice::WriteOnly | QIODevice::Append | QIODevice::Unbuffered) || file.write(line) != line.size())
        return failure(Error::Code::Io, file.errorString(), file.fileName());
    return {};
}

} // namespace ota
