// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "panels/packages/packagesread.h"

#include <QWidget>

namespace ota {

class Banner;
class Button;
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

    void begin(const PackageRow& row);
    /// The package as it is now; null: it is gone.
    void setPackage(const PackageRow* row);
    void setGateways(const GatewayViews& gateways);
    const QString& package() const { return m_package; }
    TargetsModel* model() const { return m_model; }
    QString command() const;
    void focusFirst();

Q_SIGNALS:
    void closeRequested();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    QWidget* makeHead();
    QWidget* makeChoice();
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
    SegmentedControl* m_choice = nullptr;
    FilterField* m_text = nullptr;
    Button* m_tickAll = nullptr;
    MarkLine* m_hint = nullptr;
    Button* m_dryRun = nullptr;
    Button* m_apply = nullptr;
    Button* m_copy = nullptr;
    Banner* m_banner = nullptr;
    SearchTable* m_table = nullptr;
    QString m_package;
    QString m_problem; ///< Why the package can not be applied; empty when it can.
    QString m_search;  ///< What stood in the field, by the choice it is of.
    QString m_expression;
    QString m_badFilter; ///< What is wrong with the expression.
    QStringList m_applied;
};

} // namespace ota
