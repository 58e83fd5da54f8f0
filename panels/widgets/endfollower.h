// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>

#include <functional>

namespace ota {

class Button;
class SearchTable;
class Switch;

/// Keeps the newest row of a table in sight while a switch is on. Scrolling up turns the switch off; a link then says
/// how many lines are new and leads back. A child of the table; GUI thread.
class EndFollower final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EndFollower)

public:
    /// `fresh` is hidden until there is something new out of sight. Both must live as long as the table.
    EndFollower(SearchTable* table, Switch* follow, Button* fresh);

    void setFollowing(bool on);
    bool isFollowing() const;

    /// Lets rows come: `change` returns how many of them are shown. That the end moves away with them is no scrolling
    /// of a person's.
    void take(const std::function<int()>& change);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void toEnd();
    void onScrolled();

    SearchTable* m_table;
    Switch* m_follow;
    Button* m_fresh;
    int m_freshLines = 0;
    bool m_scrolling = false; ///< By us.
};

} // namespace ota
