// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLineEdit>

class QAction;

namespace ota {

/// The filter or search of a panel. Esc clears it first and then gives the focus back; Down goes to the list.
class FilterField final : public QLineEdit
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FilterField)

public:
    enum class Kind
    {
        Filter,
        Search
    };

    explicit FilterField(const QString& placeholder, Kind kind = Kind::Filter, QWidget* parent = nullptr);

    /// A text at the right end, as '3 of 17'.
    void setFacts(const QString& facts);

Q_SIGNALS:
    void leaveRequested(); ///< Esc in an empty field, or Down.

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_facts;
    QAction* m_clear;
};

} // namespace ota
