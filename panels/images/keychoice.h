// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

class QComboBox;

namespace ota {

class Button;
class ElidedLabel;
class OperationForm;
struct Error;
struct Workbench;

/// The key that signs: one of the bench's, or a new one made in place.
class KeyChoice final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KeyChoice)

public:
    /// `workbench` must outlive it.
    explicit KeyChoice(Workbench& workbench, QWidget* parent = nullptr);

    /// Names; empty when nothing signs.
    QStringList value() const;
    void setValue(const QStringList& names);
    QComboBox* box() const { return m_box; }

Q_SIGNALS:
    void edited();
    void newKeyShown(); ///< The form of a new key has been opened.

private:
    void refresh();
    void showFacts();
    void showNew(bool on);
    void make();
    void onMade(const QString& name);
    void onRefused(const Error& error);

    Workbench& m_workbench;
    QComboBox* m_box;
    ElidedLabel* m_facts;
    Button* m_new;
    QWidget* m_newArea;
    OperationForm* m_form;
    Button* m_make;
    QString m_wanted; ///< A key that was just made and is not in the list yet.
};

} // namespace ota
