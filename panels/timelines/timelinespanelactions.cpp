// SPDX-License-Identifier: Apache-2.0
// What one can do in the panel: keys, menus, exports, questions.
#include "panels/timelines/eventlist.h"
#include "panels/timelines/sessioninspector.h"
#include "panels/timelines/timelinespanel.h"
#include "panels/timelines/timelineview.h"
#include "panels/widgets/banner.h"
#include "panels/widgets/benchfeed.h"
#include "panels/widgets/button.h"
#include "panels/widgets/confirm.h"
#include "panels/widgets/format.h"
#include "panels/widgets/jobcenter.h"
#include "panels/widgets/memory.h"
#include "panels/widgets/workbench.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QImage>
#include <QMenu>
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

QAction* TimelinesPanel::addPanelAction(const char* name, const QString& text, const QString& icon,
                                        const QKeySequence& key, QWidget* where, std::function<void()> run)
{
    auto* action = new QAction(text, this);
    action->setObjectName(QString::fromLatin1(name));
    if (!icon.isEmpty())
        action->setIcon(Look::of(this).icon(icon));
    action->setShortcut(key);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    where->addAction(action);
    connect(action, &QAction::triggered, this, std::move(run));
    m_actions.append(action);
    return action;
}

void TimelinesPanel::makeActions()
{
    // Arrows and End belong to the lanes: in the table they move its cursor.
    const auto add = [this](const char* name, const QString& text, const QKeySequence& key, QWidget* where,
                            std::function<void()> run) {
        return addPanelAction(name, text, {}, key, where, std::move(run));
    };
    add("actionPreviousEvent", tr("Previous event"), Qt::Key_Left, m_view, [this] { m_view->stepEvent(-1); });
    add("actionNextEvent", tr("Next event"), Qt::Key_Right, m_view, [this] { m_view->stepEvent(+1); });
    add("actionPreviousPhase", tr("Previous phase"), Qt::CTRL | Qt::Key_Left, m_view,
        [this] { m_view->stepPhase(-1); });
    add("actionNextPhase", tr("Next phase"), Qt::CTRL | Qt::Key_Right, m_view, [this] { m_view->stepPhase(+1); });
    add("actionNextProblem", tr("Next problem"), Qt::Key_N, this, [this] { m_view->stepProblem(+1); });
    add("actionPreviousProblem", tr("Previous problem"), Qt::SHIFT | Qt::Key_N, this,
        [this] { m_view->stepProblem(-1); });
    add("actionFirstAnomaly", tr("First anomaly"), Qt::Key_A, this, [this] { m_view->firstAnomaly(); });
    add("actionZoomIn", tr("Zoom in"), Qt::Key_Plus, this, [this] { m_view->zoom(1.5); });
    add("actionZoomOut", tr("Zoom out"), Qt::Key_Minus, this, [this] { m_view->zoom(1 / 1.5); });
    add("actionFit", tr("Fit"), Qt::Key_0, this, [this] { m_view->fit(); });
    m_followAction =
        add("actionFollow", tr("Follow"), Qt::Key_End, m_view, [this] { setFollow(m_followAction->isChecked()); });
    m_followAction->setCheckable(true);
    m_compareAction = add("actionCompare", tr("Compare two sessions"), Qt::Key_C, this,
                          [this] { setComparing(m_compareAction->isChecked()); });
    m_compareAction->setCheckable(true);
    m_notifyAction = addPanelAction("actionNotifyAgain", tr("Notify again …"), QStringLiteral("retry"), {}, this,
                                    [this] { notifyAgain(); });
    m_noteAction =
        addPanelAction("actionAddNote", tr("Add a note …"), QStringLiteral("note"), {}, this, [this] { addNote(); });
    m_removeAction = addPanelAction("actionRemoveSession", tr("Remove session …"), QStringLiteral("trash"), {}, this,
                                    [this] { askRemove(); });
    makeExportMenu();
    makeSessionMenu();
}

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

void TimelinesPanel::makeSessionMenu()
{
    m_sessionMenu->setObjectName(QStringLiteral("sessionMenu"));
    for (QAction* action : {m_notifyAction, m_compareAction, m_noteAction})
        m_sessionMenu->addAction(action);
    m_sessionMenu->addSeparator();
    m_sessionMenu->addAction(m_removeAction);
    m_sessionMenu->addSeparator();
    QMenu* copy = m_sessionMenu->addMenu(Look::of(this).icon(QStringLiteral("copy")), tr("Copy as command"));
    for (const auto& [text, operation] : {std::pair{tr("Show"), QStringLiteral("timeline.show")},
                                          {tr("Follow"), QStringLiteral("timeline.follow")},
                                          {tr("HTML report"), QStringLiteral("timeline.export")},
                                          {tr("Remove"), QStringLiteral("timeline.remove")}}) {
        QAction* action = copy->addAction(text);
        action->setObjectName(QStringLiteral("copy-") + operation);
        connect(action, &QAction::triggered, this, [this, operation = operation] {
            if (!chosen())
                return;
            QJsonObject values{{"session", chosen()->id.value}};
            if (operation == QStringLiteral("timeline.export")) {
                values = exportValues(QStringLiteral("html"), false);
                values["output"] = QStringLiteral("session-%1.html").arg(chosen()->id.value);
            }
            copyCommand(operation, values);
        });
    }
    m_inspector->setMenu(m_sessionMenu);
}

void TimelinesPanel::updateActions()
{
    const SessionRow* session = chosen();
    const bool several = m_lanes.sessionCount() > 1;
    m_compare->setEnabled(several);
    m_compareAction->setEnabled(several);
    m_compare->setToolTip(several ? withKey(tr("Compare two sessions"), Qt::Key_C)
                                  : tr("Not yet: it takes two sessions"));
    m_notifyAction->setEnabled(session && !session->release.isEmpty());
    m_noteAction->setEnabled(session);
    const bool runs = session && session->result == SessionResult::Running;
    m_removeAction->setEnabled(session && !runs);
    m_removeAction->setToolTip(runs ? tr("Not yet: the session is running") : m_removeAction->text());
    m_anomaly->setWhyNot(m_lanes.all().empty() ? tr("Not yet: there are no events") : QString());
    m_fit->setWhyNot(m_lanes.all().empty() ? tr("Not yet: there are no events") : QString());
    m_export->setEnabled(!m_lanes.all().empty());
}

QString TimelinesPanel::commandOf(const QString& operation, const QJsonObject& values) const
{
    const Operation* found = m_workbench.jobs.registry().find(operation);
    return found ? commandLine(*found, values) : QString();
}

void TimelinesPanel::copyCommand(const QString& operation, const QJsonObject& values)
{
    QApplication::clipboard()->setText(commandOf(operation, values));
    if (m_workbench.tell)
        m_workbench.tell(Mark::Good, tr("Command copied"), {}, {});
}

QString TimelinesPanel::selectionCommand() const
{
    const SessionRow* session = chosen();
    if (!session)
        return commandOf(QStringLiteral("timeline.list"), {});
    if (m_view->compared())
        return commandOf(QStringLiteral("timeline.compare"),
                         {{"session", session->id.value}, {"other", m_view->compared()->value}});
    QJsonObject values = m_events->filterValues();
    values["session"] = session->id.value;
    return commandOf(QStringLiteral("timeline.show"), values);
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

void TimelinesPanel::askRemove()
{
    const SessionRow* session = chosen();
    if (!session)
        return;
    const qint64 id = session->id.value;
    ConfirmDialog::ask(
        this, tr("Remove session %1 of %2").arg(id).arg(session->board.text()),
        tr("Its %1 events and their raw bytes go with it. This can not be undone.")
            .arg(countText(static_cast<qint64>(session->events))),
        tr("Remove"), [this, id] {
            const auto started = m_workbench.jobs.start(
                QStringLiteral("timeline.remove"), {{"session", id}}, this, [this, id](const Result<Outcome>& outcome) {
                    if (!outcome)
                        m_banner->set(Mark::Bad, tr("Session %1 was not removed.").arg(id), errorText(outcome.error()));
                });
            if (!started)
                m_banner->set(Mark::Bad, tr("Session %1 was not removed.").arg(id), errorText(started.error()));
        });
}

void TimelinesPanel::notifyAgain()
{
    const SessionRow* session = chosen();
    if (!session)
        return;
    const Board* board = m_workbench.bench.board(session->board.text());
    // A board that nobody added is known by its address.
    const QString url = board && !board->links.address.isEmpty() ? board->links.address : session->board.text();
    m_workbench.form(QStringLiteral("notify"), {{"id", session->release}, {"urls", url}});
}

void TimelinesPanel::addNote()
{
    if (chosen())
        m_workbench.form(QStringLiteral("timeline.note"), {{"session", chosen()->id.value}});
}

} // namespace ota
