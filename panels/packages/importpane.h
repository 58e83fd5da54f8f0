// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonObject>
#include <QWidget>

namespace ota {

class Banner;
class ImportModel;
class PackageActions;
class SearchTable;
class SectionHeader;

/// Takes folders and files as packages and content, and tells what became of each: at the lower edge of the panel.
class ImportPane final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ImportPane)

public:
    explicit ImportPane(PackageActions& actions, QWidget* parent = nullptr);

    /// Folders and files, a job for each folder and one for the files.
    void take(const QStringList& paths);
    ImportModel* model() const { return m_model; }
    QString command() const; ///< Of the last import.

Q_SIGNALS:
    void closeRequested();
    /// Somebody wants to see this entry.
    void showRequested(const QString& id);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void start(const QJsonObject& values);
    void tellFacts();

    PackageActions& m_actions;
    ImportModel* m_model;
    SectionHeader* m_head;
    SearchTable* m_table;
    QJsonObject m_last;
};

} // namespace ota
