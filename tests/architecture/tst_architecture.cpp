// SPDX-License-Identifier: Apache-2.0
// Keeps the arrows between the layers: who may include whom, and which headers stay out of sight.

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QMap>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

#include <algorithm>

namespace {

const QString sourceDir = QStringLiteral(OTA_SOURCE_DIR);

struct Include
{
    QString file; ///< Relative to the source directory.
    QString path; ///< As written.
    bool system;  ///< <…>
};

QList<Include> includesOf(const QString& folder)
{
    static const QRegularExpression form(QStringLiteral("^\\s*#\\s*include\\s*([<\"])([^>\"]+)[>\"]"));
    QList<Include> includes;
    QDirIterator files(sourceDir + u'/' + folder, {QStringLiteral("*.h"), QStringLiteral("*.cpp")}, QDir::Files,
                       QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (!file.open(QIODevice::ReadOnly))
            qFatal("cannot read %s", qPrintable(file.fileName()));
        for (const QByteArray& line : file.readAll().split('\n')) {
            const auto match = form.match(QString::fromUtf8(line));
            if (match.hasMatch())
                includes.append({QDir(sourceDir).relativeFilePath(file.fileName()), match.captured(2),
                                 match.captured(1) == QStringLiteral("<")});
        }
    }
    return includes;
}

/// The engine a path inside backends/ belongs to: `coap/coapserver.h` → `coap`.
QString engineOf(const QString& path)
{
    return path.section(u'/', 0, 0);
}

/// What each engine of backends/ may include besides itself and base. An engine that is not named here may include
/// nothing.
const QMap<QString, QStringList>& allowedEngines()
{
    static const QMap<QString, QStringList> allowed{
        {"base", {}},
        {"operations", {}},
        {"commandline", {"operations"}},
        // What several worlds share.
        {"coap", {"operations"}},
        {"crypto", {"operations", "store"}},
        {"http", {"operations"}},
        {"store", {"operations"}},
        {"timeline", {"operations", "store"}},
        // The CoAP/SUIT world.
        {"suit", {"operations", "store", "crypto"}},
        {"riot", {"timeline"}},
        {"otaserver", {"operations", "store", "crypto", "timeline", "coap", "http", "suit", "riot", "exosense"}},
        // The ExoSense / Murano world.
        {"exosense", {"operations", "store", "crypto", "timeline", "http"}},
        // Boards without hardware, and the demo that plays everything at once.
        {"virtual", {"operations", "store", "crypto", "timeline", "coap", "suit", "riot"}},
        {"demo", {"operations", "store", "crypto", "timeline", "coap", "suit", "riot", "otaserver", "virtual"}},
    };
    return allowed;
}

QStringList wrongEngineIncludes()
{
    QStringList wrong;
    const QStringList engines =
        QDir(sourceDir + QStringLiteral("/backends")).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const Include& include : includesOf(QStringLiteral("backends"))) {
        const QString from = include.file.section(u'/', 1, 1);
        const QString to = engineOf(include.path);
        if (include.system || to == from || to == QStringLiteral("base") || !engines.contains(to))
            continue;
        if (!allowedEngines().value(from).contains(to))
            wrong << QStringLiteral("%1 includes %2").arg(include.file, include.path);
    }
    return wrong;
}

/// Includes in `folder` whose path starts with one of `prefixes`.
QStringList offenders(const QString& folder, const QStringList& prefixes)
{
    QStringList wrong;
    for (const Include& include : includesOf(folder)) {
        for (const QString& prefix : prefixes) {
            if (include.path.startsWith(prefix))
                wrong << QStringLiteral("%1 includes %2").arg(include.file, include.path);
        }
    }
    return wrong;
}

} // namespace

class TestArchitecture final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyEngineIsKnown()
    {
        const QStringList engines =
            QDir(sourceDir + QStringLiteral("/backends")).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
        QStringList unknown;
        for (const QString& engine : engines) {
            if (!allowedEngines().contains(engine))
                unknown << engine;
        }
        QVERIFY2(unknown.isEmpty(), qPrintable(unknown.join(u' ')));
    }

    void enginesIncludeOnlyWhatTheyMay()
    {
        const QStringList wrong = wrongEngineIncludes();
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
    }

    void theGroundFloorIncludesNothingOfOurs()
    {
        QStringList wrong;
        for (const Include& include : includesOf(QStringLiteral("backends/base"))) {
            if (!include.system && engineOf(include.path) != QStringLiteral("base"))
                wrong << include.file + u' ' + include.path;
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
    }

    void enginesKnowNoWindow()
    {
        const QStringList wrong =
            offenders(QStringLiteral("backends"), {"panels/", "app/", "QWidget", "QtWidgets", "QtGui", "QGui",
                                                   "QApplication", "QPainter", "QColor", "QPixmap"});
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
    }

    void devicesKnowOnlyTheGroundFloor()
    {
        QStringList wrong;
        for (const Include& include : includesOf(QStringLiteral("devices"))) {
            if (!include.system && !include.path.startsWith(QStringLiteral("base/")) &&
                !include.path.startsWith(QStringLiteral("devices/")))
                wrong << include.file + u' ' + include.path;
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
    }

    void panelsTalkToBackendsOnly()
    {
        QStringList wrong = offenders(QStringLiteral("panels"), {"devices/", "app/"});
        for (const Include& include : includesOf(QStringLiteral("panels"))) {
            const QString from = include.file.section(u'/', 1, 1);
            const QString to = include.path.section(u'/', 1, 1);
            if (include.path.startsWith(QStringLiteral("panels/")) && to != from && to != QStringLiteral("widgets") &&
                from != QStringLiteral("shell"))
                wrong << QStringLiteral("%1 includes %2").arg(include.file, include.path);
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
    }

    /// A header that shows a heavy library is its own folder's affair: nobody else includes it, not even by a detour.
    void heavyLibrariesAreSeenByOneFolderOnly()
    {
        const QStringList heavy{"boost/",       "coap3/", "openssl/", "QSqlQuery",
                                "QSqlDatabase", "CLI/",   "grpc",     "yaml-cpp"};
        const QList<Include> all = includesOf(QStringLiteral("backends"));
        QSet<QString> showing; // Headers, as others write them: coap/coapcontext_p.h
        for (qsizetype before = -1; before != showing.size();) {
            before = showing.size();
            for (const Include& include : all) {
                const bool heavyItself =
                    std::ranges::any_of(heavy, [&](const QString& prefix) { return include.path.startsWith(prefix); });
                if (include.file.endsWith(QStringLiteral(".h")) && (heavyItself || showing.contains(include.path)))
                    showing.insert(include.file.section(u'/', 1));
            }
        }
        QStringList wrong;
        for (const Include& include : all) {
            if (showing.contains(include.path) && engineOf(include.path) != include.file.section(u'/', 1, 1))
                wrong << QStringLiteral("%1 includes %2").arg(include.file, include.path);
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
    }
};

QTEST_GUILESS_MAIN(TestArchitecture)
#include "tst_architecture.moc"
