// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/httprouter.h"

#include <QByteArray>
#include <QHash>

namespace ota {

/// Files of the program that are served from memory, with an entity tag of their digest.
class HttpAssets
{
public:
    /// `path` as of the URL: `/app.js`. The media type follows from the ending.
    void add(const QByteArray& path, const QByteArray& bytes);

    /// Reads a file or a Qt resource. Errors: NotFound, Io.
    Result<> addFile(const QByteArray& path, const QString& fileName);

    /// A GET route for each.
    void addTo(HttpRouter& router) const;

    /// `text/html; charset=utf-8` for `index.html`; `application/octet-stream` for what is unknown.
    static QByteArray mediaTypeOf(QByteArrayView path);

private:
    QHash<QByteArray, HttpResponse> m_assets;
};

} // namespace ota
