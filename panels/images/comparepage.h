// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "panels/images/releasedetails.h"
#include "suit/releasecomparison.h"

#include <QWidget>

#include <stop_token>

class QComboBox;
class QStackedWidget;

namespace ota {

class Button;
class CompareModel;
class KeyValueList;
class MarkLine;
class SearchTable;
class SectionHeader;
struct Workbench;

/// The chosen release against another one: the files by their bytes, the manifests field by field. GUI thread; compares
/// on a worker, and only while it is seen.
class ComparePage final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ComparePage)

public:
    /// `workbench` must outlive it.
    explicit ComparePage(Workbench& workbench, QWidget* parent = nullptr);
    ~ComparePage() override;

    /// Null: nothing is chosen.
    void setRelease(const ReleaseDetails::Pointer& details);
    /// Chooses the other one, as releaseReference() names it.
    void compareWith(const QString& reference);
    QComboBox* box() const { return m_box; }
    /// `otaw release compare …`; empty when there is nothing to compare with.
    QString command() const;

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* makeResults();
    void fillBox();
    void run();
    void show(const ReleaseComparison& comparison);
    void showNothing(Mark mark, const QString& text);

    Workbench& m_workbench;
    QComboBox* m_box;
    MarkLine* m_news;
    QWidget* m_results;
    KeyValueList* m_files;
    SectionHeader* m_fieldsHead;
    SearchTable* m_fields;
    CompareModel* m_model;
    Button* m_copy;
    ReleaseDetails::Pointer m_details;
    std::vector<Release> m_others; ///< As in the box.
    QString m_wanted;              ///< The other one that somebody chose; stays while one looks at further releases.
    bool m_isStale = true;         ///< What is shown is not the comparison of what is chosen.
    int m_turn = 0;
    std::stop_source m_stop;
};

} // namespace ota
