// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QApplication>
#include <QStringList>

#include <chrono>

namespace ota {

/// An application that measures what each event costs its thread, and tells at the end which took longer than a window
/// may stand still. CPU time, so that a loaded machine alone is no alarm; what a test itself does between events does
/// not count.
class MeasuredApplication final : public QApplication
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MeasuredApplication)

public:
    static constexpr std::chrono::milliseconds limit{50};

    using QApplication::QApplication;
    /// Tells the stalls on standard error.
    ~MeasuredApplication() override;

    bool notify(QObject* receiver, QEvent* event) override;

private:
    int m_depth = 0;
    std::chrono::nanoseconds m_worst{0};
    QStringList m_stalls;
};

} // namespace ota
