// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "suit/manifest.h"
#include "virtual/boarddefects.h"
#include "virtual/riotpayload.h"
#include "virtual/riotworker.h"

namespace ota {

/// Runs manifests of draft-ietf-suit-manifest-37 on an exact board (spec/suit-coap.md 2.7): the shared sequence, then
/// payload-fetch, install and validate; where nothing restarts, then validate, load and invoke. Uses the storages of
/// the board and the lines that RIOT prints for the same step, so that consoles read alike. One thread at a time.
class ManifestRunner final
{
public:
    static constexpr std::size_t maximumComponents = 8;
    /// Of commands, whatever they loop over.
    static constexpr int maximumSteps = 16'384;

    /// All must outlive it.
    ManifestRunner(const RiotTarget& target, const DefectSet& defects, const RiotIo& io);
    Q_DISABLE_COPY_MOVE(ManifestRunner)

    /// The envelope has passed the board's check; its manifest is looked at once more. A number of riotres; what came
    /// of it is in `run`.
    int run(ByteSpan bytes, RiotRun& run);

private:
    struct Component
    {
        SuitComponentId id;
        RiotStorage* storage = nullptr;
        QByteArray name;
        bool isStaging = false;
        SuitParameters parameters;
        quint32 stored = 0; ///< Bytes that are known to be there.
        bool filled = false;
        bool failed = false; ///< What was put there last is not whole.
        bool installed = false;
    };

    /// What ends a command: nothing, a condition that does not hold, an error.
    using Res = int;

    Res checkForm(const SuitEnvelope& envelope);
    Res checkSequence();
    Res bindComponents();
    bool bind(Component& component, RiotStorage& storage);

    Res runProcedure(std::initializer_list<std::int64_t> sections);
    Res runSequence(const SuitSequence& sequence);
    Res runCommand(const SuitCommand& command);
    Res runOn(const SuitCommand& command, std::size_t index);

    Res onCondition(const SuitCommand& command, Component& component);
    Res onVendor(const Component& component);
    Res onClass(const Component& component);
    Res onImageMatch(Component& component);
    Res onSlot(const Component& component) const;
    Res onContent(const Component& component) const;
    Res onSetIndex(const SuitCommand& command);
    Res onTryEach(const SuitCommand& command);
    Res onRunSequence(const SuitCommand& command);
    Res onFetch(Component& component);
    Res onCopy(Component& component);
    Res onWrite(Component& component);
    Res onInvoke(std::size_t index);

    Res begin(Component& component, quint64 size);
    Res end(Component& component, Res res, quint64 size);
    Res fetchFrom(const QByteArray& url, Component& component);
    Res takeIntegrated(const SuitPayload& payload, Component& component);
    const SuitPayload* integrated(const QString& uri) const;
    bool stopped() const { return m_io.stopped && m_io.stopped(); }
    void print(const QByteArray& text) const { m_io.print(text); }

    const RiotTarget& m_target;
    const DefectSet& m_defects;
    const RiotIo& m_io;
    RiotPayload m_payload;

    ByteSpan m_bytes;
    SuitEnvelope m_envelope;
    SuitManifest m_manifest;
    RiotRun* m_run = nullptr;
    std::vector<Component> m_components;
    std::vector<std::size_t> m_selected; ///< What commands apply to, in turn.
    std::int64_t m_section = 0;
    bool m_soft = false; ///< A condition that fails ends its sequence only.
    bool m_vendorSeen = false;
    bool m_classSeen = false;
    int m_steps = 0;
};

} // namespace ota
