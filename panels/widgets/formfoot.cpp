// SPDX-License-Identifier: Apache-2.0
#include "panels/widgets/formfoot.h"

#include "panels/widgets/badge.h"
#include "panels/widgets/button.h"
#include "panels/widgets/look.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QVBoxLayout>

namespace ota {

FormFoot::FormFoot(const QString& icon, const QString& text, const QString& tip, const Names& names, QWidget* parent)
    : QWidget(parent)
    , m_whyNot(new MarkLine)
    , m_submit(new Button(icon, text, QStringLiteral("primary")))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(tokens::space::m, tokens::space::s, tokens::space::m, tokens::space::s);
    column->setSpacing(tokens::space::xs);
    m_whyNot->setObjectName(QString::fromLatin1(names.whyNot));
    column->addWidget(m_whyNot);
    m_submit->setObjectName(QString::fromLatin1(names.submit));
    m_submit->setTip(tip, QKeySequence(Qt::CTRL | Qt::Key_Return));
    auto* cancel = new Button({}, tr("Cancel"), QStringLiteral("flat"));
    cancel->setObjectName(QString::fromLatin1(names.cancel));
    cancel->setTip(tr("Nothing happens"), QKeySequence(Qt::Key_Escape));
    auto* copy = new IconButton(QStringLiteral("copy"), tr("Copy as command"));
    copy->setObjectName(QString::fromLatin1(names.copy));
    auto* line = new QHBoxLayout;
    line->setSpacing(tokens::space::s);
    line->addWidget(m_submit);
    line->addWidget(cancel);
    line->addStretch(1);
    line->addWidget(copy);
    column->addLayout(line);
    connect(m_submit, &QAbstractButton::clicked, this, &FormFoot::submitted);
    connect(cancel, &QAbstractButton::clicked, this, &FormFoot::cancelled);
    connect(copy, &QAbstractButton::clicked, this, &FormFoot::copyRequested);
}

void FormFoot::setWhyNot(const QString& reason)
{
    m_submit->setWhyNot(reason);
    m_whyNot->set(Mark::None, reason);
}

bool FormFoot::takeKey(const QKeyEvent& event)
{
    const bool isEnter = event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter;
    if (event.key() == Qt::Key_Escape)
        Q_EMIT cancelled();
    else if (isEnter && event.modifiers() == Qt::ControlModifier)
        Q_EMIT submitted();
    else
        return false;
    return true;
}

} // namespace ota
