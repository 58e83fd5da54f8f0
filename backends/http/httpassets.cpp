// SPDX-License-Identifier: Apache-2.0
#include "http/httpassets.h"

#include "base/digest.h"
#include "base/files.h"

#include <array>

namespace ota {

namespace {

constexpr qint64 assetLimitBytes = 16 * 1024 * 1024;

struct EndingType
{
    const char* ending;
    const char* type;
};
constexpr std::array endingTypes = {
    EndingType{".html", "text/html; charset=utf-8"},
    EndingType{".css", "text/css; charset=utf-8"},
    EndingType{".js", "text/javascript; charset=utf-8"},
    EndingType{".json", "application/json"},
    EndingType{".svg", "image/svg+xml"},
    EndingType{".png", "image/png"},
    EndingType{".ico", "image/x-icon"},
    EndingType{".woff2", "font/woff2"},
    EndingType{".txt", "text/plain; charset=utf-8"},
};

} // namespace

QByteArray HttpAssets::mediaTypeOf(QByteArrayView path)
{
    for (const auto& [ending, type] : endingTypes) {
        if (path.endsWith(ending))
            return type;
    }
    return QByteArrayLiteral("application/octet-stream");
}

void HttpAssets::add(const QByteArray& path, const QByteArray& bytes)
{
    HttpResponse response =
        HttpResponse::bytes(mediaTypeOf(path.endsWith('/') ? QByteArrayView(".html") : path), bytes);
    response.etag = Digest::of(bytes).hex().left(16).toLatin1();
    // The browser asks each time whether its copy is still right: after an update of the program no old page stays.
    response.withHeader("Cache-Control", "no-cache").withHeader("X-Content-Type-Options", "nosniff");
    m_assets.insert(path, response);
}

Result<> HttpAssets::addFile(const QByteArray& path, const QString& fileName)
{
    const auto bytes = readFile(fileName, assetLimitBytes);
    if (!bytes)
        return failure(bytes.error());
    add(path, *bytes);
    return {};
}

void HttpAssets::addTo(HttpRouter& router) const
{
    for (auto it = m_assets.cbegin(); it != m_assets.cend(); ++it)
        router.get(it.key(), [response = it.value()](const HttpRequest&) { return response; });
}

} // namespace ota
