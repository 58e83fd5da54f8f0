// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLatin1StringView>
#include <QString>
#include <QStringList>
#include <QStringView>

/// Why a phase or a session ended as it did: stable text constants (spec/timeline.md 3), some with a parameter.
namespace ota::reason {

inline constexpr QLatin1StringView notNewer{"NOT_NEWER"};
inline constexpr QLatin1StringView sameVersion{"SAME_VERSION"};
inline constexpr QLatin1StringView wrongTarget{"WRONG_TARGET"};
inline constexpr QLatin1StringView wrongSlot{"WRONG_SLOT"};
inline constexpr QLatin1StringView wrongPrecursor{"WRONG_PRECURSOR"};
inline constexpr QLatin1StringView signature{"SIGNATURE"};
inline constexpr QLatin1StringView key{"KEY"};
inline constexpr QLatin1StringView algorithm{"ALGORITHM"};
inline constexpr QLatin1StringView expired{"EXPIRED"};
inline constexpr QLatin1StringView digest{"DIGEST"};
inline constexpr QLatin1StringView size{"SIZE"};
inline constexpr QLatin1StringView format{"FORMAT"};
inline constexpr QLatin1StringView noSpace{"NO_SPACE"};
inline constexpr QLatin1StringView notFound{"NOT_FOUND"};
inline constexpr QLatin1StringView auth{"AUTH"};
inline constexpr QLatin1StringView network{"NETWORK"};
inline constexpr QLatin1StringView timeout{"TIMEOUT"};
inline constexpr QLatin1StringView tls{"TLS"};
inline constexpr QLatin1StringView redirect{"REDIRECT"};
inline constexpr QLatin1StringView busy{"BUSY"};
inline constexpr QLatin1StringView consent{"CONSENT"};
inline constexpr QLatin1StringView power{"POWER"};
inline constexpr QLatin1StringView user{"USER"};
inline constexpr QLatin1StringView boot{"BOOT"};
inline constexpr QLatin1StringView health{"HEALTH"};
inline constexpr QLatin1StringView notApplied{"NOT_APPLIED"};
inline constexpr QLatin1StringView loop{"LOOP"};
inline constexpr QLatin1StringView providerGone{"PROVIDER_GONE"};
inline constexpr QLatin1StringView sysupgradeMissing{"SYSUPGRADE_MISSING"};
inline constexpr QLatin1StringView pathTooLong{"PATH_TOO_LONG"};
inline constexpr QLatin1StringView internal{"INTERNAL"};
inline constexpr QLatin1StringView unknown{"UNKNOWN"};

QString http(int status);              ///< `HTTP_404`
QString curl(int code);                ///< `CURL_28`
QString coap(int codeClass, int code); ///< `COAP_4.04`
QString bdx(quint32 code);             ///< `BDX_001f`
QString verify(int code);              ///< `VERIFY_3`
QString err(const QString& text);      ///< `ERR_<text>`

/// The constants without a parameter, in the order of the specification.
QStringList all();

/// One of the constants, or one of the forms with a parameter.
bool isKnown(QStringView text);

/// A few words for a person, translated; the text itself where it is not known.
QString label(const QString& text);

} // namespace ota::reason
