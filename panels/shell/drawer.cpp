// SPDX-License-Identifier: Apache-2.0
#include "panels/shell/drawer.h"

#include "panels/shell/jobsview.h"
#include "panels/shell/logmodel.h"
#include "panels/shell/logview.h"
#include "panels/widgets/button.h"
#include "panels/widgets/figures.h"
#include "panels/widgets/heartbeat.h"
#include "panels/widgets/jobcenter.h"
#include "panels/widgets/labels.h"
#include "panels/widgets/paint.h"
#include "panels/widgets/searchtable.h"

#include <QCoreApplication>
#include <QFontMetrics>
#include <QHBoxLayout>
#include <QPainter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <cmath>

namespace ota {

namespace {

/// One of the two words at the left of the line, with what is to be known of it.
class DrawerTab final : public QAbstractButton
{
public:
    DrawerTab(const QString& word, const QKeySequence& key, QWidget* parent)
        : QAbstractButton(parent)
    {
        setText(word);
        setAccessibleName(word);
        setToolTip(withKey(word, key));
        setCheckable(true);
        setFocusPolicy(Qt::TabFocus);
        setAttribute(Qt::WA_Hover);
        setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
    }

    void setFacts(const QString& facts, Ink ink)
    {
        m_facts = facts;
        m_ink = ink;
        setAccessibleName(facts.isEmpty() ? text() : text() + QStringLiteral(", ") + facts);
        updateGeometry();
        update();
    }

    QSize sizeHint() const override
    {
        const QFontMetrics metrics(wordFont());
        return {metrics.horizontalAdvance(text()) + (m_facts.isEmpty() ? 0 : 4 + metrics.horizontalAdvance(m_facts)) +
                    22,
                tokens::height::drawerTabs};
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        const Look& look = Look::of(this);
        const tokens::Theme& t = look.theme();
        QPainter painter(this);
        if (isChecked())
            painter.fillRect(QRect(6, height() - 2, width() - 12, 2), colourOf(t.accent.fill));
        const QRgb ink = isChecked() || underMouse() ? t.text.primary : t.text.secondary;
        QRect area = rect().adjusted(11, 0, 0, 0);
        area.setLeft(area.left() + paintText(painter, area, text(), wordFont(), ink) + 4);
        paintText(painter, area, m_facts, wordFont(), look.ink(m_ink), Qt::AlignLeft, Qt::ElideNone);
        if (hasFocus() && window()->testAttribute(Qt::WA_KeyboardFocusChange))
            paintFocusRing(painter, look, rect().adjusted(3, 4, -3, -4), tokens::radius::control);
    }

private:
    QFont wordFont() const
    {
        QFont font = Look::of(this).font(Type::Small);
        font.setWeight(QFont::Medium);
        return font;
    }

    QString m_facts;
    Ink m_ink = Ink::Tertiary;
};

/// The newest running job at the right of the line.
class JobLine final : public QWidget
{
public:
    explicit JobLine(QWidget* parent)
        : QWidget(parent)
    {
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
        connect(&Look::of(this).heartbeat(), &Heartbeat::beat, this, [this] {
            if (m_running && !m_fraction)
                update();
        });
    }

    void set(const JobEntry* job)
    {
        m_running = job != nullptr;
        m_title = job ? job->title : QCoreApplication::translate("Drawer", "No job is running");
        m_fraction = job ? job->fraction() : std::nullopt;
        Heartbeat& heartbeat = Look::of(this).heartbeat();
        if (m_running && !m_fraction && Look::of(this).motion())
            heartbeat.join(this);
        else
            heartbeat.leave(this);
        setAccessibleName(m_title);
        update();
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        const Look& look = Look::of(this);
        const tokens::Theme& t = look.theme();
        QPainter painter(this);
        QRect area = rect().adjusted(0, 0, -4, 0);
        if (m_running) {
            const QRect percent(area.right() - 34, area.top(), 36, area.height());
            if (m_fraction)
                paintFigures(painter, percent,
                             QStringLiteral("%1 %").arg(static_cast<int>(std::floor(*m_fraction * 100))),
                             look.font(Type::Small), t.text.secondary, Qt::AlignRight);
            const QRect bar(percent.left() - 130, area.top(), 120, area.height());
            paintProgress(painter, look, bar, {m_fraction, false}, look.heartbeat().elapsedMs());
            area.setRight(bar.left() - 8);
        }
        paintText(painter, area, m_title, look.font(Type::Small), m_running ? t.text.secondary : t.text.tertiary,
                  Qt::AlignRight);
    }

private:
    bool m_running = false;
    QString m_title;
    std::optional<double> m_fraction;
};

} // namespace

/// The line of 30 px.
class Drawer::Bar final : public QWidget
{
public:
    explicit Bar(QWidget* parent)
        : QWidget(parent)
        , jobs(new DrawerTab(Drawer::tr("Jobs"), QKeySequence(Qt::CTRL | Qt::Key_J), this))
        , log(new DrawerTab(Drawer::tr("Log"), QKeySequence(Qt::CTRL | Qt::Key_L), this))
        , line(new JobLine(this))
        , fold(new IconButton(QStringLiteral("chevron-up"), Drawer::tr("Open the drawer"), this))
    {
        setFixedHeight(tokens::height::drawerTabs + 1);
        setLook(fold, QStringLiteral("small"));
        jobs->setObjectName(QStringLiteral("drawerJobs"));
        log->setObjectName(QStringLiteral("drawerLog"));
        fold->setObjectName(QStringLiteral("drawerFold"));
        auto* row = new QHBoxLayout(this);
        row->setContentsMargins(7, 1, tokens::space::s, 0);
        row->setSpacing(0);
        row->addWidget(jobs);
        row->addWidget(log);
        row->addWidget(line, 1);
        row->addSpacing(tokens::space::xs);
        row->addWidget(fold);
    }

    DrawerTab* jobs;
    DrawerTab* log;
    JobLine* line;
    IconButton* fold;

protected:
    void paintEvent(QPaintEvent*) override
    {
        const tokens::Theme& t = Look::of(this).theme();
        QPainter painter(this);
        painter.fillRect(rect(), colourOf(t.surface.window));
        painter.fillRect(QRect(0, 0, width(), 1), colourOf(t.line.line));
    }
};

Drawer::Drawer(JobCenter& jobs, const LogRing& log, Memory& memory, QWidget* parent)
    : QWidget(parent)
    , m_jobs(jobs)
    , m_bar(new Bar(this))
    , m_pages(new QStackedWidget(this))
    , m_jobsView(new JobsView(jobs, memory, m_pages))
    , m_logView(new LogView(log, memory, m_pages))
{
    setObjectName(QStringLiteral("drawer"));
    setAccessibleName(tr("Jobs and log"));
    m_pages->addWidget(m_jobsView);
    m_pages->addWidget(m_logView);
    m_pages->hide();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_bar);
    column->addWidget(m_pages, 1);
    connect(m_pages, &QStackedWidget::currentChanged, this, &Drawer::pageChanged);
    connect(m_bar->jobs, &QAbstractButton::clicked, this, [this] { toggle(Page::Jobs); });
    connect(m_bar->log, &QAbstractButton::clicked, this, [this] { toggle(Page::Log); });
    connect(m_bar->fold, &QAbstractButton::clicked, this, [this] { m_open ? close() : open(page()); });
    connect(&jobs, &JobCenter::started, this, &Drawer::refreshBar);
    connect(&jobs, &JobCenter::progressed, this, &Drawer::refreshBar);
    connect(&jobs, &JobCenter::finished, this, &Drawer::refreshBar);
    connect(&m_logView->model(), &LogModel::unseenChanged, this, &Drawer::refreshBar);
    refreshBar();
}

Drawer::Page Drawer::page() const
{
    return m_pages->currentIndex() == 0 ? Page::Jobs : Page::Log;
}

void Drawer::open(Page page)
{
    m_pages->setCurrentIndex(page == Page::Jobs ? 0 : 1);
    const bool changed = !std::exchange(m_open, true);
    m_pages->show();
    refreshBar();
    if (changed)
        Q_EMIT openChanged(true);
}

void Drawer::close()
{
    if (!std::exchange(m_open, false))
        return;
    m_pages->hide();
    refreshBar();
    Q_EMIT openChanged(false);
}

void Drawer::toggle(Page wanted)
{
    if (m_open && page() == wanted)
        close();
    else
        open(wanted);
}

void Drawer::refreshBar()
{
    const int running = m_jobs.runningCount();
    const int warnings = m_logView->model().unseenWarnings();
    m_bar->jobs->setFacts(running > 0 ? QString::number(running) : QString(), Ink::Secondary);
    m_bar->log->setFacts(warnings > 0 ? tr("%n warnings", nullptr, warnings) : QString(), Ink::Warn);
    m_bar->jobs->setChecked(m_open && page() == Page::Jobs);
    m_bar->log->setChecked(m_open && page() == Page::Log);
    m_bar->line->set(m_jobs.newestRunning());
    m_bar->fold->setIconName(m_open ? QStringLiteral("chevron-down") : QStringLiteral("chevron-up"));
    m_bar->fold->setTip(m_open ? tr("Close the drawer") : tr("Open the drawer"));
}

} // namespace ota
