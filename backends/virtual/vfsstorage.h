// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "virtual/boarddefects.h"
#include "virtual/riotstorage.h"

#include <QString>

namespace ota {

/// RIOT's files `/nvm0/SLOT0.txt` and `/nvm0/SLOT1.txt`, kept under a directory of the host. They survive a restart.
class VfsStorage final : public RiotStorage
{
public:
    /// `root` stands for the board's `/`. `limitBytes` is the room on its file system.
    VfsStorage(QString root, qint64 limitBytes, DefectSet defects, bool exact, RiotPrint print);

    char separator() const override { return 0; }
    bool hasLocation(const QByteArray& name) const override { return !fileOf(name).isEmpty(); }
    void setActive(const QByteArray& name) override;
    int start(quint64 sizeBytes) override;
    int write(quint64 offset, ByteSpan bytes) override;
    int finish() override { return riotres::ok; }
    int digest(quint64 sizeBytes, Digest& digest) override;
    int install(quint32 sequence) override;
    void erase() override;
    void purge() override { erase(); }
    std::optional<quint32> known() const override { return storedSequence(); }
    std::optional<quint32> sequence() const override;
    QByteArrayList describe() const override;
    QByteArray content(const QByteArray& name, qint64 offset, qint64 length) const override;

private:
    static QByteArray fileOf(const QByteArray& name);
    QString hostPath(const QByteArray& file) const;
    QString sequencePath() const;
    quint32 storedSequence() const;

    QString m_root;
    qint64 m_limitBytes;
    DefectSet m_defects;
    bool m_exact;
    RiotPrint m_print;
    QByteArray m_active;
};

} // namespace ota
