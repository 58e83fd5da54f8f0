// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "panels/widgets/panelpage.h"

#include <QAbstractTableModel>

namespace ota {

class FilterField;
class SearchTable;
struct Workbench;

/// Made-up rows with everything that a cell can show.
class GalleryModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GalleryModel)

public:
    explicit GalleryModel(QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

private:
    QList<bool> m_checked;
};

/// Every widget of this folder in its states: the example to write a panel by, and what the pictures and tests show.
/// No part of the program itself.
class Gallery final : public PanelPage
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Gallery)

public:
    explicit Gallery(Workbench& workbench, QWidget* parent = nullptr);

    QString id() const override { return QStringLiteral("gallery"); }
    QString title() const override { return tr("Gallery"); }
    QString icon() const override { return QStringLiteral("boards"); }
    PanelHeader* header() const override { return m_header; }
    QWidget* inspector() const override { return m_inspector; }
    FilterField* filterField() const override { return m_filter; }
    QString helpText() const override;
    SearchTable* table() const { return m_table; }

private:
    QWidget* makeControls();
    QWidget* makeForm();
    QWidget* makeMessages();
    QWidget* makeInspector();

    Workbench& m_workbench;
    PanelHeader* m_header;
    FilterField* m_filter;
    SearchTable* m_table;
    QWidget* m_inspector;
};

} // namespace ota
