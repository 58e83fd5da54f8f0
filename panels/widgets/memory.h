// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QHash>
#include <QString>
#include <QVariant>

#include <memory>

class QSettings;
class QSplitter;

namespace ota {

/// What the window remembers of itself per bench: geometry, columns, last panel, recent files. GUI thread.
class Memory
{
public:
    virtual ~Memory() = default;

    virtual QVariant value(const QString& key, const QVariant& otherwise = {}) const = 0;
    virtual void setValue(const QString& key, const QVariant& value) = 0;

    /// A list of texts with the newest first; adding moves to the front and keeps at most `limit`.
    QStringList recent(const QString& key) const { return value(key).toStringList(); }
    void addRecent(const QString& key, const QString& text, int limit = 12);
};

/// In an INI file, usually `window.ini` in the bench directory.
class FileMemory final : public Memory
{
public:
    explicit FileMemory(const QString& path);
    ~FileMemory() override;
    Q_DISABLE_COPY_MOVE(FileMemory)

    QVariant value(const QString& key, const QVariant& otherwise = {}) const override;
    void setValue(const QString& key, const QVariant& value) override;

private:
    std::unique_ptr<QSettings> m_settings;
};

/// Puts a splitter as it was and remembers each change. `memory` must outlive it; all its widgets are in it already.
void rememberSplitter(QSplitter& splitter, Memory& memory, const QString& key);

/// Forgets with the object: for tests and pictures.
class ShortMemory final : public Memory
{
public:
    QVariant value(const QString& key, const QVariant& otherwise = {}) const override
    {
        return m_values.value(key, otherwise);
    }
    void setValue(const QString& key, const QVariant& value) override { m_values.insert(key, value); }

private:
    QHash<QString, QVariant> m_values;
};

} // namespace ota
