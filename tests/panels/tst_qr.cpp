// SPDX-License-Identifier: Apache-2.0
// Our QR codes against those of another encoder (tests/data/qr, made by qrencode 4.1.1 in byte mode, level M) and,
// where zbarimg is installed, against an independent reader.

#include "panels/widgets/qrcode.h"
#include "panelsupport.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>

using namespace ota;

namespace {

QStringList rowsOf(const QrMatrix& matrix)
{
    QStringList rows;
    for (int y = 0; y < matrix.side(); ++y) {
        QString row;
        for (int x = 0; x < matrix.side(); ++x)
            row += matrix.dark(x, y) ? u'#' : u'.';
        rows << row;
    }
    return rows;
}

/// The five bits of level and mask, from the copy beside the first finder.
int maskOf(const QStringList& rows)
{
    int bits = 0;
    for (const int x : {0, 1, 2, 3, 4})
        bits = bits << 1 | (rows.at(8).at(x) == u'#' ? 1 : 0);
    return (bits ^ 0b10101) & 0b111; // The format is stored under a fixed mask.
}

} // namespace

class TestQr final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anotherEncoderAgrees_data()
    {
        QTest::addColumn<QString>("name");
        for (const char* name : {"short", "address", "url", "long"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }

    void anotherEncoderAgrees()
    {
        QFETCH(const QString, name);
        const QStringList wanted =
            QString::fromLatin1(testData(QStringLiteral("qr/%1.matrix").arg(name))).split(u'\n', Qt::SkipEmptyParts);
        // The choice of the mask is the encoder's own; with the same one all modules are the same.
        const auto code = encodeQr(testData(QStringLiteral("qr/%1.txt").arg(name)), maskOf(wanted));
        QVERIFY_RESULT(code);
        const QStringList found = rowsOf(*code);
        QCOMPARE(found.size(), wanted.size());
        for (qsizetype row = 0; row < wanted.size(); ++row)
            QCOMPARE(found.at(row), wanted.at(row));
    }

    void aReaderFindsTheText_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("one byte") << QByteArray("x");
        QTest::newRow("address") << QByteArray("coap://[fd00:b::1]:5683");
        QTest::newRow("umlauts") << QByteArray("Größe 59,2 KiB");
        for (const int size : {14, 15, 26, 62, 63, 106, 154, 213, 300, 666, 1000}) // Around the ends of versions.
            QTest::addRow("%d bytes", size) << QByteArray(size, 'a').replace(size / 2, 1, "#");
    }

    void aReaderFindsTheText()
    {
        const QString zbar = QStandardPaths::findExecutable(QStringLiteral("zbarimg"));
        if (zbar.isEmpty())
            QSKIP("zbarimg is not installed");
        QFETCH(const QByteArray, text);
        QrCode widget;
        widget.setText(QString::fromUtf8(text));
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("code.png"));
        QVERIFY(widget.image(4).save(path));
        QProcess reader;
        reader.start(zbar, {QStringLiteral("--quiet"), QStringLiteral("--raw"), QStringLiteral("-Sdisable"),
                            QStringLiteral("-Sqrcode.enable"), path});
        QVERIFY(reader.waitForFinished());
        QCOMPARE(reader.readAllStandardOutput().trimmed(), text);
    }

    void theLargestFitsAndOneMoreDoesNot()
    {
        const auto largest = encodeQr(QByteArray(2331, 'a'));
        QVERIFY_RESULT(largest);
        QCOMPARE(largest->side(), 177);
        const auto tooLong = encodeQr(QByteArray(2332, 'a'));
        QVERIFY(!tooLong);
        QCOMPARE(tooLong.error().code, Error::Code::BadInput);
    }

    void theWidgetIsBlackOnWhiteInBothThemes()
    {
        QrCode widget;
        widget.setText(QStringLiteral("coap://[fd00:b::1]:5683"));
        widget.setFixedSize(120, 120);
        Look::of(&widget).setMode(Look::Mode::Dark);
        const QImage picture = widget.grab().toImage();
        QCOMPARE(picture.pixel(4, 60), 0xFFFFFFFF);
        bool black = false;
        for (int x = 0; x < picture.width(); ++x)
            black = black || picture.pixel(x, 25) == 0xFF000000;
        QVERIFY(black);
        Look::of(&widget).setMode(Look::Mode::Light);
        QCOMPARE(widget.accessibleName(), QStringLiteral("QR code of coap://[fd00:b::1]:5683"));
    }
};

OTA_PANEL_TEST_MAIN(TestQr)
#include "tst_qr.moc"
