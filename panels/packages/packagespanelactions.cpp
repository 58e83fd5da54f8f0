// SPDX-License-Identifier: Apache-2.0
// What one can do in the panel: panes, import, things that are opened.
#include "base/error.h"
#include "panels/packages/applypane.h"
#include "panels/packages/importpane.h"
#include "panels/packages/packageactions.h"
#include "panels/packages/packageeditor.h"
#include "panels/packages/packagesmodel.h"
#include "panels/packages/packagespanel.h"
#include "panels/widgets/banner.h"
#include "panels/widgets/filterfield.h"
#include "panels/widgets/jobcenter.h"
#include "panels/widgets/memory.h"
#include "panels/widgets/searchtable.h"
#include "panels/widgets/segmentedcontrol.h"
#include "panels/widgets/things.h"
#include "panels/widgets/workbench.h"

#include <QApplication>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QSplitter>
#include <QStackedWidget>

#include <algorithm>

namespace ota {

namespace {

const QString lastFolder = QStringLiteral("packages/folder");

} // namespace

void PackagesPanel::importFolder()
{
    auto* dialog = new QFileDialog(this, tr("Folder of packages"));
    dialog->setObjectName(QStringLiteral("importPackagesDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly, false);
    if (const QString last = m_workbench.memory.value(lastFolder).toString(); !last.isEmpty())
        dialog->setDirectory(QFileInfo(last).path());
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
        m_workbench.memory.setValue(lastFolder, path);
        takeFiles({path});
    });
    dialog->open();
}

bool PackagesPanel::takeFiles(const QStringList& paths)
{
    // Firmware that is dropped elsewhere means a release; a folder of packages means nothing to anybody else.
    const bool hasPackages = std::ranges::any_of(paths, [](const QString& path) {
        return QFileInfo(path).isDir() && !QDir(path).entryList({QStringLiteral("package_*")}, QDir::Files).isEmpty();
    });
    if (!isVisible() && !hasPackages)
        return false;
    m_import->take(paths);
    showPane(m_import);
    return true;
}

void PackagesPanel::showPane(QWidget* pane)
{
    const bool asks = !m_panes->isHidden() && m_panes->currentWidget() == m_applyPane && m_applyPane->isAsking();
    m_backToApply = pane != m_applyPane && (asks || m_backToApply);
    m_panes->setCurrentWidget(pane);
    m_panes->show();
    const int lines = pane == m_import ? 8 : pane == m_applyPane ? 12 : 22;
    const int wanted = tokens::height::panelHeader + lines * tokens::height::row;
    const int least = tokens::height::tableHeader + 3 * tokens::height::row;
    m_split->setSizes({std::max(least, m_split->height() - wanted), wanted});
    showPage();
}

void PackagesPanel::closePane()
{
    if (m_backToApply) {
        showPane(m_applyPane);
        m_applyPane->focusFirst();
        return;
    }
    m_panes->hide();
    showPage();
    table()->setFocus(Qt::OtherFocusReason);
}

void PackagesPanel::createNew()
{
    // What was begun and closed is still there.
    if (!m_editor->isTouched())
        m_editor->begin();
    showPane(m_editor);
    m_editor->focusFirst();
}

void PackagesPanel::edit(const QString& pointer)
{
    const PackageRow* row = currentPackage();
    if (!row)
        return;
    m_editor->begin(*row);
    showPane(m_editor);
    if (pointer.isEmpty())
        m_editor->focusFirst();
    else
        m_editor->focusPointer(pointer);
}

void PackagesPanel::startApply()
{
    const PackageRow* row = currentPackage();
    if (!row || !m_actions->whyNotApply().isEmpty())
        return;
    m_applyPane->begin(*row);
    showPane(m_applyPane);
    m_applyPane->focusFirst();
}

void PackagesPanel::startApplyFor(const QStringList& gateways)
{
    m_applyPane->beginFor(gateways);
    showPane(m_applyPane);
    m_applyPane->focusFirst();
}

void PackagesPanel::choosePackageToApply(const QString& id)
{
    const PackageRow* row = m_packages->row(id);
    if (!row)
        return;
    m_applyPane->choosePackage(*row);
    choose(QStringLiteral("package/") + id); // So that the inspector tells of it.
}

void PackagesPanel::showError(const QString& what, const Error& error)
{
    if (error.code != Error::Code::Cancelled)
        m_banner->set(Mark::Bad, what, errorText(error));
}

bool PackagesPanel::openThing(const QString& thing)
{
    if (thing.startsWith(QStringLiteral("apply/"))) {
        const QStringList gateways = namesInThing(thing);
        if (gateways.isEmpty())
            return false;
        startApplyFor(gateways);
        return true;
    }
    if (!thing.startsWith(QStringLiteral("package/")) && !thing.startsWith(QStringLiteral("content/")))
        return false;
    if (!choose(thing)) {
        m_wanted = thing; // Perhaps it has just been made.
        read();
    }
    return true;
}

bool PackagesPanel::choose(const QString& thing)
{
    const QString id = thing.section(u'/', 1);
    const bool isFile = thing.startsWith(QStringLiteral("content/"));
    const QModelIndex index = isFile ? m_files->indexOf(id) : m_packages->indexOf(id);
    if (!index.isValid())
        return false;
    m_filter->clear();
    m_scope->setCurrent(isFile ? Files : Packages);
    showScope();
    table()->selectSource(index);
    return true;
}

QString PackagesPanel::selectionCommand() const
{
    if (m_panes->isVisible() && m_panes->isAncestorOf(QApplication::focusWidget()))
        return m_panes->currentWidget() == m_editor      ? m_editor->command()
               : m_panes->currentWidget() == m_applyPane ? m_applyPane->command()
                                                         : m_import->command();
    return m_actions->command();
}

QString PackagesPanel::helpText() const
{
    return tr("A package is an entry of the content whose id begins with package_ and whose tag otau_info says which "
              "version is meant and where its payload is. Packages that can not be applied are listed, too, with the "
              "reason.\n\n"
              "To apply one writes its config_otau to the resource of each chosen gateway; those that wait get it at "
              "once. What gateways report appears on their timelines.\n\n"
              "Drop a folder or files here to import them. Payloads on this bench are checked by themselves; other "
              "servers are asked only when you say so.");
}

} // namespace ota
