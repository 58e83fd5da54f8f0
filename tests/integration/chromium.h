// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonObject>
#include <QProcess>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

#include <array>

namespace ota {

/// Headless Chromium with one page, driven through its debugging pipe (the DevTools protocol, messages ended by NUL).
/// All functions wait for the browser; none of them loops over Qt events.
class Chromium
{
public:
    Chromium();
    ~Chromium();

    /// False when there is no Chromium on this machine, or it does not start.
    bool start();

    void setSize(int width, int height);
    void setDark(bool dark);
    /// Loads a page and waits until its load event.
    bool open(const QString& url);

    /// The value of an expression, promises awaited; undefined where it threw (see problems()).
    QJsonValue evaluate(const QString& expression);

    /// As if a person had chosen these files.
    bool chooseFiles(const QString& selector, const QStringList& files);

    bool screenshot(const QString& fileName);

    /// URLs of all requests since the start.
    const QStringList& requests() const { return m_requests; }
    /// Exceptions, violations of the content policy, errors of the console.
    const QStringList& problems() const { return m_problems; }

private:
    QJsonObject call(const QString& method, const QJsonObject& parameters = {});
    bool readMessage(int limitMs, QJsonObject& message);
    void take(const QJsonObject& event);

    QTemporaryDir m_profile;
    QProcess m_process;
    std::array<int, 2> m_toBrowser{-1, -1};
    std::array<int, 2> m_fromBrowser{-1, -1};
    QByteArray m_buffer;
    QString m_session;
    int m_lastId = 0;
    bool m_loaded = false;
    QStringList m_requests;
    QStringList m_problems;
};

} // namespace ota
