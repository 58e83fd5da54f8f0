// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "virtual/boarddefects.h"
#include "virtual/laxcbor.h"
#include "virtual/riotpayload.h"
#include "virtual/riotworker.h"

#include <QByteArray>

#include <array>
#include <vector>

namespace ota {

/// The update worker of a RIOT board: the real order of its actions and its leniency (spec/suit-coap.md 2.2–2.5, 3.4).
/// It walks the maps of envelope and manifest in the order in which they stand, acts at once, stops at the first number
/// it does not know, and prints what RIOT prints. Exact boards leave draft-37 to ManifestRunner. A pure state machine:
/// all that it does goes through `Io`. One thread at a time.
class RiotInterpreter
{
public:
    using Io = RiotIo;

    RiotInterpreter(RiotTarget target, DefectSet defects, Io io);
    Q_DISABLE_COPY_MOVE(RiotInterpreter)

    /// From `suit_worker: started.` to the last line of the result, without the reboot.
    RiotRun run(const QByteArray& url);

private:
    enum Validated : unsigned
    {
        ValidVersion = 1,
        ValidSequence = 2,
        ValidVendor = 4,
        ValidClass = 8,
        ValidAll = 15
    };

    struct Parameter
    {
        bool set = false;
        LaxCbor at;
    };

    struct Component
    {
        LaxCbor identifier;
        RiotStorage* storage = nullptr;
        Parameter vendor;
        Parameter clazz;
        Parameter digest;
        Parameter offset;
        Parameter size;
        Parameter uri;
        bool fetched = false;
        bool fetchFailed = false;
        bool installed = false;
    };

    using Handler = int (RiotInterpreter::*)(LaxCbor& value);
    using Handlers = std::array<Handler, 32>;

    int getManifest(const QByteArray& url, QByteArray& envelope);
    int parse(const QByteArray& envelope);
    int walk(LaxCbor structure, const Handlers& handlers);
    int walkMembers(LaxCbor& members, const Handlers& handlers);
    int walkWrapped(LaxCbor& wrapped, const Handlers& handlers);

    int onAuthentication(LaxCbor& value);
    int onManifest(LaxCbor& value);
    int onVersion(LaxCbor& value);
    int onSequence(LaxCbor& value);
    int onCommon(LaxCbor& value);
    int onUnsupported(LaxCbor& value);
    int onComponents(LaxCbor& value);
    int onCommands(LaxCbor& value);
    int onVendor(LaxCbor& value);
    int onClass(LaxCbor& value);
    int onImageMatch(LaxCbor& value);
    int onOffset(LaxCbor& value);
    int onSetIndex(LaxCbor& value);
    int onTryEach(LaxCbor& value);
    int onParameters(LaxCbor& value);
    int onFetch(LaxCbor& value);

    int verifyBlocks(LaxCbor value, std::size_t key);
    int verifyBlock(ByteSpan block, std::size_t key);
    bool sequenceRefused(quint32 sequence, quint32 stored) const;
    int compareUuid(const Parameter& parameter, const QByteArray& own);
    bool nameOf(const Component& component, char separator, QByteArray& name);
    RiotStorage* storageFor(const Component& component);
    bool sizeOf(const Component& component, quint32& size) const;
    int startStorage(Component& component);
    int checkImage(Component& component, ByteSpan digest, quint32 size);
    void print(const QByteArray& text) const { m_io.print(text); }

    static const Handlers& envelopeHandlers();
    static const Handlers& manifestHandlers();
    static const Handlers& commonHandlers();
    static const Handlers& commandHandlers();

    RiotTarget m_target;
    DefectSet m_defects;
    Io m_io;

    // Of the manifest that is being walked.
    bool m_verified = false; ///< One block of the list is signed by a key of the board.
    ByteSpan m_signedDigest;
    unsigned m_validated = 0;
    int m_depth = 0;
    std::vector<Component> m_components;
    std::size_t m_current = 0;
    RiotPayload m_payload;
    RiotRun m_run;
};

} // namespace ota
