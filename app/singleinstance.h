// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLocalServer>
#include <QObject>

namespace ota {

/// One window for a bench: a second program asks the first to come to the front and ends.
class SingleInstance final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SingleInstance)

public:
    /// `benchDirectory` may be written in any way that names the same place.
    explicit SingleInstance(const QString& benchDirectory, QObject* parent = nullptr);

    /// True when another program has the bench's window and was told; then there is nothing left to do here.
    bool handOver();
    /// Listens for others from now on.
    void listen();

Q_SIGNALS:
    void raiseRequested();

private:
    QString m_name;
    QLocalServer m_server;
};

} // namespace ota
