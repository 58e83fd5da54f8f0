// SPDX-License-Identifier: Apache-2.0
#include "suit/manifest.h"

namespace ota {

QString verdictCode(SuitVerdict verdict)
{
    switch (verdict) {
    case SuitVerdict::Ok:
        return QStringLiteral("ok");
    case SuitVerdict::Malformed:
        return QStringLiteral("malformed");
    case SuitVerdict::TrailingBytes:
        return QStringLiteral("trailing-bytes");
    case SuitVerdict::DuplicateKey:
        return QStringLiteral("duplicate-key");
    case SuitVerdict::NonCanonical:
        return QStringLiteral("non-canonical");
    case SuitVerdict::WrongType:
        return QStringLiteral("wrong-type");
    case SuitVerdict::NoAuth:
        return QStringLiteral("no-auth");
    case SuitVerdict::NoManifest:
        return QStringLiteral("no-manifest");
    case SuitVerdict::WrongDialect:
        return QStringLiteral("wrong-dialect");
    case SuitVerdict::Unsigned:
        return QStringLiteral("unsigned");
    case SuitVerdict::CoseTag:
        return QStringLiteral("cose-tag");
    case SuitVerdict::UnsupportedCose:
        return QStringLiteral("unsupported-cose");
    case SuitVerdict::MalformedCose:
        return QStringLiteral("malformed-cose");
    case SuitVerdict::AlgMissing:
        return QStringLiteral("alg-missing");
    case SuitVerdict::AlgMismatch:
        return QStringLiteral("alg-mismatch");
    case SuitVerdict::Crit:
        return QStringLiteral("crit");
    case SuitVerdict::DigestAlg:
        return QStringLiteral("digest-alg");
    case SuitVerdict::DigestSize:
        return QStringLiteral("digest-size");
    case SuitVerdict::DigestMismatch:
        return QStringLiteral("digest-mismatch");
    case SuitVerdict::UntrustedKey:
        return QStringLiteral("untrusted-key");
    case SuitVerdict::BadSignature:
        return QStringLiteral("bad-signature");
    case SuitVerdict::Version:
        return QStringLiteral("version");
    case SuitVerdict::OddSequence:
        return QStringLiteral("odd-sequence");
    case SuitVerdict::ComponentIndex:
        return QStringLiteral("component-index");
    case SuitVerdict::UuidSize:
        return QStringLiteral("uuid-size");
    }
    Q_UNREACHABLE();
}

} // namespace ota
