// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "panels/boards/boardrow.h"
#include "panels/boards/lowerpane.h"

#include <QHash>
#include <QJsonObject>
#include <QSet>

#include <functional>
#include <vector>

class QComboBox;

namespace ota {

class Button;
class NotifyModel;
class SearchTable;
struct Workbench;

/// Tells the chosen boards of a release, at the lower edge of the panel: which release, how, and a live line for each
/// board. Runs `notify` as a job.
class NotifyPane final : public LowerPane
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NotifyPane)

public:
    explicit NotifyPane(Workbench& workbench, QWidget* parent = nullptr);

    void setBoards(const std::vector<BoardRow>& boards);
    /// The boards as the bench knows them now.
    void updateBoards(const std::function<const BoardRow*(const QString& name)>& find);
    void follow(const QHash<QString, BoardState>& states);
    void focusFirst();

    NotifyModel* model() const { return m_model; }
    bool isEmpty() const; ///< No board is to be told.
    QString command() const override;
    int wantedHeight() const;
    /// The release to be told of, now or as soon as it is published.
    void chooseRelease(const QString& id);

private:
    void makeHead();
    void makeTable();
    void listReleases();
    QJsonObject values(const QStringList& devices, const QString& profile) const;
    void send(const QStringList& devices, const QString& profile);
    void onAction(int row);
    void onEnded(int job, const QStringList& devices);
    void showRefusal(const QString& why);
    void refresh();
    QString whyNot() const;

    Workbench& m_workbench;
    NotifyModel* m_model;
    QComboBox* m_release = nullptr;
    QComboBox* m_profile = nullptr;
    Button* m_send = nullptr;
    SearchTable* m_table = nullptr;
    QHash<int, QStringList> m_jobs; ///< Devices that running jobs tell.
    bool m_sendWhenServing = false;
};

} // namespace ota
