// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"

#include <QString>

#include <cstdio>
#include <functional>
#include <memory>
#include <stop_token>

namespace ota {

/// True when a person looks at this stream.
bool isTerminal(std::FILE* stream);

/// Columns of the terminal behind the stream; 80 when unknown.
int terminalColumns(std::FILE* stream);

/// Asks on the controlling terminal without echo. Errors: Usage when there is none, Cancelled.
Result<QString> askOnTerminal(const QString& prompt, std::stop_token stop);

/// Calls `onInterrupt` on the thread that made this object – which needs an event loop – for SIGINT and SIGTERM.
/// A second signal ends the program at once with status 130.
class InterruptWatch
{
public:
    explicit InterruptWatch(std::function<void()> onInterrupt);
    ~InterruptWatch();
    Q_DISABLE_COPY_MOVE(InterruptWatch)

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace ota
