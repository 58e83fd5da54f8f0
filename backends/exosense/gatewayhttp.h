// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QObject>
#include <QSslConfiguration>
#include <QTimer>
#include <QUrl>

#include <chrono>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

class QSslSocket;
class QTcpSocket;

namespace ota {

/// Which certificates of servers a virtual gateway takes.
enum class GatewayTrust
{
    Valid,
    Expired, ///< Also those whose time is over, or has not come.
    Any
};

/// Lets a socket that is not connected yet do so.
void setTrust(QSslSocket& socket, GatewayTrust trust);

/// The HTTP client of a virtual gateway: one connection, one request after the other, kept alive where the server keeps
/// it. Small, since a thousand of them run on one thread. Lives in the thread that made it.
class GatewayHttp final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GatewayHttp)

public:
    struct Reply;
    struct Request
    {
        QByteArray method = QByteArrayLiteral("GET");
        QUrl url;
        std::vector<std::pair<QByteArray, QByteArray>> fields = {};
        QByteArray body = {};
        std::chrono::milliseconds limit{30'000}; ///< Without a byte from the server; 0: none.
        /// Sees the head of an answer before its body comes; false ends the request. Must not begin another.
        std::function<bool(const Reply&)> head = {};
        /// Takes the body of a 2xx answer piece by piece in place of Reply::body; false ends the request.
        std::function<bool(QByteArrayView)> sink = {};
    };
    struct Reply
    {
        int status = 0;                                             ///< 0: no answer.
        std::vector<std::pair<QByteArray, QByteArray>> fields = {}; ///< Names in lower case.
        QByteArray body = {};
        qint64 bodySize = 0;
        bool isComplete = false; ///< The body came to its end.
        QString error = {};      ///< Why not.

        /// Null where there is none.
        QByteArray field(QByteArrayView name) const;
    };

    explicit GatewayHttp(const QSslConfiguration& tls, GatewayTrust trust = GatewayTrust::Valid,
                         QObject* parent = nullptr);
    ~GatewayHttp() override;

    /// `done` is called once, never from within. Not while another request runs.
    void send(Request request, std::function<void(const Reply&)> done);
    bool isBusy() const { return static_cast<bool>(m_done); }
    /// Ends the running request without an answer to anybody.
    void abort();

private:
    enum class Framing
    {
        Length,
        Chunked,
        UntilClose
    };

    void open();
    void write();
    void onReadable();
    void onDisconnected();
    bool readHead();
    void readFields(const QByteArray& head);
    bool readBody();
    bool readChunks();
    bool take(QByteArrayView bytes);
    void finish(bool complete, const QString& error = {});

    void startLimit();

    QSslConfiguration m_tls;
    GatewayTrust m_trust;
    std::unique_ptr<QTcpSocket> m_socket;
    QByteArray m_server; ///< Scheme, host and port that the socket is connected with.
    QTimer m_timer;
    Request m_request;
    std::function<void(const Reply&)> m_done;
    Reply m_reply;
    QByteArray m_in;
    bool m_headRead = false;
    bool m_mayRepeat = false; ///< Over a connection that may have been closed meanwhile.
    Framing m_framing = Framing::Length;
    qint64 m_left = 0; ///< Of the body, or of the chunk; -1: a chunk's head is next.
};

} // namespace ota
