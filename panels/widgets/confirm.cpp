// SPDX-License-Identifier: Apache-2.0
#include "panels/widgets/confirm.h"

#include "panels/widgets/button.h"
#include "panels/widgets/labels.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace ota {

ConfirmDialog::ConfirmDialog(QWidget* parent, const QString& question, const QString& explanation, const QString& verb)
    : QDialog(parent)
{
    setWindowTitle(question);
    setAttribute(Qt::WA_DeleteOnClose);
    setLook(this, QStringLiteral("raised"));
    setFixedWidth(440);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(tokens::space::l, tokens::space::l, tokens::space::l, tokens::space::m);
    column->setSpacing(tokens::space::s);
    QLabel* title = makeLabel(question, QStringLiteral("title"), this);
    title->setWordWrap(true);
    column->addWidget(title);
    QLabel* words = makeLabel(explanation, QStringLiteral("secondary"), this);
    words->setWordWrap(true);
    words->setVisible(!explanation.isEmpty());
    column->addWidget(words);
    column->addSpacing(tokens::space::m);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(tokens::space::s);
    buttons->addStretch(1);
    auto* no = new Button({}, tr("Keep"), {}, this);
    no->setObjectName(QStringLiteral("keep"));
    no->setTip(tr("Nothing happens"), QKeySequence(Qt::Key_Escape));
    auto* yes = new Button({}, verb, QStringLiteral("danger"), this);
    yes->setObjectName(QStringLiteral("confirm"));
    buttons->addWidget(no);
    buttons->addWidget(yes);
    column->addLayout(buttons);
    connect(no, &QAbstractButton::clicked, this, &QDialog::reject);
    connect(yes, &QAbstractButton::clicked, this, &QDialog::accept);
    no->setFocus();
}

ConfirmDialog* ConfirmDialog::ask(QWidget* parent, const QString& question, const QString& explanation,
                                  const QString& verb, std::function<void()> yes)
{
    auto* dialog = new ConfirmDialog(parent->window(), question, explanation, verb);
    connect(dialog, &QDialog::accepted, parent, std::move(yes));
    dialog->open();
    return dialog;
}

} // namespace ota
