// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "suit/build.h"

#include <functional>

namespace ota {

/// What is known of an image file.
struct ImageFacts
{
    Digest digest;
    quint64 size = 0;
};

/// The bytes that RIOT's suit-tool makes of a text in its JSON: hexadecimal if it is that, else base64 if it is that
/// (characters that are none are skipped), else UTF-8. `abcd` is two bytes, `data` three, `ram` three letters.
QByteArray riotToolBytes(const QString& text);

/// Reads the input of suit-tool (`manifest-sequence-number`, `components` with `install-id`, `vendor-id`, `class-id`,
/// `file` or `install-digest` and `install-size`, `uri`, `offset` or `slot`, `bootable`, and what
/// the draft's own tool has beside: staging, loading, texts, `severable`). Errors: BadInput, Unsupported
/// (naming what we have no counterpart for), and those of `facts`.
Result<SuitBuild> readRiotToolJson(const QByteArray& json, SuitDialect dialect,
                                   const std::function<Result<ImageFacts>(const QString& file)>& facts);

} // namespace ota
