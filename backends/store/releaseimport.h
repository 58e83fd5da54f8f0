// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "store/release.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace ota {

class JobContext;

/// One `[NAME=]FILE` of a command line.
struct NamedFile
{
    QString name; ///< Checked: one path segment.
    QString path;

    /// The name is the file's own when none is given. A file whose own name has a `=` is taken as it is when it exists.
    /// Error: BadInput for the name.
    static Result<NamedFile> parse(const QString& text);
};

/// All of a command line, before anything is copied. Errors: BadInput (names, also two of the same), NotFound (a file).
Result<std::vector<NamedFile>> parseNamedFiles(const QStringList& texts);

/// Copies the files into the blob store with the progress of all together. Errors: as of BlobStore::importFile.
Result<std::vector<DraftFile>> importFiles(BlobStore& blobs, const std::vector<NamedFile>& files, JobContext& job);

} // namespace ota
