// SPDX-License-Identifier: Apache-2.0
#include "panels/timelines/findinglist.h"

#include "exosense/findingtexts.h"
#include "panels/widgets/badge.h"
#include "panels/widgets/button.h"
#include "panels/widgets/labels.h"
#include "panels/widgets/meaning.h"

#include <QLabel>
#include <QVBoxLayout>

namespace ota {

FindingList::FindingList(QWidget* parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(tokens::space::m, tokens::space::s, tokens::space::m, tokens::space::s);
    m_column->setSpacing(2);
    m_column->setAlignment(Qt::AlignTop);
}

void FindingList::setFindings(const std::vector<Finding>& findings, const QString& nothing)
{
    while (QLayoutItem* item = m_column->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_count = static_cast<int>(findings.size());
    if (findings.empty())
        m_column->addWidget(new Paragraph(nothing, Type::Small, Ink::Tertiary));
    for (const Finding& finding : findings) {
        // A world's own rule is named by its code; what the timeline finds itself by the checker's.
        const QString why = explainFinding(finding.code);
        const QString name = why.isEmpty() ? finding.checker : finding.code;
        m_column->addWidget(
            // With its parent from the start: it shows itself, and would be a window of its own until then.
            new MarkLine(markOf(finding.severity), QStringLiteral("%1: %2").arg(name, finding.message), this));
        if (!why.isEmpty()) {
            QLabel* rule = makeLabel(why, QStringLiteral("smallText tertiary"), this);
            rule->setWordWrap(true);
            rule->setTextInteractionFlags(Qt::TextSelectableByMouse);
            m_column->addWidget(rule);
        }
        const quint64 seq = finding.evidence.empty() ? finding.firstSeq : finding.evidence.front();
        if (seq == 0)
            continue;
        auto* show = new Button({},
                                finding.count > 1
                                    ? tr("Event %1, seen %n times", nullptr, static_cast<int>(finding.count)).arg(seq)
                                    : tr("Event %1").arg(seq),
                                QStringLiteral("link small"));
        show->setObjectName(QStringLiteral("finding%1").arg(seq));
        show->setAccessibleName(tr("Show event %1").arg(seq));
        connect(show, &QAbstractButton::clicked, this, [this, seq] { Q_EMIT chosen(seq); });
        m_column->addWidget(show, 0, Qt::AlignLeft);
    }
}

} // namespace ota
