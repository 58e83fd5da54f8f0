// SPDX-License-Identifier: Apache-2.0
#pragma once

// Private to this folder.

#include "base/result.h"
#include "coap/coaplibrary.h"

#include <chrono>
#include <functional>

namespace ota {

/// Lets one library context work in a thread and lets other threads wake that thread. One a context.
class CoapLoop
{
public:
    CoapLoop();
    ~CoapLoop();
    Q_DISABLE_COPY_MOVE(CoapLoop)

    /// Error: Io.
    Result<> open(coap_context_t* context);

    /// Ends a wait in turn(), now or the next one. Any thread.
    void wake();

    /// Waits for datagrams, timers of the library, wake() or the end of `limit` (negative: none), and lets the library
    /// handle what came. Calls its handlers; `first` before them: what was changed before a datagram was sent holds for
    /// it, also where both are found at once.
    void turn(std::chrono::milliseconds limit, const std::function<void()>& first);

    /// To be called by a handler for each datagram that it got from an endpoint: turn() learns from it how many wait at
    /// once.
    void countDatagram() { ++m_datagrams; }

    /// Lets the library send what was queued from outside its handlers, and set its timer.
    void flush();

private:
    void adaptBatch(unsigned expected);

    coap_context_t* m_context = nullptr;
    int m_coapFd = -1;
    int m_wakeFd = -1;
    unsigned m_datagrams = 0; ///< In this turn.
    unsigned m_batch = 1;     ///< How often an endpoint that is ready is read in one turn.
    unsigned m_fullTurns = 0; ///< In a row, in which more could have been waiting.
    unsigned m_patience = 8;  ///< Full turns before a larger batch is tried.
};

/// Finds a port on which a server can listen alone: the library opens its sockets so that two of them could share one
/// port and steal each other's datagrams. Takes the port of the address, or any free one where it is 0. Errors: Busy,
/// Usage (not an address of this machine), Io.
Result<quint16> findUdpPort(const coap_address_t& address);

} // namespace ota
