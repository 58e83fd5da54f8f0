// SPDX-License-Identifier: Apache-2.0
#include "chromium.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QStandardPaths>

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

namespace ota {

namespace {

constexpr int callLimitMs = 30'000;

void closePipe(std::array<int, 2>& ends)
{
    for (int& end : ends) {
        if (end >= 0)
            ::close(end);
        end = -1;
    }
}

} // namespace

Chromium::Chromium() = default;

Chromium::~Chromium()
{
    m_session.clear();
    if (m_process.state() == QProcess::Running)
        call(QStringLiteral("Browser.close"));
    closePipe(m_toBrowser);
    closePipe(m_fromBrowser);
    if (!m_process.waitForFinished(3000)) {
        m_process.kill();
        m_process.waitForFinished();
    }
}

bool Chromium::start()
{
    const QString program = QStandardPaths::findExecutable(QStringLiteral("chromium"));
    if (program.isEmpty() || ::pipe2(m_toBrowser.data(), O_CLOEXEC) != 0 ||
        ::pipe2(m_fromBrowser.data(), O_CLOEXEC) != 0)
        return false;
    // The protocol's pipe is descriptors 3 and 4 of the browser.
    m_process.setChildProcessModifier([this] {
        const int in = ::fcntl(m_toBrowser[0], F_DUPFD, 10);
        const int out = ::fcntl(m_fromBrowser[1], F_DUPFD, 10);
        ::dup2(in, 3);
        ::dup2(out, 4);
        ::close(in);
        ::close(out);
    });
    m_process.setStandardErrorFile(QProcess::nullDevice());
    m_process.setStandardOutputFile(QProcess::nullDevice());
    m_process.start(program,
                    {QStringLiteral("--headless"), QStringLiteral("--no-sandbox"), QStringLiteral("--disable-gpu"),
                     QStringLiteral("--disable-quic"), QStringLiteral("--no-first-run"),
                     QStringLiteral("--disable-dev-shm-usage"), QStringLiteral("--disable-background-networking"),
                     QStringLiteral("--disable-component-update"), QStringLiteral("--disable-sync"),
                     QStringLiteral("--remote-debugging-pipe"), QStringLiteral("--user-data-dir=") + m_profile.path()});
    if (!m_process.waitForStarted())
        return false;
    const QString target = call(QStringLiteral("Target.createTarget"),
                                {{QStringLiteral("url"), QStringLiteral("about:blank")}})[QStringLiteral("targetId")]
                               .toString();
    m_session =
        call(QStringLiteral("Target.attachToTarget"),
             {{QStringLiteral("targetId"), target}, {QStringLiteral("flatten"), true}})[QStringLiteral("sessionId")]
            .toString();
    for (const char* domain : {"Page.enable", "Runtime.enable", "Network.enable", "Log.enable"})
        call(QString::fromLatin1(domain));
    return !m_session.isEmpty();
}

void Chromium::setSize(int width, int height)
{
    call(QStringLiteral("Emulation.setDeviceMetricsOverride"), {{QStringLiteral("width"), width},
                                                                {QStringLiteral("height"), height},
                                                                {QStringLiteral("deviceScaleFactor"), 1},
                                                                {QStringLiteral("mobile"), width < 600}});
}

void Chromium::setDark(bool dark)
{
    const QJsonObject scheme{{QStringLiteral("name"), QStringLiteral("prefers-color-scheme")},
                             {QStringLiteral("value"), dark ? QStringLiteral("dark") : QStringLiteral("light")}};
    call(QStringLiteral("Emulation.setEmulatedMedia"), {{QStringLiteral("features"), QJsonArray{scheme}}});
}

bool Chromium::open(const QString& url)
{
    m_loaded = false;
    call(QStringLiteral("Page.navigate"), {{QStringLiteral("url"), url}});
    QJsonObject message;
    while (!m_loaded && readMessage(callLimitMs, message))
        take(message);
    return m_loaded;
}

QJsonValue Chromium::evaluate(const QString& expression)
{
    const QJsonObject answer = call(QStringLiteral("Runtime.evaluate"), {{QStringLiteral("expression"), expression},
                                                                         {QStringLiteral("awaitPromise"), true},
                                                                         {QStringLiteral("returnByValue"), true}});
    if (answer.contains(QStringLiteral("exceptionDetails"))) {
        m_problems << QString::fromUtf8(QJsonDocument(answer[QStringLiteral("exceptionDetails")].toObject()).toJson());
        return QJsonValue(QJsonValue::Undefined);
    }
    return answer[QStringLiteral("result")][QStringLiteral("value")];
}

bool Chromium::chooseFiles(const QString& selector, const QStringList& files)
{
    const QJsonObject found =
        call(QStringLiteral("Runtime.evaluate"),
             {{QStringLiteral("expression"), QStringLiteral("document.querySelector('%1')").arg(selector)}});
    const QString object = found[QStringLiteral("result")][QStringLiteral("objectId")].toString();
    if (object.isEmpty())
        return false;
    call(QStringLiteral("DOM.setFileInputFiles"),
         {{QStringLiteral("files"), QJsonArray::fromStringList(files)}, {QStringLiteral("objectId"), object}});
    return true;
}

bool Chromium::screenshot(const QString& fileName)
{
    const QByteArray image =
        QByteArray::fromBase64(call(QStringLiteral("Page.captureScreenshot"),
                                    {{QStringLiteral("format"), QStringLiteral("png")}})[QStringLiteral("data")]
                                   .toString()
                                   .toLatin1());
    QFile file(fileName);
    return !image.isEmpty() && file.open(QIODevice::WriteOnly) && file.write(image) == image.size();
}

QJsonObject Chromium::call(const QString& method, const QJsonObject& parameters)
{
    const int id = ++m_lastId;
    QJsonObject request{
        {QStringLiteral("id"), id}, {QStringLiteral("method"), method}, {QStringLiteral("params"), parameters}};
    if (!m_session.isEmpty())
        request.insert(QStringLiteral("sessionId"), m_session);
    const QByteArray bytes = QJsonDocument(request).toJson(QJsonDocument::Compact) + '\0';
    if (::write(m_toBrowser[1], bytes.constData(), static_cast<size_t>(bytes.size())) != bytes.size())
        return {};
    QJsonObject message;
    while (readMessage(callLimitMs, message)) {
        if (message[QStringLiteral("id")].toInt() == id)
            return message[QStringLiteral("result")].toObject();
        take(message);
    }
    return {};
}

bool Chromium::readMessage(int limitMs, QJsonObject& message)
{
    QElapsedTimer timer;
    timer.start();
    qsizetype end = -1;
    while ((end = m_buffer.indexOf('\0')) < 0) {
        pollfd ready{m_fromBrowser[0], POLLIN, 0};
        const int left = limitMs - static_cast<int>(timer.elapsed());
        if (left <= 0 || ::poll(&ready, 1, left) <= 0)
            return false;
        std::array<char, 65536> bytes{};
        const ssize_t count = ::read(m_fromBrowser[0], bytes.data(), bytes.size());
        if (count <= 0)
            return false;
        m_buffer.append(bytes.data(), count);
    }
    message = QJsonDocument::fromJson(m_buffer.first(end)).object();
    m_buffer.remove(0, end + 1);
    return true;
}

void Chromium::take(const QJsonObject& event)
{
    const QString method = event[QStringLiteral("method")].toString();
    const QJsonObject parameters = event[QStringLiteral("params")].toObject();
    if (method == QStringLiteral("Page.loadEventFired"))
        m_loaded = true;
    else if (method == QStringLiteral("Network.requestWillBeSent"))
        m_requests << parameters[QStringLiteral("request")][QStringLiteral("url")].toString();
    else if (method == QStringLiteral("Runtime.exceptionThrown"))
        m_problems << QString::fromUtf8(QJsonDocument(parameters).toJson());
    else if (method == QStringLiteral("Log.entryAdded") &&
             parameters[QStringLiteral("entry")][QStringLiteral("source")].toString() == QStringLiteral("security"))
        m_problems << parameters[QStringLiteral("entry")][QStringLiteral("text")].toString();
}

} // namespace ota
