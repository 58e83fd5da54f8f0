// SPDX-License-Identifier: Apache-2.0
#include "store/bench.h"

#include "base/files.h"
#include "store/benchlock.h"
#include "store/blobstore.h"
#include "store/boardstore.h"
#include "store/releasestore.h"
#include "store/schema.h"
#include "store/settingsstore.h"
#include "store/writeonce.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QSysInfo>
#include <QUuid>

#include <array>
#include <thread>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(Bench)
};

constexpr auto ownerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
constexpr qint64 maxSmallFileBytes = 64 * 1024;
constexpr int tokenBytes = 24;
// How long one that only reads waits for a holder that is just making the tables.
constexpr std::chrono::milliseconds settleStep{50};
constexpr int settleSteps = 60;

const QString identityFile = QStringLiteral("bench.json");
const QString lockFile = QStringLiteral("bench.lock");
const QString sqliteFile = QStringLiteral("bench.sqlite");
const QString tokenFile = QStringLiteral("token");

QStringList folders()
{
    return {QStringLiteral("blobs"), QStringLiteral("keys"),    QStringLiteral("tls"),
            QStringLiteral("logs"),  QStringLiteral("streams"), QStringLiteral("tmp")};
}

// What a bench that was never finished may consist of.
bool isOurs(const QString& name)
{
    return folders().contains(name) || name.startsWith(lockFile) || name.startsWith(identityFile);
}

Result<> makeFolder(const QString& path)
{
    const bool existed = QFileInfo(path).isDir();
    if (!existed && !QDir().mkpath(path))
        return failure(Error::Code::Io, Tr::tr("the directory can not be made"), path);
    if (!existed && !QFile::setPermissions(path, ownerOnly | QFileDevice::ExeOwner))
        return failure(Error::Code::Io, Tr::tr("the directory's access rights can not be set"), path);
    return {};
}

BenchHolder holderFrom(const QByteArray& text)
{
    const QJsonObject json = QJsonDocument::fromJson(text).object();
    return {json[QStringLiteral("program")].toString(), json[QStringLiteral("pid")].toInteger(),
            json[QStringLiteral("host")].toString(), json[QStringLiteral("since")].toString(),
            json[QStringLiteral("services")].toObject()};
}

/// A line for the token's file.
QByteArray makeToken()
{
    std::array<quint32, tokenBytes / sizeof(quint32)> random{};
    QRandomGenerator::system()->fillRange(random.data(), static_cast<qsizetype>(random.size()));
    const QByteArray bytes(reinterpret_cast<const char*>(random.data()), tokenBytes);
    QByteArray text = bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    text += '\n';
    return text;
}

} // namespace

QString BenchHolder::toString() const
{
    QString who = program.isEmpty() ? Tr::tr("another process") : program;
    if (pid > 0)
        who += Tr::tr(" (process %1").arg(pid);
    if (pid > 0 && host != QSysInfo::machineHostName())
        who += Tr::tr(" on %1").arg(host);
    if (pid > 0)
        who += Tr::tr(", since %1)").arg(since);
    return who;
}

Bench::Bench(QString directory, BenchOptions options)
    : m_directory(std::move(directory))
    , m_options(std::move(options))
    , m_clock(m_options.clock ? m_options.clock : &m_systemClock)
    , m_lock(std::make_unique<BenchLock>(path(lockFile)))
{
    m_self.program = m_options.holderName.isEmpty() ? QCoreApplication::applicationName() : m_options.holderName;
    m_self.pid = QCoreApplication::applicationPid();
    m_self.host = QSysInfo::machineHostName();
}

Bench::~Bench() = default;

Result<std::unique_ptr<Bench>> Bench::open(const QString& directory, Access access, BenchOptions options)
{
    const QString absolute = QDir::cleanPath(QDir(directory).absolutePath());
    std::unique_ptr<Bench> bench(new Bench(absolute, std::move(options)));
    if (auto opened = bench->openDirectory(); !opened)
        return failure(opened.error());
    if (access == Access::Hold) {
        if (auto held = bench->acquire(); !held)
            return failure(held.error());
    }
    if (auto known = bench->readIdentity(); !known)
        return failure(known.error());
    if (auto opened = bench->openDatabase(); !opened)
        return failure(opened.error());
    if (auto prepared = bench->prepareTables(access); !prepared)
        return failure(prepared.error());
    return bench;
}

QString Bench::path(const QString& sub) const
{
    return m_directory + QLatin1Char('/') + sub;
}

Result<> Bench::openDirectory()
{
    const QFileInfo info(m_directory);
    if (info.exists() && !info.isDir())
        return failure(Error::Code::BadInput, Tr::tr("a bench is a directory, and this is a file"), m_directory,
                       Tr::tr("Choose another place with --bench DIR."));
    if (info.isDir() && !QFileInfo::exists(path(identityFile))) {
        const QStringList entries =
            QDir(m_directory).entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
        for (const QString& entry : entries) {
            if (!isOurs(entry))
                return failure(Error::Code::BadInput,
                               Tr::tr("this directory is not a bench: it holds \"%1\" and no bench.json").arg(entry),
                               m_directory, Tr::tr("Choose a new or an empty directory with --bench DIR."));
        }
    }
    if (auto made = makeFolder(m_directory); !made)
        return made;
    for (const QString& folder : folders()) {
        if (auto made = makeFolder(path(folder)); !made)
            return made;
    }
    return {};
}

Result<> Bench::readIdentity()
{
    if (!QFileInfo::exists(path(identityFile))) {
        if (auto made = makeIdentity(); !made)
            return made;
    }
    const auto content = readFile(path(identityFile), maxSmallFileBytes);
    if (!content)
        return failure(content.error());
    const QJsonObject json = QJsonDocument::fromJson(*content).object();
    m_id = json[QStringLiteral("id")].toString();
    const QString database = json[QStringLiteral("database")].toString();
    if (m_id.isEmpty())
        return failure(Error::Code::BadInput, Tr::tr("the file does not say which bench this is"), path(identityFile));
    if (!m_options.databaseUrl.isEmpty() && m_options.databaseUrl != database)
        return failure(Error::Code::Usage, Tr::tr("this bench was made with another database"), m_directory,
                       Tr::tr("Leave the database out, or choose a new directory with --bench DIR."));
    m_location = database.isEmpty() ? path(sqliteFile) : database;
    return {};
}

// Two processes may make the same new bench: the one whose file is there first has named it.
Result<> Bench::makeIdentity()
{
    const QJsonObject json{{QStringLiteral("id"), QUuid::createUuid().toString(QUuid::WithoutBraces)},
                           {QStringLiteral("database"), m_options.databaseUrl}};
    return writeFileOnce(path(identityFile), QJsonDocument(json).toJson());
}

Error Bench::busyError() const
{
    const auto who = holder();
    Error error;
    error.code = Error::Code::Busy;
    error.context = m_directory;
    error.message =
        Tr::tr("the bench is held by %1").arg(who && who->has_value() ? (*who)->toString() : Tr::tr("another process"));
    error.hint = Tr::tr("What only reads still works beside it (list, show, timeline follow). For the rest end that "
                        "process, or choose another bench with --bench DIR.");
    return error;
}

Result<> Bench::acquire()
{
    for (int step = 0;; ++step) {
        const auto locked = m_lock->tryLock();
        if (!locked)
            return failure(locked.error());
        if (*locked)
            break;
        // One without a name only brings the tables up to date, or has just come.
        const auto who = holder();
        if (step == settleSteps || (who && who->has_value() && (*who)->pid != 0))
            return failure(busyError());
        std::this_thread::sleep_for(settleStep);
    }
    m_self.since = QDateTime::fromMSecsSinceEpoch(m_clock->nowNs() / 1'000'000)
                       .toOffsetFromUtc(QDateTime::currentDateTime().offsetFromUtc())
                       .toString(Qt::ISODate);
    // What a crashed holder was about to rename into place.
    const QStringList left = QDir(tmpPath()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
    for (const QString& name : left) {
        const QString stale = tmpPath() + QLatin1Char('/') + name;
        if (!(QFileInfo(stale).isDir() ? QDir(stale).removeRecursively() : QFile::remove(stale)))
            return failure(Error::Code::Io, Tr::tr("a left-over temporary file can not be removed"), stale);
    }
    return writeHolder();
}

Result<> Bench::openDatabase()
{
    auto opened = Database::open(m_location, true);
    if (!opened)
        return failure(opened.error());
    m_database = std::move(*opened);
    m_blobs = std::make_unique<BlobStore>(path(QStringLiteral("blobs")), tmpPath(), *m_clock, m_options.onStep);
    m_releases = std::make_unique<ReleaseStore>(*m_database, *m_blobs, *m_clock, m_options.onStep);
    m_boards = std::make_unique<BoardStore>(*m_database, *m_clock);
    m_settings = std::make_unique<SettingsStore>(*m_database);
    return {};
}

Result<bool> Bench::isReferenced(const BlobId& blob)
{
    auto found = m_releases->isReferenced(blob);
    for (const MigrationSet& set : m_options.schemas) {
        for (const QString& column : set.blobColumns) {
            if (!found || *found)
                return found;
            const auto row = m_database->value(QStringLiteral("SELECT 1 FROM %1 WHERE %2 = ? LIMIT 1")
                                                   .arg(column.section(u'.', 0, 0), column.section(u'.', 1)),
                                               {blob.hex()});
            if (!row)
                return failure(row.error());
            found = row->isValid();
        }
    }
    return found;
}

std::vector<MigrationSet> Bench::schemas() const
{
    std::vector<MigrationSet> sets{storeSchema()};
    sets.insert(sets.end(), m_options.schemas.begin(), m_options.schemas.end());
    return sets;
}

Result<> Bench::prepareTables(Access access)
{
    const std::vector<MigrationSet> sets = schemas();
    // One that reads brings old or missing tables up to date as well, unless a holder is there, who does it.
    for (int step = 0; access == Access::Read; ++step) {
        const auto current = m_database->isCurrent(sets);
        if (!current)
            return failure(current.error());
        const auto locked = *current ? Result<bool>(false) : m_lock->tryLock();
        if (!locked)
            return failure(locked.error());
        if (*current || *locked)
            break;
        if (step == settleSteps)
            return failure(busyError());
        std::this_thread::sleep_for(settleStep);
    }
    if (m_lock->isOurs()) {
        if (auto migrated = m_database->migrate(sets); !migrated)
            return migrated;
    }
    if (auto checked = checkIdentity(); !checked)
        return checked;
    if (access == Access::Read) {
        m_database->setWritable(false);
        m_lock = std::make_unique<BenchLock>(path(lockFile));
    }
    return {};
}

// A server's database that another bench uses would lose that bench's blobs at the next cleaning.
Result<> Bench::checkIdentity()
{
    const auto known = m_database->value(QStringLiteral("SELECT id FROM bench"));
    if (!known)
        return failure(known.error());
    if (known->toString() == m_id)
        return {};
    if (known->isValid())
        return failure(Error::Code::BadInput,
                       Tr::tr("the database %1 belongs to another bench").arg(m_database->location()), m_directory,
                       Tr::tr("Give each bench a database of its own."));
    const auto noted =
        m_database->execute(QStringLiteral("INSERT INTO bench (id) VALUES (?) ON CONFLICT (id) DO NOTHING"), {m_id});
    if (!noted)
        return failure(noted.error());
    return {};
}

Result<> Bench::hold()
{
    if (isHeld())
        return {};
    if (auto held = acquire(); !held)
        return held;
    m_database->setWritable(true);
    return m_database->migrate(schemas());
}

bool Bench::isHeld() const
{
    return m_lock->isOurs();
}

Result<QString> Bench::token()
{
    const std::scoped_lock lock(m_mutex);
    if (!m_token.isEmpty())
        return m_token;
    if (!QFileInfo::exists(path(tokenFile))) {
        if (auto written = writeFileOnce(path(tokenFile), makeToken()); !written)
            return failure(written.error());
    }
    const auto content = readFile(path(tokenFile), maxSmallFileBytes);
    if (!content)
        return failure(content.error());
    m_token = QString::fromLatin1(content->trimmed());
    if (m_token.isEmpty())
        return failure(Error::Code::Io, Tr::tr("the token is empty"), path(tokenFile),
                       Tr::tr("Remove the file; a new token is made then."));
    return m_token;
}

Result<QString> Bench::renewToken()
{
    Q_ASSERT(isHeld());
    const std::scoped_lock lock(m_mutex);
    const QByteArray text = makeToken();
    if (auto written = writeFileDurably(path(tokenFile), text, ownerOnly); !written)
        return failure(written.error());
    m_token = QString::fromLatin1(text.trimmed());
    return m_token;
}

Result<> Bench::writeHolder()
{
    const QJsonObject json{{QStringLiteral("program"), m_self.program},
                           {QStringLiteral("pid"), m_self.pid},
                           {QStringLiteral("host"), m_self.host},
                           {QStringLiteral("since"), m_self.since},
                           {QStringLiteral("services"), m_self.services}};
    return m_lock->writeText(QJsonDocument(json).toJson(QJsonDocument::Compact) + '\n');
}

Result<std::optional<BenchHolder>> Bench::holder() const
{
    const std::scoped_lock lock(m_mutex);
    if (isHeld())
        return m_self;
    const auto text = m_lock->readText();
    if (!text)
        return failure(text.error());
    if (text->isEmpty())
        return std::nullopt;
    return holderFrom(*text);
}

Result<> Bench::setServices(const QJsonObject& services)
{
    const std::scoped_lock lock(m_mutex);
    Q_ASSERT(isHeld());
    m_self.services = services;
    return writeHolder();
}

Result<QJsonObject> Bench::services() const
{
    const auto who = holder();
    if (!who)
        return failure(who.error());
    return who->has_value() ? (*who)->services : QJsonObject();
}

} // namespace ota
