// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/job.h"
#include "base/result.h"

#include <QElapsedTimer>
#include <QJsonObject>
#include <QString>

#include <cstdio>

namespace ota {

/// Writes what a job says: text for a person, or one JSON object a line. Results go to `out`, progress and errors to
/// `err`.
class Printer
{
public:
    struct Style
    {
        bool json = false;
        bool quiet = false;
        bool progressBar = false; ///< A person looks at `err`.
        int columns = 80;
    };

    Printer(std::FILE* out, std::FILE* err, Style style);

    void record(const QJsonObject& data, const QString& text);
    void progress(const Progress& progress);
    /// Returns the exit status.
    int end(const Result<Outcome>& result);
    /// Returns the exit status.
    int error(const Error& error);

private:
    void print(std::FILE* stream, const QString& line);
    void eraseBar();
    void drawBar();

    std::FILE* m_out;
    std::FILE* m_err;
    Style m_style;
    Progress m_progress;
    bool m_barShown = false;
    QElapsedTimer m_sinceStart;
    qint64 m_lastDrawnMs = -1;
};

/// One line of at most `columns`: `Publishing  41 %  ████████····  12.3 of 30.0 MiB  4.1 MB/s`. Without a total no
/// percent.
QString progressLine(const Progress& progress, qint64 elapsedMs, int columns);

/// `{"error":{"code":"not-found","message":…,"context":…,"hint":…}}`
QJsonObject errorObject(const Error& error);

} // namespace ota
