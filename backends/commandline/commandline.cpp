// SPDX-License-Identifier: Apache-2.0
#include "commandline/commandline.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QMap>

#include <CLI/CLI.hpp>

#include <algorithm>
#include <deque>
#include <memory>
#include <string>
#include <vector>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(CommandLine)
};

/// What CLI11 writes the values of one parameter into.
struct Slot
{
    const Parameter* parameter;
    CLI::Option* option = nullptr;
    bool flag = false;
    std::string value = {};               ///< Of a parameter that is given once.
    std::vector<std::string> values = {}; ///< Of one that repeats.
};

/// The grammar of one operation, alive while the words are read.
struct Verb
{
    const Operation* operation;
    CLI::App* app;
    std::deque<Slot> slots = {};
};

std::string optionNames(const Parameter& parameter)
{
    if (parameter.positional)
        return parameter.name.toStdString();
    std::string names = "--" + parameter.name.toStdString();
    if (!parameter.shortOption.isEmpty())
        names = "-" + parameter.shortOption.toStdString() + "," + names;
    return names;
}

std::string valueName(const Parameter& parameter)
{
    if (!parameter.valueName.isEmpty())
        return parameter.valueName.toStdString();
    switch (parameter.type) {
    case ParameterType::Integer:
        return "N";
    case ParameterType::Choice:
        return parameter.choices.join(QLatin1Char('|')).toStdString();
    case ParameterType::File:
    case ParameterType::NewFile:
        return "FILE";
    case ParameterType::Folder:
        return "DIR";
    case ParameterType::Address:
        return "ADDR:PORT";
    default:
        return "TEXT";
    }
}

QString helpOf(const Parameter& parameter)
{
    QString help = parameter.help;
    const QJsonValue& value = parameter.defaultValue;
    if (parameter.type != ParameterType::Flag && !value.isUndefined() && !value.isNull() && !value.isArray()) {
        const QString shown = value.isString() ? value.toString() : QString::number(value.toInteger());
        help += Tr::tr(" (default %1)").arg(shown);
    }
    return help;
}

void addParameter(Verb& verb, const Parameter& parameter)
{
    Slot& slot = verb.slots.emplace_back(Slot{&parameter});
    const std::string help = helpOf(parameter).toStdString();
    if (parameter.type == ParameterType::Flag) {
        slot.option = verb.app->add_flag(optionNames(parameter), slot.flag, help);
        return;
    }
    if (!parameter.repeated)
        slot.option = verb.app->add_option(optionNames(parameter), slot.value, help);
    else
        slot.option = verb.app->add_option(optionNames(parameter), slot.values, help);
    slot.option->type_name(valueName(parameter));
    if (parameter.repeated && !parameter.positional)
        slot.option->allow_extra_args(false); // One value a word: `--tag a --tag b`.
    if (!parameter.repeated && !parameter.positional)
        slot.option->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
}

QJsonObject valuesOf(const Verb& verb)
{
    QJsonObject values;
    for (const Slot& slot : verb.slots) {
        if (slot.option->count() == 0)
            continue;
        const Parameter& parameter = *slot.parameter;
        if (parameter.type == ParameterType::Flag) {
            values.insert(parameter.name, slot.flag);
        } else if (parameter.repeated) {
            QJsonArray list;
            for (const std::string& value : slot.values)
                list.append(QString::fromStdString(value));
            values.insert(parameter.name, list);
        } else {
            values.insert(parameter.name, QString::fromStdString(slot.value));
        }
    }
    return values;
}

int editDistance(const QString& a, const QString& b)
{
    std::vector<int> row(static_cast<std::size_t>(b.size()) + 1);
    for (std::size_t j = 0; j < row.size(); ++j)
        row[j] = static_cast<int>(j);
    for (qsizetype i = 0; i < a.size(); ++i) {
        int diagonal = row[0];
        row[0] = static_cast<int>(i) + 1;
        for (std::size_t j = 1; j < row.size(); ++j) {
            const int substituted = diagonal + (a[i] == b[static_cast<qsizetype>(j) - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, substituted});
        }
    }
    return row.back();
}

/// The leading words that are not options: nouns and verb, as typed. The value of `--bench` is not one of them.
QStringList plainWords(const QStringList& words)
{
    constexpr qsizetype most = 3;
    QStringList plain;
    for (qsizetype i = 0; i < words.size() && plain.size() < most; ++i) {
        if (words[i] == QLatin1String("--bench"))
            ++i;
        else if (!words[i].startsWith(u'-'))
            plain << words[i];
    }
    return plain;
}

/// `Did you mean 'otaw suit build'?`; empty when nothing is near.
QString suggestion(const OperationRegistry& registry, const QStringList& plain)
{
    const QString asked = plain.join(u'.');
    QString best;
    int bestDistance = 3;
    for (const Operation* operation : registry.all()) {
        const int distance =
            std::min(editDistance(asked, operation->name), editDistance(plain.value(0), operation->name));
        if (distance < bestDistance) {
            bestDistance = distance;
            best = operation->name;
        }
    }
    if (best.isEmpty())
        return {};
    return Tr::tr("Did you mean 'otaw %1'?").arg(best.replace(u'.', u' '));
}

/// The words that may follow a noun.
QStringList verbsOf(const OperationRegistry& registry, const QString& noun)
{
    QStringList verbs;
    for (const Operation* operation : registry.all()) {
        if (operation->name.startsWith(noun + u'.'))
            verbs << operation->name.sliced(noun.size() + 1).section(u'.', 0, 0);
    }
    verbs.removeDuplicates();
    return verbs;
}

/// What is wrong with noun and verb, better than CLI11 can say it; empty when they name an operation.
QString unknownWords(const OperationRegistry& registry, const QStringList& words)
{
    const QStringList plain = plainWords(words);
    if (plain.isEmpty())
        return Tr::tr("say what to do: otaw NOUN VERB …; 'otaw --help' lists the nouns");
    qsizetype nouns = 0; ///< As many of the words lead to operations.
    for (const Operation* operation : registry.all()) {
        for (qsizetype count = 1; count <= plain.size(); ++count) {
            const QString name = plain.first(count).join(u'.');
            if (operation->name == name)
                return {};
            if (operation->name.startsWith(name + u'.'))
                nouns = std::max(nouns, count);
        }
    }
    const QString noun = plain.first(nouns).join(u' ');
    const QString known = verbsOf(registry, plain.first(nouns).join(u'.')).join(QStringLiteral(", "));
    QString text;
    if (nouns == 0)
        text = Tr::tr("there is no noun or verb '%1'; 'otaw --help' lists them").arg(plain[0]);
    else if (plain.size() == nouns)
        text = Tr::tr("'%1' needs a verb: %2").arg(noun, known);
    else
        text = Tr::tr("'%1' has no verb '%2'; it has %3").arg(noun, plain[nouns], known);
    const QString near = suggestion(registry, plain.first(std::min(plain.size(), std::max<qsizetype>(2, nouns + 1))));
    return near.isEmpty() ? text : text + u'\n' + near;
}

/// The whole grammar: CLI11's tree and the places it writes to.
class Grammar
{
public:
    Grammar(const OperationRegistry& registry, const QString& version)
        : m_app(Tr::tr("OTA Workbench without a window: prove over-the-air updates from a shell.").toStdString(),
                "otaw")
    {
        m_app.set_version_flag("--version", "otaw " + version.toStdString());
        m_app
            .add_option("--bench", m_bench,
                        Tr::tr("The bench directory (default: $OTA_BENCH, or your data folder)").toStdString())
            ->type_name("DIR");
        m_app.add_flag("--json", m_json, Tr::tr("One JSON object a line, for machines").toStdString());
        m_app.add_flag("--quiet", m_quiet, Tr::tr("Only results and errors").toStdString());
        m_app.require_subcommand(1);
        m_app.fallthrough();
        m_app.footer(exitStatusTable().toStdString());
        for (const Operation* operation : registry.all())
            addOperation(*operation);
    }

    CLI::App& app() { return m_app; }

    Command command() const
    {
        Command command{QString::fromStdString(m_bench), m_json, m_quiet, {}, {}};
        for (const Verb& verb : m_verbs) {
            if (!verb.app->parsed())
                continue;
            command.operation = verb.operation->name;
            command.values = valuesOf(verb);
        }
        return command;
    }

private:
    /// `exosense.identity` is a noun of the noun `exosense`.
    CLI::App* noun(const QString& name)
    {
        if (name.isEmpty())
            return &m_app;
        if (CLI::App* known = m_nouns.value(name))
            return known;
        const qsizetype dot = name.lastIndexOf(u'.');
        CLI::App* app = addWord(noun(name.left(std::max<qsizetype>(dot, 0))), name.mid(dot + 1), {});
        app->require_subcommand(1);
        m_nouns.insert(name, app);
        return app;
    }

    /// A noun's description is the list of its words.
    CLI::App* addWord(CLI::App* parent, const QString& word, const QString& summary)
    {
        if (parent != &m_app) {
            const std::string line = parent->get_description();
            parent->description((line.empty() ? "" : line + ", ") + word.toStdString());
        }
        CLI::App* app = parent->add_subcommand(word.toStdString(), summary.toStdString());
        app->fallthrough();
        return app;
    }

    void addOperation(const Operation& operation)
    {
        const qsizetype dot = operation.name.lastIndexOf(u'.');
        CLI::App* parent = noun(operation.name.left(std::max<qsizetype>(dot, 0)));
        CLI::App* app = addWord(parent, operation.name.mid(dot + 1), operation.summary);
        app->footer(operation.details.toStdString());
        Verb& verb = m_verbs.emplace_back(Verb{&operation, app});
        for (const Parameter& parameter : operation.parameters)
            addParameter(verb, parameter);
    }

    CLI::App m_app;
    std::string m_bench;
    bool m_json = false;
    bool m_quiet = false;
    QMap<QString, CLI::App*> m_nouns;
    std::deque<Verb> m_verbs;
};

} // namespace

Parsed parseCommandLine(const OperationRegistry& registry, const QStringList& words, const QString& version)
{
    Grammar grammar(registry, version);
    std::vector<std::string> reversed;
    for (auto word = words.rbegin(); word != words.rend(); ++word)
        reversed.push_back(word->toStdString());
    try {
        grammar.app().parse(reversed);
    } catch (const CLI::ParseError& error) {
        std::ostringstream out;
        std::ostringstream problems;
        const int status = grammar.app().exit(error, out, problems);
        if (status == 0)
            return {std::nullopt, QString::fromStdString(out.str()), 0};
        QString text = unknownWords(registry, words);
        if (text.isEmpty())
            text = QString::fromStdString(problems.str()).trimmed();
        text.prepend(QStringLiteral("otaw: "));
        return {std::nullopt, text + u'\n', exitStatus(Error::Code::Usage)};
    }
    return {grammar.command(), {}, 0};
}

QString exitStatusTable()
{
    return Tr::tr("Exit status:\n"
                  "  0    done\n"
                  "  1    failed, or refused by a check\n"
                  "  2    wrong usage, nothing was run\n"
                  "  3    the bench itself: a port, a disk, a tool, or somebody else holds it\n"
                  "  4    only unexpected passes (scenarios)\n"
                  "  5    our own error\n"
                  "  130  interrupted");
}

} // namespace ota
