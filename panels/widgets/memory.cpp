// SPDX-License-Identifier: Apache-2.0
#include "panels/widgets/memory.h"

#include <QSettings>

namespace ota {

void Memory::addRecent(const QString& key, const QString& text, int limit)
{
    QStringList texts = recent(key);
    texts.removeAll(text);
    texts.prepend(text);
    setValue(key, QStringList(texts.mid(0, limit)));
}

FileMemory::FileMemory(const QString& path)
    : m_settings(std::make_unique<QSettings>(path, QSettings::IniFormat))
{
}

FileMemory::~FileMemory() = default;

QVariant FileMemory::value(const QString& key, const QVariant& otherwise) const
{
    return m_settings->value(key, otherwise);
}

void FileMemory::setValue(const QString& key, const QVariant& value)
{
    m_settings->setValue(key, value);
}

} // namespace ota
