// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "panels/images/releasedetails.h"

#include <QWidget>

class QStackedWidget;
class QTabBar;

namespace ota {

class ComparePage;
class InspectorHead;
class KeyValueList;
class ManifestView;
class Paragraph;
class SectionHeader;
struct Workbench;

/// What the Images panel knows of the chosen release: manifest, digests, files. Nothing chosen: the facts of all.
class ReleaseInspector final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ReleaseInspector)

public:
    /// `workbench` must outlive it.
    explicit ReleaseInspector(Workbench& workbench, QWidget* parent = nullptr);

    /// Reads a release on a worker and shows it, its name at once. Null, nothing is chosen: the facts of all.
    void setRelease(const Release* release);
    /// Of what is shown; null while it is read.
    const ReleaseDetails::Pointer& details() const { return m_details; }
    /// The page that compares, with the release of that releaseReference(); empty: the choice gets the focus.
    void compareWith(const QString& reference);
    ComparePage* comparePage() const { return m_compare; }
    ManifestView* manifestView() const { return m_manifest; }
    QTabBar* tabs() const { return m_tabs; }
    void showPage(int page);

Q_SIGNALS:
    /// The three dots: the menu of the release.
    void menuRequested(const QPoint& globalPosition);
    void copied(const QString& text);
    void detailsChanged();

private:
    int addPage(const QString& title, QWidget* page);
    void showOverview();
    void showPending(const Release& release);
    void showDetails(const ReleaseDetails::Pointer& details);
    void showFailure(const QString& why);
    QWidget* makeLists(const QString& name, std::initializer_list<QWidget*> widgets);
    void showManifest();
    void showVerdict();
    void showDigests();
    void showFiles();
    int currentManifest() const;

    Workbench& m_workbench;
    ReleaseDetails::Pointer m_details;
    int m_turn = 0; ///< Counts the readings: an answer to an earlier one is late.
    ComparePage* m_compare;
    int m_comparePage = 0;
    InspectorHead* m_head;
    Paragraph* m_note;
    QTabBar* m_manifests; ///< Several manifests of one release: which one is shown.
    QTabBar* m_tabs;
    QStackedWidget* m_pages;
    QStackedWidget* m_manifestPage; ///< The manifest, or why there is none.
    ManifestView* m_manifest;
    QWidget* m_noManifest;
    KeyValueList* m_digests;
    KeyValueList* m_files;
    KeyValueList* m_facts;
    SectionHeader* m_historyHead;
    KeyValueList* m_history;
    KeyValueList* m_overview;
    QWidget* m_overviewPage;
    QWidget* m_releasePage;
};

} // namespace ota
