// SPDX-License-Identifier: Apache-2.0
// What leaves the panel as a file.
#include "panels/timelines/timelinespanel.h"
#include "panels/timelines/timelineview.h"
#include "panels/widgets/banner.h"
#include "panels/widgets/button.h"
#include "panels/widgets/format.h"
#include "panels/widgets/jobcenter.h"
#include "panels/widgets/memory.h"
#include "panels/widgets/workbench.h"

#include <QAction>
#include <QDir>
#include <QFileDialog>
#include <QImage>
#include <QMenu>
#include <QPixmap>
#include <QSaveFile>

namespace ota {

namespace {

const QString folderKey = QStringLiteral("timelines/exportFolder");
const QString formatKey = QStringLiteral("timelines/exportFormat");

struct FormatChoice
{
    const char* format;
    const char* suffix;
    QString text;
};

QList<FormatChoice> formats()
{
    return {{"html", "html", TimelinesPanel::tr("HTML report …")},
            {"csv", "csv", TimelinesPanel::tr("CSV …")},
            {"jsonl", "jsonl", TimelinesPanel::tr("JSON lines …")},
            {"trace", "json", TimelinesPanel::tr("Trace for Perfetto …")}};
}

QString suffixOf(const QString& format)
{
    for (const FormatChoice& choice : formats()) {
        if (QLatin1StringView(choice.format) == format)
            return QString::fromLatin1(choice.suffix);
    }
    return format;
}

/// On a worker thread: packing a picture takes longer than a frame.
Result<> writePng(const QImage& image, const QString& path)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || !image.save(&file, "PNG") || !file.commit())
        return failure(Error::Code::Io, file.errorString(), path);
    return {};
}

Result<> writeBytes(const QByteArray& bytes, const QString& path)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return failure(Error::Code::Io, file.errorString(), path);
    return {};
}

} // namespace

void TimelinesPanel::makeExportMenu()
{
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("exportMenu"));
    const auto section = [&](const QString& title, const char* prefix, bool wholeBench) {
        QMenu* into = menu->addMenu(title);
        into->setObjectName(QString::fromLatin1(prefix) + QStringLiteral("Menu"));
        for (const FormatChoice& choice : formats()) {
            QAction* action = into->addAction(choice.text);
            const QString format = QString::fromLatin1(choice.format);
            action->setObjectName(QString::fromLatin1(prefix) + format);
            connect(action, &QAction::triggered, this, [this, format, wholeBench] { askExport(format, wholeBench); });
        }
        into->addSeparator();
        QAction* copy = into->addAction(Look::of(this).icon(QStringLiteral("copy")), tr("Copy as command"));
        copy->setObjectName(QString::fromLatin1(prefix) + QStringLiteral("Copy"));
        connect(copy, &QAction::triggered, this, [this, wholeBench] {
            const QString format = m_workbench.memory.value(formatKey, QStringLiteral("html")).toString();
            QJsonObject values = exportValues(format, wholeBench);
            values["output"] = QString(QStringLiteral("timeline.") + suffixOf(format));
            copyCommand(QStringLiteral("timeline.export"), values);
        });
        return into;
    };
    QMenu* session = section(tr("This session"), "exportSession", false);
    section(tr("Everything"), "exportAll", true);
    menu->addSeparator();
    for (const auto& [text, suffix] :
         {std::pair{tr("Picture as PNG …"), QStringLiteral("png")}, {tr("Picture as SVG …"), QStringLiteral("svg")}}) {
        QAction* action = menu->addAction(text);
        action->setObjectName(QStringLiteral("exportPicture") + suffix);
        connect(action, &QAction::triggered, this, [this, suffix = suffix] { askPicture(suffix); });
    }
    connect(menu, &QMenu::aboutToShow, this, [this, session] { session->setEnabled(chosen() != nullptr); });
    m_export->setMenu(menu);
}

QJsonObject TimelinesPanel::exportValues(const QString& format, bool wholeBench) const
{
    QJsonObject values{{"format", format}};
    if (!wholeBench && chosen())
        values["session"] = chosen()->id.value;
    return values;
}

void TimelinesPanel::askFile(const QString& title, const QString& name, const QString& suffix,
                             std::function<void(const QString&)> write)
{
    auto* dialog = new QFileDialog(this, title);
    dialog->setObjectName(QStringLiteral("exportDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(suffix);
    dialog->setNameFilters({QStringLiteral("*.") + suffix, tr("All files (*)")});
    const QString folder = m_workbench.memory.value(folderKey).toString();
    if (!folder.isEmpty() && QFileInfo::exists(folder))
        dialog->setDirectory(folder);
    dialog->selectFile(name + u'.' + suffix);
    connect(dialog, &QFileDialog::fileSelected, this, [this, write = std::move(write)](const QString& path) {
        m_workbench.memory.setValue(folderKey, QFileInfo(path).absolutePath());
        write(path);
    });
    dialog->open();
}

void TimelinesPanel::askExport(const QString& format, bool wholeBench)
{
    m_workbench.memory.setValue(formatKey, format);
    const QJsonObject values = exportValues(format, wholeBench);
    const QString name = values.contains(QStringLiteral("session"))
                             ? QStringLiteral("session-%1").arg(chosen()->id.value)
                             : QStringLiteral("timeline");
    askFile(tr("Export"), name, suffixOf(format), [this, values](const QString& path) {
        QJsonObject all = values;
        all["output"] = path;
        runExport(all);
    });
}

void TimelinesPanel::runExport(const QJsonObject& values)
{
    const QString path = values.value(QStringLiteral("output")).toString();
    const auto started = m_workbench.jobs.start(
        QStringLiteral("timeline.export"), values, this, [this, path](const Result<Outcome>& outcome) {
            told(outcome ? Result<>() : Result<>(failure(outcome.error())), path);
        });
    if (!started)
        told(failure(started.error()), path);
}

void TimelinesPanel::askPicture(const QString& suffix)
{
    askFile(tr("Export the picture"), QStringLiteral("timeline"), suffix,
            [this](const QString& path) { writePicture(path); });
}

void TimelinesPanel::writePicture(const QString& path)
{
    const auto done = [this, path](const Result<bool>& written) {
        told(written ? Result<>() : Result<>(failure(written.error())), path);
    };
    const bool svg = path.endsWith(QStringLiteral(".svg"), Qt::CaseInsensitive);
    const QByteArray drawn = svg ? m_view->svg() : QByteArray();
    const QImage image = svg ? QImage() : m_view->picture().toImage();
    m_feed.read<bool>(
        this,
        [=](const EventStore&) -> Result<bool> {
            if (auto written = svg ? writeBytes(drawn, path) : writePng(image, path); !written)
                return failure(written.error());
            return true;
        },
        done);
}

void TimelinesPanel::told(const Result<>& written, const QString& path)
{
    if (!written) {
        m_banner->set(Mark::Bad, tr("%1 was not written.").arg(QFileInfo(path).fileName()), errorText(written.error()));
        return;
    }
    m_banner->clear();
    if (m_workbench.tell)
        m_workbench.tell(Mark::Good, tr("Wrote %1").arg(QDir::toNativeSeparators(path)), {}, {});
}

} // namespace ota
