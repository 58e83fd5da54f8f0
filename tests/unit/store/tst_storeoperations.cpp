// SPDX-License-Identifier: Apache-2.0
#include "base/files.h"
#include "operations/operationregistry.h"
#include "operations/texttable.h"
#include "store/bench.h"
#include "store/releaseimport.h"
#include "store/releasestore.h"
#include "store/storeoperations.h"
#include "testsupport.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace ota;

namespace {

class TestContext final : public OperationContext, public JobContext
{
public:
    explicit TestContext(QString directory)
        : m_directory(std::move(directory))
    {
    }

    JobContext& job() override { return *this; }
    Result<Bench*> bench(Access access) override
    {
        if (!m_bench) {
            auto opened = Bench::open(m_directory, access == Access::Hold ? Bench::Access::Hold : Bench::Access::Read);
            if (!opened)
                return failure(opened.error());
            m_bench = std::move(*opened);
        }
        return m_bench.get();
    }
    Result<Timeline*> timeline() override { return failure(Error::Code::Internal, {}); }
    Result<QString> askSecret(const QString&) override { return failure(Error::Code::Usage, {}); }

    void progress(const Progress& progress) override { last = progress; }
    void record(const QJsonObject&, const QString&) override {}
    std::stop_token stopToken() const override { return stop.get_token(); }

    Progress last;
    std::stop_source stop;

private:
    QString m_directory;
    std::unique_ptr<Bench> m_bench;
};

} // namespace

class TestStoreOperations final : public QObject
{
    Q_OBJECT

private:
    QString benchPath() const { return m_directory->filePath(QStringLiteral("bench")); }

    QString file(const QString& name, const QByteArray& content) const
    {
        const QString path = m_directory->filePath(name);
        if (!writeFileDurably(path, content))
            qFatal("cannot write %s", qPrintable(path));
        return path;
    }

    Result<Outcome> run(const QString& name, const QJsonObject& values)
    {
        TestContext context(benchPath());
        return runIn(context, name, values);
    }

    Result<Outcome> runIn(TestContext& context, const QString& name, const QJsonObject& values)
    {
        const Operation* operation = m_registry.find(name);
        if (!operation)
            return failure(Error::Code::Internal, QStringLiteral("no operation ") + name);
        const auto arguments = validated(*operation, values);
        if (!arguments)
            return failure(arguments.error());
        return operation->run(*arguments, context);
    }

    OperationRegistry m_registry;
    std::unique_ptr<QTemporaryDir> m_directory;

private Q_SLOTS:
    void initTestCase() { registerStoreOperations(m_registry); }
    void init() { m_directory = std::make_unique<QTemporaryDir>(); }

    void aReleaseGoesThroughItsLife()
    {
        const QString a = file(QStringLiteral("app.suit.3.bin"), "three");
        const QString b = file(QStringLiteral("b"), "slot");
        TestContext context(benchPath());
        const auto published = runIn(context, QStringLiteral("release.publish"),
                                     {{QStringLiteral("id"), QStringLiteral("lamp")},
                                      {QStringLiteral("file"), QJsonArray{a, QString(QStringLiteral("slot0=") + b)}}});
        QVERIFY_RESULT(published);
        QCOMPARE(context.last.done, quint64(9)); // Of both files together.
        QCOMPARE(*context.last.total, quint64(9));
        QCOMPARE(published->data[QStringLiteral("version")].toString(), QStringLiteral("3"));
        QVERIFY(published->text.contains(Digest::of(QByteArrayView("slot")).hex()));
        QVERIFY(published->text.contains(QStringLiteral("2 files")));

        const auto shown =
            runIn(context, QStringLiteral("release.show"), {{QStringLiteral("id"), QStringLiteral("lamp")}});
        QVERIFY_RESULT(shown);
        QVERIFY(shown->text.contains(QStringLiteral("app.suit.latest.bin → app.suit.3.bin")));
        QCOMPARE(shown->data[QStringLiteral("files")].toArray().size(), 2);

        QVERIFY_RESULT(
            runIn(context, QStringLiteral("release.remove"),
                  {{QStringLiteral("id"), QStringLiteral("lamp")}, {QStringLiteral("version"), QStringLiteral("3")}}));
        QCOMPARE(runIn(context, QStringLiteral("release.show"), {{QStringLiteral("id"), QStringLiteral("lamp")}})
                     ->data[QStringLiteral("files")]
                     .toArray()
                     .size(),
                 1);
        QVERIFY_RESULT(
            runIn(context, QStringLiteral("release.remove"), {{QStringLiteral("id"), QStringLiteral("lamp")}}));
        QCOMPARE(runIn(context, QStringLiteral("release.show"), {{QStringLiteral("id"), QStringLiteral("lamp")}})
                     .error()
                     .code,
                 Error::Code::NotFound);
    }

    void aDraftIsPublishedWithoutNamingFiles()
    {
        const QJsonObject id{{QStringLiteral("id"), QStringLiteral("lamp")}};
        QCOMPARE(run(QStringLiteral("release.publish"), id).error().code, Error::Code::Usage);
        QJsonObject add = id;
        add.insert(QStringLiteral("file"), QJsonArray{file(QStringLiteral("m"), "M")});
        QVERIFY_RESULT(run(QStringLiteral("release.add"), add));
        const auto list = run(QStringLiteral("release.list"), {});
        QVERIFY_RESULT(list);
        QCOMPARE(list->data[QStringLiteral("releases")].toArray().size(), 0);
        QCOMPARE(list->data[QStringLiteral("drafts")].toArray().size(), 1);
        QVERIFY_RESULT(run(QStringLiteral("release.publish"), id));
        const auto after = run(QStringLiteral("release.list"), {});
        QCOMPARE(after->data[QStringLiteral("releases")].toArray().size(), 1);
        QCOMPARE(after->data[QStringLiteral("drafts")].toArray().size(), 0);
    }

    void wrongNamesCopyNothing_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QStringList>("files");
        QTest::addColumn<Error::Code>("code");
        QTest::newRow("id") << ".." << QStringList{"good"} << Error::Code::BadInput;
        QTest::newRow("long id") << QString(65, QLatin1Char('x')) << QStringList{"good"} << Error::Code::BadInput;
        QTest::newRow("missing file") << "x" << QStringList{"good", "missing"} << Error::Code::NotFound;
        QTest::newRow("directory") << "x" << QStringList{"."} << Error::Code::BadInput;
        QTest::newRow("same name") << "x" << QStringList{"good", "a=good", "a=other"} << Error::Code::BadInput;
        QTest::newRow("name") << "x" << QStringList{"..=good"} << Error::Code::BadInput;
    }

    void wrongNamesCopyNothing()
    {
        QFETCH(QString, id);
        QFETCH(QStringList, files);
        QFETCH(Error::Code, code);
        file(QStringLiteral("good"), "g");
        file(QStringLiteral("other"), "o");
        QJsonArray paths;
        for (const QString& text : files) {
            const QString name = text.section(QLatin1Char('='), -1);
            paths.append(QString(text.chopped(name.size()) + m_directory->filePath(name)));
        }
        const auto refused =
            run(QStringLiteral("release.publish"), {{QStringLiteral("id"), id}, {QStringLiteral("file"), paths}});
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, code);
        QVERIFY(QDir(benchPath() + QStringLiteral("/blobs")).isEmpty());
    }

    void aFileWithAnEqualsSignIsTakenAsItIs()
    {
        const QString odd = file(QStringLiteral("a=b.bin"), "x");
        QCOMPARE(NamedFile::parse(odd)->name, QStringLiteral("a=b.bin"));
        QCOMPARE(NamedFile::parse(QStringLiteral("n=") + odd)->name, QStringLiteral("n"));
        QCOMPARE(NamedFile::parse(QStringLiteral("n=") + odd)->path, odd);
    }

    void aCancelledPublicationLeavesNothing()
    {
        TestContext context(benchPath());
        context.stop.request_stop();
        const auto cancelled = runIn(context, QStringLiteral("release.publish"),
                                     {{QStringLiteral("id"), QStringLiteral("lamp")},
                                      {QStringLiteral("file"), QJsonArray{file(QStringLiteral("a"), "a")}}});
        QCOMPARE(cancelled.error().code, Error::Code::Cancelled);
        QVERIFY(QDir(benchPath() + QStringLiteral("/blobs")).isEmpty());
        QVERIFY(QDir(benchPath() + QStringLiteral("/tmp")).isEmpty());
    }

    void readingWorksBesideAHolderAndWritingSaysWhoItIs()
    {
        BenchOptions options;
        options.holderName = QStringLiteral("otaw serve");
        const auto holder = Bench::open(benchPath(), Bench::Access::Hold, options);
        QVERIFY_RESULT(holder);
        QVERIFY_RESULT((*holder)->setServices({{QStringLiteral("coap"), QStringLiteral("coap://[::1]:5683")}}));
        for (const char* verb : {"release.list", "board.list", "bench.check"})
            QVERIFY_RESULT(run(QString::fromLatin1(verb), {}));
        const auto shown = run(QStringLiteral("bench.show"), {});
        QVERIFY_RESULT(shown);
        QVERIFY(shown->text.contains(QStringLiteral("otaw serve")));
        QVERIFY(shown->text.contains(QStringLiteral("coap://[::1]:5683")));
        const auto refused = run(QStringLiteral("board.add"), {{QStringLiteral("name"), QStringLiteral("b")}});
        QCOMPARE(refused.error().code, Error::Code::Busy);
        QVERIFY(refused.error().message.contains(QStringLiteral("otaw serve")));
    }

    void aBoardGoesThroughItsLife()
    {
        const QJsonObject name{{QStringLiteral("name"), QStringLiteral("lamp")}};
        QJsonObject add = name;
        add.insert(QStringLiteral("address"), QStringLiteral("coap://[::1]"));
        add.insert(QStringLiteral("kind"), QStringLiteral("virtual"));
        QVERIFY_RESULT(run(QStringLiteral("board.add"), add));
        QCOMPARE(run(QStringLiteral("board.add"), add).error().code, Error::Code::Rejected);
        const auto shown = run(QStringLiteral("board.show"), name);
        QVERIFY_RESULT(shown);
        QCOMPARE(shown->data[QStringLiteral("kind")].toString(), QStringLiteral("virtual"));
        QCOMPARE(run(QStringLiteral("board.list"), {})->data[QStringLiteral("boards")].toArray().size(), 1);
        QVERIFY_RESULT(run(QStringLiteral("board.remove"), name));
        QCOMPARE(run(QStringLiteral("board.remove"), name).error().code, Error::Code::NotFound);
        add[QStringLiteral("kind")] = QStringLiteral("imaginary");
        QCOMPARE(run(QStringLiteral("board.add"), add).error().code, Error::Code::Usage);
    }

    void aCheckFindsWhatIsWrong()
    {
        QVERIFY_RESULT(run(QStringLiteral("release.publish"),
                           {{QStringLiteral("id"), QStringLiteral("lamp")},
                            {QStringLiteral("file"),
                             QJsonArray{file(QStringLiteral("a"), "good"), file(QStringLiteral("b"), "lost")}}}));
        QVERIFY(run(QStringLiteral("bench.check"), {})->good);
        QDirIterator blobs(benchPath() + QStringLiteral("/blobs"), QDir::Files, QDirIterator::Subdirectories);
        while (blobs.hasNext()) {
            QFile blob(blobs.next());
            if (blob.fileName().endsWith(Digest::of(QByteArrayView("lost")).hex())) {
                QVERIFY(blob.remove());
                continue;
            }
            QVERIFY(blob.setPermissions(QFile::ReadOwner | QFile::WriteOwner));
            QVERIFY(blob.open(QIODevice::WriteOnly));
            blob.write("evil");
        }
        const auto check = run(QStringLiteral("bench.check"), {});
        QVERIFY_RESULT(check);
        QVERIFY(!check->good);
        QCOMPARE(check->data[QStringLiteral("problems")].toArray().size(), 2);
        QVERIFY(check->text.contains(QStringLiteral("missing")) && check->text.contains(QStringLiteral("damaged")));
    }

    void cleaningGivesRoomBack()
    {
        QVERIFY_RESULT(run(QStringLiteral("release.publish"),
                           {{QStringLiteral("id"), QStringLiteral("lamp")},
                            {QStringLiteral("file"), QJsonArray{file(QStringLiteral("a"), "bytes")}}}));
        QVERIFY_RESULT(run(QStringLiteral("release.remove"), {{QStringLiteral("id"), QStringLiteral("lamp")}}));
        QCOMPARE(run(QStringLiteral("bench.check"), {})->data[QStringLiteral("orphans")].toInt(), 1);
        QCOMPARE(run(QStringLiteral("bench.clean"), {})->data[QStringLiteral("blobs")].toInt(), 0); // Young.
        QCOMPARE(
            run(QStringLiteral("bench.clean"), {{QStringLiteral("grace"), 0}})->data[QStringLiteral("blobs")].toInt(),
            1);
    }

    void aTableIsAlignedAndHarmless()
    {
        const QString table = textTable(
            {QStringLiteral("NAME"), QStringLiteral("SIZE")},
            {{QStringLiteral("a\x1b[2J"), QStringLiteral("1")}, {QStringLiteral("long name"), QStringLiteral("100")}},
            {1});
        QCOMPARE(table, QStringLiteral("NAME       SIZE\n"
                                       "a?[2J         1\n"
                                       "long name   100"));
    }
};

QTEST_GUILESS_MAIN(TestStoreOperations)
#include "tst_storeoperations.moc"
