// SPDX-License-Identifier: Apache-2.0
#include "panels/shell/palettemodel.h"

#include "panels/widgets/operationfield.h"

#include <QHash>

#include <algorithm>
#include <optional>

namespace ota {

namespace {

struct Match
{
    int score = 0;
    QList<int> positions;
};

/// Where `word` stands in `text`: at the beginning of a word is better than inside of one.
std::optional<Match> find(const QString& word, const QString& text)
{
    Match match;
    qsizetype found = -1;
    for (qsizetype at = text.indexOf(word, 0, Qt::CaseInsensitive); at >= 0;
         at = text.indexOf(word, at + 1, Qt::CaseInsensitive)) {
        const bool begins = at == 0 || !text.at(at - 1).isLetterOrNumber();
        const int score = begins ? (at == 0 ? 30 : 20) : 4;
        if (score > match.score) {
            match.score = score;
            found = at;
        }
    }
    if (found < 0)
        return std::nullopt;
    for (qsizetype i = 0; i < word.size(); ++i)
        match.positions << static_cast<int>(found + i);
    return match;
}

QString sentenceOf(const Operation& operation)
{
    const QString first = operation.details.section(u'\n', 0, 0).section(QStringLiteral(". "), 0, 0);
    return first.isEmpty() ? operation.returns : first;
}

} // namespace

QString operationIcon(const QString& name)
{
    static const QHash<QString, QString> byVerb{
        {QStringLiteral("notify"), QStringLiteral("notify")},   {QStringLiteral("verify"), QStringLiteral("signature")},
        {QStringLiteral("sign"), QStringLiteral("signature")},  {QStringLiteral("export"), QStringLiteral("export")},
        {QStringLiteral("import"), QStringLiteral("import")},   {QStringLiteral("remove"), QStringLiteral("trash")},
        {QStringLiteral("delete"), QStringLiteral("trash")},    {QStringLiteral("compare"), QStringLiteral("compare")},
        {QStringLiteral("discover"), QStringLiteral("search")}, {QStringLiteral("note"), QStringLiteral("note")},
        {QStringLiteral("publish"), QStringLiteral("upload")},  {QStringLiteral("fetch"), QStringLiteral("download")}};
    static const QHash<QString, QString> byNoun{{QStringLiteral("key"), QStringLiteral("key")},
                                                {QStringLiteral("release"), QStringLiteral("release")},
                                                {QStringLiteral("board"), QStringLiteral("boards")},
                                                {QStringLiteral("suit"), QStringLiteral("images")},
                                                {QStringLiteral("serve"), QStringLiteral("serving")},
                                                {QStringLiteral("notify"), QStringLiteral("notify")},
                                                {QStringLiteral("session"), QStringLiteral("timelines")},
                                                {QStringLiteral("timeline"), QStringLiteral("timelines")},
                                                {QStringLiteral("virtual"), QStringLiteral("virtual")},
                                                {QStringLiteral("cert"), QStringLiteral("lock")},
                                                {QStringLiteral("psk"), QStringLiteral("lock")},
                                                {QStringLiteral("coap"), QStringLiteral("network")},
                                                {QStringLiteral("http"), QStringLiteral("network")},
                                                {QStringLiteral("demo"), QStringLiteral("play")},
                                                {QStringLiteral("bench"), QStringLiteral("folder")}};
    const QString verb = name.section(u'.', -1);
    if (const QString icon = byVerb.value(verb); !icon.isEmpty() && name.contains(u'.'))
        return icon;
    return byNoun.value(name.section(u'.', 0, 0), QStringLiteral("command"));
}

PaletteModel::PaletteModel(const OperationRegistry& registry, QObject* parent)
    : QAbstractListModel(parent)
    , m_registry(registry)
{
    rebuild();
}

void PaletteModel::setEntries(std::vector<PaletteEntry> entries)
{
    beginResetModel();
    m_rows.clear();
    m_entries = std::move(entries);
    endResetModel();
    rebuild();
}

void PaletteModel::setRecent(const QStringList& names)
{
    m_recent = names;
}

void PaletteModel::setQuery(const QString& query)
{
    m_query = query;
    rebuild();
}

void PaletteModel::rebuild()
{
    const QStringList words = m_query.split(u' ', Qt::SkipEmptyParts);
    const auto rated = [&words](Row row, const QString& title, const QString& sentence,
                                const QString& name) -> std::optional<Row> {
        for (const QString& word : words) {
            const auto inTitle = find(word, title);
            const auto inName = find(word, name);
            const auto inSentence = find(word, sentence);
            if (!inTitle && !inName && !inSentence)
                return std::nullopt;
            row.score += std::max({inTitle ? inTitle->score + 4 : 0, inName ? inName->score + 6 : 0,
                                   inSentence ? inSentence->score / 4 : 0});
            // Letters in the middle of a word are a hit, but not worth showing.
            if (inTitle && inTitle->score >= 20)
                row.titleMatch << inTitle->positions;
            if (inName && inName->score >= 20)
                row.nameMatch << inName->positions;
        }
        return row;
    };

    std::vector<Row> operations;
    std::vector<Row> others;
    const auto all = m_registry.all();
    for (const Operation* operation : all) {
        Row row;
        row.operation = operation;
        if (const auto at = m_recent.indexOf(operation->name); at >= 0)
            row.score += words.isEmpty() ? 1000 - static_cast<int>(at) : 3;
        if (auto hit = rated(row, titleOf(*operation), sentenceOf(*operation), operation->name))
            operations.push_back(std::move(*hit));
    }
    for (const PaletteEntry& entry : m_entries) {
        Row row;
        row.entry = &entry;
        if (auto hit = rated(row, entry.title, entry.sentence, QString()))
            others.push_back(std::move(*hit));
    }
    std::ranges::stable_sort(operations, std::ranges::greater{}, &Row::score);
    if (!words.isEmpty())
        std::ranges::stable_sort(others, std::ranges::greater{}, &Row::score);

    beginResetModel();
    m_operationCount = static_cast<int>(all.size());
    m_hitCount = static_cast<int>(operations.size() + others.size());
    m_rows.clear();
    const auto heading = [this](const QString& text) {
        Row row;
        row.heading = text;
        m_rows.push_back(std::move(row));
    };
    if (!operations.empty()) {
        heading(tr("Operations"));
        std::ranges::move(operations, std::back_inserter(m_rows));
    }
    QStringList sections;
    for (const Row& row : others) {
        if (!sections.contains(row.entry->section))
            sections << row.entry->section;
    }
    for (const QString& section : std::as_const(sections)) {
        heading(section);
        for (Row& row : others) {
            if (row.entry && row.entry->section == section)
                m_rows.push_back(row);
        }
    }
    endResetModel();
}

int PaletteModel::firstHit() const
{
    const auto found = std::ranges::find_if(m_rows, [](const Row& row) { return row.heading.isEmpty(); });
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

const Operation* PaletteModel::operationAt(int row) const
{
    return row >= 0 && row < rowCount() ? m_rows[static_cast<std::size_t>(row)].operation : nullptr;
}

const PaletteEntry* PaletteModel::entryAt(int row) const
{
    return row >= 0 && row < rowCount() ? m_rows[static_cast<std::size_t>(row)].entry : nullptr;
}

int PaletteModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant PaletteModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    const bool heading = !row.heading.isEmpty();
    switch (role) {
    case Qt::DisplayRole:
        return heading ? row.heading : row.operation ? titleOf(*row.operation) : row.entry->title;
    case HeadingRole:
        return heading;
    case IconRole:
        return heading ? QString() : row.operation ? operationIcon(row.operation->name) : row.entry->icon;
    case SentenceRole:
        return heading ? QString() : row.operation ? sentenceOf(*row.operation) : row.entry->sentence;
    case NameRole:
        return heading ? QString() : row.operation ? row.operation->name : row.entry->key;
    case TitleMatchRole:
        return QVariant::fromValue(row.titleMatch);
    case NameMatchRole:
        return QVariant::fromValue(row.nameMatch);
    case IsOperationRole:
        return row.operation != nullptr;
    default:
        return {};
    }
}

Qt::ItemFlags PaletteModel::flags(const QModelIndex& index) const
{
    if (!index.isValid() || index.data(HeadingRole).toBool())
        return Qt::NoItemFlags;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable;
}

} // namespace ota
