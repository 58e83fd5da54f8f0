// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "panels/packages/packagesread.h"

#include <QWidget>

class QComboBox;
class QStackedWidget;

namespace ota {

class Banner;
class Button;
class FieldRow;
class FilterField;
class MarkLine;
class PackageActions;
class SearchTable;
class SectionHeader;
class SegmentedControl;
class TargetsModel;
struct Workbench;

/// Chooses the gateways that are asked to install a package and shows beforehand what that means for each. Runs
/// `exosense.apply`.
class ApplyPane final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ApplyPane)

public:
    /// Both must outlive it.
    ApplyPane(Workbench& workbench, PackageActions& actions, QWidget* parent = nullptr);

    /// Asks who gets this package.
    void begin(const PackageRow& row);
    /// Asks which package these gateways get.
    void beginFor(const QStringList& gateways);
    /// All there are, for beginFor().
    void setPackages(const std::vector<PackageRow>& packages);
    /// What was chosen of them.
    void choosePackage(const PackageRow& row);
    /// Gateways are chosen and no package is.
    bool isAsking() const { return m_asksForPackage && m_package.isEmpty(); }
    /// The package as it is now; null: it is gone.
    void setPackage(const PackageRow* row);
    void setGateways(const GatewayViews& gateways);
    const QString& package() const { return m_package; }
    TargetsModel* model() const { return m_model; }
    QString command() const;
    void focusFirst();

Q_SIGNALS:
    void closeRequested();
    void packageChosen(const QString& id);
    void newRequested();    ///< There is no package.
    void importRequested(); ///< There is no package.

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    QWidget* makeHead();
    QWidget* makePackages();
    QWidget* makeChoice();
    QWidget* makeEmpty();
    void showPackages();
    void onChoice();
    void onText(const QString& text);
    void refresh();
    QString whyNot() const;
    QJsonObject values() const;
    void apply();
    void dryRun();
    void onApplied(const QJsonObject& outcome);
    void clear();

    Workbench& m_workbench;
    PackageActions& m_actions;
    TargetsModel* m_model;
    SectionHeader* m_head = nullptr;
    QStackedWidget* m_pages;
    FieldRow* m_packageRow = nullptr;
    QComboBox* m_packages = nullptr;
    SegmentedControl* m_choice = nullptr;
    FilterField* m_text = nullptr;
    Button* m_tickAll = nullptr;
    MarkLine* m_hint = nullptr;
    Button* m_import = nullptr; ///< Of the empty state.
    Button* m_dryRun = nullptr;
    Button* m_apply = nullptr;
    Button* m_copy = nullptr;
    Banner* m_banner = nullptr;
    SearchTable* m_table = nullptr;
    QString m_package;
    bool m_asksForPackage = false;
    bool m_isRead = false; ///< The packages are known, though there may be none.
    QString m_problem;     ///< Why the package can not be applied; empty when it can.
    QString m_search;      ///< What stood in the field, by the choice it is of.
    QString m_expression;
    QString m_badFilter; ///< What is wrong with the expression.
    QStringList m_applied;
};

} // namespace ota
