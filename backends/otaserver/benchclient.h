// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>

#include <chrono>
#include <functional>
#include <stop_token>
#include <vector>

namespace ota {

class Bench;

/// Speaks with the process that holds a bench, through the HTTP service that it offers there. For worker threads:
/// waits.
class BenchClient final
{
public:
    struct Answer
    {
        int status = 0;
        QJsonObject data; ///< `error` holds the reason of a refusal.
    };

    /// The HTTP address and the token of the bench's holder. Errors: Busy when somebody holds it and offers no HTTP,
    /// naming who and what still works; NotFound when nobody holds it.
    static Result<BenchClient> find(Bench& bench);

    const QString& address() const { return m_address; }

    /// A part of a body: bytes, or a file that is read as it is sent.
    struct Piece
    {
        QByteArray bytes = {};
        QString file = {};
        qint64 sizeBytes = 0; ///< Of the file.
    };

    struct Request
    {
        QByteArray method;
        QByteArray path;
        QByteArray contentType = {};
        std::vector<Piece> body = {};
        /// Without the peer taking or giving a byte.
        std::chrono::milliseconds limit{30'000};
        std::function<void(qint64 sent, qint64 total)> progress = {};
    };

    /// Sends it and waits for the JSON answer. Errors: Io (no connection, a file), Timeout, Protocol, Cancelled.
    Result<Answer> send(const Request& request, const std::stop_token& stop) const;

private:
    QString m_address; ///< `http://127.0.0.1:8080`
    QString m_host;
    quint16 m_port = 0;
    QString m_token;
};

} // namespace ota
