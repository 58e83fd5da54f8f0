// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "otaserver/servesettings.h"
#include "panels/widgets/workbench.h"

#include <QJsonObject>
#include <QList>
#include <QObject>

#include <functional>

namespace ota {

/// What the bench keeps of how it serves: settings, the devices that have a key, the token. Reads it again after each
/// job, and changes it by operations, so that whatever the panel sets a shell could set. Lives in the GUI thread.
class ServingKeeper final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ServingKeeper)

public:
    /// A device that may use CoAPS; its key as far as it may be drawn.
    struct Identity
    {
        QString name;
        QString maskedKey;
        friend bool operator==(const Identity&, const Identity&) = default;
    };
    using Done = std::function<void(const Result<>&)>;
    using Secret = std::function<void(const QString&)>;

    explicit ServingKeeper(Workbench& workbench, QObject* parent = nullptr);

    const ServeSettings& settings() const { return m_state.settings; }
    const QList<Identity>& identities() const { return m_state.identities; }
    const QString& maskedToken() const { return m_state.maskedToken; }

    /// Runs `operation`; `done` hears what became of it when it is there to hear it.
    void run(const QString& operation, const QJsonObject& values, Done done = {});
    /// Parameters of serving.set.
    void set(const QJsonObject& values, Done done = {}) { run(QStringLiteral("serving.set"), values, std::move(done)); }
    /// What a shell would do the same with; empty when there is no such operation.
    QString command(const QString& operation, const QJsonObject& values) const;

    /// In full, for the clipboard or for eyes that asked for it; they stand in no job. What fails is told by failed().
    void readToken(Secret take);
    /// As `IDENTITY:HEX`.
    void readKey(const QString& identity, Secret take);

    void read();

Q_SIGNALS:
    void changed();
    /// What the bench keeps can not be read, or a secret of it.
    void failed(const QString& why);

private:
    struct State
    {
        ServeSettings settings;
        QList<Identity> identities;
        QString maskedToken;
        friend bool operator==(const State&, const State&) = default;
    };

    void readSecret(std::function<Result<QString>(Bench&)> work, Secret take);

    Workbench& m_workbench;
    State m_state;
};

} // namespace ota
