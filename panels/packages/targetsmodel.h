// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "exosense/gatewayfilter.h"
#include "panels/packages/packagesread.h"
#include "panels/packages/rowsdiff.h"
#include "panels/packages/targetpreview.h"

#include <QHash>
#include <QSet>

namespace ota {

/// A gateway and what it would get.
struct TargetRow
{
    std::shared_ptr<const GatewayView> gateway;
    TargetPreview preview;

    bool operator==(const TargetRow& other) const;
};

/// The gateways that a package may be applied to, each with what it would get.
class TargetsModel final : public RowsModel<TargetRow>
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TargetsModel)

public:
    enum Column
    {
        Name,
        Runs,
        Gets,
        Asked,
        Outcome,
        ColumnCount
    };

    /// How gateways are chosen: as `exosense.apply` is told.
    enum class Choice
    {
        Named, ///< Those that are ticked.
        Filter,
        All ///< Who may speak with us.
    };

    using Row = TargetRow;

    explicit TargetsModel(QObject* parent = nullptr);

    void setPackage(const ConfigCheck& config);
    /// By name.
    void setGateways(const GatewayViews& gateways);
    void setChoice(Choice choice);
    Choice choice() const { return m_choice; }
    void setFilter(const GatewayFilter& filter);
    /// For Choice::Named: words that name, version or state must hold.
    void setSearch(const QString& text);
    void setTicked(const QStringList& names);
    void tickShown(bool on);

    /// Those that would be told, by name.
    QStringList meant() const;
    qsizetype all() const { return static_cast<qsizetype>(m_all.size()); }

    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

Q_SIGNALS:
    /// Others are meant, or they get something else.
    void meantChanged();

private:
    TargetPreview judged(const GatewayView& gateway);
    bool isShown(const Row& row) const;
    void arrange();

    ConfigCheck m_config;
    QByteArray m_configText;
    QHash<QByteArray, ConfigCheck> m_desired; ///< What gateways are asked for, by its text.
    std::vector<Row> m_all;
    Choice m_choice = Choice::Named;
    GatewayFilter m_filter;
    QStringList m_search;
    QSet<QString> m_ticked;
};

} // namespace ota
