// SPDX-License-Identifier: Apache-2.0
// The translations are those of the present sources, complete and of the right form; and nothing that is shown goes
// around them.

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

#include <algorithm>

namespace {

const QString sourceDir = QStringLiteral(OTA_SOURCE_DIR);
// lupdate reads all sources: 3 s on a machine with nothing else to do.
constexpr int updateLimitMs = 150'000;

struct Message
{
    QString context;
    QString source;
    QStringList forms; ///< Of the translation: several for a plural.
    bool plural = false;
    bool finished = true;

    QString key() const { return context + QStringLiteral(": ") + source; }
};

QList<Message> messagesOf(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", qPrintable(path));
    QXmlStreamReader xml(&file);
    QList<Message> messages;
    QString context;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == u"name") {
            context = xml.readElementText();
        } else if (xml.name() == u"message") {
            messages.append({context, {}, {}, xml.attributes().value(QStringLiteral("numerus")) == u"yes", true});
        } else if (xml.name() == u"source") {
            messages.last().source = xml.readElementText();
        } else if (xml.name() == u"numerusform") {
            messages.last().forms.append(xml.readElementText());
        } else if (xml.name() == u"translation") {
            messages.last().finished = xml.attributes().value(QStringLiteral("type")).isEmpty();
            if (!messages.last().plural)
                messages.last().forms.append(xml.readElementText());
        }
    }
    if (xml.hasError())
        qFatal("%s: %s", qPrintable(path), qPrintable(xml.errorString()));
    return messages;
}

QString translationsPath(const QString& name)
{
    return sourceDir + QStringLiteral("/resources/translations/") + name;
}

QStringList placeholders(const QString& text)
{
    static const QRegularExpression form(QStringLiteral("%L?([1-9]|n)"));
    QStringList found;
    for (auto matches = form.globalMatch(text); matches.hasNext();)
        found << matches.next().captured();
    found.sort();
    return found;
}

qsizetype accelerators(const QString& text)
{
    static const QRegularExpression form(QStringLiteral("&[A-Za-z0-9]"));
    return text.count(form);
}

/// What is wrong with one form of a translation; empty when nothing is.
QString fault(const Message& message, const QString& form)
{
    const QString& source = message.source;
    if (form.trimmed().isEmpty())
        return QStringLiteral("empty");
    // The form for one thing may say `one` instead of the number.
    QStringList wanted = placeholders(source);
    QStringList found = placeholders(form);
    if (message.plural && form == message.forms.constFirst() && !found.contains(QStringLiteral("%n")))
        wanted.removeAll(QStringLiteral("%n"));
    if (found != wanted)
        return QStringLiteral("has %1 instead of %2").arg(found.join(u' '), wanted.join(u' '));
    if (accelerators(source) != accelerators(form))
        return QStringLiteral("the accelerator");
    const auto edge = [](QChar c) {
        return c.isSpace();
    };
    if (edge(source.front()) != edge(form.front()) || edge(source.back()) != edge(form.back()))
        return QStringLiteral("the spaces at its ends");
    static const QString ends = QStringLiteral(".:?…");
    if (ends.contains(source.back()) != ends.contains(form.back()))
        return QStringLiteral("ends otherwise");
    if (form.contains(u'!') && !source.contains(u'!'))
        return QStringLiteral("an exclamation mark");
    return {};
}

QStringList faults(const QList<Message>& messages, qsizetype pluralForms)
{
    QStringList wrong;
    for (const Message& message : messages) {
        if (message.plural && message.forms.size() != pluralForms)
            wrong << message.key() + QStringLiteral(": %1 forms of the plural").arg(message.forms.size());
        for (const QString& form : message.forms) {
            if (const QString what = fault(message, form); !what.isEmpty())
                wrong << QStringLiteral("%1 → %2: %3").arg(message.key(), form, what);
        }
    }
    return wrong;
}

QList<QPair<QString, QString>> sourcesOf(const QString& folder)
{
    QList<QPair<QString, QString>> sources;
    QDirIterator files(sourceDir + u'/' + folder, {QStringLiteral("*.h"), QStringLiteral("*.cpp")}, QDir::Files,
                       QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (!file.open(QIODevice::ReadOnly))
            qFatal("cannot read %s", qPrintable(file.fileName()));
        sources.append({QDir(sourceDir).relativeFilePath(file.fileName()), QString::fromUtf8(file.readAll())});
    }
    std::ranges::sort(sources);
    return sources;
}

/// Where the parenthesis that opens at `from` closes, over strings and nested ones; the end when it does not.
qsizetype closing(const QString& text, qsizetype from)
{
    int depth = 0;
    bool inString = false;
    for (qsizetype i = from; i < text.size(); ++i) {
        const QChar c = text.at(i);
        if (c == u'"' && text.at(i - 1) != u'\\' &&
            !(text.at(i - 1) == u'\'' && i + 1 < text.size() && text.at(i + 1) == u'\''))
            inString = !inString;
        else if (!inString && (c == u'(' || c == u'{'))
            ++depth;
        else if (!inString && (c == u')' || c == u'}') && --depth == 0)
            return i;
    }
    return text.size();
}

/// The arguments of a call without what is inside of nested calls of functions that only name something.
QString bare(QString arguments)
{
    // Names for machines: of looks, icons, objects, settings, operations, and texts that go through tr().
    static const QRegularExpression naming(
        QStringLiteral("\\b(tr|translate|setLook|setLookWord|hasLook|icon|iconPixmap|paintIcon|value|recent|"
                       "commandLine|sentence)\\("));
    for (auto match = naming.match(arguments); match.hasMatch(); match = naming.match(arguments)) {
        const qsizetype open = match.capturedEnd() - 1;
        arguments.replace(match.capturedStart(), closing(arguments, open) + 1 - match.capturedStart(), QString());
    }
    return arguments;
}

/// Literals with words in them among the arguments of a call that shows text.
QStringList shownLiterals(const QString& text)
{
    static const QRegularExpression showing(
        QStringLiteral("\\b(setText|setToolTip|setTip|setWindowTitle|setPlaceholderText|setAccessibleName|"
                       "setAccessibleDescription|setStatusTip|setWhatsThis|setTitle|setFacts|setWhyNot|setError|"
                       "setHeadline|setSentence|makeLabel|new QLabel|new QPushButton|new QAction|drawText)\\("));
    static const QRegularExpression literal(
        QStringLiteral("(?:QStringLiteral\\(|QLatin1String\\(|u)\"((?:[^\"\\\\]|\\\\.)*)\""));
    static const QRegularExpression words(QStringLiteral("\\p{L}{2}"));
    QStringList found;
    for (auto calls = showing.globalMatch(text); calls.hasNext();) {
        const auto call = calls.next();
        const qsizetype open = call.capturedEnd() - 1;
        QString arguments = bare(text.mid(open + 1, closing(text, open) - open - 1));
        // The second argument of makeLabel says how it looks, that of a QAction whose it is.
        if (call.captured(1) == QStringLiteral("makeLabel"))
            arguments = arguments.section(u',', 0, 0);
        for (auto literals = literal.globalMatch(arguments); literals.hasNext();) {
            QString shown = literals.next().captured(1);
            // Keys are the same in all languages, placeholders and marks are no words.
            static const QRegularExpression keys(QStringLiteral("(Ctrl|Shift|Alt|Esc|Enter|F[0-9]+)[+ ]?|%[0-9]"));
            shown.remove(keys);
            if (shown.contains(words))
                found << shown;
        }
    }
    return found;
}

} // namespace

class TestTranslations final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theyAreOfTheRightForm_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("de") << QStringLiteral("otaworkbench_de.ts");
        QTest::newRow("en") << QStringLiteral("otaworkbench_en.ts");
    }

    void theyAreOfTheRightForm()
    {
        QFETCH(const QString, name);
        const QStringList wrong = faults(messagesOf(translationsPath(name)), 2);
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
    }

    void theyAreThoseOfTheSources()
    {
        // Taking the sources over into copies must find nothing new, and nothing may wait for its translation.
        const QTemporaryDir folder;
        const QStringList names{QStringLiteral("otaworkbench_de.ts"), QStringLiteral("otaworkbench_en.ts")};
        for (const QString& name : names)
            QVERIFY(QFile::copy(translationsPath(name), folder.filePath(name)));
        QProcess update;
        update.setProcessChannelMode(QProcess::MergedChannels);
        update.start(translationsPath(QStringLiteral("update")), {QStringLiteral(OTA_LUPDATE), folder.path()});
        QVERIFY(update.waitForFinished(updateLimitMs));
        QVERIFY2(update.exitStatus() == QProcess::NormalExit && update.exitCode() == 0, update.readAll().constData());
        QStringList missing;
        for (const QString& name : names) {
            const QList<Message> messages = messagesOf(folder.filePath(name));
            QVERIFY(messages.size() > 30);
            for (const Message& message : messages) {
                if (!message.finished)
                    missing << name + QStringLiteral(": ") + message.key();
            }
        }
        QVERIFY2(missing.isEmpty(),
                 qPrintable(
                     QStringLiteral("%1 texts are not translated:\n%2").arg(missing.size()).arg(missing.join(u'\n'))));
    }

    void aWrongFormIsFound_data()
    {
        QTest::addColumn<QString>("source");
        QTest::addColumn<QStringList>("forms");
        QTest::addColumn<bool>("right");
        QTest::newRow("right") << "Stop %1" << QStringList{"%1 anhalten"} << true;
        QTest::newRow("no placeholder") << "Stop %1" << QStringList{"Anhalten"} << false;
        QTest::newRow("another placeholder") << "Stop %1" << QStringList{"%2 anhalten"} << false;
        QTest::newRow("no accelerator") << "&Open" << QStringList{QStringLiteral("Öffnen")} << false;
        QTest::newRow("space") << " on %1" << QStringList{"auf %1"} << false;
        QTest::newRow("full stop") << "Add a board." << QStringList{QStringLiteral("Board hinzufügen")} << false;
        QTest::newRow("plural") << "%n jobs" << QStringList{"ein Auftrag", QStringLiteral("%n Aufträge")} << true;
        QTest::newRow("one form") << "%n jobs" << QStringList{QStringLiteral("%n Aufträge")} << false;
        QTest::newRow("plural without number")
            << "%n jobs" << QStringList{"ein Auftrag", QStringLiteral("viele Aufträge")} << false;
    }

    void aWrongFormIsFound()
    {
        QFETCH(const QString, source);
        QFETCH(const QStringList, forms);
        QFETCH(const bool, right);
        const Message message{QStringLiteral("c"), source, forms, source.contains(QStringLiteral("%n")), true};
        QCOMPARE(faults({message}, 2).isEmpty(), right);
    }

    void whatThePanelsShowIsTranslated()
    {
        QStringList wrong;
        for (const auto& [path, text] : sourcesOf(QStringLiteral("panels"))) {
            if (path.contains(QStringLiteral("/gallery."))) // The developers' own.
                continue;
            for (const QString& literal : shownLiterals(text))
                wrong << QStringLiteral("%1: “%2” is shown without tr()").arg(path, literal);
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
    }

    void aLiteralThatIsShownIsFound_data()
    {
        QTest::addColumn<QString>("code");
        QTest::addColumn<QStringList>("found");
        QTest::newRow("translated") << R"code(b->setText(tr("Publish"));)code" << QStringList{};
        QTest::newRow("literal") << R"code(b->setText(QStringLiteral("Publish"));)code" << QStringList{"Publish"};
        QTest::newRow("choice") << R"code(b->setText(on ? tr("Stop") : QStringLiteral("Start (x)"));)code"
                                << QStringList{"Start (x)"};
        QTest::newRow("argument") << R"code(b->setToolTip(QStringLiteral("%1 (Ctrl+K)").arg(text()));)code"
                                  << QStringList{};
        QTest::newRow("look") << R"code(makeLabel(tr("Keys"), QStringLiteral("section"), x);)code" << QStringList{};
        QTest::newRow("label") << R"code(makeLabel(QStringLiteral("Keys"), QStringLiteral("section"));)code"
                               << QStringList{"Keys"};
        QTest::newRow("name") << R"code(b->setObjectName(QStringLiteral("publishButton"));)code" << QStringList{};
    }

    void aLiteralThatIsShownIsFound()
    {
        QFETCH(const QString, code);
        QFETCH(const QStringList, found);
        QCOMPARE(shownLiterals(code), found);
    }
};

QTEST_GUILESS_MAIN(TestTranslations)
#include "tst_translations.moc"
