// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QString>

#include <atomic>

namespace ota {

/// The lock file of a bench: an exclusive lock that ends with the process, and a text that says who has it. Any thread,
/// one at a time.
class BenchLock final
{
public:
    explicit BenchLock(QString path);
    ~BenchLock();
    Q_DISABLE_COPY_MOVE(BenchLock)

    /// True when the lock is ours now, false when another has it. Error: Io.
    Result<bool> tryLock();

    bool isOurs() const { return m_ours; }

    /// Replaces the text. Only for the one who has the lock. Error: Io.
    Result<> writeText(const QByteArray& text);

    /// What the holder wrote; empty when nobody holds it. Looking does not lock. Error: Io.
    Result<QByteArray> readText() const;

private:
    Result<> openFile();

    QString m_path;
    int m_descriptor = -1;
    std::atomic<bool> m_ours = false;
};

} // namespace ota
