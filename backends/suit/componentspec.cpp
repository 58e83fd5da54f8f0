// SPDX-License-Identifier: Apache-2.0
#include "suit/componentspec.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(ComponentSpec)
};

constexpr QLatin1String hexMark("hex:");
constexpr QLatin1String textMark("text:");

Result<QByteArray> parseElement(const QString& text)
{
    if (text.startsWith(textMark))
        return text.mid(textMark.size()).toUtf8();
    if (text.startsWith(hexMark)) {
        auto bytes = fromHex(QStringView(text).mid(hexMark.size()));
        if (!bytes)
            return failure(Error::Code::Usage, Tr::tr("'%1' is not hexadecimal: %2").arg(text, bytes.error().message));
        return bytes;
    }
    if (text.isEmpty())
        return failure(Error::Code::Usage, Tr::tr("an element of a component's name is empty"), {},
                       Tr::tr("Write text: or hex: for an element of no bytes."));
    return text.toUtf8();
}

} // namespace

Result<SuitComponentId> parseComponentId(const QString& text)
{
    QStringList elements = text.split(QLatin1Char(','));
    if (elements.size() == 1 && text.size() > 1 && text.startsWith(QLatin1Char('.')))
        elements = text.mid(1).split(QLatin1Char('.'));
    SuitComponentId id;
    for (const QString& element : std::as_const(elements)) {
        auto bytes = parseElement(element);
        if (!bytes)
            return failure(bytes.error());
        id << *bytes;
    }
    return id;
}

Result<ComponentSpec> parseComponentSpec(const QString& text)
{
    const auto equals = text.indexOf(QLatin1Char('='));
    if (equals < 0 || equals + 1 == text.size())
        return failure(Error::Code::Usage, Tr::tr("'%1' is not NAME=FILE or NAME=FILE@OFFSET").arg(text), {},
                       Tr::tr("For example ram,0=app.bin, or hex:00=slot0.bin@0x1000 for RIOT's flash."));
    auto id = parseComponentId(text.left(equals));
    if (!id)
        return failure(id.error());
    ComponentSpec spec{*id, text.mid(equals + 1), {}};
    static const QRegularExpression form(QStringLiteral("\\A(.+)@(0[xX][0-9a-fA-F]+|[0-9]+)\\z"));
    if (const auto match = form.match(spec.file); match.hasMatch()) {
        const auto offset = parseNumber(match.captured(2), Tr::tr("the offset"), 0xffffffff);
        if (!offset)
            return failure(offset.error());
        spec.file = match.captured(1);
        spec.offset = *offset;
    }
    return spec;
}

Result<quint64> parseNumber(const QString& text, const QString& what, quint64 maximum)
{
    // Base 0 would take a leading zero for octal.
    const bool hexadecimal = text.startsWith(QLatin1String("0x"), Qt::CaseInsensitive);
    bool good = false;
    const quint64 number = hexadecimal ? text.mid(2).toULongLong(&good, 16) : text.toULongLong(&good, 10);
    if (!good || number > maximum)
        return failure(
            Error::Code::Usage,
            Tr::tr("%1 is '%2'; numbers from 0 to %3 are allowed, decimal or 0x…").arg(what, text).arg(maximum));
    return number;
}

} // namespace ota
