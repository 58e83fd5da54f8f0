// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

class QStackedWidget;

namespace ota {

class IconButton;
class JobCenter;
class JobsView;
class LogRing;
class LogView;
class Memory;

/// The drawer at the bottom: Jobs and Log. Closed it is a line of 30 px with the newest running job.
class Drawer final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Drawer)

public:
    enum class Page
    {
        Jobs,
        Log
    };

    Drawer(JobCenter& jobs, const LogRing& log, Memory& memory, QWidget* parent = nullptr);

    bool isOpen() const { return m_open; }
    Page page() const;
    void open(Page page);
    void close();
    /// Opens the page, or closes the drawer when it shows that page already.
    void toggle(Page page);
    JobsView& jobs() const { return *m_jobsView; }
    LogView& log() const { return *m_logView; }

Q_SIGNALS:
    /// The window makes room.
    void openChanged(bool open);
    void pageChanged();

private:
    class Bar;

    void refreshBar();

    JobCenter& m_jobs;
    Bar* m_bar;
    QStackedWidget* m_pages;
    JobsView* m_jobsView;
    LogView* m_logView;
    bool m_open = false;
};

} // namespace ota
