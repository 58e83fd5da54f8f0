// SPDX-License-Identifier: Apache-2.0
#include "crypto/certificates.h"

#include "base/digest.h"
#include "base/files.h"
#include "crypto/openssl.h"
#include "crypto/secret.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QTimeZone>
#include <QUrl>

#include <openssl/pem.h>
#include <openssl/rand.h>

#include <algorithm>
#include <vector>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(Certificates)
};

constexpr qint64 day = 86400;
constexpr qint64 authorityLifetime = 20 * 365 * day;
constexpr qint64 serverLifetime = 825 * day;
constexpr qint64 renewBefore = 30 * day;
constexpr qint64 plausibleSince = 1'577'836'800; // 2020-01-01: no clock that was ever set stands before this program.
constexpr qint64 maximumFileSize = 1 << 20;
constexpr std::size_t maximumHosts = 256;
constexpr QFileDevice::Permissions ownerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

/// A subject alternative name: an address in 4 or 16 bytes, or a DNS name in lower case.
struct Host
{
    bool isAddress = false;
    QByteArray value;

    friend bool operator==(const Host&, const Host&) = default;

    QString text() const
    {
        if (!isAddress)
            return QString::fromLatin1(value);
        QStringList parts;
        if (value.size() == 4) {
            for (const char byte : value)
                parts << QString::number(static_cast<uchar>(byte));
            return parts.join(QLatin1Char('.'));
        }
        for (qsizetype i = 0; i + 1 < value.size(); i += 2)
            parts << QString::number(readBe16(bytesOf(value).data() + i), 16);
        return parts.join(QLatin1Char(':'));
    }
};

struct Pair
{
    openssl::Certificate certificate;
    openssl::Key key;

    bool isComplete() const { return certificate && key && X509_check_private_key(certificate.get(), key.get()) == 1; }
};

Result<std::optional<Host>> parseHost(QString text)
{
    text = text.trimmed();
    if (text.startsWith(QLatin1Char('[')) && text.endsWith(QLatin1Char(']')))
        text = text.mid(1, text.size() - 2);
    if (const auto zone = text.indexOf(QLatin1Char('%')); zone > 0)
        text.truncate(zone);
    if (const openssl::OctetString address(a2i_IPADDRESS(text.toLatin1().constData())); address) {
        const QByteArray bytes(reinterpret_cast<const char*>(ASN1_STRING_get0_data(address.get())),
                               ASN1_STRING_length(address.get()));
        if (bytes.count('\0') == bytes.size())
            return std::optional<Host>(); // 0.0.0.0, ::
        return std::optional(Host{true, bytes});
    }
    ERR_clear_error();
    static const QRegularExpression form(QStringLiteral(
        "\\A(?=.{1,253}\\z)[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?(\\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*\\z"));
    const QByteArray name = QUrl::toAce(text).toLower();
    if (!form.match(QString::fromLatin1(name)).hasMatch())
        return failure(Error::Code::BadInput, Tr::tr("'%1' is neither a host name nor an address").arg(text));
    return std::optional(Host{false, name});
}

Result<std::vector<Host>> parseHosts(const QStringList& texts)
{
    std::vector<Host> hosts;
    for (const QString& text :
         QStringList{QStringLiteral("localhost"), QStringLiteral("127.0.0.1"), QStringLiteral("::1")} + texts) {
        auto host = parseHost(text);
        if (!host)
            return failure(host.error());
        if (*host && std::ranges::find(hosts, **host) == hosts.end())
            hosts.push_back(**host);
    }
    if (hosts.size() > maximumHosts)
        return failure(
            Error::Code::BadInput,
            Tr::tr("%1 hosts for one certificate; at most %2 are allowed").arg(hosts.size()).arg(maximumHosts));
    return hosts;
}

std::vector<Host> hostsOf(X509* certificate)
{
    std::vector<Host> hosts;
    const openssl::GeneralNames names(
        static_cast<GENERAL_NAMES*>(X509_get_ext_d2i(certificate, NID_subject_alt_name, nullptr, nullptr)));
    for (int i = 0; names && i < sk_GENERAL_NAME_num(names.get()); ++i) {
        int type = 0;
        const auto* value =
            static_cast<const ASN1_STRING*>(GENERAL_NAME_get0_value(sk_GENERAL_NAME_value(names.get(), i), &type));
        if (type == GEN_DNS || type == GEN_IPADD)
            hosts.push_back({type == GEN_IPADD, QByteArray(reinterpret_cast<const char*>(ASN1_STRING_get0_data(value)),
                                                           ASN1_STRING_length(value))});
    }
    return hosts;
}

qint64 secondsUntil(const ASN1_TIME* time, qint64 nowSeconds)
{
    const openssl::Time now(ASN1_TIME_set(nullptr, nowSeconds));
    int days = 0;
    int seconds = 0;
    if (!now || ASN1_TIME_diff(&days, &seconds, now.get(), time) != 1)
        return 0;
    return days * day + seconds;
}

/// Null parts where a file is not there or is not what it should be.
Result<Pair> readPair(const QString& certificatePath, const QString& keyPath)
{
    Pair pair;
    if (QFileInfo::exists(certificatePath)) {
        const auto pem = readFile(certificatePath, maximumFileSize);
        if (!pem)
            return failure(pem.error());
        const openssl::Bio bio = openssl::reader(*pem);
        pair.certificate.reset(PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr));
    }
    if (QFileInfo::exists(keyPath)) {
        auto pem = readFile(keyPath, maximumFileSize);
        if (!pem)
            return failure(pem.error());
        const openssl::Bio bio = openssl::reader(*pem);
        // The callback gives no password: these keys are ours and plain.
        pair.key.reset(PEM_read_bio_PrivateKey(
            bio.get(), nullptr, [](char*, int, int, void*) { return -1; }, nullptr));
        wipe(*pem);
    }
    ERR_clear_error();
    return pair;
}

bool addExtension(X509* certificate, X509* issuer, int nid, const char* value)
{
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, nid, value);
    const bool added = extension && X509_add_ext(certificate, extension, -1) == 1;
    X509_EXTENSION_free(extension);
    return added;
}

bool addHosts(X509* certificate, const std::vector<Host>& hosts)
{
    const openssl::GeneralNames names(sk_GENERAL_NAME_new_null());
    for (const Host& host : hosts) {
        ASN1_STRING* value = host.isAddress ? ASN1_OCTET_STRING_new() : ASN1_IA5STRING_new();
        GENERAL_NAME* name = GENERAL_NAME_new();
        if (!value || !name || ASN1_STRING_set(value, host.value.constData(), static_cast<int>(host.value.size())) != 1)
            return false;
        GENERAL_NAME_set0_value(name, host.isAddress ? GEN_IPADD : GEN_DNS, value);
        if (sk_GENERAL_NAME_push(names.get(), name) <= 0)
            return false;
    }
    return X509_add1_ext_i2d(certificate, NID_subject_alt_name, names.get(), 0, 0) == 1;
}

/// A certificate that still lacks its own extensions and signature.
openssl::Certificate blankCertificate(EVP_PKEY* key, const char* commonName, qint64 nowSeconds, qint64 lifetime)
{
    openssl::Certificate certificate(X509_new());
    unsigned char serial[16] = {};
    RAND_bytes(serial, sizeof serial);
    serial[0] = static_cast<unsigned char>((serial[0] & 0x7f) | 0x40); // positive, and always of full length
    const openssl::Number number(BN_bin2bn(serial, sizeof serial, nullptr));
    X509_NAME* name = X509_get_subject_name(certificate.get());
    const bool made =
        X509_set_version(certificate.get(), X509_VERSION_3) == 1 &&
        BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate.get())) &&
        ASN1_TIME_set(X509_getm_notBefore(certificate.get()), nowSeconds - day) &&
        ASN1_TIME_set(X509_getm_notAfter(certificate.get()), nowSeconds + lifetime) &&
        X509_set_pubkey(certificate.get(), key) == 1 &&
        X509_NAME_add_entry_by_txt(name, "O", MBSTRING_UTF8, reinterpret_cast<const unsigned char*>("OTA Workbench"),
                                   -1, -1, 0) == 1 &&
        X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, reinterpret_cast<const unsigned char*>(commonName), -1,
                                   -1, 0) == 1;
    if (!made)
        certificate.reset();
    return certificate;
}

Result<> writePair(const Pair& pair, X509* above, const QString& certificatePath, const QString& keyPath)
{
    const openssl::Bio keyBio = openssl::secretWriter();
    const openssl::Bio bio = openssl::writer();
    if (PEM_write_bio_PKCS8PrivateKey(keyBio.get(), pair.key.get(), nullptr, nullptr, 0, nullptr, nullptr) != 1 ||
        PEM_write_bio_X509(bio.get(), pair.certificate.get()) != 1 ||
        (above && PEM_write_bio_X509(bio.get(), above) != 1))
        return failure(Error::Code::Internal,
                       Tr::tr("a certificate could not be written: %1").arg(openssl::takeError()));
    QByteArray keyPem = openssl::content(keyBio);
    // The key first: a certificate without its key would look like somebody else's.
    Result<> written = writeFileDurably(keyPath, keyPem, ownerOnly);
    wipe(keyPem);
    return written ? writeFileDurably(certificatePath, openssl::content(bio)) : written;
}

Result<Pair> makeAuthority(qint64 nowSeconds)
{
    Pair pair;
    pair.key.reset(EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256"));
    pair.certificate = blankCertificate(pair.key.get(), "Bench authority", nowSeconds, authorityLifetime);
    X509* certificate = pair.certificate.get();
    if (!certificate || X509_set_issuer_name(certificate, X509_get_subject_name(certificate)) != 1 ||
        !addExtension(certificate, certificate, NID_basic_constraints, "critical,CA:TRUE,pathlen:0") ||
        !addExtension(certificate, certificate, NID_key_usage, "critical,keyCertSign,cRLSign") ||
        !addExtension(certificate, certificate, NID_subject_key_identifier, "hash") ||
        X509_sign(certificate, pair.key.get(), EVP_sha256()) == 0)
        return failure(Error::Code::Internal, Tr::tr("no authority could be made: %1").arg(openssl::takeError()));
    return pair;
}

Result<Pair> makeServer(const Pair& authority, const std::vector<Host>& hosts, qint64 nowSeconds)
{
    Pair pair;
    pair.key.reset(EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256"));
    const qint64 lifetime =
        std::min(serverLifetime, secondsUntil(X509_get0_notAfter(authority.certificate.get()), nowSeconds));
    pair.certificate = blankCertificate(pair.key.get(), "Bench server", nowSeconds, lifetime);
    X509* certificate = pair.certificate.get();
    X509* issuer = authority.certificate.get();
    if (!certificate || X509_set_issuer_name(certificate, X509_get_subject_name(issuer)) != 1 ||
        !addExtension(certificate, issuer, NID_basic_constraints, "critical,CA:FALSE") ||
        !addExtension(certificate, issuer, NID_key_usage, "critical,digitalSignature") ||
        !addExtension(certificate, issuer, NID_ext_key_usage, "serverAuth") ||
        !addExtension(certificate, issuer, NID_subject_key_identifier, "hash") ||
        !addExtension(certificate, issuer, NID_authority_key_identifier, "keyid:always") ||
        !addHosts(certificate, hosts) || X509_sign(certificate, authority.key.get(), EVP_sha256()) == 0)
        return failure(Error::Code::Internal, Tr::tr("no certificate could be made: %1").arg(openssl::takeError()));
    return pair;
}

QString isoDate(qint64 seconds)
{
    return QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC).toString(Qt::ISODate);
}

/// The work of one call: paths, time, and what is there already.
class Keeper
{
public:
    Keeper(const QString& directory, qint64 nowSeconds)
        : m_directory(directory)
        , m_now(nowSeconds)
    {
    }

    Result<CertificateFiles> ensure(std::vector<Host> hosts)
    {
        if (auto loaded = load(); !loaded)
            return failure(loaded.error());
        const bool keepAuthority = m_authority.certificate && !endsSoon(m_authority.certificate.get());
        const bool keepServer = keepAuthority && isServerGood(hosts);
        if (!keepServer && !isClockPlausible())
            return failure(Error::Code::Io,
                           Tr::tr("the clock stands at %1, so a certificate made now would be accepted by nobody")
                               .arg(isoDate(m_now)),
                           m_directory, Tr::tr("Set the clock, or bring a certificate along."));
        if (!keepServer) {
            if (auto made = make(std::move(hosts), keepAuthority); !made)
                return failure(made.error());
        }
        return files();
    }

private:
    QString path(const char* name) const { return m_directory + QLatin1Char('/') + QLatin1String(name); }
    bool isClockPlausible() const { return m_now >= plausibleSince; }

    bool endsSoon(X509* certificate) const
    {
        return secondsUntil(X509_get0_notAfter(certificate), m_now) < renewBefore;
    }

    Result<> load()
    {
        auto authority = readPair(path("ca.pem"), path("ca.key"));
        auto server = readPair(path("server.pem"), path("server.key"));
        if (!authority || !server)
            return failure(authority ? server.error() : authority.error());
        m_authority = std::move(*authority);
        m_server = std::move(*server);
        // Clients trust ca.pem: it is never replaced because it looks odd.
        if (QFileInfo::exists(path("ca.pem")) && !m_authority.isComplete())
            return failure(Error::Code::BadInput,
                           Tr::tr("the bench's authority is damaged: ca.pem and ca.key do not belong together"),
                           m_directory, Tr::tr("Restore both, or remove both to get a new authority."));
        return {};
    }

    bool isServerGood(const std::vector<Host>& hosts) const
    {
        if (!m_server.isComplete() || endsSoon(m_server.certificate.get()) ||
            X509_verify(m_server.certificate.get(), X509_get0_pubkey(m_authority.certificate.get())) != 1) {
            ERR_clear_error();
            return false;
        }
        const auto covered = hostsOf(m_server.certificate.get());
        return std::ranges::all_of(hosts,
                                   [&](const Host& host) { return std::ranges::find(covered, host) != covered.end(); });
    }

    Result<> make(std::vector<Host> hosts, bool keepAuthority)
    {
        if (!QDir().mkpath(m_directory) || !QFile::setPermissions(m_directory, ownerOnly | QFileDevice::ExeOwner))
            return failure(Error::Code::Io, Tr::tr("the directory can not be made"), m_directory);
        if (m_server.certificate) {
            for (Host& host : hostsOf(m_server.certificate.get())) {
                if (hosts.size() < maximumHosts && std::ranges::find(hosts, host) == hosts.end())
                    hosts.push_back(std::move(host));
            }
        }
        if (!keepAuthority) {
            auto authority = makeAuthority(m_now);
            if (!authority)
                return failure(authority.error());
            if (auto written = writePair(*authority, nullptr, path("ca.pem"), path("ca.key")); !written)
                return written;
            m_authority = std::move(*authority);
        }
        auto server = makeServer(m_authority, hosts, m_now);
        if (!server)
            return failure(server.error());
        m_server = std::move(*server);
        return writePair(m_server, m_authority.certificate.get(), path("server.pem"), path("server.key"));
    }

    CertificateFiles files() const
    {
        CertificateFiles files{path("ca.pem"), path("server.pem"), path("server.key"), {}, {}, {}};
        unsigned char* der = nullptr;
        const int size = i2d_X509(m_server.certificate.get(), &der);
        files.fingerprint = Digest::of(ByteSpan(der, size > 0 ? static_cast<std::size_t>(size) : 0)).hex();
        OPENSSL_free(der);
        for (const Host& host : hostsOf(m_server.certificate.get()))
            files.hosts << host.text();
        if (!isClockPlausible() || secondsUntil(X509_get0_notBefore(m_server.certificate.get()), m_now) > 0)
            files.warnings << Tr::tr("The clock stands at %1; the bench's certificate was made later than that.")
                                  .arg(isoDate(m_now));
        return files;
    }

    QString m_directory;
    qint64 m_now; ///< Seconds since 1970 UTC.
    Pair m_authority;
    Pair m_server;
};

} // namespace

Result<CertificateFiles> ensureServerCertificate(const QString& tlsDirectory, const QStringList& hosts,
                                                 const Clock& clock)
{
    auto parsed = parseHosts(hosts);
    if (!parsed)
        return failure(parsed.error());
    return Keeper(tlsDirectory, clock.nowNs() / 1'000'000'000).ensure(std::move(*parsed));
}

Result<QString> certificateHost(const QString& text)
{
    const auto host = parseHost(text);
    if (!host)
        return failure(host.error());
    return *host ? (*host)->text() : QString();
}

} // namespace ota
