// SPDX-License-Identifier: Apache-2.0
#include "x11display.h"

#include <QFile>
#include <QtEndian>

#include <array>

namespace ota {

X11Display::~X11Display()
{
    m_server.terminate();
    if (!m_server.waitForFinished(5000)) {
        m_server.kill();
        m_server.waitForFinished();
    }
}

bool X11Display::start(QSize size)
{
    m_server.setStandardErrorFile(QProcess::nullDevice());
    // Without -noreset it begins anew when its last client goes, and who comes meanwhile is turned away.
    m_server.start(QStringLiteral("Xvfb"),
                   {QStringLiteral("-displayfd"), QStringLiteral("1"), QStringLiteral("-screen"), QStringLiteral("0"),
                    QStringLiteral("%1x%2x24").arg(size.width()).arg(size.height()), QStringLiteral("-nolisten"),
                    QStringLiteral("tcp"), QStringLiteral("-noreset"), QStringLiteral("-fbdir"), m_frames.path()});
    // It writes the number of the display it has found free when it is ready.
    while (!m_server.canReadLine()) {
        if (!m_server.waitForReadyRead(20'000))
            return false;
    }
    m_name = u':' + QString::fromLatin1(m_server.readLine()).trimmed();
    return true;
}

QProcessEnvironment X11Display::environment() const
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("DISPLAY"), m_name);
    for (const char* name : {"WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "QT_SCALE_FACTOR", "XAUTHORITY"})
        environment.remove(QString::fromLatin1(name));
    return environment;
}

int X11Display::tool(const QStringList& arguments, QByteArray* output) const
{
    return runProgram(QStringLiteral("xdotool"), arguments, output, nullptr, environment());
}

int X11Display::window(const QString& name) const
{
    QByteArray found;
    if (tool({QStringLiteral("search"), QStringLiteral("--onlyvisible"), QStringLiteral("--name"), name}, &found) != 0)
        return 0;
    return found.split('\n').constFirst().trimmed().toInt();
}

void X11Display::focus(int window) const
{
    tool({QStringLiteral("windowfocus"), QString::number(window)});
}

void X11Display::click(QPoint at) const
{
    tool({QStringLiteral("mousemove"), QString::number(at.x()), QString::number(at.y()), QStringLiteral("click"),
          QStringLiteral("1")});
}

void X11Display::key(const QString& chord) const
{
    tool({QStringLiteral("key"), chord});
}

void X11Display::type(const QString& text) const
{
    tool({QStringLiteral("type"), QStringLiteral("--delay"), QStringLiteral("20"), text});
}

QImage X11Display::picture() const
{
    // XWD, version 7: a head of big-endian words, the colours (12 bytes each), the lines.
    QFile file(m_frames.filePath(QStringLiteral("Xvfb_screen0")));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray bytes = file.readAll();
    std::array<quint32, 25> head{};
    if (bytes.size() < static_cast<qsizetype>(sizeof head))
        return {};
    for (std::size_t i = 0; i < head.size(); ++i)
        head[i] = qFromBigEndian<quint32>(bytes.constData() + i * 4);
    const auto width = static_cast<int>(head[4]);
    const auto height = static_cast<int>(head[5]);
    const auto bytesPerLine = static_cast<qsizetype>(head[12]);
    const qsizetype start = static_cast<qsizetype>(head[0]) + 12 * static_cast<qsizetype>(head[19]);
    if (head[11] != 32 || bytes.size() < start + bytesPerLine * height)
        return {};
    return QImage(reinterpret_cast<const uchar*>(bytes.constData()) + start, width, height, bytesPerLine,
                  QImage::Format_RGB32)
        .copy();
}

} // namespace ota
