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

/// noun → verbs; a one-word operation is a noun without verbs.
QMap<QString, QStringList> verbsByNoun(const OperationRegistry& registry)
{
    QMap<QString, QStringList> verbs;
    for (const Operation* operation : registry.all()) {
        auto& list = verbs[operation->name.section(u'.', 0, 0)];
        if (operation->name.contains(u'.'))
            list << operation->name.section(u'.', 1);
    }
    return verbs;
}

/// zsh reads the same script through its bashcompinit.
QString bashScript(const OperationRegistry& registry, bool zsh)
{
    const auto verbs = verbsByNoun(registry);
    QString script = zsh ? QStringLiteral("#compdef otaw\nautoload -U +X bashcompinit && bashcompinit\n") : QString();
    script += QStringLiteral(
        "_otaw() {\n"
        "    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} noun= verb= word i\n"
        "    for ((i = 1; i < COMP_CWORD; i++)); do\n"
        "        word=${COMP_WORDS[i]}\n"
        "        case $word in\n"
        "            --bench) ((i++));;\n"
        "            -*) ;;\n"
        "            *) if [ -z \"$noun\" ]; then noun=$word; elif [ -z \"$verb\" ]; then verb=$word; fi;;\n"
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
    script += QStringLiteral("    esac\n    case \"$noun\" in\n        '') COMPREPLY=($(compgen -W \"%1 $global\" -- "
                             "\"$cur\")); return;;\n")
                  .arg(verbs.keys().join(u' '));
    for (auto noun = verbs.begin(); noun != verbs.end(); ++noun) {
        if (!noun.value().isEmpty())
            script +=
                QStringLiteral(
                    "        %1) if [ -z \"$verb\" ]; then COMPREPLY=($(compgen -W '%2' -- \"$cur\")); return; fi;;\n")
                    .arg(noun.key(), noun.value().join(u' '));
    }
    script += QStringLiteral("    esac\n    case \"$noun $verb\" in\n");
    for (const Operation* operation : registry.all()) {
        QString words = operation->name;
        words.replace(u'.', u' ');
        script += QStringLiteral("        '%1'%2) COMPREPLY=($(compgen -W \"%3 $global\" -- \"$cur\"));;\n")
                      .arg(words, operation->name.contains(u'.') ? QString() : QStringLiteral("*"),
                           optionsOf(*operation).join(u' '));
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
    const auto verbs = verbsByNoun(registry);
    for (auto noun = verbs.begin(); noun != verbs.end(); ++noun)
        script += QStringLiteral("complete -c otaw -f -n __fish_use_subcommand -a %1\n").arg(noun.key());
    for (const Operation* operation : registry.all()) {
        const QString noun = operation->name.section(u'.', 0, 0);
        const QString verb = operation->name.section(u'.', 1);
        QString seen = QStringLiteral("__fish_seen_subcommand_from ") + noun;
        if (!verb.isEmpty()) {
            script += QStringLiteral("complete -c otaw -f -n '%1' -a %2 -d %3\n")
                          .arg(seen, verb, quotedForFish(operation->summary));
            seen += QStringLiteral("; and __fish_seen_subcommand_from ") + verb;
        }
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
