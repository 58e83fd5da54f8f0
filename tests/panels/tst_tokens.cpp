// SPDX-License-Identifier: Apache-2.0
// The contrast sums of the look, repeated from tokens.json: WCAG 2 AA, 4.5 for text, 3 for graphics and edges.

#include "look_tokens.h"
#include "testsupport.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <cmath>

namespace {

constexpr double textLimit = 4.5;
constexpr double graphicLimit = 3.0;

QJsonObject tokens()
{
    QFile file(QStringLiteral(OTA_TOKENS));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", OTA_TOKENS);
    return QJsonDocument::fromJson(file.readAll()).object();
}

QRgb colour(const QJsonObject& theme, const QString& path)
{
    const QString text = theme.value(path.section(u'.', 0, 0)).toObject().value(path.section(u'.', 1)).toString();
    if (text.size() != 7)
        qFatal("no colour %s", qPrintable(path));
    return QStringView(text).mid(1).toUInt(nullptr, 16) | 0xFF000000U;
}

double linear(int channel)
{
    const double value = channel / 255.0;
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(QRgb rgb)
{
    return 0.2126 * linear(qRed(rgb)) + 0.7152 * linear(qGreen(rgb)) + 0.0722 * linear(qBlue(rgb));
}

double contrast(QRgb a, QRgb b)
{
    const double low = std::min(luminance(a), luminance(b));
    const double high = std::max(luminance(a), luminance(b));
    return (high + 0.05) / (low + 0.05);
}

const QStringList surfaces{"sunken",   "window",           "base",     "raised", "hover", "pressed",
                           "selected", "selectedInactive", "alternate"};
const QStringList classes{"good", "warn", "bad", "info", "neutral"};

} // namespace

class TestTokens final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pairsHaveEnoughContrast_data()
    {
        QTest::addColumn<QRgb>("front");
        QTest::addColumn<QRgb>("back");
        QTest::addColumn<double>("limit");
        const QJsonObject all = tokens();
        for (const QString& theme : {QStringLiteral("light"), QStringLiteral("dark")}) {
            const QJsonObject values = all.value(theme).toObject();
            const auto add = [&](const QString& front, const QString& back, double limit) {
                QTest::addRow("%s: %s on %s", qPrintable(theme), qPrintable(front), qPrintable(back))
                    << colour(values, front) << colour(values, back) << limit;
            };
            for (const QString& surface : surfaces) {
                for (const QString& text : {QStringLiteral("primary"), QStringLiteral("secondary"),
                                            QStringLiteral("tertiary"), QStringLiteral("link")})
                    add(QStringLiteral("text.") + text, QStringLiteral("surface.") + surface, textLimit);
            }
            for (const QString& name : classes) {
                for (const QString& back : {QStringLiteral("surface.base"), QStringLiteral("surface.window"),
                                            QStringLiteral("surface.selected")})
                    add(name + QStringLiteral(".text"), back, textLimit);
                add(name + QStringLiteral(".text"), name + QStringLiteral(".tint"), textLimit);
                add(name + QStringLiteral(".onSolid"), name + QStringLiteral(".solid"), textLimit);
                add(name + QStringLiteral(".solid"), QStringLiteral("surface.base"), graphicLimit);
            }
            for (const QString& fill : {QStringLiteral("fill"), QStringLiteral("hover"), QStringLiteral("pressed")})
                add(QStringLiteral("text.onAccent"), QStringLiteral("accent.") + fill, textLimit);
            add(QStringLiteral("accent.text"), QStringLiteral("accent.tint"), textLimit);
            add(QStringLiteral("text.onTooltip"), QStringLiteral("surface.tooltip"), textLimit);
            for (const QString& surface : {QStringLiteral("sunken"), QStringLiteral("window"), QStringLiteral("base"),
                                           QStringLiteral("raised")}) {
                add(QStringLiteral("line.focus"), QStringLiteral("surface.") + surface, graphicLimit);
                add(QStringLiteral("line.control"), QStringLiteral("surface.") + surface, graphicLimit);
            }
            for (const QString& code :
                 {QStringLiteral("key"), QStringLiteral("string"), QStringLiteral("number"), QStringLiteral("comment"),
                  QStringLiteral("keyword"), QStringLiteral("punctuation")})
                add(QStringLiteral("code.") + code, QStringLiteral("surface.base"), textLimit);
            add(QStringLiteral("text.link"), QStringLiteral("code.hexMark"), textLimit);
            add(QStringLiteral("text.primary"), QStringLiteral("code.hexParent"), textLimit);
            for (const QString& series : {QStringLiteral("series1"), QStringLiteral("series2"),
                                          QStringLiteral("series3"), QStringLiteral("series4")})
                add(QStringLiteral("graph.") + series, QStringLiteral("surface.base"), graphicLimit);
            for (const auto ansi = values.value(QStringLiteral("ansi")).toObject(); const QString& name : ansi.keys())
                add(QStringLiteral("ansi.") + name, QStringLiteral("surface.base"), textLimit);
        }
    }

    void pairsHaveEnoughContrast()
    {
        QFETCH(const QRgb, front);
        QFETCH(const QRgb, back);
        QFETCH(const double, limit);
        const double found = contrast(front, back);
        QVERIFY2(found >= limit, qPrintable(QStringLiteral("%1, at least %2").arg(found, 0, 'f', 2).arg(limit)));
    }

    void phasesCanBeReadAndSeen()
    {
        const QJsonObject all = tokens();
        for (const QString& theme : {QStringLiteral("light"), QStringLiteral("dark")}) {
            const QJsonObject values = all.value(theme).toObject();
            const QRgb base = colour(values, QStringLiteral("surface.base"));
            const QJsonObject phases = values.value(QStringLiteral("phase")).toObject();
            for (const QString& name : phases.keys()) {
                const QJsonObject wrapped{{QStringLiteral("p"), phases.value(name)}};
                const QByteArray where = QString(theme + u' ' + name).toUtf8();
                QVERIFY2(contrast(colour(wrapped, QStringLiteral("p.ink")),
                                  colour(wrapped, QStringLiteral("p.fill"))) >= textLimit,
                         where.constData());
                QVERIFY2(contrast(colour(wrapped, QStringLiteral("p.edge")), base) >= graphicLimit, where.constData());
            }
        }
    }

    void theSumIsRight()
    {
        QCOMPARE(contrast(0xFF000000, 0xFFFFFFFF), 21.0);
        // The grey that is known as the darkest that fails on white.
        QVERIFY(contrast(0xFF777777, 0xFFFFFFFF) < textLimit);
        QVERIFY(contrast(0xFF767676, 0xFFFFFFFF) > textLimit);
    }

    void theHeaderHasTheSameValues()
    {
        const QJsonObject all = tokens();
        const QJsonObject light = all.value(QStringLiteral("light")).toObject();
        const QJsonObject dark = all.value(QStringLiteral("dark")).toObject();
        QCOMPARE(ota::tokens::light.surface.selected, colour(light, QStringLiteral("surface.selected")));
        QCOMPARE(ota::tokens::dark.bad.text, colour(dark, QStringLiteral("bad.text")));
        // #1A1D2459: alpha comes last in the file and first in a QRgb.
        QCOMPARE(ota::tokens::light.surface.scrim, 0x591A1D24U);
        const QJsonArray order = all.value(QStringLiteral("phaseOrder")).toArray();
        QCOMPARE(static_cast<qsizetype>(ota::tokens::light.phases.size()), order.size());
        QCOMPARE(QStringView(ota::tokens::dark.phases[3].name), QStringLiteral("DOWNLOAD"));
        QCOMPARE(ota::tokens::height::row, 26);
        QCOMPARE(ota::tokens::type::title.weight, 600);
    }
};

QTEST_GUILESS_MAIN(TestTokens)
#include "tst_tokens.moc"
