// SPDX-License-Identifier: Apache-2.0
#include "panels/widgets/inspectorhead.h"

#include "panels/widgets/button.h"
#include "panels/widgets/labels.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace ota {

InspectorHead::InspectorHead(const Names& names, Qt::TextElideMode mode, QWidget* parent)
    : QWidget(parent)
    , m_name(new ElidedLabel({}, QStringLiteral("title"), mode))
    , m_badge(new Badge({}))
    , m_sentence(new ElidedLabel({}, QStringLiteral("smallText secondary")))
{
    m_name->setObjectName(QString::fromLatin1(names.name));
    m_badge->setObjectName(QString::fromLatin1(names.badge));
    m_sentence->setObjectName(QString::fromLatin1(names.sentence));
    auto* copy = new IconButton(QStringLiteral("copy"), tr("Copy the id"));
    copy->setObjectName(QString::fromLatin1(names.copy));
    auto* more = new IconButton(QStringLiteral("more"), tr("More"));
    more->setObjectName(QString::fromLatin1(names.more));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(tokens::space::m, tokens::space::s, tokens::space::s, tokens::space::s);
    column->setSpacing(tokens::space::xs);
    auto* first = new QHBoxLayout;
    first->setSpacing(tokens::space::xs);
    first->addWidget(m_name, 1);
    first->addWidget(copy);
    first->addWidget(more);
    column->addLayout(first);
    auto* second = new QHBoxLayout;
    second->setSpacing(tokens::space::s);
    second->addWidget(m_badge);
    second->addWidget(m_sentence, 1);
    column->addLayout(second);
    connect(copy, &QAbstractButton::clicked, this, [this] { Q_EMIT copyRequested(m_name->text()); });
    connect(more, &QAbstractButton::clicked, this,
            [this, more] { Q_EMIT menuRequested(more->mapToGlobal(QPoint(0, more->height()))); });
}

void InspectorHead::setName(const QString& name)
{
    m_name->setText(name);
}

void InspectorHead::setState(const QString& word, Mark mark, BadgeKind kind)
{
    m_badge->set(word, mark, kind);
}

void InspectorHead::setSentence(const QString& sentence)
{
    m_sentence->setText(sentence);
}

} // namespace ota
