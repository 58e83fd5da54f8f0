// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "exosense/exosensefinding.h"

#include <QByteArrayView>
#include <QString>

#include <optional>

/// The resource `otau_in`: what a device says of its update (exosense.md 12 and 14). Pure functions.
namespace ota {

/// In the order of the schema's picture.
enum class OtauStatus
{
    Init,
    Test,
    TestStep,
    TestSuccess,
    TestError,
    Download,
    DownloadStep,
    DownloadSuccess,
    DownloadError,
    Install,
    InstallStep,
    InstallSuccess,
    InstallError,
    InstallAborted,
    InstalledVersion
};

inline constexpr int otauStatusCount = 15;

/// `DOWNLOAD_STEP`
QString keyOf(OtauStatus status);
std::optional<OtauStatus> otauStatusFromKey(QStringView key);

/// Position in the sequence, 0 … 10; errors and the abort have none.
std::optional<int> rankOf(OtauStatus status);

enum class OtauStage
{
    Init,
    Test,
    Download,
    Install,
    Installed
};
OtauStage stageOf(OtauStatus status);
bool isStep(OtauStatus status);
bool isError(OtauStatus status);

/// One report, as far as it can be read.
struct OtauReport
{
    QString version;
    std::optional<OtauStatus> status; ///< Nothing: not one of the fifteen.
    QString statusText;               ///< As reported.
    QString message;
    ExosenseFindings findings;

    /// It can be judged as part of a sequence: a version and a status, whatever else is odd.
    bool isUsable() const { return !version.isEmpty() && !statusText.isEmpty(); }
    bool isValid() const { return !hasError(findings); }

    bool operator==(const OtauReport&) const = default;
};

OtauReport parseOtauReport(QByteArrayView text);

/// What a step's free text says of the progress.
struct OtauProgress
{
    double percent = 0; ///< 0 … 100.
    std::optional<quint64> done;
    std::optional<quint64> total;

    bool operator==(const OtauProgress&) const = default;
};

/// Nothing: unknown, which is never 0.
std::optional<OtauProgress> progressOf(OtauStatus status, QStringView message);

} // namespace ota
