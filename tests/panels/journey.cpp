// SPDX-License-Identifier: Apache-2.0
#include "journey.h"

#include "panels/widgets/jobcenter.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcessEnvironment>

namespace ota::journey {

namespace {

constexpr qint64 slotOffsets[]{0x1000, 0x1000 + 1024 * 1024};
constexpr qint64 bootHeader = 0x100;
constexpr int imageBytes = 40'000;

QJsonObject only(const QJsonObject& object, const QStringList& names)
{
    QJsonObject kept;
    for (const QString& name : names)
        kept.insert(name, object[name]);
    return kept;
}

QJsonArray onlyOfEach(const QJsonValue& objects, const QStringList& names)
{
    QJsonArray kept;
    for (const QJsonValue& object : objects.toArray())
        kept.append(only(object.toObject(), names));
    return kept;
}

QJsonObject effectsOf(const QJsonObject& keys, const QJsonObject& release, const QJsonObject& board,
                      const QJsonObject& sessions)
{
    const auto text = [](const char* name) {
        return QString::fromLatin1(name);
    };
    QJsonObject all = only(release, {text("id"), text("version"), text("world"), text("state"), text("size")});
    all.insert(text("files"), onlyOfEach(release[text("files")], {text("name"), text("size"), text("role")}));
    return {{text("keys"), onlyOfEach(keys[text("keys")], {text("name"), text("algorithm"), text("private")})},
            {text("release"), all},
            {text("board"), only(board, {text("name"), text("kind"), text("settings")})},
            {text("sessions"), onlyOfEach(sessions[text("sessions")],
                                          {text("board"), text("release"), text("target"), text("payload_bytes")})}};
}

} // namespace

Firmware::Firmware(const BenchDesk& desk)
{
    const QString plain = desk.file("firmware.bin", imageBytes);
    Shell shell(desk.path("toolchain"));
    for (int slot = 0; slot < 2; ++slot) {
        const QString image = desk.path(slot == 0 ? "lab-slot0.riot.bin" : "lab-slot1.riot.bin");
        const QString command = QStringLiteral("otaw riotboot make --version=2 --start=%1 --output='%2' '%3'")
                                    .arg(slotOffsets[slot] + bootHeader)
                                    .arg(image, plain);
        if (!shell.does(command))
            qFatal("the images are not made");
        m_images << image;
    }
}

QStringList Firmware::offsets() const
{
    QStringList texts;
    for (const qint64 offset : slotOffsets)
        texts << QStringLiteral("0x%1").arg(offset, 0, 16);
    return texts;
}

QString uriBase(const BenchDesk& desk)
{
    return QStringLiteral("coap://127.0.0.1:%1/%2").arg(desk.coapPort()).arg(releaseId);
}

bool boardListens(const BenchDesk& desk)
{
    // It says so itself when it has started.
    const JobEntry* run = desk.job("board.run");
    return run && run->running() && !run->records.isEmpty();
}

void checkReport(const QString& path)
{
    QFile file(path);
    QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(path));
    const QByteArray html = file.readAll();
    QVERIFY(html.startsWith("<!DOCTYPE html>") || html.startsWith("<!doctype html>"));
    QVERIFY(html.contains(boardName.toUtf8()));
}

QJsonObject effects(const BenchDesk& desk)
{
    const auto data = [&desk](const char* operation, const QJsonObject& values) {
        const auto outcome = desk.run(operation, values);
        if (!outcome)
            qWarning("%s: %s", operation, qPrintable(outcome.error().toString()));
        return outcome ? outcome->data : QJsonObject();
    };
    return effectsOf(data("key.list", {}), data("release.show", {{QStringLiteral("id"), releaseId}}),
                     data("board.show", {{QStringLiteral("name"), boardName}}), data("timeline.list", {}));
}

Shell::Shell(const QString& benchPath)
    : m_bench(benchPath)
{
    QDir().mkpath(benchPath);
}

Shell::~Shell()
{
    for (const auto& process : m_running) {
        process->terminate();
        process->waitForFinished();
    }
}

std::unique_ptr<QProcess> Shell::begin(const QString& command) const
{
    auto process = std::make_unique<QProcess>();
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("OTA_BENCH"), m_bench);
    environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C.UTF-8"));
    environment.insert(QStringLiteral("PATH"), QFileInfo(QStringLiteral(OTA_OTAW)).absolutePath() + u':' +
                                                   environment.value(QStringLiteral("PATH")));
    process->setProcessEnvironment(environment);
    process->setWorkingDirectory(m_bench);
    process->start(QStringLiteral("/bin/sh"), {QStringLiteral("-c"), command});
    return process;
}

bool Shell::does(const QString& command) const
{
    const auto process = begin(command);
    const bool good =
        process->waitForFinished(limitMs) && process->exitStatus() == QProcess::NormalExit && process->exitCode() == 0;
    if (!good)
        qWarning("%s: %s%s", qPrintable(command), process->readAllStandardOutput().constData(),
                 process->readAllStandardError().constData());
    return good;
}

bool Shell::goesOn(const QString& command, const QString& text)
{
    // exec: what is ended in the end is otaw itself.
    auto process = begin(QStringLiteral("exec ") + command);
    QByteArray output;
    while (process->waitForReadyRead(limitMs)) {
        output += process->readAllStandardOutput();
        if (output.contains(text.toUtf8())) {
            m_running.push_back(std::move(process));
            return true;
        }
    }
    qWarning("%s: %s%s", qPrintable(command), output.constData(), process->readAllStandardError().constData());
    return false;
}

QByteArray Shell::answer(const QString& command) const
{
    const auto process = begin(command);
    const bool good = process->waitForFinished(limitMs) && process->exitCode() == 0;
    return good ? process->readAllStandardOutput() : QByteArray();
}

QJsonObject Shell::json(const QString& command) const
{
    return QJsonDocument::fromJson(answer(QStringLiteral("otaw --json ") + command).trimmed()).object();
}

bool Shell::hasFetched() const
{
    const QJsonArray sessions = json(QStringLiteral("timeline list"))[QStringLiteral("sessions")].toArray();
    return !sessions.isEmpty() && sessions.first()[QStringLiteral("percent")].toInt() == 100;
}

QJsonObject Shell::effects() const
{
    return effectsOf(json(QStringLiteral("key list")), json(QStringLiteral("release show ") + releaseId),
                     json(QStringLiteral("board show ") + boardName), json(QStringLiteral("timeline list")));
}

} // namespace ota::journey
