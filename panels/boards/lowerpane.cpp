// SPDX-License-Identifier: Apache-2.0
#include "panels/boards/lowerpane.h"

#include "panels/widgets/banner.h"
#include "panels/widgets/button.h"
#include "panels/widgets/labels.h"
#include "panels/widgets/workbench.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QVBoxLayout>

namespace ota {

LowerPane::LowerPane(Workbench& workbench, const QString& name, const QString& title, QWidget* parent)
    : QWidget(parent)
    , m_workbench(workbench)
    , m_column(new QVBoxLayout(this))
    , m_facts(new ElidedLabel({}, QStringLiteral("smallText secondary")))
    , m_copy(new Button(QStringLiteral("copy"), tr("Copy as command"), QStringLiteral("flat")))
    , m_banner(new Banner)
{
    setObjectName(name + QStringLiteral("Pane"));
    setLook(this, QStringLiteral("base"));
    m_facts->setObjectName(name + QStringLiteral("Facts"));
    m_copy->setObjectName(name + QStringLiteral("Copy"));
    m_banner->setObjectName(name + QStringLiteral("Banner"));
    m_banner->setClosable(true);
    auto* close = new IconButton(QStringLiteral("cross"), tr("Close"));
    close->setTip(tr("Close"), QKeySequence(Qt::Key_Escape));
    close->setObjectName(name + QStringLiteral("Close"));
    auto* head = new QWidget;
    setLook(head, QStringLiteral("window"));
    head->setFixedHeight(tokens::height::panelHeader);
    m_row = new QHBoxLayout(head);
    m_row->setContentsMargins(tokens::space::l, 0, tokens::space::s, 0);
    m_row->setSpacing(tokens::space::s);
    m_row->addWidget(makeLabel(title, QStringLiteral("section")));
    m_row->addWidget(m_facts, 1);
    m_row->addWidget(m_copy);
    m_row->addWidget(close);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
    m_column->addWidget(makeLine(Qt::Horizontal));
    m_column->addWidget(head);
    m_column->addWidget(makeLine(Qt::Horizontal));
    m_column->addWidget(m_banner);
    connect(m_copy, &QAbstractButton::clicked, this, &LowerPane::copyCommand);
    connect(close, &QAbstractButton::clicked, this, &LowerPane::closed);
}

void LowerPane::addChoice(QWidget* choice)
{
    m_row->insertWidget(m_row->indexOf(m_facts), choice);
}

void LowerPane::addOption(QWidget* option)
{
    m_row->insertWidget(m_row->indexOf(m_copy), option);
}

void LowerPane::setAction(Button* action)
{
    m_action = action;
    m_row->insertWidget(m_row->indexOf(m_copy) + 1, action);
    auto* run = new QAction(this);
    run->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Return));
    run->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(run, &QAction::triggered, action, &QAbstractButton::click);
    addAction(run);
}

void LowerPane::setContent(QWidget* content)
{
    m_column->addWidget(content, 1);
    // The keyboard goes as the eye does, whatever was made first.
    QWidget* before = nullptr;
    for (int i = 0; i < m_row->count(); ++i) {
        QWidget* next = m_row->itemAt(i)->widget();
        if (before)
            setTabOrder(before, next);
        before = next;
    }
    setTabOrder(before, content);
}

void LowerPane::setFacts(const QString& facts)
{
    m_facts->setText(facts);
}

void LowerPane::setWhyNot(const QString& reason)
{
    m_action->setWhyNot(reason);
    m_copy->setWhyNot(reason);
}

void LowerPane::copyCommand()
{
    QApplication::clipboard()->setText(command());
    if (m_workbench.tell)
        m_workbench.tell(Mark::Good, tr("Command copied"), {}, {});
}

void LowerPane::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT closed();
    else
        QWidget::keyPressEvent(event);
}

} // namespace ota
