// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLocalServer>
#include <QLocalSocket>
#include <QObject>

namespace ota {

struct WindowRequest;

/// One window for a bench: a second window asks the first to come to the front and ends. Other programs ask it to do
/// what they can not do beside it.
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
    /// Another program asks for an operation and waits on `socket`, which goes when it is closed.
    void runRequested(QLocalSocket* socket, const ota::WindowRequest& request);

private:
    void read(QLocalSocket* socket);

    QString m_name;
    QLocalServer m_server;
};

} // namespace ota
