// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QWidget>

class QAbstractButton;
class QButtonGroup;
class QHBoxLayout;

namespace ota {

/// A few choices of which one holds, in a sunken track. Arrow keys move between them, Tab goes past.
class SegmentedControl final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SegmentedControl)

public:
    /// `name` is the accessible name of the group.
    explicit SegmentedControl(const QString& name, const QStringList& choices = {}, QWidget* parent = nullptr);

    int add(const QString& text, const QVariant& value = {});
    int count() const { return static_cast<int>(m_segments.size()); }
    int current() const;
    QVariant currentData() const;
    QString currentText() const;
    /// Does not emit.
    void setCurrent(int index);
    void setCurrentData(const QVariant& value);
    void setText(int index, const QString& text);
    QAbstractButton* segment(int index) const { return m_segments.at(index); }

Q_SIGNALS:
    /// A person chose another one.
    void chosen(int index);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QButtonGroup* m_group;
    QHBoxLayout* m_layout;
    QList<QAbstractButton*> m_segments;
    QList<QVariant> m_data;
};

} // namespace ota
