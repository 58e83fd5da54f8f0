// SPDX-License-Identifier: Apache-2.0
#include "panels/packages/packageeditor.h"

#include "panels/packages/packageactions.h"
#include "panels/packages/packagefindings.h"
#include "panels/packages/packageform.h"
#include "panels/packages/packagetext.h"
#include "panels/packages/payloadfield.h"
#include "panels/widgets/badge.h"
#include "panels/widgets/banner.h"
#include "panels/widgets/button.h"
#include "panels/widgets/labels.h"
#include "panels/widgets/panelheader.h"
#include "panels/widgets/segmentedcontrol.h"
#include "panels/widgets/workbench.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QJsonObject>
#include <QKeyEvent>
#include <QLabel>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace ota {

namespace {

constexpr std::chrono::milliseconds lintDelay{250};
constexpr int besideFrom = 700; ///< Width from which the result stands beside the form.
constexpr int sideWidth = 300;

QScrollArea* scrolled(QWidget* inside, const QString& look)
{
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    setLook(scroll, look);
    setLook(inside, look);
    scroll->setWidget(inside);
    return scroll;
}

/// A sentence below what it is about; hidden until it holds.
QWidget* noted(const QString& text)
{
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, tokens::space::xs, 0, tokens::space::xs);
    column->addWidget(new Paragraph(text, Type::Small, Ink::Secondary));
    box->hide();
    return box;
}

} // namespace

PackageEditor::PackageEditor(Workbench& workbench, PackageActions& actions, QWidget* parent)
    : QWidget(parent)
    , m_workbench(workbench)
    , m_actions(actions)
    , m_news(std::make_shared<PackagesNews>())
    , m_banner(new Banner)
    , m_sides(new QBoxLayout(QBoxLayout::LeftToRight))
    , m_inputs(new QStackedWidget)
    , m_form(new PackageForm(workbench))
{
    setObjectName(QStringLiteral("packageEditor"));
    setLook(this, QStringLiteral("base"));
    m_banner->setObjectName(QStringLiteral("packageEditorBanner"));
    m_banner->setClosable(true);
    m_banner->clear();
    m_inputs->addWidget(makeFields());
    m_inputs->addWidget(makeRaw());
    m_side = makeSide();
    m_sides->setSpacing(0);
    m_sides->addWidget(m_inputs, 1);
    m_sides->addWidget(makeLine(Qt::Vertical));
    m_sides->addWidget(m_side);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHead());
    column->addWidget(m_banner);
    column->addLayout(m_sides, 1);
    column->addWidget(makeLine(Qt::Horizontal));
    column->addWidget(makeFoot());
    m_lint.setSingleShot(true);
    m_lint.setInterval(lintDelay);
    connect(&m_lint, &QTimer::timeout, this, &PackageEditor::check);
    connect(m_form, &PackageForm::edited, this, &PackageEditor::onEdited);
    connect(m_form, &PackageForm::submitted, this, &PackageEditor::save);
    connect(m_form->payload(), &PayloadField::fileRequested, this, &PackageEditor::askFile);
    connect(m_form->payload(), &PayloadField::releaseRequested, this, &PackageEditor::showReleases);
    connect(m_raw, &QPlainTextEdit::textChanged, this, &PackageEditor::onEdited);
    connect(m_findings, &PackageFindings::chosen, this, &PackageEditor::focusPointer);
}

QWidget* PackageEditor::makeHead()
{
    m_head = new SectionHeader(tr("New package"));
    m_head->setLines(true, true);
    setLook(m_head, QStringLiteral("window"));
    m_head->addBadge(new Badge(QStringLiteral("exosense.package.add"), Mark::None, BadgeKind::Outline));
    m_modes = new SegmentedControl(tr("How it is written"), {tr("Fields"), tr("Raw text")});
    m_modes->setObjectName(QStringLiteral("packageMode"));
    m_head->addAction(m_modes);
    connect(m_modes, &SegmentedControl::chosen, this, [this](int mode) { setMode(static_cast<Mode>(mode)); });
    auto* close = new IconButton(QStringLiteral("cross"), tr("Close"));
    close->setTip(tr("Close the form; what is in it stays"), QKeySequence(Qt::Key_Escape));
    close->setObjectName(QStringLiteral("closePackageEditor"));
    m_head->addAction(close);
    connect(close, &QAbstractButton::clicked, this, &PackageEditor::closeRequested);
    return m_head;
}

QWidget* PackageEditor::makeFields()
{
    auto* inside = new QWidget;
    auto* column = new QVBoxLayout(inside);
    column->setContentsMargins(tokens::space::l, tokens::space::m, tokens::space::l, tokens::space::m);
    column->addWidget(m_form);
    column->addStretch(1);
    m_scroll = scrolled(inside, QStringLiteral("base"));
    m_scroll->setObjectName(QStringLiteral("packageFormScroll"));
    return m_scroll;
}

QWidget* PackageEditor::makeRaw()
{
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(tokens::space::l, tokens::space::m, tokens::space::l, tokens::space::m);
    column->setSpacing(tokens::space::s);
    auto* line = new QHBoxLayout;
    line->setSpacing(tokens::space::s);
    line->addWidget(
        new Paragraph(tr("A tag, otau_info or config_otau, percent-encoded or plain."), Type::Small, Ink::Secondary),
        1);
    auto* load = new Button(QStringLiteral("folder"), tr("From file…"), QStringLiteral("small"));
    load->setObjectName(QStringLiteral("rawFromFile"));
    auto* paste = new Button(QStringLiteral("import"), tr("Paste"), QStringLiteral("small"));
    paste->setObjectName(QStringLiteral("rawPaste"));
    paste->setTip(tr("Puts what was copied in place of the text"));
    line->addWidget(load);
    line->addWidget(paste);
    column->addLayout(line);
    m_rawSigned = noted(tr("Its files are signed with the lab header when it is saved; Fields says how."));
    m_rawSigned->setObjectName(QStringLiteral("rawSigned"));
    column->addWidget(m_rawSigned);
    m_raw = makeCodeView(QStringLiteral("rawPackage"), tr("Raw text"), false);
    m_raw->setPlaceholderText(tr("%7B%22author%22%3A… or { \"vendor\": …"));
    column->addWidget(m_raw, 1);
    connect(load, &QAbstractButton::clicked, this, &PackageEditor::loadFile);
    connect(paste, &QAbstractButton::clicked, this, [this] { m_raw->setPlainText(QApplication::clipboard()->text()); });
    return page;
}

QWidget* PackageEditor::makeSide()
{
    auto* inside = new QWidget;
    auto* column = new QVBoxLayout(inside);
    column->setContentsMargins(tokens::space::m, 0, tokens::space::m, tokens::space::m);
    column->setSpacing(0);
    auto* findingsHead = new SectionHeader(tr("Findings"));
    findingsHead->setInset(0);
    m_errors = new Badge({}, Mark::Bad, BadgeKind::Count);
    m_warnings = new Badge({}, Mark::Warn, BadgeKind::Count);
    findingsHead->addBadge(m_errors);
    findingsHead->addBadge(m_warnings);
    m_repair = new Button(QStringLiteral("check"), tr("Repair"), QStringLiteral("small"));
    m_repair->setObjectName(QStringLiteral("repairPackage"));
    connect(m_repair, &QAbstractButton::clicked, this, &PackageEditor::repair);
    column->addWidget(findingsHead);
    m_nothing = makeLabel(tr("Nothing is odd about it."), QStringLiteral("smallText tertiary"));
    column->addWidget(m_nothing);
    m_findings = new PackageFindings;
    m_findings->setObjectName(QStringLiteral("editorFindings"));
    column->addWidget(m_findings);
    auto* repairLine = new QHBoxLayout;
    repairLine->setContentsMargins(0, tokens::space::xs, 0, tokens::space::xs);
    repairLine->addWidget(m_repair);
    repairLine->addStretch(1);
    column->addLayout(repairLine);
    const auto addText = [&](SectionHeader* head, QPlainTextEdit* view, const QString& name, int height) {
        head->setInset(0);
        auto* copy = new IconButton(QStringLiteral("copy"), tr("Copy"));
        copy->setObjectName(name);
        head->addAction(copy);
        connect(copy, &QAbstractButton::clicked, this,
                [view] { QApplication::clipboard()->setText(view->toPlainText()); });
        view->setFixedHeight(height);
        column->addWidget(head);
        column->addWidget(view);
    };
    m_json = makeCodeView(QStringLiteral("resultJson"), tr("config_otau"), true);
    m_jsonHead = new SectionHeader(tr("config_otau"));
    addText(m_jsonHead, m_json, QStringLiteral("copyResultJson"), 132);
    m_signedNote = noted(tr("Signing makes other files: payload, sha256 and size become theirs when it is saved."));
    m_signedNote->setObjectName(QStringLiteral("signedNote"));
    column->addWidget(m_signedNote);
    m_tag = makeCodeView(QStringLiteral("resultTag"), tr("Tag otau_info"), true);
    m_tagHead = new SectionHeader(tr("Tag otau_info"));
    addText(m_tagHead, m_tag, QStringLiteral("copyResultTag"), 104);
    column->addStretch(1);
    auto* scroll = scrolled(inside, QStringLiteral("window"));
    scroll->setObjectName(QStringLiteral("packageResult"));
    return scroll;
}

QWidget* PackageEditor::makeFoot()
{
    auto* box = new QWidget;
    setLook(box, QStringLiteral("window"));
    auto* line = new QHBoxLayout(box);
    line->setContentsMargins(tokens::space::l, tokens::space::s, tokens::space::l, tokens::space::s);
    line->setSpacing(tokens::space::s);
    m_save = new Button(QStringLiteral("check"), tr("Save package"), QStringLiteral("primary"));
    m_save->setObjectName(QStringLiteral("savePackage"));
    m_save->setTip(tr("Store it on the bench; no gateway is told"), QKeySequence(Qt::CTRL | Qt::Key_Return));
    m_whyNot = new MarkLine;
    m_whyNot->setObjectName(QStringLiteral("packageWhyNot"));
    // It hides itself when there is nothing to say; the buttons stay where they are.
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    policy.setRetainSizeWhenHidden(true);
    m_whyNot->setSizePolicy(policy);
    m_copy = new Button(QStringLiteral("copy"), tr("Copy as command"), QStringLiteral("flat"));
    m_copy->setObjectName(QStringLiteral("copyPackageCommand"));
    m_copy->setTip(tr("The otaw command that does the same"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C));
    line->addWidget(m_save);
    line->addWidget(m_whyNot, 1);
    line->addWidget(m_copy);
    connect(m_save, &QAbstractButton::clicked, this, &PackageEditor::save);
    connect(m_copy, &QAbstractButton::clicked, this, [this] { m_actions.copyCommand(command()); });
    auto* run = new QAction(this);
    run->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Return));
    run->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(run, &QAction::triggered, this, &PackageEditor::save);
    addAction(run);
    return box;
}

void PackageEditor::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT closeRequested();
    else
        QWidget::keyPressEvent(event);
}

void PackageEditor::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    const bool beside = width() >= besideFrom;
    m_sides->setDirection(beside ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    m_side->setMinimumWidth(beside ? sideWidth : 0);
    m_side->setMaximumWidth(beside ? std::max(sideWidth, width() * 2 / 5) : QWIDGETSIZE_MAX);
}

} // namespace ota
