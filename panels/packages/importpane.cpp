// SPDX-License-Identifier: Apache-2.0
#include "panels/packages/importpane.h"

#include "panels/packages/importmodel.h"
#include "panels/packages/packageactions.h"
#include "panels/widgets/button.h"
#include "panels/widgets/format.h"
#include "panels/widgets/panelheader.h"
#include "panels/widgets/searchtable.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QKeyEvent>
#include <QVBoxLayout>

#include <algorithm>

namespace ota {

ImportPane::ImportPane(PackageActions& actions, QWidget* parent)
    : QWidget(parent)
    , m_actions(actions)
    , m_model(new ImportModel(this))
    , m_head(new SectionHeader(tr("Imported")))
    , m_table(new SearchTable(tr("What became of each file")))
{
    setObjectName(QStringLiteral("importPane"));
    setLook(this, QStringLiteral("base"));
    setLook(m_head, QStringLiteral("window"));
    m_head->setLines(true, true);
    auto* copy = new Button(QStringLiteral("copy"), tr("Copy as command"), QStringLiteral("flat"));
    copy->setObjectName(QStringLiteral("copyImportCommand"));
    m_head->addAction(copy);
    connect(copy, &QAbstractButton::clicked, this, [this] { m_actions.copyCommand(command()); });
    auto* close = new IconButton(QStringLiteral("cross"), tr("Close"));
    close->setTip(tr("Close"), QKeySequence(Qt::Key_Escape));
    close->setObjectName(QStringLiteral("closeImport"));
    m_head->addAction(close);
    connect(close, &QAbstractButton::clicked, this, &ImportPane::closeRequested);
    m_table->setObjectName(QStringLiteral("importTable"));
    m_table->setColumns({{tr("File"), 280, {.elide = Qt::ElideMiddle}},
                         {tr("Result"), 150},
                         {tr("Why"), 270, {.ink = Ink::Secondary}, true}});
    m_table->setDirectModel(m_model);
    connect(m_table, &SearchTable::rowOpened, this, [this](const QModelIndex& index) {
        const auto& line = m_model->lines()[static_cast<std::size_t>(index.row())];
        if (line.isHere)
            Q_EMIT showRequested(line.name);
    });
    connect(&actions, &PackageActions::failed, this, [this] {
        if (m_model->lines().empty())
            m_head->setFacts(tr("nothing"));
    });
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_head);
    column->addWidget(m_table, 1);
}

void ImportPane::take(const QStringList& paths)
{
    m_model->clear();
    m_head->setFacts(tr("reading …"));
    QStringList files;
    for (const QString& path : paths) {
        const QString whole = QFileInfo(path).absoluteFilePath();
        if (QFileInfo(path).isDir())
            start({{QStringLiteral("folder"), whole}});
        else
            files << whole;
    }
    if (!files.isEmpty())
        start({{QStringLiteral("file"), QJsonArray::fromStringList(files)}});
}

void ImportPane::start(const QJsonObject& values)
{
    m_last = values;
    m_actions.run(QStringLiteral("exosense.package.import"), values, tr("Nothing was imported."),
                  [this](const QJsonObject& outcome) {
                      m_model->add(outcome);
                      tellFacts();
                  });
}

void ImportPane::tellFacts()
{
    const auto refused = std::ranges::count(m_model->lines(), false, &ImportModel::Line::isHere);
    const auto taken = static_cast<qsizetype>(m_model->lines().size()) - refused;
    QString facts =
        m_model->lines().empty() ? tr("there is no file in it") : tr("%n file(s)", nullptr, static_cast<int>(taken));
    if (refused > 0)
        facts += QStringLiteral(", ") + tr("%n refused", nullptr, static_cast<int>(refused));
    m_head->setFacts(facts);
}

QString ImportPane::command() const
{
    return m_last.isEmpty() ? QString() : m_actions.commandOf(QStringLiteral("exosense.package.import"), m_last);
}

void ImportPane::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT closeRequested();
    else
        QWidget::keyPressEvent(event);
}

} // namespace ota
