// SPDX-License-Identifier: Apache-2.0
#include "otaserver/pskstore.h"

#include "base/files.h"

#include <QCoreApplication>
#include <QDir>
#include <QRandomGenerator>

#include <algorithm>
#include <array>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(PskStore)
};

constexpr qint64 maxFileBytes = 1024 * 1024;
constexpr auto ownerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

} // namespace

PskStore::PskStore(const QString& benchDirectory)
    : m_path(QDir(benchDirectory).filePath(QStringLiteral("psk")))
{
}

Result<std::vector<CoapPsk>> PskStore::list() const
{
    const auto content = readFile(m_path, maxFileBytes);
    if (!content && content.error().code == Error::Code::NotFound)
        return std::vector<CoapPsk>();
    if (!content)
        return failure(content.error());
    std::vector<CoapPsk> all;
    const auto lines = content->split('\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        if (lines[i].trimmed().isEmpty())
            continue;
        auto psk = CoapPsk::read(QString::fromUtf8(lines[i].trimmed()));
        // The line itself would show a key.
        if (!psk)
            return failure(Error::Code::BadInput, Tr::tr("line %1 is not IDENTITY:HEX").arg(i + 1), m_path,
                           Tr::tr("Take the line out of the file, or the whole file away."));
        all.push_back(std::move(*psk));
    }
    return all;
}

Result<> PskStore::add(const CoapPsk& psk)
{
    const auto isControl = [](QChar c) {
        return c.category() == QChar::Other_Control;
    };
    if (psk.identity.isEmpty() || psk.identity != psk.identity.trimmed() ||
        std::ranges::any_of(psk.identity, isControl))
        return failure(Error::Code::Usage,
                       Tr::tr("an identity is a word without spaces around it and without control characters"));
    auto all = list();
    if (!all)
        return failure(all.error());
    if (std::ranges::find(*all, psk.identity, &CoapPsk::identity) != all->end())
        return failure(Error::Code::Busy, Tr::tr("there is a key of \"%1\" already").arg(psk.identity), {},
                       Tr::tr("Remove it first, or choose another identity."));
    if (all->size() >= maxIdentities)
        return failure(Error::Code::Usage, Tr::tr("a bench has at most %1 identities").arg(maxIdentities));
    all->push_back(psk);
    return write(*all);
}

Result<> PskStore::remove(const QString& identity)
{
    auto all = list();
    if (!all)
        return failure(all.error());
    if (std::erase_if(*all, [&](const CoapPsk& psk) { return psk.identity == identity; }) == 0) {
        QStringList names;
        for (const CoapPsk& psk : *all)
            names << psk.identity;
        return failure(Error::Code::NotFound, Tr::tr("there is no identity \"%1\"").arg(identity), {},
                       names.isEmpty() ? Tr::tr("There is none at all.")
                                       : Tr::tr("There are %1.").arg(names.join(QStringLiteral(", "))));
    }
    return write(*all);
}

Result<> PskStore::write(const std::vector<CoapPsk>& all) const
{
    QByteArray content;
    for (const CoapPsk& psk : all)
        content += psk.identity.toUtf8() + ':' + psk.key.toHex() + '\n';
    return writeFileDurably(m_path, content, ownerOnly);
}

CoapPsk makePsk(const QString& identity)
{
    std::array<quint32, PskStore::madeKeyBytes / sizeof(quint32)> random{};
    QRandomGenerator::system()->fillRange(random.data(), static_cast<qsizetype>(random.size()));
    return {identity, QByteArray(reinterpret_cast<const char*>(random.data()), PskStore::madeKeyBytes)};
}

QString maskedKey(const CoapPsk& psk)
{
    return Tr::tr("%1…, %n bytes", nullptr, static_cast<int>(psk.key.size()))
        .arg(QString::fromLatin1(psk.key.first(std::min<qsizetype>(psk.key.size(), 2)).toHex()));
}

} // namespace ota
