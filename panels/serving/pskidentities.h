// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "panels/serving/servingkeeper.h"

#include <QWidget>

class QLineEdit;

namespace ota {

class Button;
class FieldRow;
class PskModel;
class SearchTable;
class SectionHeader;
class SegmentedControl;

/// The devices that may use CoAPS: add one with a new key or one that it has already, copy its key, take it away.
class PskIdentities final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PskIdentities)

public:
    /// `keeper` must outlive it.
    explicit PskIdentities(ServingKeeper& keeper, QWidget* parent = nullptr);

    void setUsed(const QHash<QString, qint64>& used);
    PskModel& model() const { return *m_model; }

Q_SIGNALS:
    void added(const QString& identity);
    void keyCopied(const QString& identity, const QString& key);
    void commandCopied(const QString& command);

private:
    QWidget* makeForm();
    void openForm();
    void closeForm();
    void submit();
    QJsonObject values() const;
    void refresh();
    void copyKey(const QString& identity);
    void remove(const QString& identity);
    void showMenu(const QString& identity, const QPoint& globalPosition);
    QString current() const;
    bool eventFilter(QObject* watched, QEvent* event) override;

    ServingKeeper& m_keeper;
    PskModel* m_model;
    SectionHeader* m_head;
    Button* m_add;
    QWidget* m_form;
    QLineEdit* m_identity;
    FieldRow* m_identityRow;
    SegmentedControl* m_kind;
    Button* m_submit;
    SearchTable* m_table;
};

} // namespace ota
