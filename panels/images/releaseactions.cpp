// SPDX-License-Identifier: Apache-2.0
#include "panels/images/releaseactions.h"

#include "panels/images/releasemodel.h"
#include "panels/widgets/confirm.h"
#include "panels/widgets/format.h"
#include "panels/widgets/jobcenter.h"
#include "panels/widgets/memory.h"
#include "panels/widgets/workbench.h"
#include "suit/releasecomparison.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QFileDialog>
#include <QMenu>

#include <algorithm>

namespace ota {

namespace {

const QString exportKey = QStringLiteral("images/export");
const QString idName = QStringLiteral("id");

bool isDraft(const Release& release)
{
    return release.state == Release::State::Draft;
}

/// What names this row to release.show, release.export and release.remove.
QJsonObject valuesOf(const Release& release)
{
    QJsonObject values{{idName, release.id.text()}};
    if (isDraft(release))
        values.insert(QStringLiteral("draft"), true);
    return values;
}

QJsonObject exportValues(const Release& release, const QString& directory)
{
    QJsonObject values = valuesOf(release);
    values.insert(QStringLiteral("output"), QDir(directory).filePath(release.id.text()));
    return values;
}

QString whatGoes(const Release& release, std::size_t earlier)
{
    const QString size = sizeText(release.sizeBytes());
    if (isDraft(release))
        return ReleaseActions::tr("%1, never published. The files it was made of stay where they are.").arg(size);
    const QString with = earlier == 0   ? QString()
                         : earlier == 1 ? ReleaseActions::tr(" with 1 earlier publication")
                                        : ReleaseActions::tr(" with %1 earlier publications").arg(earlier);
    return size + with +
           ReleaseActions::tr(". Its paths answer “not found” at once; the last sequence number stays known, since "
                              "boards remember it too.");
}

/// Of several: how many, and the names of the first of them.
QString namesOf(const std::vector<Release>& releases)
{
    constexpr std::size_t shown = 6;
    QStringList names;
    for (const Release& release : releases) {
        if (static_cast<std::size_t>(names.size()) < shown)
            names << QString(release.id.text() + u' ' + versionText(release));
    }
    if (releases.size() > shown)
        names << ReleaseActions::tr("%1 more").arg(releases.size() - shown);
    return names.join(QStringLiteral(", "));
}

} // namespace

ReleaseActions::ReleaseActions(Workbench& workbench, QWidget* panel)
    : QObject(panel)
    , m_workbench(workbench)
    , m_panel(panel)
{
    // Ctrl+N is the window's key for the new thing of a panel.
    add(QStringLiteral("newReleaseAction"), QStringLiteral("plus"), tr("New release"), {},
        &ReleaseActions::newRequested);
    add(QStringLiteral("importFilesAction"), QStringLiteral("folder"), tr("Import files…"),
        QKeySequence(Qt::CTRL | Qt::Key_O), &ReleaseActions::importRequested);
    m_publish = add(QStringLiteral("publishDraftAction"), QStringLiteral("upload"), tr("Publish the draft"),
                    QKeySequence(Qt::CTRL | Qt::Key_P), &ReleaseActions::publishDraft);
    m_next = add(QStringLiteral("buildNextAction"), QStringLiteral("release"), tr("Build the next version"),
                 QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_N), &ReleaseActions::buildNext);
    m_compare = add(QStringLiteral("compareReleaseAction"), QStringLiteral("compare"), tr("Compare with…"),
                    QKeySequence(Qt::CTRL | Qt::Key_D), &ReleaseActions::compare);
    m_export = add(QStringLiteral("exportReleaseAction"), QStringLiteral("export"), tr("Export files…"),
                   QKeySequence(Qt::CTRL | Qt::Key_E), &ReleaseActions::askExport);
    m_remove = add(QStringLiteral("removeReleaseAction"), QStringLiteral("trash"), tr("Remove…"),
                   QKeySequence(Qt::Key_Delete), &ReleaseActions::askRemove);
    setSelection({}, 0);
}

QAction* ReleaseActions::add(const QString& name, const QString& icon, const QString& text, const QKeySequence& key,
                             void (ReleaseActions::*run)())
{
    auto* action = new QAction(Look::of(m_panel).icon(icon), text, m_panel);
    action->setObjectName(name);
    action->setShortcut(key);
    connect(action, &QAction::triggered, this, run);
    m_panel->addAction(action);
    m_actions << action;
    return action;
}

void ReleaseActions::setSelection(std::vector<Release> releases, std::size_t earlier)
{
    m_selection = std::move(releases);
    m_earlier = earlier;
    const bool one = m_selection.size() == 1;
    m_publish->setEnabled(one && isDraft(m_selection.front()));
    m_next->setEnabled(one);
    m_compare->setEnabled(whyNotCompare().isEmpty());
    m_export->setEnabled(!m_selection.empty());
    m_remove->setEnabled(!m_selection.empty());
}

QString ReleaseActions::whyNotCompare() const
{
    if (m_selection.empty())
        return tr("No release is chosen");
    return m_selection.size() <= 2 ? QString() : tr("Two releases can be compared, not %1").arg(m_selection.size());
}

QString ReleaseActions::command() const
{
    const Operation* operation = m_workbench.jobs.registry().find(QStringLiteral("release.show"));
    QStringList lines;
    for (const Release& release : m_selection)
        lines << commandLine(*operation, valuesOf(release));
    return lines.join(u'\n');
}

void ReleaseActions::showMenu(const QPoint& globalPosition)
{
    if (m_selection.empty())
        return;
    auto* menu = new QMenu(m_panel);
    menu->setObjectName(QStringLiteral("releaseMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (m_publish->isEnabled())
        menu->addAction(m_publish);
    menu->addAction(m_next);
    menu->addAction(m_compare);
    menu->addAction(m_export);
    menu->addSeparator();
    const QString id = current()->id.text();
    menu->addAction(Look::of(m_panel).icon(QStringLiteral("copy")), tr("Copy the id"), this,
                    [this, id] { copy(id, tr("Id copied")); });
    addCommands(menu);
    menu->addSeparator();
    menu->addAction(m_remove);
    menu->popup(globalPosition);
}

void ReleaseActions::addCommands(QMenu* menu)
{
    QMenu* commands = menu->addMenu(Look::of(m_panel).icon(QStringLiteral("command")), tr("Copy as command"));
    commands->setObjectName(QStringLiteral("copyCommandMenu"));
    const auto addCommand = [this, commands](const QString& operation, const QString& text, auto values) {
        QStringList lines;
        for (const Release& release : m_selection)
            lines << commandLine(*m_workbench.jobs.registry().find(operation), values(release));
        const QString command = lines.join(u'\n');
        QAction* action = commands->addAction(text, this, [this, command] { copy(command, tr("Command copied")); });
        action->setObjectName(QStringLiteral("copy.") + operation);
        return action;
    };
    addCommand(QStringLiteral("release.show"), tr("Show"), valuesOf)
        ->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C));
    if (m_publish->isEnabled())
        addCommand(QStringLiteral("release.publish"), tr("Publish the draft"), [](const Release& release) {
            return QJsonObject{{idName, release.id.text()}};
        });
    addCommand(QStringLiteral("release.export"), tr("Export files"),
               [](const Release& release) { return exportValues(release, QStringLiteral(".")); });
    addCommand(QStringLiteral("release.remove"), tr("Remove"), valuesOf);
}

void ReleaseActions::publishDraft()
{
    if (current() && isDraft(*current()))
        start(QStringLiteral("release.publish"), {{idName, current()->id.text()}},
              tr("Published %1").arg(current()->id.text()));
}

void ReleaseActions::buildNext()
{
    if (current())
        Q_EMIT nextRequested(current()->id.text());
}

void ReleaseActions::compare()
{
    Q_EMIT compareRequested(m_selection.size() == 2 ? releaseReference(m_selection[1]) : QString());
}

void ReleaseActions::askExport()
{
    auto* dialog = new QFileDialog(m_panel, m_selection.size() == 1
                                                ? tr("Directory for the files of %1").arg(current()->id.text())
                                                : tr("Directory for the files of %1 releases").arg(m_selection.size()));
    dialog->setObjectName(QStringLiteral("exportDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    if (const QString last = m_workbench.memory.value(exportKey).toString(); QDir(last).exists() && !last.isEmpty())
        dialog->setDirectory(last);
    connect(dialog, &QFileDialog::fileSelected, this, &ReleaseActions::exportTo);
    dialog->open();
}

void ReleaseActions::exportTo(const QString& directory)
{
    m_workbench.memory.setValue(exportKey, directory);
    QStringList replaced;
    for (const Release& release : m_selection) {
        const QDir folder(QDir(directory).filePath(release.id.text()));
        for (const ReleaseFile& file : release.files) {
            if (folder.exists(file.name))
                replaced << folder.filePath(file.name);
        }
    }
    const auto write = [this, releases = m_selection, directory] {
        for (const Release& release : releases)
            start(QStringLiteral("release.export"), exportValues(release, directory),
                  tr("Wrote %1").arg(QDir(directory).filePath(release.id.text())));
    };
    if (replaced.isEmpty()) {
        write();
        return;
    }
    ConfirmDialog::ask(m_panel,
                       replaced.size() == 1 ? tr("Replace 1 file?") : tr("Replace %1 files?").arg(replaced.size()),
                       tr("%1 is there already.").arg(replaced.join(QStringLiteral(", "))), tr("Replace"), write);
}

void ReleaseActions::askRemove()
{
    if (m_selection.empty())
        return;
    const Release& first = m_selection.front();
    const auto removeAll = [this, releases = m_selection] {
        for (const Release& release : releases)
            start(QStringLiteral("release.remove"), valuesOf(release));
    };
    if (m_selection.size() == 1) {
        ConfirmDialog::ask(m_panel,
                           isDraft(first) ? tr("Remove the draft of %1?").arg(first.id.text())
                                          : tr("Remove %1 %2?").arg(first.id.text(), versionText(first)),
                           whatGoes(first, m_earlier), tr("Remove"), removeAll);
        return;
    }
    qint64 size = 0;
    for (const Release& release : m_selection)
        size += release.sizeBytes();
    const auto published = std::ranges::count_if(m_selection, [](const Release& each) { return !isDraft(each); });
    const QString rest = published == 0 ? tr("None of them was published.")
                         : published == 1
                             ? tr("One of them is published: its paths answer “not found” at once.")
                             : tr("%1 of them are published: their paths answer “not found” at once.").arg(published);
    ConfirmDialog::ask(m_panel, tr("Remove %1 releases, %2?").arg(m_selection.size()).arg(sizeText(size)),
                       namesOf(m_selection) + QStringLiteral(". ") + rest,
                       tr("Remove %1 releases").arg(m_selection.size()), removeAll);
}

void ReleaseActions::copy(const QString& text, const QString& news)
{
    QApplication::clipboard()->setText(text);
    if (m_workbench.tell)
        m_workbench.tell(Mark::Good, news, {}, {});
}

void ReleaseActions::start(const QString& operation, const QJsonObject& values, const QString& news)
{
    const QString id = values.value(idName).toString();
    const auto done = [this, id, news](const Result<Outcome>& outcome) {
        if (!outcome) {
            Q_EMIT failed(id, outcome.error());
            return;
        }
        Q_EMIT succeeded();
        if (!news.isEmpty() && m_workbench.tell)
            m_workbench.tell(Mark::Good, news, {}, {});
    };
    if (const auto started = m_workbench.jobs.start(operation, values, this, done); !started)
        Q_EMIT failed(id, started.error());
}

} // namespace ota
