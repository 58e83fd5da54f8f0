// SPDX-License-Identifier: Apache-2.0
#include "gatewaycrowd.h"

#include <openssl/ssl.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

namespace ota {

namespace {

constexpr std::size_t tokenBytes = 40;
constexpr int patienceMs = 60'000;
constexpr int quietMs = 500; ///< For what must not come any more.

struct Order
{
    quint16 port = 0;
    bool secure = false;
    int count = 0;
};

[[noreturn]] void giveUp(const char* what)
{
    std::fprintf(stderr, "gateways: %s\n", what);
    std::_Exit(3);
}

/// Of the whole, also in pieces.
bool readAll(int from, void* into, std::size_t size)
{
    auto* at = static_cast<char*>(into);
    while (size > 0) {
        const ssize_t n = ::read(from, at, size);
        if (n <= 0)
            return false;
        at += n;
        size -= static_cast<std::size_t>(n);
    }
    return true;
}

bool writeAll(int to, const void* from, std::size_t size)
{
    const auto* at = static_cast<const char*>(from);
    while (size > 0) {
        const ssize_t n = ::write(to, at, size);
        if (n <= 0)
            return false;
        at += n;
        size -= static_cast<std::size_t>(n);
    }
    return true;
}

class Gateway
{
public:
    Gateway(quint16 port, SSL_CTX* tls, const std::string& token)
        : m_socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (m_socket < 0 || ::connect(m_socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
            giveUp("can not connect");
        if (tls) {
            m_tls = SSL_new(tls);
            if (SSL_set_fd(m_tls, m_socket) != 1 || SSL_connect(m_tls) != 1)
                giveUp("no TLS");
        }
        const std::string request = "GET /onep:v1/stack/alias?config_otau HTTP/1.1\r\nHost: m2.exosite.com\r\n"
                                    "X-Exosite-CIK: " +
                                    token + "\r\nRequest-Timeout: 300000\r\n\r\n";
        const auto size = static_cast<int>(request.size());
        const ssize_t sent = m_tls ? SSL_write(m_tls, request.data(), size)
                                   : ::send(m_socket, request.data(), request.size(), MSG_NOSIGNAL);
        if (sent != size)
            giveUp("the service closed a connection");
    }

    int socket() const { return m_socket; }
    void read()
    {
        std::array<char, 4096> bytes{};
        const ssize_t n = m_tls ? SSL_read(m_tls, bytes.data(), static_cast<int>(bytes.size()))
                                : ::recv(m_socket, bytes.data(), bytes.size(), 0);
        if (n > 0)
            m_text.append(bytes.data(), static_cast<std::size_t>(n));
        else
            m_text += '!'; // No answer ends like this.
    }
    bool hasAnswer() const { return sizeOfAnswer() > 0 && m_text.size() >= sizeOfAnswer(); }
    bool isRight() const
    {
        return m_text.starts_with("HTTP/1.1 200 ") && m_text.size() == sizeOfAnswer() &&
               m_text.find("\r\n\r\nconfig_otau=%7B") != std::string::npos;
    }

private:
    /// Of the first one; 0: not to be told yet.
    std::size_t sizeOfAnswer() const
    {
        const std::size_t head = m_text.find("\r\n\r\n");
        const std::size_t length = m_text.find("Content-Length: ");
        if (head == std::string::npos)
            return m_text.ends_with('!') ? m_text.size() : 0;
        return head + 4 + (length < head ? std::strtoul(m_text.c_str() + length + 16, nullptr, 10) : 0);
    }

    int m_socket;
    SSL* m_tls = nullptr; ///< Ends with the process.
    std::string m_text;
};

qint64 now()
{
    return std::chrono::steady_clock::now().time_since_epoch().count();
}

/// Reads what comes until all have an answer, or for `limitMs` without any.
void collect(std::vector<Gateway>& gateways, bool all, int limitMs, GatewayCrowd::Answers& answers)
{
    std::vector<pollfd> waiting;
    std::vector<std::size_t> whose;
    for (std::size_t i = 0; i < gateways.size(); ++i) {
        waiting.push_back({gateways[i].socket(), POLLIN, 0});
        whose.push_back(i);
    }
    while (!waiting.empty() && ::poll(waiting.data(), waiting.size(), limitMs) > 0) {
        for (std::size_t i = waiting.size(); i-- > 0;) {
            if (waiting[i].revents == 0)
                continue;
            Gateway& gateway = gateways[whose[i]];
            gateway.read();
            if (all && !gateway.hasAnswer())
                continue;
            if (all) {
                answers.lastNs = now();
                if (answers.firstNs == 0)
                    answers.firstNs = answers.lastNs;
            }
            waiting[i] = waiting.back();
            waiting.pop_back();
            whose[i] = whose.back();
            whose.pop_back();
        }
    }
}

[[noreturn]] void live(int orders, int report)
{
    rlimit files{};
    ::getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &files);
    Order order;
    if (!readAll(orders, &order, sizeof order))
        std::_Exit(0); // Nobody wants us.
    std::vector<std::string> tokens(static_cast<std::size_t>(order.count), std::string(tokenBytes, ' '));
    for (std::string& token : tokens) {
        if (!readAll(orders, token.data(), token.size()))
            giveUp("no tokens");
    }
    SSL_CTX* tls = order.secure ? SSL_CTX_new(TLS_client_method()) : nullptr;
    std::vector<Gateway> gateways;
    gateways.reserve(tokens.size());
    for (const std::string& token : tokens)
        gateways.emplace_back(order.port, tls, token);
    GatewayCrowd::Answers answers;
    collect(gateways, true, patienceMs, answers);
    collect(gateways, false, quietMs, answers);
    for (const Gateway& gateway : gateways)
        ++(gateway.isRight() ? answers.once : answers.wrong);
    if (!writeAll(report, &answers, sizeof answers))
        giveUp("nobody wants to know");
    std::_Exit(0);
}

} // namespace

GatewayCrowd::GatewayCrowd()
{
    std::array<int, 2> orders{};
    std::array<int, 2> answers{};
    if (::pipe(orders.data()) != 0 || ::pipe(answers.data()) != 0)
        giveUp("no pipes");
    m_process = ::fork();
    if (m_process < 0)
        giveUp("can not fork");
    if (m_process == 0) {
        ::close(orders[1]);
        ::close(answers[0]);
        live(orders[0], answers[1]);
    }
    ::close(orders[0]);
    ::close(answers[1]);
    m_orders = orders[1];
    m_answers = answers[0];
}

GatewayCrowd::~GatewayCrowd()
{
    ::close(m_orders);
    ::close(m_answers);
    ::waitpid(m_process, nullptr, 0);
}

void GatewayCrowd::begin(quint16 port, bool secure, const QByteArrayList& tokens)
{
    const Order order{port, secure, static_cast<int>(tokens.size())};
    bool done = writeAll(m_orders, &order, sizeof order);
    for (const QByteArray& token : tokens)
        done = done && writeAll(m_orders, token.constData(), tokenBytes);
    if (!done)
        giveUp("they do not listen");
}

GatewayCrowd::Answers GatewayCrowd::end()
{
    Answers answers;
    (void)readAll(m_answers, &answers, sizeof answers); // Nothing: all stay 0.
    return answers;
}

} // namespace ota
