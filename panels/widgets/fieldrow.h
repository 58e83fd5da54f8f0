// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "panels/widgets/badge.h"

#include <QWidget>

class QGridLayout;
class QHBoxLayout;
class QLabel;

namespace ota {

class ElidedLabel;

/// A label and its field, with what is wrong or worth knowing under it. The field may be any input; the label is its
/// buddy.
class FieldRow final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FieldRow)

public:
    enum class Place
    {
        Beside, ///< The label is left of the field, 112 px.
        Above   ///< For narrow places.
    };

    FieldRow(const QString& label, QWidget* field, Place place = Place::Beside, QWidget* parent = nullptr);

    QWidget* field() const { return m_field; }
    QLabel* label() const { return m_label; }
    /// Behind the field on the same line: a button, a fact.
    void addAside(QWidget* widget);
    /// Writes 'optional' behind the label. Required is the normal case.
    void setOptional(bool optional);

    /// What is wrong; the field gets the edge of an error. An empty text takes it away.
    void setError(const QString& message);
    /// What is doubtful; does not block.
    void setWarning(const QString& message);
    /// What is good to know: under the field when nothing is wrong, or behind a label that stands above.
    void setHint(const QString& hint);
    const QString& error() const { return m_error; }
    const QString& warning() const { return m_warning; }
    void setLabelWidth(int pixels);

private:
    void showMessage();

    QWidget* m_field;
    QLabel* m_label;
    QLabel* m_optional;
    MarkLine* m_message;
    QHBoxLayout* m_line;
    bool m_narrow = false;
    QWidget* m_labelBox;
    ElidedLabel* m_inlineHint; ///< Above the field there is room for the hint on the label's line. Null beside.
    QString m_error;
    QString m_warning;
    QString m_hint;
};

} // namespace ota
