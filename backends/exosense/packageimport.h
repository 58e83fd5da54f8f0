// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"

#include <QString>
#include <QStringList>

namespace ota {

class ExosenseCloud;

struct ImportedPackages
{
    QStringList ids;     ///< By file name; packages and other content.
    QStringList skipped; ///< `name: why`
};

/// Takes the files of a folder as content, all in one transaction; folders in it are left out. A file whose name begins
/// with `package_` and that holds `otau_info` (as JSON or percent-encoded) or a `config_otau` becomes a package of zero
/// bytes, its id the file's name without `.json`; one that holds neither is imported as it is and listed as not
/// applicable. Errors: NotFound (folder), Io.
Result<ImportedPackages> importPackages(const QString& folder, ExosenseCloud& cloud);

/// The same for these files, wherever they are, and for those of a published release (ReleaseContent) when one is
/// named. Errors: as of contentOfRelease, Io.
Result<ImportedPackages> importFiles(const QStringList& paths, const QString& release, const QStringList& releaseFiles,
                                     ExosenseCloud& cloud);

} // namespace ota
