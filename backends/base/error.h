// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace ota {

/// Why an operation failed. Codes are stable: scenarios and exit statuses name them.
struct Error
{
    enum class Code
    {
        Cancelled,   ///< A person or a script asked for the end.
        Timeout,     ///< Nobody answered in time.
        NotFound,    ///< What was named does not exist.
        BadInput,    ///< Bytes or text from outside that do not have the form they must have.
        Usage,       ///< A parameter is missing or wrong.
        Io,          ///< The bench itself: disk, port, permission.
        Busy,        ///< Somebody else holds it: a bench, a port.
        Protocol,    ///< The peer broke its protocol.
        Rejected,    ///< A check said no: signature, digest, policy, the peer.
        Unsupported, ///< Understood, but not in what we can do.
        Internal,    ///< Our own mistake.
    };

    Code code = Code::Internal;
    QString message; ///< For a person, one sentence, translated.
    QString context; ///< What was being read or done: `file:line`, a URI, a board id. May be empty.
    QString hint;    ///< The next step, one sentence, translated. May be empty.

    /// The message with its context in front and the hint behind, as a front end shows it.
    QString toString() const;
};

/// The stable word of a code, as scenarios and JSON write it: `not-found`.
QString codeName(Error::Code code);

/// The exit status of `otaw` for an error: 1 failed or refused, 2 usage, 3 the bench itself, 5 our own, 130
/// interrupted.
int exitStatus(Error::Code code);

} // namespace ota
