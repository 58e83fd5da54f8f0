// SPDX-License-Identifier: Apache-2.0
#include "panels/timelines/comparestrip.h"

#include "panels/timelines/phasetable.h"
#include "panels/widgets/button.h"
#include "panels/widgets/format.h"
#include "panels/widgets/labels.h"
#include "panels/widgets/panelheader.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QLabel>
#include <QVBoxLayout>

namespace ota {

QString sessionName(const SessionRow& session)
{
    return CompareStrip::tr("#%1 %2 → %3, attempt %4, %5")
        .arg(QString::number(session.id.value), session.board.text(),
             session.target.isEmpty() ? unknownText : session.target, QString::number(session.attempt),
             label(session.result));
}

CompareStrip::CompareStrip(QWidget* parent)
    : QWidget(parent)
    , m_head(new SectionHeader(tr("Comparison")))
    , m_other(new QComboBox)
    , m_align(new QComboBox)
    , m_phases(new PhaseTable)
{
    setObjectName(QStringLiteral("compareStrip"));
    setLook(this, QStringLiteral("base"));
    m_head->setLines(true, true);
    setLook(m_head, QStringLiteral("window"));
    m_other->setObjectName(QStringLiteral("compareOther"));
    m_other->setAccessibleName(tr("Compare with"));
    m_other->setToolTip(tr("The session in outline; Ctrl+click on a session does the same"));
    m_other->setMinimumContentsLength(24);
    m_other->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_align->setObjectName(QStringLiteral("compareAlign"));
    m_align->setAccessibleName(tr("Aligned at"));
    m_align->setToolTip(tr("Both sessions begin this phase at the same place"));
    for (const Phase phase : allValues<Phase>()) {
        if (phase != Phase::Idle && phase != Phase::Rollback && phase != Phase::Cancel)
            m_align->addItem(keyOf(phase).toUpper(), static_cast<int>(phase));
    }
    auto* close = new IconButton(QStringLiteral("cross"), tr("End the comparison"));
    close->setObjectName(QStringLiteral("compareClose"));
    close->setTip(tr("End the comparison"), QKeySequence(Qt::Key_C));
    m_head->addAction(makeLabel(tr("with"), QStringLiteral("smallText tertiary")));
    m_head->addAction(m_other);
    m_head->addAction(makeLabel(tr("aligned at"), QStringLiteral("smallText tertiary")));
    m_head->addAction(m_align);
    m_head->addAction(close);
    m_phases->setObjectName(QStringLiteral("comparePhases"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_head);
    column->addWidget(m_phases);
    connect(m_other, &QComboBox::activated, this,
            [this] { Q_EMIT otherChosen(SessionId{m_other->currentData().toLongLong()}); });
    connect(m_align, &QComboBox::activated, this, [this] { Q_EMIT alignChosen(alignAt()); });
    connect(close, &QAbstractButton::clicked, this, &CompareStrip::closeRequested);
}

Phase CompareStrip::alignAt() const
{
    return static_cast<Phase>(m_align->currentData().toInt());
}

void CompareStrip::show(const SessionRow& session, const SessionRow& other,
                        const std::vector<const SessionRow*>& others, qint64 nowNs)
{
    m_head->setFacts(sessionName(session));
    QStringList names;
    for (const SessionRow* choice : others)
        names << sessionName(*choice);
    if (names != m_names) {
        m_names = names;
        m_other->clear();
        for (std::size_t i = 0; i < others.size(); ++i)
            m_other->addItem(names.at(static_cast<qsizetype>(i)), static_cast<qlonglong>(others[i]->id.value));
    }
    m_other->setCurrentIndex(m_other->findData(static_cast<qlonglong>(other.id.value)));
    m_phases->setSessions(session, other, nowNs);
    setVisible(true);
}

} // namespace ota
