// SPDX-License-Identifier: Apache-2.0
#include "panels/boards/notifypane.h"

#include "panels/boards/notifymodel.h"
#include "panels/widgets/banner.h"
#include "panels/widgets/benchfeed.h"
#include "panels/widgets/button.h"
#include "panels/widgets/jobcenter.h"
#include "panels/widgets/memory.h"
#include "panels/widgets/searchtable.h"
#include "panels/widgets/servicehost.h"
#include "panels/widgets/workbench.h"

#include <QComboBox>
#include <QHeaderView>
#include <QJsonArray>

#include <algorithm>

namespace ota {

namespace {

const QString notifyOperation = QStringLiteral("notify");
const QString rememberedRelease = QStringLiteral("boards/notifyRelease");
const QString coapService = QStringLiteral("coap");
constexpr int shownLines = 6;

} // namespace

NotifyPane::NotifyPane(Workbench& workbench, QWidget* parent)
    : LowerPane(workbench, QStringLiteral("notify"), tr("Notify"), parent)
    , m_workbench(workbench)
    , m_model(new NotifyModel(this))
{
    makeHead();
    makeTable();
    setContent(m_table);
    connect(&workbench.bench, &BenchFeed::releasesChanged, this, &NotifyPane::listReleases);
    connect(&workbench.jobs, &JobCenter::recorded, this, [this](int job, const QJsonObject& answer) {
        if (m_jobs.contains(job))
            m_model->setAnswer(answer);
    });
    connect(&workbench.jobs, &JobCenter::finished, this, [this](int job) {
        if (const auto devices = m_jobs.constFind(job); devices != m_jobs.constEnd())
            onEnded(job, *devices);
    });
    connect(&workbench.services, &ServiceHost::statusChanged, this, [this](const QString& name) {
        const ServiceHost::Entry* entry = m_workbench.services.entry(name);
        if (name != coapService || !m_sendWhenServing || !entry)
            return;
        if (entry->status.state == ServiceStatus::State::Running) {
            m_sendWhenServing = false;
            banner().clear();
            send(m_model->devices(), {});
        } else if (entry->status.state == ServiceStatus::State::Failed) {
            m_sendWhenServing = false;
            banner().set(Mark::Bad, tr("CoAP does not start"), entry->status.why + u' ' + entry->hint);
        }
    });
    connect(&banner(), &Banner::actionTriggered, this, [this] {
        m_sendWhenServing = true;
        banner().set(Mark::Info, tr("CoAP is starting"), tr("The boards are told as soon as it runs."));
        m_workbench.services.start(coapService);
    });
    listReleases();
}

void NotifyPane::makeHead()
{
    m_release = new QComboBox;
    m_release->setObjectName(QStringLiteral("notifyRelease"));
    m_release->setAccessibleName(tr("Release"));
    m_release->setMinimumContentsLength(18);
    m_release->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    addChoice(m_release);
    m_profile = new QComboBox;
    m_profile->setObjectName(QStringLiteral("notifyProfile"));
    m_profile->setAccessibleName(tr("How they are told"));
    m_profile->setToolTip(tr("How they are told"));
    m_profile->addItem(tr("as each board wants"), QStringLiteral("auto"));
    m_profile->addItem(tr("POST, URL and NUL"), QStringLiteral("riot"));
    m_profile->addItem(tr("POST, URL alone"), QStringLiteral("testnode"));
    m_profile->addItem(tr("PUT, URL alone"), QStringLiteral("eraB"));
    addOption(m_profile);
    m_send = new Button(QStringLiteral("send"), tr("Send"), QStringLiteral("primary"));
    m_send->setObjectName(QStringLiteral("notifySend"));
    m_send->setTip(tr("Tell the boards where the manifest is"), QKeySequence(Qt::CTRL | Qt::Key_Return));
    setAction(m_send);
    connect(m_release, &QComboBox::activated, this, [this] {
        m_workbench.memory.setValue(rememberedRelease, m_release->currentData());
        refresh();
    });
    connect(m_profile, &QComboBox::activated, this, &NotifyPane::refresh);
    connect(m_send, &QAbstractButton::clicked, this, [this] { send(m_model->devices(), {}); });
}

void NotifyPane::makeTable()
{
    m_table = new SearchTable(tr("Notified boards"));
    m_table->setObjectName(QStringLiteral("notifyTable"));
    m_table->setColumns({{tr("Board"), 150},
                         {tr("Request"), 260, {.type = Type::MonoSmall, .ink = Ink::Secondary}},
                         {tr("Result"), 280, {}, true},
                         {QString(), 110, {.ink = Ink::Link, .alignment = Qt::AlignRight}}});
    m_table->horizontalHeader()->hide();
    m_table->setDirectModel(m_model);
    const auto act = [this](const QModelIndex& index) {
        onAction(index.row());
    };
    connect(m_table, &SearchTable::rowOpened, this, act);
    connect(m_table, &QAbstractItemView::clicked, this, [this](const QModelIndex& index) {
        if (index.column() == NotifyModel::Action)
            onAction(index.row());
    });
}

void NotifyPane::listReleases()
{
    // What one sees stays, also when something newer comes.
    const QString before = m_release->count() > 0 && isVisible()
                               ? m_release->currentData().toString()
                               : m_workbench.memory.value(rememberedRelease).toString();
    m_release->clear();
    std::vector<const Release*> releases;
    for (const Release& release : m_workbench.bench.releases()) {
        if (release.world == QStringLiteral("suit"))
            releases.push_back(&release);
    }
    std::ranges::stable_sort(releases, std::greater{}, &Release::createdNs); // The newest first.
    for (const Release* release : releases) {
        const auto sequence = release->sequence();
        const QString version = !release->version.isEmpty() ? release->version
                                : sequence                  ? QString::number(*sequence)
                                                            : QString();
        m_release->addItem(version.isEmpty() ? release->id.text() : QString(release->id.text() + u' ' + version),
                           release->id.text());
    }
    m_release->setCurrentIndex(m_release->count() == 0 ? -1 : std::max(0, m_release->findData(before)));
    m_release->setEnabled(m_release->count() > 0);
    refresh();
}

void NotifyPane::setBoards(const std::vector<BoardRow>& boards)
{
    m_model->setBoards(boards);
    banner().clear();
    refresh();
}

void NotifyPane::updateBoards(const std::function<const BoardRow*(const QString& name)>& find)
{
    m_model->updateBoards(find);
    refresh();
}

void NotifyPane::chooseRelease(const QString& id)
{
    m_workbench.memory.setValue(rememberedRelease, id);
    if (const int index = m_release->findData(id); index >= 0)
        m_release->setCurrentIndex(index);
    refresh();
}

void NotifyPane::follow(const QHash<QString, BoardState>& states)
{
    m_model->follow(states);
}

void NotifyPane::focusFirst()
{
    if (m_send->isEnabled())
        m_send->setFocus(Qt::OtherFocusReason);
    else
        m_release->setFocus(Qt::OtherFocusReason);
}

bool NotifyPane::isEmpty() const
{
    return m_model->rowCount() == 0;
}

int NotifyPane::wantedHeight() const
{
    const int lines = std::clamp(m_model->rowCount(), 1, shownLines);
    return tokens::height::panelHeader + 2 + lines * tokens::height::row + tokens::space::m;
}

QJsonObject NotifyPane::values(const QStringList& devices, const QString& profile) const
{
    QJsonObject values{{QStringLiteral("id"), m_release->currentData().toString()},
                       {QStringLiteral("urls"), QJsonArray::fromStringList(devices)}};
    const QString how = profile.isEmpty() ? m_profile->currentData().toString() : profile;
    if (how != QStringLiteral("auto"))
        values.insert(QStringLiteral("profile"), how);
    return values;
}

QString NotifyPane::command() const
{
    return commandLine(*m_workbench.jobs.registry().find(notifyOperation), values(m_model->devices(), {}));
}

QString NotifyPane::whyNot() const
{
    if (m_release->count() == 0)
        return tr("Not yet: no release is published");
    if (m_model->rowCount() == 0)
        return tr("Not yet: no board is chosen");
    if (m_model->devices().isEmpty())
        return tr("Not yet: no board has an address");
    return {};
}

void NotifyPane::refresh()
{
    const QString why = whyNot();
    setWhyNot(why);
    const int boards = m_model->rowCount();
    setFacts(m_release->count() == 0 ? why
             : boards == 1           ? QStringLiteral("→ ") + m_model->lines().front().board
                                     : tr("→ %n board(s)", nullptr, boards));
}

void NotifyPane::send(const QStringList& devices, const QString& profile)
{
    if (devices.isEmpty())
        return;
    banner().clear();
    const auto job = m_workbench.jobs.start(notifyOperation, values(devices, profile));
    if (!job) {
        showRefusal(errorText(job.error()));
        return;
    }
    m_jobs.insert(*job, devices);
    m_model->setSending(devices);
    m_send->setBusy(true, tr("Sending …"));
}

void NotifyPane::onEnded(int job, const QStringList& devices)
{
    const QStringList told = devices;
    m_jobs.remove(job);
    const JobEntry* entry = m_workbench.jobs.job(job);
    if (entry && entry->result && !*entry->result && (*entry->result).error().code != Error::Code::Cancelled)
        showRefusal(errorText((*entry->result).error()));
    else if (entry && entry->result && *entry->result) {
        const QString warning = (**entry->result).data[QStringLiteral("warning")].toString();
        if (!warning.isEmpty())
            banner().set(Mark::Warn, warning);
    }
    m_model->endSending(told);
    m_send->setBusy(!m_jobs.isEmpty(), tr("Sending …"));
}

void NotifyPane::showRefusal(const QString& why)
{
    const ServiceHost::Entry* coap = m_workbench.services.entry(coapService);
    const bool canStart = coap && coap->status.state != ServiceStatus::State::Running;
    banner().set(Mark::Bad, tr("No board was told"), why, canStart ? tr("Start CoAP and send") : QString());
}

void NotifyPane::onAction(int row)
{
    if (row < 0 || row >= m_model->rowCount())
        return;
    const NotifyModel::Line& line = m_model->lines()[static_cast<std::size_t>(row)];
    if (line.action().isEmpty())
        return;
    if (!line.retry().isEmpty())
        send({line.device}, line.retry());
    else if (line.session() != 0 && m_workbench.open)
        m_workbench.open(QStringLiteral("timelines"), QStringLiteral("session/%1").arg(line.session()));
    else if (line.session() == 0)
        send({line.device}, {});
}

} // namespace ota
