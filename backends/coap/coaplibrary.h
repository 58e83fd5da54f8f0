// SPDX-License-Identifier: Apache-2.0
#pragma once

// Private to this folder: the only header that brings libcoap in, and what is process-wide about it.

#include "coap/coaptransfers.h"
#include "coap/udpaddress.h"

#include <QString>

#include <coap3/coap.h>

namespace ota {

/// Starts the library once for the process and lets its log end in `ota.coap`. Each user of a context calls this before
/// it makes one. The library is not shut down again: coap_cleanup() only releases OpenSSL engines, of which none is
/// loaded, and the library could not be started a second time.
void startCoapLibrary();

/// Fills a library address. False when the text is no IP literal (`%zone` allowed for IPv6).
bool readAddress(const QString& text, quint16 port, coap_address_t& address);

/// The IP literal and port; an IPv4 address in IPv6 form is shown as IPv4, a link-local address with its zone.
QString addressText(const coap_address_t& address);
bool isLoopback(const coap_address_t& address);

UdpAddress udpAddress(const coap_address_t& address);
coap_address_t libraryAddress(const UdpAddress& address);
CoapPeerKey peerKey(const coap_address_t& address, quint16 endpoint);

} // namespace ota
