// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStringList>
#include <QWidget>

class QCompleter;
class QLineEdit;
class QStringListModel;

namespace ota {

/// Several values in one field: each a chip that can be taken out. Enter or a comma makes a chip of what is typed,
/// Backspace in an empty field takes the last one back.
class ChipEdit final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ChipEdit)

public:
    explicit ChipEdit(QWidget* parent = nullptr);

    /// What is typed and not yet a chip counts, too.
    QStringList values() const;
    void setValues(const QStringList& values);
    void addValue(const QString& value);
    void setSuggestions(const QStringList& values);
    QLineEdit* line() const { return m_line; }

    QSize sizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

Q_SIGNALS:
    void edited();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    bool event(QEvent* event) override;

private:
    QList<QRect> chips(int width, QRect* line = nullptr) const;
    void commit();
    void place();

    QStringList m_values;
    QLineEdit* m_line;
    QStringListModel* m_suggestions;
};

} // namespace ota
