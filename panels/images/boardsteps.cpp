// SPDX-License-Identifier: Apache-2.0
#include "panels/images/boardsteps.h"

#include "panels/widgets/labels.h"
#include "panels/widgets/panelheader.h"

#include <QGridLayout>

#include <algorithm>

namespace ota {

namespace {

constexpr int stepHeight = 20;

} // namespace

BoardSteps::BoardSteps(QWidget* parent)
    : QWidget(parent)
    , m_grid(new QGridLayout)
{
    setObjectName(QStringLiteral("boardSteps"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* head = new SectionHeader(tr("What the board will do"), tr("from the manifest as it stands"));
    head->setLines(true, false);
    column->addWidget(head);
    m_grid->setContentsMargins(tokens::space::l, 0, tokens::space::l, 0);
    m_grid->setHorizontalSpacing(tokens::space::s);
    m_grid->setVerticalSpacing(2);
    m_grid->setColumnStretch(1, 1);
    column->addLayout(m_grid);
    hide();
}

void BoardSteps::setSteps(const std::vector<BoardStep>& steps)
{
    const auto isSame = [](const BoardStep& a, const BoardStep& b) {
        return a.text == b.text && a.aside == b.aside;
    };
    if (std::ranges::equal(steps, m_steps, isSame))
        return;
    m_steps = steps;
    while (QLayoutItem* item = m_grid->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    int row = 0;
    for (const BoardStep& step : steps) {
        m_grid->addWidget(makeLabel(QString::number(row + 1), QStringLiteral("monoSmall tertiary")), row, 0);
        m_grid->addWidget(new ElidedLabel(step.text), row, 1);
        m_grid->addWidget(makeLabel(step.aside, QStringLiteral("monoSmall tertiary")), row, 2, Qt::AlignRight);
        m_grid->setRowMinimumHeight(row, stepHeight);
        ++row;
    }
    setVisible(!steps.empty());
}

} // namespace ota
