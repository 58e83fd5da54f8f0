// SPDX-License-Identifier: Apache-2.0
#include "measuredapplication.h"

#include <QEvent>
#include <QMetaEnum>

#include <algorithm>
#include <cstdio>
#include <ctime>

namespace ota {

namespace {

std::chrono::nanoseconds cpuTime()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

double milliseconds(std::chrono::nanoseconds time)
{
    return std::chrono::duration<double, std::milli>(time).count();
}

} // namespace

MeasuredApplication::~MeasuredApplication()
{
    std::fprintf(stderr, "event loop: worst event %.1f ms CPU, %lld over %lld ms\n", milliseconds(m_worst),
                 static_cast<long long>(m_stalls.size()), static_cast<long long>(limit.count()));
    for (const QString& stall : std::as_const(m_stalls))
        std::fprintf(stderr, "  %s\n", qPrintable(stall));
}

bool MeasuredApplication::notify(QObject* receiver, QEvent* event)
{
    if (m_depth > 0)
        return QApplication::notify(receiver, event);
    // Both may be gone afterwards.
    const QString what = QStringLiteral("%1 to %2 %3")
                             .arg(QString::fromLatin1(QMetaEnum::fromType<QEvent::Type>().valueToKey(event->type())),
                                  QString::fromLatin1(receiver->metaObject()->className()), receiver->objectName());
    const auto before = cpuTime();
    ++m_depth;
    const bool handled = QApplication::notify(receiver, event);
    --m_depth;
    const auto cost = cpuTime() - before;
    m_worst = std::max(m_worst, cost);
    if (cost > limit)
        m_stalls << QStringLiteral("%1 ms: %2").arg(milliseconds(cost), 0, 'f', 1).arg(what);
    return handled;
}

} // namespace ota
