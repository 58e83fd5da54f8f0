// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/job.h"
#include "base/result.h"
#include "operations/arguments.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace ota {

class Bench;
class OtaServer;
class Timeline;
struct Operation;

/// What kind of value a parameter takes. The command line, a form and a scenario check it in the same way.
enum class ParameterType
{
    Text,
    Integer, ///< 64 bit, within `minimum` and `maximum`
    Flag,    ///< present or not; false by default
    Choice,  ///< one of `choices`
    File,    ///< a file that exists
    Folder,  ///< a directory that exists
    NewFile, ///< a file that will be written
    Address, ///< `host:port`, `[v6]:port`, `port`; port 0 = any
};

/// One parameter of an operation.
struct Parameter
{
    QString name; ///< As in JSON and scenarios: `uri-base`. The option on the command line is `--uri-base`.
    ParameterType type = ParameterType::Text;
    QString help;                 ///< One sentence.
    QString valueName = {};       ///< How the value is written in help: `NAME=FILE`.
    bool required = false;        ///< No default: must be given.
    bool positional = false;      ///< On the command line without `--name`, in the order of declaration.
    bool repeated = false;        ///< Takes several values.
    QJsonValue defaultValue = {}; ///< Undefined: none.
    QStringList choices = {};     ///< For Choice.
    qint64 minimum = 0;           ///< For Integer.
    qint64 maximum = Q_INT64_C(9007199254740991); ///< For Integer; what JSON can carry exactly.
    QString shortOption = {};                     ///< One letter: `o` for `-o`.
};

/// What an operation may ask of the program around it while it runs.
class OperationContext
{
public:
    enum class Access
    {
        Read, ///< Beside a process that holds the bench.
        Hold, ///< The only one that changes it.
    };

    virtual ~OperationContext() = default;

    virtual JobContext& job() = 0;

    /// The bench that was chosen, opened on first use. Errors: Busy (says who holds it), Io, BadInput (newer schema).
    virtual Result<Bench*> bench(Access access) = 0;

    /// The recorder of the held bench's timeline, one a program. Errors: as of bench(Access::Hold).
    virtual Result<Timeline*> timeline() = 0;

    enum class Serving
    {
        IfRunning, ///< Null unless boards can fetch from it now.
        Start,     ///< Its CoAP service is started when it does not run, as if a person had done it.
    };

    /// The ota-server that this program runs on its bench, shared because a change of settings replaces it while an
    /// operation may still speak to the old one. Null when this program has none. Errors: of starting the service.
    virtual Result<std::shared_ptr<OtaServer>> otaServer(Serving serving)
    {
        Q_UNUSED(serving);
        return std::shared_ptr<OtaServer>();
    }

    /// Asked when the operation came to nothing because somebody else holds the bench: runs it where the bench is.
    /// Nothing: there is no such way.
    virtual std::optional<Result<Outcome>> runElsewhere(const Operation& operation, const Arguments& arguments)
    {
        Q_UNUSED(operation);
        Q_UNUSED(arguments);
        return std::nullopt;
    }

    /// A secret that must not stand on a command line. Error: Usage when there is nobody to ask. The text says what
    /// for.
    virtual Result<QString> askSecret(const QString& prompt) = 0;
};

/// A named thing a person can ask for. One description; the verb of `otaw`, the scenario step and the form are made
/// from it.
struct Operation
{
    using Run = std::function<Result<Outcome>(const Arguments&, OperationContext&)>;

    QString name;         ///< `suit.build`: noun and verb; or one word: `serve`.
    QString summary;      ///< One sentence.
    QString details = {}; ///< More, for help and manual; may be empty.
    std::vector<Parameter> parameters = {};
    QString returns;          ///< What the result object holds, one sentence.
    bool destructive = false; ///< A front end asks before it runs this.
    Run run = {};             ///< Called on a worker thread; must look at the job's stop token in anything long.
};

/// Checks values against the parameters and fills in defaults. Errors: Usage, naming the parameter, the value found and
/// the values allowed.
Result<Arguments> validated(const Operation& operation, const QJsonObject& values);

/// What JSON says of an operation: name, summary, parameters with types, choices and defaults, returns.
QJsonObject describe(const Operation& operation);
QJsonObject describe(const Parameter& parameter);

QString typeName(ParameterType type);

/// `otaw …` with every value quoted for a POSIX shell, so that it does the same when pasted.
QString commandLine(const Operation& operation, const QJsonObject& values);

} // namespace ota
