// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/benchwindow.h"
#include "base/logring.h"
#include "fakeclock.h"

#include <QTemporaryDir>

#include <memory>

namespace ota {

/// The whole window on a bench that is the same on every machine and at every time: `lab-3`, empty or as a lab has it
/// after a morning – releases of two keys, a draft, physical and virtual boards, sessions of every kind of end and one
/// under way; HTTP and CoAP run. The clock stands still.
class BenchFixture
{
public:
    enum class Content
    {
        Empty,
        Filled
    };

    explicit BenchFixture(Content content);
    ~BenchFixture();
    Q_DISABLE_COPY_MOVE(BenchFixture)

    /// Where the bench is. Its last folder is `lab-3`.
    QString directory() const;
    /// Makes the window, which does not read before the event loop runs.
    BenchWindow& make();
    /// Makes the window and shows it; the bench has been read when it returns.
    MainWindow& show(QSize size = {1440, 900});
    BenchWindow& bench() { return *m_window; }

    FakeClock clock;
    LogRing log;

private:
    void startServices();

    Content m_content;
    QTemporaryDir m_folder;
    std::unique_ptr<BenchWindow> m_window;
};

/// Waits until pictures of the widget have been the same for a while, and gives the last: what is read and laid out
/// late has come. Ends the program when it never stands still.
QImage stillPicture(QWidget& widget);

} // namespace ota
