// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QStringList>

#include <optional>

namespace ota {

/// Which of ota-server's two interfaces a request means (spec/suit-coap.md 1.1). Both are served on one listener.
enum class Era
{
    B, ///< The seed, March 2019: fixed files `manifest`, `slot0`, `slot1`; PUT /notify.
    C, ///< Since 18 March 2019: any files, the field's name is the stored name; POST /notify.
};

/// Of the names of a form's file fields: B when they are some of {manifest, slot0, slot1} and slot0 or slot1 is among
/// them.
Era eraOf(const QStringList& fileFields);

/// What is wrong with the file fields of a publication, in the words that clients of that era know; nothing when they
/// are complete: `Missing slot1 file`, `Missing manifest, slot0 file`, `No file found in request`.
std::optional<QString> missingFiles(const QStringList& fileFields);

} // namespace ota
