// SPDX-License-Identifier: Apache-2.0
#include "commandline/completion.h"

#include <QMap>
#include <QStringList>

namespace ota {

namespace {

QStringList optionsOf(const Operation& operation)
{
    QStringList options;
    for (const Parameter& parameter : operation.parameters) {
        if (!parameter.positional)
            options << QStringLiteral("--") + parameter.name;
    }
    return options;
}

/// Words → those that may follow: a noun → its verbs, `exosense identity` → its own. A one-word operation is a noun
/// without verbs.
QMap<QString, QStringList> wordsByNoun(const OperationRegistry& registry)
{
    QMap<QString, QStringList> words;
    for (const Operation* operation : registry.all()) {
        const QStringList parts = operation->name.split(u'.');
        words[parts.first()]; // Also where nothing follows.
        for (qsizetype count = 1; count < parts.size(); ++count) {
            QStringList& next = words[parts.first(count).join(u' ')];
            if (!next.contains(parts[count]))
                next << parts[count];
        }
    }
    return words;
}

QStringList nounsOf(const QMap<QString, QStringList>& words)
{
    QStringList nouns;
    for (auto noun = words.begin(); noun != words.end(); ++noun) {
        if (!noun.key().contains(u' '))
            nouns << noun.key();
    }
    return nouns;
}

/// zsh reads the same script through its bashcompinit.
QString bashScript(const OperationRegistry& registry, bool zsh)
{
    const auto words = wordsByNoun(registry);
    QString script = zsh ? QStringLiteral("#compdef otaw\nautoload -U +X bashcompinit && bashcompinit\n") : QString();
    script += QStringLiteral(
        "_otaw() {\n"
        "    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} noun= verb= sub= word i\n"
        "    for ((i = 1; i < COMP_CWORD; i++)); do\n"
        "        word=${COMP_WORDS[i]}\n"
        "        case $word in\n"
        "            --bench) ((i++));;\n"
        "            -*) ;;\n"
        "            *) if [ -z \"$noun\" ]; then noun=$word; elif [ -z \"$verb\" ]; then verb=$word; "
        "elif [ -z \"$sub\" ]; then sub=$word; fi;;\n"
        "        esac\n"
        "    done\n"
        "    local global='--bench --json --quiet --help'\n");
    script += QStringLiteral("    case \"$prev\" in\n");
    QMap<QString, QStringList> choices;
    for (const Operation* operation : registry.all()) {
        for (const Parameter& parameter : operation->parameters) {
            if (!parameter.choices.isEmpty() && !parameter.positional)
                choices[QStringLiteral("--") + parameter.name] += parameter.choices;
        }
    }
    for (auto choice = choices.begin(); choice != choices.end(); ++choice) {
        choice.value().removeDuplicates();
        script += QStringLiteral("        %1) COMPREPLY=($(compgen -W '%2' -- \"$cur\")); return;;\n")
                      .arg(choice.key(), choice.value().join(u' '));
    }
    script += QStringLiteral("    esac\n    case \"$noun $verb $sub\" in\n        '  ') COMPREPLY=($(compgen -W \"%1 "
                             "$global\" -- \"$cur\")); return;;\n")
                  .arg(nounsOf(words).join(u' '));
    for (auto noun = words.begin(); noun != words.end(); ++noun) {
        // As the words stand there while the next one is missing.
        const QString blanks(noun.key().contains(u' ') ? 1 : 2, u' ');
        if (!noun.value().isEmpty())
            script += QStringLiteral("        '%1') COMPREPLY=($(compgen -W '%2' -- \"$cur\")); return;;\n")
                          .arg(QString(noun.key() + blanks), noun.value().join(u' '));
    }
    script += QStringLiteral("    esac\n    case \"$noun $verb $sub \" in\n");
    for (const Operation* operation : registry.all()) {
        QString name = operation->name;
        name.replace(u'.', u' ');
        script += QStringLiteral("        '%1 '*) COMPREPLY=($(compgen -W \"%2 $global\" -- \"$cur\"));;\n")
                      .arg(name, optionsOf(*operation).join(u' '));
    }
    script += QStringLiteral("    esac\n"
                             "    case \"$cur\" in -*) ;; *) COMPREPLY+=($(compgen -f -- \"$cur\"));; esac\n"
                             "}\n"
                             "complete -o filenames -F _otaw otaw\n");
    return script;
}

QString quotedForFish(QString text)
{
    return u'\'' + text.replace(u'\\', QStringLiteral("\\\\")).replace(u'\'', QStringLiteral("\\'")) + u'\'';
}

QString fishScript(const OperationRegistry& registry)
{
    QString script;
    const auto words = wordsByNoun(registry);
    for (const QString& noun : nounsOf(words))
        script += QStringLiteral("complete -c otaw -f -n __fish_use_subcommand -a %1\n").arg(noun);
    const auto seenOf = [](const QStringList& parts) {
        QStringList conditions;
        for (const QString& part : parts)
            conditions << QStringLiteral("__fish_seen_subcommand_from ") + part;
        return conditions.join(QStringLiteral("; and "));
    };
    for (auto noun = words.begin(); noun != words.end(); ++noun) {
        if (noun.key().contains(u' ')) {
            const QStringList parts = noun.key().split(u' ');
            script += QStringLiteral("complete -c otaw -f -n '%1' -a %2\n")
                          .arg(seenOf(parts.first(parts.size() - 1)), parts.last());
        }
    }
    for (const Operation* operation : registry.all()) {
        const QStringList parts = operation->name.split(u'.');
        if (parts.size() > 1)
            script += QStringLiteral("complete -c otaw -f -n '%1' -a %2 -d %3\n")
                          .arg(seenOf(parts.first(parts.size() - 1)), parts.last(), quotedForFish(operation->summary));
        const QString seen = seenOf(parts);
        for (const Parameter& parameter : operation->parameters) {
            if (parameter.positional)
                continue;
            script += QStringLiteral("complete -c otaw -n '%1' -l %2 -d %3")
                          .arg(seen, parameter.name, quotedForFish(parameter.help));
            if (!parameter.choices.isEmpty())
                script += QStringLiteral(" -x -a '%1'").arg(parameter.choices.join(u' '));
            script += u'\n';
        }
    }
    return script;
}

} // namespace

QString completionScript(const OperationRegistry& registry, const QString& shell)
{
    return shell == QLatin1String("fish") ? fishScript(registry) : bashScript(registry, shell == QLatin1String("zsh"));
}

} // namespace ota
