// SPDX-License-Identifier: Apache-2.0
#include "crypto/certificates.h"
#include "fakeclock.h"
#include "testsupport.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace ota;

namespace {

const QFileDevice::Permissions others =
    QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther | QFileDevice::WriteOther;

QByteArray content(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

constexpr qint64 daysToNs(qint64 days)
{
    return days * 86400 * 1'000'000'000;
}

/// The independent view: what the openssl program says.
QString openssl(const QStringList& arguments)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(QStringLiteral("openssl"), arguments);
    if (!process.waitForFinished(30000))
        return QStringLiteral("openssl did not end");
    return QString::fromUtf8(process.readAll());
}

} // namespace

class TestCertificates final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_directory = std::make_unique<QTemporaryDir>(); }

    void theChainIsAcceptedByOpenssl()
    {
        const FakeClock clock;
        const auto files = ensureServerCertificate(path(),
                                                   {QStringLiteral("bench.lab"), QStringLiteral("[2001:db8::1]"),
                                                    QStringLiteral("fe80::1%eth0"), QStringLiteral("192.0.2.7"),
                                                    QStringLiteral("0.0.0.0"), QStringLiteral("[::]")},
                                                   clock);
        QVERIFY_RESULT(files);
        QVERIFY(files->warnings.isEmpty());
        QVERIFY(!(QFile::permissions(files->privateKey) & others));
        QVERIFY(!(QFile::permissions(path() + "/ca.key") & others));
        const QString now = QString::number(clock.nowNs() / 1'000'000'000);
        for (const QStringList& name :
             {QStringList{"-verify_hostname", "bench.lab"}, QStringList{"-verify_hostname", "localhost"},
              QStringList{"-verify_ip", "2001:db8::1"}, QStringList{"-verify_ip", "192.0.2.7"},
              QStringList{"-verify_ip", "::1"}, QStringList{"-verify_ip", "fe80::1"}}) {
            const QString said = openssl(QStringList{"verify", "-x509_strict", "-purpose", "sslserver", "-attime", now,
                                                     "-CAfile", files->authority} +
                                         name + QStringList{files->chain});
            QVERIFY2(said.contains(": OK"), qPrintable(name.join(' ') + ": " + said));
        }
        const QString other = openssl(
            {"verify", "-attime", now, "-CAfile", files->authority, "-verify_hostname", "elsewhere.lab", files->chain});
        QVERIFY2(!other.contains(": OK"), qPrintable(other));
        const QString text = openssl({"x509", "-in", files->chain, "-noout", "-text"});
        QVERIFY(text.contains("Version: 3"));
        QVERIFY(text.contains("Not Before: Nov 13 22:13:20 2023")); // a day before the clock
        QCOMPARE(content(files->chain).count("BEGIN CERTIFICATE"), 2);
    }

    void aSecondCallChangesNothing()
    {
        const FakeClock clock;
        const auto first = ensureServerCertificate(path(), {QStringLiteral("a.lab")}, clock);
        const QByteArray chain = content(first->chain);
        const auto second = ensureServerCertificate(path(), {QStringLiteral("A.LAB"), QStringLiteral("::1")}, clock);
        QVERIFY_RESULT(second);
        QCOMPARE(content(second->chain), chain);
        QCOMPARE(second->fingerprint, first->fingerprint);
    }

    void aNewHostMakesANewServerCertificateOfTheSameAuthority()
    {
        const FakeClock clock;
        const auto first = ensureServerCertificate(path(), {QStringLiteral("a.lab")}, clock);
        const QByteArray authority = content(first->authority);
        const auto second = ensureServerCertificate(path(), {QStringLiteral("10.0.0.1")}, clock);
        QVERIFY_RESULT(second);
        QVERIFY(second->fingerprint != first->fingerprint);
        QCOMPARE(content(second->authority), authority);
        QVERIFY(second->hosts.contains(QStringLiteral("a.lab")));
        QVERIFY(second->hosts.contains(QStringLiteral("10.0.0.1")));
    }

    void theEndIsNeverNear()
    {
        FakeClock clock;
        const auto first = ensureServerCertificate(path(), {}, clock);
        const QByteArray authority = content(first->authority);
        clock.advance(std::chrono::nanoseconds(daysToNs(800)));
        const auto second = ensureServerCertificate(path(), {}, clock);
        QVERIFY(second->fingerprint != first->fingerprint);
        QCOMPARE(content(second->authority), authority);
        clock.advance(std::chrono::nanoseconds(daysToNs(20 * 365)));
        const auto third = ensureServerCertificate(path(), {}, clock);
        QVERIFY_RESULT(third);
        QVERIFY(content(third->authority) != authority);
        const QString said = openssl({"verify", "-attime", QString::number(clock.nowNs() / 1'000'000'000), "-CAfile",
                                      third->authority, third->chain});
        QVERIFY2(said.contains(": OK"), qPrintable(said));
    }

    void aClockAt1970MakesNothing()
    {
        FakeClock clock(0);
        const auto refused = ensureServerCertificate(path(), {}, clock);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, Error::Code::Io);
        QVERIFY2(refused.error().message.contains("1970"), qPrintable(refused.error().message));
        QVERIFY(!QFile::exists(path() + "/ca.pem"));
    }

    void aClockAt1970KeepsWhatIsThereWithAWarning()
    {
        FakeClock clock;
        const auto made = ensureServerCertificate(path(), {}, clock);
        clock.setNs(0);
        const auto kept = ensureServerCertificate(path(), {}, clock);
        QVERIFY_RESULT(kept);
        QCOMPARE(kept->fingerprint, made->fingerprint);
        QCOMPARE(kept->warnings.size(), 1);
        QVERIFY(!ensureServerCertificate(path(), {QStringLiteral("new.lab")}, clock));
    }

    void aLostServerKeyIsMadeAnew()
    {
        const FakeClock clock;
        const auto first = ensureServerCertificate(path(), {}, clock);
        QVERIFY(QFile::remove(first->privateKey));
        const auto second = ensureServerCertificate(path(), {}, clock);
        QVERIFY_RESULT(second);
        QVERIFY(second->fingerprint != first->fingerprint);
        QVERIFY(QFile::exists(second->privateKey));
    }

    void aDamagedAuthorityIsNeverReplacedSilently()
    {
        const FakeClock clock;
        const auto first = ensureServerCertificate(path(), {}, clock);
        QFile file(first->authority);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("rubbish");
        file.close();
        const auto refused = ensureServerCertificate(path(), {}, clock);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, Error::Code::BadInput);
        QCOMPARE(content(first->authority), QByteArray("rubbish"));
    }

    void whatIsNoHostIsRefused_data()
    {
        QTest::addColumn<QString>("host");
        for (const char* host : {"", "a b", "a,DNS:b", "http://x", "-a", "a..b", "1.2.3.4.5:8080"})
            QTest::newRow(host) << QString::fromUtf8(host);
        QTest::newRow("long") << QString(254, u'a');
    }

    void whatIsNoHostIsRefused()
    {
        QFETCH(QString, host);
        const auto refused = ensureServerCertificate(path(), {host}, FakeClock());
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, Error::Code::BadInput);
    }

private:
    QString path() const { return m_directory->filePath(QStringLiteral("tls")); }

    std::unique_ptr<QTemporaryDir> m_directory;
};

QTEST_GUILESS_MAIN(TestCertificates)
#include "tst_certificates.moc"
