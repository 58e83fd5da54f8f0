// SPDX-License-Identifier: Apache-2.0
#include "commandline/printer.h"

#include "base/bytes.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <algorithm>

namespace ota {

namespace {

constexpr qint64 barIntervalMs = 100;
constexpr qint64 rateFromMs = 1000; ///< No rate is shown before there is something to divide by.

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(Printer)
};

QString amount(quint64 value, const QString& unit)
{
    if (unit == QLatin1String("bytes"))
        return humanSize(static_cast<qint64>(value));
    return unit.isEmpty() ? QString::number(value) : QStringLiteral("%1 %2").arg(value).arg(unit);
}

QString barOf(double share)
{
    constexpr int cells = 24;
    const int full = static_cast<int>(share * cells);
    return QString(full, QChar(0x2588)) + QString(cells - full, QChar(0x00b7));
}

QString compact(const QJsonObject& object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

} // namespace

QString progressLine(const Progress& progress, qint64 elapsedMs, int columns)
{
    QStringList parts;
    if (!progress.what.isEmpty())
        parts << progress.what;
    if (progress.total && *progress.total > 0) {
        const double share = std::min(1.0, static_cast<double>(progress.done) / static_cast<double>(*progress.total));
        parts << QStringLiteral("%1 %").arg(static_cast<int>(share * 100), 3) << barOf(share)
              << Tr::tr("%1 of %2").arg(amount(progress.done, progress.unit), amount(*progress.total, progress.unit));
    } else {
        parts << amount(progress.done, progress.unit);
    }
    if (elapsedMs >= rateFromMs && progress.unit == QLatin1String("bytes"))
        parts << humanSize(static_cast<qint64>(progress.done) * 1000 / elapsedMs) + QStringLiteral("/s");
    const QString line = parts.join(QStringLiteral("  "));
    return line.size() < columns ? line : line.left(std::max(0, columns - 2)) + QChar(0x2026);
}

QJsonObject errorObject(const Error& error)
{
    QJsonObject object{{QStringLiteral("code"), codeName(error.code)}, {QStringLiteral("message"), error.message}};
    if (!error.context.isEmpty())
        object.insert(QStringLiteral("context"), error.context);
    if (!error.hint.isEmpty())
        object.insert(QStringLiteral("hint"), error.hint);
    return {{QStringLiteral("error"), object}};
}

Printer::Printer(std::FILE* out, std::FILE* err, Style style)
    : m_out(out)
    , m_err(err)
    , m_style(style)
{
    m_sinceStart.start();
}

void Printer::record(const QJsonObject& data, const QString& text)
{
    if (m_style.json) {
        print(m_out, compact(data));
        return;
    }
    if (m_style.quiet || text.isEmpty())
        return;
    eraseBar();
    print(m_out, text);
    drawBar();
}

void Printer::progress(const Progress& progress)
{
    m_progress = progress;
    if (!m_style.progressBar || m_style.json || m_style.quiet)
        return;
    const qint64 now = m_sinceStart.elapsed();
    if (m_lastDrawnMs >= 0 && now - m_lastDrawnMs < barIntervalMs)
        return;
    m_lastDrawnMs = now;
    eraseBar();
    drawBar();
}

int Printer::end(const Result<Outcome>& result)
{
    eraseBar();
    if (!result)
        return error(result.error());
    if (m_style.json) {
        if (!result->data.isEmpty())
            print(m_out, compact(result->data));
    } else if (!result->text.isEmpty()) {
        print(m_out, result->text);
    }
    return result->good ? 0 : 1;
}

int Printer::error(const Error& error)
{
    eraseBar();
    if (m_style.json)
        print(m_out, compact(errorObject(error)));
    else
        print(m_err, QStringLiteral("otaw: ") + error.toString());
    return exitStatus(error.code);
}

void Printer::print(std::FILE* stream, const QString& line)
{
    const QByteArray bytes = line.toUtf8() + '\n';
    std::fwrite(bytes.constData(), 1, static_cast<std::size_t>(bytes.size()), stream);
    std::fflush(stream); // A script reads line by line.
}

void Printer::eraseBar()
{
    if (!m_barShown)
        return;
    std::fputs("\r\033[K", m_err);
    std::fflush(m_err);
    m_barShown = false;
}

void Printer::drawBar()
{
    if (m_lastDrawnMs < 0 || !m_style.progressBar || m_style.json || m_style.quiet)
        return;
    std::fputs(progressLine(m_progress, m_sinceStart.elapsed(), m_style.columns).toUtf8().constData(), m_err);
    std::fflush(m_err);
    m_barShown = true;
}

} // namespace ota
