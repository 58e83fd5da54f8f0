// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "panels/images/releasedetails.h"

#include <QWidget>

class QStackedWidget;
class QTabBar;

namespace ota {

class Badge;
class Banner;
class ElidedLabel;
class IconButton;
class KeyValueList;
class ManifestView;
class Paragraph;
class SectionHeader;
struct KeyValue;

/// What the Images panel knows of the chosen release: manifest, digests, files. Nothing chosen: the facts of all.
class ReleaseInspector final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ReleaseInspector)

public:
    explicit ReleaseInspector(QWidget* parent = nullptr);

    /// Nothing is chosen: what stands in the panel as a whole.
    void showOverview(const QList<KeyValue>& facts);
    /// The release is being read: its name at once.
    void showPending(const Release& release);
    void showDetails(const ReleaseDetails::Pointer& details);
    void showFailure(const QString& why);

    const ReleaseDetails::Pointer& details() const { return m_details; }
    ManifestView* manifestView() const { return m_manifest; }
    QTabBar* tabs() const { return m_tabs; }
    /// Adds a page behind the others.
    int addPage(const QString& title, QWidget* page);
    void showPage(int page);

Q_SIGNALS:
    /// The three dots: the menu of the release.
    void menuRequested(const QPoint& globalPosition);
    void copied(const QString& text);

private:
    QWidget* makeHead();
    QWidget* makeLists(const QString& name, std::initializer_list<QWidget*> widgets);
    void showManifest();
    void showVerdict();
    void showDigests();
    void showFiles();
    int currentManifest() const;

    ReleaseDetails::Pointer m_details;
    ElidedLabel* m_name;
    IconButton* m_copy;
    IconButton* m_more;
    Badge* m_verdict;
    ElidedLabel* m_evidence;
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
