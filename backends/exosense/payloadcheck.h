// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "exosense/configotau.h"

#include <QJsonObject>
#include <QUrl>

#include <stop_token>

namespace ota {

/// What a server says of one URL of a payload.
struct UrlAnswer
{
    enum class Verdict
    {
        NotAsked, ///< It is another machine's, and nobody wanted to ask that.
        There,
        Missing, ///< The server says no, or there is none.
        Differs, ///< It has another size than the package says.
        Unknown  ///< It answers and says nothing of the file: it wants a credential, moves it, knows no HEAD.
    };

    QString url;
    Verdict verdict = Verdict::NotAsked;
    int status = 0; ///< Of HTTP; 0: no answer.
    QString text;   ///< For a person.

    QJsonObject toJson() const;
};

QString keyOf(UrlAnswer::Verdict verdict);

/// One HEAD request; redirections are told, not followed. Waits up to 10 s; for worker threads. Error: Cancelled.
Result<UrlAnswer> askForUrl(const QString& url, const ConfigCheck& config, const std::stop_token& stop);

} // namespace ota
