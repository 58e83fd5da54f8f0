// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "panels/boards/lowerpane.h"

#include <QJsonObject>

class QLineEdit;
class QMenu;

namespace ota {

class Button;
class DiscoverModel;
class SearchTable;
struct Workbench;

/// Looks for boards, at the lower edge of the panel: on chosen interfaces, or at an address; a line for each node that
/// answers. Runs `board.discover` as a job.
class DiscoverPane final : public LowerPane
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DiscoverPane)

public:
    explicit DiscoverPane(Workbench& workbench, QWidget* parent = nullptr);

    /// Looks what interfaces there are now.
    void listInterfaces();
    void focusFirst();
    DiscoverModel* model() const { return m_model; }
    QString command() const override;
    int wantedHeight() const;

Q_SIGNALS:
    /// With `name` and `address`, to start a form from.
    void addRequested(const QJsonObject& values);
    void showRequested(const QString& board);

private:
    void makeHead();
    void makeTable();
    QJsonObject values() const;
    QStringList interfaces() const; ///< Those that are chosen.
    QString whyNot() const;
    void search();
    void onEnded(const QString& error);
    void onAction(int row);
    QString freeName(const QString& device) const;
    void refresh();

    Workbench& m_workbench;
    DiscoverModel* m_model;
    QMenu* m_menu = nullptr;
    Button* m_choice = nullptr;
    QLineEdit* m_address = nullptr;
    Button* m_search = nullptr;
    SearchTable* m_table = nullptr;
    int m_job = 0; ///< 0: none runs.
    bool m_searched = false;
};

} // namespace ota
