// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "panels/packages/packagesread.h"

#include <QWidget>

class QPlainTextEdit;
class QStackedWidget;
class QTabBar;
class QVBoxLayout;

namespace ota {

class Button;
class InspectorHead;
class KeyValueList;
class PackageFindings;
class Paragraph;
class SectionHeader;

/// What the panel knows of the chosen package or content; nothing chosen: the facts of all.
class PackageInspector final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PackageInspector)

public:
    explicit PackageInspector(QWidget* parent = nullptr);

    void showOverview(const PackagesNews& news, const PackagesContext& context);
    void showPackage(const PackageRow& row, const PackagesNews& news, const PackagesContext& context);
    void showContent(const ContentRow& row, const PackagesNews& news);
    /// Some URL is being asked for.
    void setChecking(bool on);

Q_SIGNALS:
    void copied(const QString& what);
    void menuRequested(const QPoint& globalPosition);
    void checkRequested();
    void editRequested(const QString& pointer);

private:
    QWidget* makeFacts();
    QWidget* makeText(QPlainTextEdit* view, Paragraph* note, Button* copy);
    void addPage(const QString& title, QWidget* page);
    void copy(const QString& text, const QString& what);
    void showFacts(const PackageRow& row, const PackagesNews& news, const PackagesContext& context);
    void showGateways(const PackageRow& row, const GatewayViews& all);

    InspectorHead* m_head;
    QTabBar* m_tabs;
    QStackedWidget* m_pages;
    PackageFindings* m_findings;
    SectionHeader* m_findingsHead;
    Paragraph* m_noFindings;
    KeyValueList* m_facts;
    SectionHeader* m_payloadHead;
    KeyValueList* m_payload;
    Button* m_check;
    QPlainTextEdit* m_json;
    Paragraph* m_jsonNote;
    QPlainTextEdit* m_tag;
    Paragraph* m_tagNote;
    KeyValueList* m_gateways;
    Paragraph* m_gatewayNote;
    QWidget* m_overviewPage;
    QWidget* m_thingPage;
    KeyValueList* m_overview;
};

} // namespace ota
