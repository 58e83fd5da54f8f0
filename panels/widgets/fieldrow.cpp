// SPDX-License-Identifier: Apache-2.0
#include "panels/widgets/fieldrow.h"

#include "panels/widgets/labels.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>

namespace ota {

namespace {

constexpr int labelWidth = 112;

} // namespace

FieldRow::FieldRow(const QString& label, QWidget* field, Place place, QWidget* parent)
    : QWidget(parent)
    , m_field(field)
    , m_label(makeLabel(label, QStringLiteral("smallText secondary"), this))
    , m_optional(makeLabel(tr("optional"), QStringLiteral("caption tertiary"), this))
    , m_message(new MarkLine(Mark::None, {}, this))
    , m_line(new QHBoxLayout)
    , m_labelBox(new QWidget(this))
    , m_inlineHint(place == Place::Above ? new ElidedLabel({}, QStringLiteral("caption tertiary"), Qt::ElideRight, this)
                                         : nullptr)
{
    m_message->setObjectName(QStringLiteral("message"));
    m_label->setBuddy(field);
    if (field->accessibleName().isEmpty())
        field->setAccessibleName(label);
    if (QWidget* proxy = field->focusProxy(); proxy && proxy->accessibleName().isEmpty())
        proxy->setAccessibleName(field->accessibleName());
    auto* labels = new QHBoxLayout(m_labelBox);
    labels->setContentsMargins(0, 0, 0, 0);
    labels->setSpacing(6);
    labels->addWidget(m_label);
    labels->addWidget(m_optional);
    if (m_inlineHint)
        labels->addWidget(m_inlineHint, 1);
    else
        labels->addStretch(1);
    m_optional->hide();
    m_line->setSpacing(tokens::space::s);
    // A field that does not take all the room stands at its beginning.
    m_narrow = (field->sizePolicy().horizontalPolicy() & QSizePolicy::GrowFlag) == 0 ||
               field->maximumWidth() < QWIDGETSIZE_MAX;
    m_line->addWidget(field, m_narrow ? 0 : 1);
    if (m_narrow)
        m_line->addStretch(1);

    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setVerticalSpacing(tokens::space::xs);
    grid->setHorizontalSpacing(tokens::space::s);
    if (place == Place::Beside) {
        m_labelBox->setFixedSize(labelWidth, tokens::height::control);
        grid->addWidget(m_labelBox, 0, 0, Qt::AlignTop);
        grid->addLayout(m_line, 0, 1);
        grid->addWidget(m_message, 1, 1);
        grid->setColumnStretch(1, 1);
    } else {
        m_labelBox->setFixedHeight(16);
        grid->addWidget(m_labelBox, 0, 0);
        grid->addLayout(m_line, 1, 0);
        grid->addWidget(m_message, 2, 0);
    }
}

void FieldRow::addAside(QWidget* widget)
{
    m_line->insertWidget(m_line->count() - (m_narrow ? 1 : 0), widget);
}

void FieldRow::setOptional(bool optional)
{
    m_optional->setVisible(optional);
}

void FieldRow::setError(const QString& message)
{
    m_error = message;
    showMessage();
}

void FieldRow::setWarning(const QString& message)
{
    m_warning = message;
    showMessage();
}

void FieldRow::setHint(const QString& hint)
{
    m_hint = hint;
    if (m_inlineHint)
        m_inlineHint->setText(hint);
    showMessage();
}

void FieldRow::setLabelWidth(int pixels)
{
    m_labelBox->setFixedWidth(pixels);
}

void FieldRow::showMessage()
{
    setLookWord(m_field, QStringLiteral("error"), !m_error.isEmpty());
    setLookWord(m_field, QStringLiteral("warning"), m_error.isEmpty() && !m_warning.isEmpty());
    m_field->setAccessibleDescription(!m_error.isEmpty() ? m_error : !m_warning.isEmpty() ? m_warning : m_hint);
    if (!m_error.isEmpty())
        m_message->set(Mark::Bad, m_error);
    else if (!m_warning.isEmpty())
        m_message->set(Mark::Warn, m_warning);
    else
        m_message->set(Mark::None, m_inlineHint ? QString() : m_hint);
}

} // namespace ota
