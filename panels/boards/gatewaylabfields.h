// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonObject>
#include <QWidget>

class QComboBox;
class QLineEdit;

namespace ota {

class BenchFeed;
class FieldRow;

/// Whether virtual gateways expect the lab header around files: whose signature, and what type of device they are.
class GatewayLabFields final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GatewayLabFields)

public:
    explicit GatewayLabFields(const BenchFeed& bench, QWidget* parent = nullptr);

    /// They check what they fetch.
    bool isExpected() const;
    /// What is missing; empty: nothing.
    QString whyNot() const;
    /// Adds the parameters of `exosense.gateway.run` that it stands for.
    void addTo(QJsonObject& values) const;
    void take(const QJsonObject& values);

Q_SIGNALS:
    void edited();

private:
    void refreshKeys();
    void refresh();

    const BenchFeed& m_bench;
    QComboBox* m_key;
    QLineEdit* m_type;
    FieldRow* m_typeRow;
};

} // namespace ota
