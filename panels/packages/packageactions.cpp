// SPDX-License-Identifier: Apache-2.0
#include "panels/packages/packageactions.h"

#include "base/error.h"
#include "exosense/payloadcheck.h"
#include "panels/widgets/confirm.h"
#include "panels/widgets/format.h"
#include "panels/widgets/jobcenter.h"
#include "panels/widgets/workbench.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QJsonArray>
#include <QMenu>
#include <QUrl>

#include <algorithm>
#include <memory>

namespace ota {

namespace {

constexpr qsizetype namedInQuestion = 6;
const QString idName = QStringLiteral("id");

/// The first of them, and how many more.
QString namesOf(const QStringList& names)
{
    QString text = names.mid(0, namedInQuestion).join(QStringLiteral(", "));
    if (names.size() > namedInQuestion)
        text += PackageActions::tr(" and %n more", nullptr, static_cast<int>(names.size() - namedInQuestion));
    return text;
}

/// What the question before a removal explains.
QString whatGoes(const std::vector<PackageRow>& packages, const std::vector<ContentRow>& files)
{
    QStringList sentences;
    if (packages.size() + files.size() > 1) {
        QStringList names;
        for (const PackageRow& row : packages)
            names << row.id();
        for (const ContentRow& row : files)
            names << row.entry.id;
        sentences << QString(namesOf(names) + u'.');
    }
    QStringList wanting;
    for (const PackageRow& row : packages)
        wanting << row.wantedBy;
    wanting.removeDuplicates();
    if (!wanting.isEmpty())
        sentences << PackageActions::tr("Still asked of %1: these keep their request until it is cleared.")
                         .arg(namesOf(wanting));
    QStringList users;
    qint64 size = 0;
    for (const ContentRow& row : files) {
        users << row.usedBy;
        size += row.entry.sizeBytes;
    }
    users.removeDuplicates();
    if (!users.isEmpty())
        sentences << PackageActions::tr("Payload of %1: gateways that fetch it get “not found”.").arg(namesOf(users));
    if (!files.empty())
        sentences << PackageActions::tr("%1 are freed.").arg(sizeText(size));
    if (wanting.isEmpty() && files.empty())
        sentences << PackageActions::tr("No gateway is asked for it. Its payload files stay.");
    return sentences.join(u' ');
}

QStringList otherHosts(const ConfigCheck& config)
{
    QStringList hosts;
    for (const QString& text : config.urls()) {
        const QUrl url(text);
        if (!isOnThisMachine(url.host()))
            hosts << url.host();
    }
    hosts.removeDuplicates();
    return hosts;
}

PayloadReach answerFrom(const QJsonObject& json)
{
    const QString verdict = json[QStringLiteral("verdict")].toString();
    const QString text = json[QStringLiteral("text")].toString();
    if (verdict == keyOf(UrlAnswer::Verdict::There))
        return {PayloadReach::State::Answers, text};
    if (verdict == keyOf(UrlAnswer::Verdict::Differs))
        return {PayloadReach::State::Differs, text};
    return {verdict == keyOf(UrlAnswer::Verdict::Missing) ? PayloadReach::State::Refuses : PayloadReach::State::Unknown,
            text};
}

} // namespace

PackageActions::PackageActions(Workbench& workbench, QWidget* panel)
    : QObject(panel)
    , m_workbench(workbench)
    , m_panel(panel)
{
    // Ctrl+N is the window's key for the new thing of a panel.
    add(QStringLiteral("newPackageAction"), QStringLiteral("plus"), tr("New package"), {},
        [this] { Q_EMIT newRequested(); });
    add(QStringLiteral("importPackagesAction"), QStringLiteral("folder"), tr("Import folder…"),
        QKeySequence(Qt::CTRL | Qt::Key_O), [this] { Q_EMIT importRequested(); });
    m_edit = add(QStringLiteral("editPackageAction"), QStringLiteral("edit"), tr("Change the package"),
                 QKeySequence(Qt::Key_F2), [this] { Q_EMIT editRequested(); });
    m_apply = add(QStringLiteral("applyPackageAction"), QStringLiteral("send"), tr("Apply to…"),
                  QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_A), [this] { Q_EMIT applyRequested(); });
    m_clear = add(QStringLiteral("clearRequestAction"), QStringLiteral("undo"), tr("Clear request…"), {},
                  [this] { askClear(); });
    m_check = add(QStringLiteral("checkPayloadAction"), QStringLiteral("network"), tr("Check the payload"),
                  QKeySequence(Qt::CTRL | Qt::Key_E), [this] { check(); });
    m_remove = add(QStringLiteral("removePackageAction"), QStringLiteral("trash"), tr("Remove…"),
                   QKeySequence(Qt::Key_Delete), [this] { askRemove(); });
    setSelection({}, {});
}

QAction* PackageActions::add(const QString& name, const QString& icon, const QString& text, const QKeySequence& key,
                             std::function<void()> run)
{
    auto* action = new QAction(Look::of(m_panel).icon(icon), text, m_panel);
    action->setObjectName(name);
    action->setShortcut(key);
    connect(action, &QAction::triggered, this, std::move(run));
    m_panel->addAction(action);
    m_actions << action;
    return action;
}

void PackageActions::setSelection(std::vector<PackageRow> packages, std::vector<ContentRow> files)
{
    m_packages = std::move(packages);
    m_files = std::move(files);
    const PackageRow* row = current();
    m_edit->setEnabled(row != nullptr);
    m_apply->setEnabled(whyNotApply().isEmpty());
    m_clear->setEnabled(row && !row->wantedBy.isEmpty());
    m_check->setEnabled(row && !row->check.config.urls().isEmpty());
    m_remove->setEnabled(!m_packages.empty() || !m_files.empty());
}

const PackageRow* PackageActions::current() const
{
    return m_packages.empty() ? nullptr : &m_packages.front();
}

QString PackageActions::whyNotApply() const
{
    const PackageRow* row = current();
    if (!row)
        return tr("Not yet: no package is chosen");
    if (!row->check.isApplicable)
        return tr("%1 can not be applied: %2").arg(row->id(), explainExosenseCode(row->check.problem));
    return {};
}

QString PackageActions::commandOf(const QString& operation, const QJsonObject& values) const
{
    return commandLine(*m_workbench.jobs.registry().find(operation), values);
}

QString PackageActions::command() const
{
    if (const PackageRow* row = current())
        return commandOf(QStringLiteral("exosense.package.show"), {{idName, row->id()}});
    return m_files.empty() ? QString()
                           : commandOf(QStringLiteral("exosense.package.show"), {{idName, m_files.front().entry.id}});
}

void PackageActions::copyCommand(const QString& command)
{
    QApplication::clipboard()->setText(command);
    if (m_workbench.tell)
        m_workbench.tell(Mark::Good, tr("Command copied"), {}, {});
}

void PackageActions::showMenu(const QPoint& globalPosition)
{
    if (m_packages.empty() && m_files.empty())
        return;
    auto* menu = new QMenu(m_panel);
    menu->setObjectName(QStringLiteral("packageMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (QAction* action : {m_apply, m_edit, m_check, m_clear}) {
        if (action->isEnabled())
            menu->addAction(action);
    }
    const QString id = current() ? current()->id() : m_files.front().entry.id;
    QMenu* copy = menu->addMenu(tr("Copy as command"));
    const auto command = [&](const QString& text, const QString& operation, const QJsonObject& values) {
        copy->addAction(text, this, [this, operation, values] { copyCommand(commandOf(operation, values)); });
    };
    command(tr("Show it"), QStringLiteral("exosense.package.show"), {{idName, id}});
    if (const PackageRow* row = current()) {
        command(tr("Lint it"), QStringLiteral("exosense.package.lint"), {{idName, id}});
        if (row->check.isApplicable)
            command(tr("Apply it to all"), QStringLiteral("exosense.apply"),
                    {{QStringLiteral("package"), id}, {QStringLiteral("all"), true}});
        if (!row->wantedBy.isEmpty())
            command(tr("Clear its request"), QStringLiteral("exosense.clear"),
                    {{QStringLiteral("board"), QJsonArray::fromStringList(row->wantedBy)}});
        if (!row->check.config.urls().isEmpty())
            command(tr("Check its payload"), QStringLiteral("exosense.package.check"), {{idName, id}});
    }
    command(tr("Remove it"), QStringLiteral("exosense.package.remove"), {{idName, id}});
    menu->addSeparator();
    menu->addAction(m_remove);
    menu->popup(globalPosition);
}

void PackageActions::run(const QString& operation, const QJsonObject& values, const QString& failure,
                         std::function<void(const QJsonObject&)> done)
{
    const auto started = m_workbench.jobs.start(
        operation, values, this, [this, failure, done = std::move(done)](const Result<Outcome>& outcome) {
            if (!outcome) {
                Q_EMIT failed(failure, outcome.error());
                return;
            }
            Q_EMIT succeeded();
            if (done)
                done(outcome->data);
        });
    if (!started)
        Q_EMIT failed(failure, started.error());
}

void PackageActions::askRemove()
{
    QStringList ids;
    for (const PackageRow& row : m_packages)
        ids << row.id();
    for (const ContentRow& row : m_files)
        ids << row.entry.id;
    if (ids.isEmpty())
        return;
    const auto count = static_cast<int>(ids.size());
    const QString question = count == 1        ? tr("Remove %1?").arg(ids.constFirst())
                             : m_files.empty() ? tr("Remove %n package(s)?", nullptr, count)
                                               : tr("Remove %n file(s)?", nullptr, count);
    ConfirmDialog::ask(m_panel, question, whatGoes(m_packages, m_files), tr("Remove"), [this, ids] { remove(ids); });
}

void PackageActions::remove(const QStringList& ids)
{
    // shared_ptr: the jobs of one question count together.
    auto left = std::make_shared<qsizetype>(ids.size());
    for (const QString& id : ids) {
        run(QStringLiteral("exosense.package.remove"), {{idName, id}}, tr("%1 was not removed.").arg(id),
            [this, left, ids](const QJsonObject&) {
                if (--*left == 0 && m_workbench.tell)
                    m_workbench.tell(Mark::Good,
                                     ids.size() == 1 ? tr("Removed %1").arg(ids.constFirst())
                                                     : tr("Removed %1 of them").arg(ids.size()),
                                     {}, {});
            });
    }
}

void PackageActions::askClear()
{
    const PackageRow* row = current();
    if (!row || row->wantedBy.isEmpty())
        return;
    const QStringList boards = row->wantedBy;
    const QString id = row->id();
    ConfirmDialog::ask(
        m_panel,
        boards.size() == 1 ? tr("Clear the request of %1?").arg(boards.constFirst())
                           : tr("Clear the request of %n gateway(s)?", nullptr, static_cast<int>(boards.size())),
        tr("%1: config_otau becomes empty, no update is asked for any more. What they asked for before "
           "does not come back, and what has begun may go on.")
            .arg(namesOf(boards)),
        tr("Clear"), [this, boards] {
            run(QStringLiteral("exosense.clear"), {{QStringLiteral("board"), QJsonArray::fromStringList(boards)}},
                tr("The request was not cleared."), [this, boards](const QJsonObject&) {
                    if (m_workbench.tell)
                        m_workbench.tell(
                            Mark::Good,
                            tr("Request cleared for %n gateway(s)", nullptr, static_cast<int>(boards.size())), {}, {});
                });
        });
}

void PackageActions::check()
{
    const PackageRow* row = current();
    if (!row || row->check.config.urls().isEmpty())
        return;
    const QStringList others = otherHosts(row->check.config);
    if (others.isEmpty()) {
        startCheck(false);
        return;
    }
    ConfirmDialog::ask(m_panel, tr("Ask %1 whether it has the payload?").arg(namesOf(others)),
                       tr("One HEAD request for each URL leaves this machine. Nothing is downloaded."), tr("Ask"),
                       [this] { startCheck(true); });
}

void PackageActions::startCheck(bool others)
{
    const PackageRow* row = current();
    if (!row)
        return;
    QJsonObject values{{idName, row->id()}};
    if (others)
        values.insert(QStringLiteral("others"), true);
    const auto take = [this, id = row->id()](const Result<Outcome>& outcome) {
        Q_EMIT checkingChanged(false);
        if (!outcome) {
            Q_EMIT failed(tr("The payload of %1 was not checked.").arg(id), outcome.error());
            return;
        }
        QHash<QString, PayloadReach> answers;
        for (const QJsonValue& each : outcome->data[QStringLiteral("urls")].toArray()) {
            if (each[QStringLiteral("verdict")].toString() != keyOf(UrlAnswer::Verdict::NotAsked))
                answers.insert(each[QStringLiteral("url")].toString(), answerFrom(each.toObject()));
        }
        Q_EMIT checked(answers);
    };
    Q_EMIT checkingChanged(true);
    if (const auto started = m_workbench.jobs.start(QStringLiteral("exosense.package.check"), values, this, take);
        !started)
        take(failure(started.error()));
}

} // namespace ota
