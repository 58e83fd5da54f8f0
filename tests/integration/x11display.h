// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "interopprocess.h"

#include <QImage>
#include <QTemporaryDir>

namespace ota {

/// An X server without a screen (Xvfb), and a hand on its pointer and keys (xdotool). Ends with this object.
class X11Display
{
public:
    X11Display() = default;
    ~X11Display();
    Q_DISABLE_COPY_MOVE(X11Display)

    bool start(QSize size);
    /// With DISPLAY and without what would lead past it.
    QProcessEnvironment environment() const;

    /// The window whose title contains `name`; 0 while there is none.
    int window(const QString& name) const;
    void focus(int window) const;
    void click(QPoint at) const;
    void key(const QString& chord) const; ///< `ctrl+k`
    void type(const QString& text) const;
    /// What is on the screen now.
    QImage picture() const;

private:
    int tool(const QStringList& arguments, QByteArray* output = nullptr) const;

    QTemporaryDir m_frames;
    QProcess m_server;
    QString m_name;
};

} // namespace ota
