// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "operations/operationregistry.h"

#include <QAbstractListModel>
#include <QList>
#include <QString>

#include <functional>
#include <vector>

namespace ota {

/// Something the palette can find besides operations: a panel, an action, a thing of the bench.
struct PaletteEntry
{
    QString section; ///< `Window`, `Boards and releases`
    QString icon;
    QString title;
    QString sentence;
    QString key; ///< At the right end: a key or `open`.
    std::function<void()> run;
};

/// What the palette finds: all operations, and what the window adds. Each word of the query has to begin a word of the
/// title, the name or the sentence; the best comes first.
class PaletteModel final : public QAbstractListModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PaletteModel)

public:
    enum Role
    {
        HeadingRole = Qt::UserRole, ///< bool: the head of a section; can not be chosen.
        IconRole,
        SentenceRole,
        NameRole,
        TitleMatchRole, ///< QList<int>: positions of the letters that were found.
        NameMatchRole,
        IsOperationRole
    };

    explicit PaletteModel(const OperationRegistry& registry, QObject* parent = nullptr);

    /// Asked at each opening.
    void setEntries(std::vector<PaletteEntry> entries);
    /// Names of operations used lately, newest first: they lead when nothing is typed.
    void setRecent(const QStringList& names);
    void setQuery(const QString& query);

    int operationCount() const { return m_operationCount; }
    int hitCount() const { return m_hitCount; }
    /// The row of the first hit; -1 when there is none.
    int firstHit() const;
    const Operation* operationAt(int row) const; ///< Null for others.
    const PaletteEntry* entryAt(int row) const;  ///< Null for operations and headings.

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

private:
    struct Row
    {
        QString heading;
        const Operation* operation = nullptr;
        const PaletteEntry* entry = nullptr;
        int score = 0;
        QList<int> titleMatch;
        QList<int> nameMatch;
    };

    void rebuild();

    const OperationRegistry& m_registry;
    std::vector<PaletteEntry> m_entries;
    QStringList m_recent;
    QString m_query;
    std::vector<Row> m_rows;
    int m_operationCount = 0;
    int m_hitCount = 0;
};

/// The icon of an operation, from its noun and verb.
QString operationIcon(const QString& name);

} // namespace ota
