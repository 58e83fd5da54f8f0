// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "store/release.h"

#include <QAbstractTableModel>

#include <vector>

namespace ota {

class Clock;
enum class Mark;

/// Its version, else the sequence number of its manifest, else '–'.
QString versionText(const Release& release);
/// `SUIT riot-09`: the world with the dialect of the manifest where there is one.
QString kindText(const Release& release);

/// The releases and drafts of a bench as rows, by id, a draft behind what is served under its id. Rows come, go and
/// change one by one, so that a selection stays where it is.
class ReleaseModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ReleaseModel)

public:
    enum Column
    {
        Name,
        World,
        Version,
        Size,
        SignedBy,
        Published, ///< When; a draft says that it is one.
        Age,
        Hash, ///< SHA-256 of the manifest, else of the first file.
        ColumnCount
    };

    /// `clock` must outlive the model.
    explicit ReleaseModel(const Clock& clock, QObject* parent = nullptr);

    /// Both by id.
    void setReleases(const std::vector<Release>& releases, const std::vector<Release>& drafts);
    /// The ages have grown.
    void refreshAges();

    /// Null for an index that is none of a row.
    const Release* release(const QModelIndex& index) const;
    /// Invalid when there is none.
    QModelIndex indexOf(const QString& id, bool draft) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    /// A release with what its notes say of the manifest; they are read once, not at each painting.
    struct Row
    {
        explicit Row(Release from);

        Release release;
        QString kind;
        QString signedBy;
        Mark mark;
    };

    const Row* row(const QModelIndex& index) const;
    QString text(const Row& row, int column) const;
    QVariant sortValue(const Release& release, int column) const;

    const Clock& m_clock;
    std::vector<Row> m_rows;
};

} // namespace ota
