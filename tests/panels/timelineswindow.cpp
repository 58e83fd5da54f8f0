// SPDX-License-Identifier: Apache-2.0
#include "timelineswindow.h"

#include "panels/timelines/eventlist.h"
#include "panels/widgets/labels.h"
#include "panels/widgets/searchtable.h"

#include <QAction>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>

namespace ota {

qint64 minutesAgo(int minutes)
{
    return SystemClock().nowNs() - minutes * 60 * TimelinesWindow::second;
}

TimelinesWindow::TimelinesWindow(const QString& bench)
    : all(bench, QStringLiteral("test"), log)
    , panel(*static_cast<TimelinesPanel*>(all.window().panel(QStringLiteral("timelines"))))
    , view(panel.view())
{
    all.window().resize(1440, 900);
    all.window().show();
    all.window().openThing(QStringLiteral("timelines"), {});
    // Keys of actions count only in the active window.
    if (!QTest::qWaitForWindowActive(&all.window(), 30'000))
        qFatal("the window does not become active");
}

SearchTable* TimelinesWindow::table() const
{
    return panel.events().table();
}

EventTableModel& TimelinesWindow::model() const
{
    return panel.events().model();
}

QPoint TimelinesWindow::place(const QString& board, qint64 hostNs) const
{
    int y = lanesTop;
    for (const Lane& lane : panel.lanes().all()) {
        if (lane.board.text() == board)
            break;
        y += tokens::height::lane;
    }
    return {headWidth + static_cast<int>(view.axis().xOf(hostNs)), y + 18};
}

void TimelinesWindow::click(QPoint at, Qt::KeyboardModifiers modifiers)
{
    QTest::mouseClick(view.viewport(), Qt::LeftButton, modifiers, at);
}

void TimelinesWindow::key(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    view.setFocus();
    QTest::keyClick(&view, key, modifiers);
}

void TimelinesWindow::trigger(const char* action)
{
    find<QAction>(action)->trigger();
}

void TimelinesWindow::save(const QString& path)
{
    auto* dialog = find<QFileDialog>("exportDialog");
    dialog->setDirectory(QFileInfo(path).absolutePath());
    dialog->selectFile(path);
    QMetaObject::invokeMethod(dialog, "accept");
}

void TimelinesWindow::picture(const char* name)
{
    const QString folder = qEnvironmentVariable("OTA_PICTURES");
    if (folder.isEmpty())
        return;
    // Only a picture: what is still being read or laid out may come.
    (void)QTest::qWaitFor([] { return false; }, 500);
    all.window().grab().save(QDir(folder).filePath(QString::fromLatin1(name) + QStringLiteral(".png")));
}

} // namespace ota
