// SPDX-License-Identifier: Apache-2.0
#include "panels/widgets/memory.h"

#include <QSettings>
#include <QSplitter>

namespace ota {

void Memory::addRecent(const QString& key, const QString& text, int limit)
{
    QStringList texts = recent(key);
    texts.removeAll(text);
    texts.prepend(text);
    setValue(key, QStringList(texts.mid(0, limit)));
}

void rememberSplitter(QSplitter& splitter, Memory& memory, const QString& key)
{
    if (const QByteArray state = memory.value(key).toByteArray(); !state.isEmpty())
        splitter.restoreState(state);
    QObject::connect(&splitter, &QSplitter::splitterMoved, &splitter,
                     [&splitter, &memory, key] { memory.setValue(key, splitter.saveState()); });
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
