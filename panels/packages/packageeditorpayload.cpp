// SPDX-License-Identifier: Apache-2.0
// How payloads and texts get into the editor: from files, from releases, from content that is there.
#include "panels/packages/packageeditor.h"
#include "panels/packages/packageform.h"
#include "panels/packages/payloadfield.h"
#include "panels/widgets/banner.h"
#include "panels/widgets/benchfeed.h"
#include "panels/widgets/format.h"
#include "panels/widgets/jobcenter.h"
#include "panels/widgets/memory.h"
#include "panels/widgets/workbench.h"

#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QJsonArray>
#include <QMenu>
#include <QPlainTextEdit>

#include <algorithm>

namespace ota {

namespace {

constexpr qint64 longestText = 2 * 1024 * 1024;
constexpr std::size_t shownReleases = 20;
constexpr std::size_t shownContent = 20;
const QString importOperation = QStringLiteral("exosense.package.import");
const QString lastFile = QStringLiteral("packages/file");

} // namespace

void PackageEditor::askFile()
{
    auto* dialog = new QFileDialog(this, tr("Payload"));
    dialog->setObjectName(QStringLiteral("payloadDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    if (const QString last = m_workbench.memory.value(lastFile).toString(); !last.isEmpty())
        dialog->setDirectory(QFileInfo(last).path());
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
        m_workbench.memory.setValue(lastFile, path);
        takeContent({{QStringLiteral("file"), QJsonArray{path}}}, {}, {});
    });
    dialog->open();
}

void PackageEditor::showReleases(const QPoint& globalPosition)
{
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("payloadReleases"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    std::vector<const Release*> releases;
    for (const Release& release : m_workbench.bench.releases())
        releases.push_back(&release);
    std::ranges::stable_sort(releases, std::greater{}, &Release::createdNs); // The newest first.
    releases.resize(std::min(releases.size(), shownReleases));
    for (const Release* release : releases) {
        const QString id = release->id.text();
        for (const ReleaseFile& file : release->files) {
            if (file.role == FileRole::Manifest && release->files.size() > 1)
                continue;
            menu->addAction(
                tr("%1: %2, %3").arg(id, file.name, sizeText(file.sizeBytes)), this,
                [this, id, name = file.name, version = release->version] {
                    takeContent({{QStringLiteral("release"), id}, {QStringLiteral("release-file"), QJsonArray{name}}},
                                version, id);
                });
        }
    }
    if (releases.empty())
        menu->addAction(tr("No release is published"))->setEnabled(false);
    if (!m_news->files.empty())
        menu->addSection(tr("Content"));
    for (std::size_t i = 0; i < std::min(m_news->files.size(), shownContent); ++i) {
        const ContentEntry& entry = m_news->files[i].entry;
        if (entry.blob)
            menu->addAction(tr("%1, %2").arg(entry.id, sizeText(entry.sizeBytes)), this,
                            [this, entry] { m_form->addContent(entry); });
    }
    menu->popup(globalPosition);
}

void PackageEditor::takeContent(const QJsonObject& values, const QString& version, const QString& name)
{
    m_form->payload()->setBusy(true);
    const auto take = [this, version, name](const Result<Outcome>& outcome) {
        m_form->payload()->setBusy(false);
        if (!outcome) {
            m_banner->set(Mark::Bad, tr("The payload was not taken in."), errorText(outcome.error()));
            return;
        }
        for (const QJsonValue& skipped : outcome->data[QStringLiteral("skipped")].toArray())
            m_banner->set(Mark::Bad, tr("The payload was not taken in."), skipped.toString());
        for (const QJsonValue& imported : outcome->data[QStringLiteral("imported")].toArray()) {
            ContentEntry entry;
            entry.id = imported[QStringLiteral("id")].toString();
            entry.sizeBytes = imported[QStringLiteral("length")].toInteger();
            if (const auto digest = Digest::fromHex(imported[QStringLiteral("sha256")].toString()))
                entry.blob = *digest;
            m_form->addContent(entry);
        }
        m_form->propose(version, name);
    };
    if (const auto started = m_workbench.jobs.start(importOperation, values, this, take); !started)
        take(failure(started.error()));
}

void PackageEditor::loadFile()
{
    auto* dialog = new QFileDialog(this, tr("Package file"));
    dialog->setObjectName(QStringLiteral("rawDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
        m_workbench.bench.read<QByteArray>(
            this,
            [path](Bench&) -> Result<QByteArray> {
                QFile file(path);
                if (!file.open(QIODevice::ReadOnly))
                    return failure(Error::Code::Io, file.errorString(), path);
                if (file.size() > longestText)
                    return failure(Error::Code::BadInput, tr("it is too long for a package"), path);
                return file.readAll();
            },
            [this](const Result<QByteArray>& text) {
                // A byte order mark is one of the things that may be odd about it; fromUtf8() drops it.
                const bool isMarked = text && text->startsWith("\xef\xbb\xbf");
                if (text)
                    m_raw->setPlainText((isMarked ? QString(QChar(QChar::ByteOrderMark)) : QString()) +
                                        QString::fromUtf8(*text));
                else
                    m_banner->set(Mark::Bad, tr("The file was not read."), errorText(text.error()));
            });
    });
    dialog->open();
}

} // namespace ota
