// SPDX-License-Identifier: Apache-2.0
#include "panels/widgets/endfollower.h"

#include "panels/widgets/button.h"
#include "panels/widgets/searchtable.h"
#include "panels/widgets/switch.h"

#include <QEvent>
#include <QScrollBar>

namespace ota {

EndFollower::EndFollower(SearchTable* table, Switch* follow, Button* fresh)
    : QObject(table)
    , m_table(table)
    , m_follow(follow)
    , m_fresh(fresh)
{
    m_follow->setChecked(true);
    m_follow->setToolTip(tr("Keep the newest line in sight"));
    m_fresh->hide();
    connect(m_follow, &QAbstractButton::toggled, this, [this](bool on) {
        if (on)
            toEnd();
    });
    connect(m_fresh, &QAbstractButton::clicked, this, [this] { setFollowing(true); });
    connect(m_table->verticalScrollBar(), &QScrollBar::valueChanged, this, &EndFollower::onScrolled);
    m_table->installEventFilter(this);
}

void EndFollower::setFollowing(bool on)
{
    m_follow->setChecked(on);
    if (on)
        toEnd();
}

bool EndFollower::isFollowing() const
{
    return m_follow->isChecked();
}

void EndFollower::take(const std::function<int()>& change)
{
    m_scrolling = true;
    const int fresh = change();
    m_scrolling = false;
    if (isFollowing()) {
        toEnd();
        return;
    }
    if (fresh == 0)
        return;
    m_freshLines += fresh;
    m_fresh->setText(tr("%n new lines", nullptr, m_freshLines));
    m_fresh->show();
}

bool EndFollower::eventFilter(QObject* watched, QEvent* event)
{
    // Once the table has its new size: a queued call comes after the events that are under way.
    if (event->type() == QEvent::Resize || event->type() == QEvent::Show)
        QMetaObject::invokeMethod(
            this,
            [this] {
                if (isFollowing())
                    toEnd();
            },
            Qt::QueuedConnection);
    return QObject::eventFilter(watched, event);
}

void EndFollower::toEnd()
{
    m_freshLines = 0;
    m_fresh->hide();
    m_scrolling = true;
    m_table->scrollToBottom();
    m_scrolling = false;
}

void EndFollower::onScrolled()
{
    if (m_scrolling)
        return;
    const QScrollBar* bar = m_table->verticalScrollBar();
    setFollowing(bar->value() >= bar->maximum());
}

} // namespace ota
