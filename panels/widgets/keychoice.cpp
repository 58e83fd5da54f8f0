// SPDX-License-Identifier: Apache-2.0
#include "panels/widgets/keychoice.h"

#include "base/error.h"
#include "panels/widgets/benchfeed.h"
#include "panels/widgets/button.h"
#include "panels/widgets/jobcenter.h"
#include "panels/widgets/labels.h"
#include "panels/widgets/operationform.h"
#include "panels/widgets/workbench.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QJsonArray>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QStandardItemModel>
#include <QVBoxLayout>

#include <algorithm>
#include <ranges>

namespace ota {

namespace {

const QString keyNew = QStringLiteral("key.new");

/// A name that is free, for the one who does not care.
QString freeName(const std::vector<KeyInfo>& keys)
{
    for (int i = 1;; ++i) {
        const QString name = QStringLiteral("bench-%1").arg(i);
        if (std::ranges::find(keys, name, &KeyInfo::name) == keys.end())
            return name;
    }
}

/// Why it makes no Ed25519 signature; empty when it does.
QString whyNotEd25519(const KeyInfo& key)
{
    if (!key.fault.isEmpty())
        return key.fault;
    if (key.algorithm != KeyAlgorithm::Ed25519)
        return KeyChoice::tr("no Ed25519 key");
    return key.hasPrivate ? QString() : KeyChoice::tr("only its public half");
}

} // namespace

KeyChoice::KeyChoice(Workbench& workbench, const KeyOffer& offer, QWidget* parent)
    : QWidget(parent)
    , m_workbench(workbench)
    , m_offer(offer)
    , m_box(new QComboBox(this))
    , m_facts(new ElidedLabel({}, QStringLiteral("smallText secondary"), Qt::ElideRight, this))
    , m_new(new Button(QStringLiteral("plus"), tr("New key"), QStringLiteral("flat"), this))
    , m_newArea(new QWidget(this))
    , m_form(new OperationForm(*workbench.jobs.registry().find(keyNew), FieldRow::Place::Above, m_newArea))
    , m_make(new Button(QStringLiteral("key"), tr("Make key"), {}, m_newArea))
{
    setObjectName(offer.names + QStringLiteral("keyChoice"));
    m_box->setObjectName(offer.names + QStringLiteral("keyBox"));
    m_box->setAccessibleName(tr("Sign with"));
    m_box->setMinimumWidth(offer.onlyEd25519 ? 120 : 180);
    m_new->setObjectName(offer.names + QStringLiteral("newKeyButton"));
    m_new->setCheckable(true);
    m_new->setTip(tr("Make a signing key on this bench"));
    m_make->setObjectName(offer.names + QStringLiteral("makeKeyButton"));
    m_form->setObjectName(offer.names + QStringLiteral("newKeyForm"));
    m_form->row(QStringLiteral("password-file"))->hide();
    m_form->row(QStringLiteral("alg"))->setVisible(!offer.onlyEd25519);
    m_form->row(QStringLiteral("encrypt"))->setHint(tr("A password is asked for when the key is made."));

    auto* line = new QHBoxLayout;
    line->setSpacing(tokens::space::s);
    // Reasons make it wide, and it may stand in narrow places: it takes what is left, and gives way.
    line->addWidget(m_box, offer.onlyEd25519 ? 2 : 0);
    line->addWidget(m_new);
    line->addWidget(m_facts, 1);
    auto* area = new QVBoxLayout(m_newArea);
    area->setContentsMargins(tokens::space::m, tokens::space::m, tokens::space::m, tokens::space::m);
    area->setSpacing(tokens::space::m);
    setLook(m_newArea, QStringLiteral("card"));
    m_newArea->setAttribute(Qt::WA_StyledBackground);
    area->addWidget(m_form);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_make);
    buttons->addStretch(1);
    area->addLayout(buttons);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(tokens::space::s);
    column->addLayout(line);
    column->addWidget(m_newArea);
    m_newArea->hide();
    setFocusProxy(m_box);

    connect(m_box, &QComboBox::currentIndexChanged, this, [this] {
        showFacts();
        Q_EMIT edited();
    });
    connect(m_box, &QComboBox::activated, this, [this] { m_wanted.clear(); });
    connect(m_new, &QAbstractButton::toggled, this, &KeyChoice::showNew);
    connect(m_make, &QAbstractButton::clicked, this, &KeyChoice::make);
    connect(&workbench.bench, &BenchFeed::keysChanged, this, &KeyChoice::refresh);
    refresh();
}

QStringList KeyChoice::value() const
{
    return m_box->currentData().toStringList();
}

void KeyChoice::setValue(const QStringList& names)
{
    int index = m_box->findData(names);
    if (index < 0) { // A PEM file, or several keys one after the other.
        m_box->addItem(names.join(QStringLiteral(", ")), names);
        index = m_box->count() - 1;
    }
    m_box->setCurrentIndex(index);
}

void KeyChoice::prefer(const QString& name)
{
    if (name.isEmpty())
        return;
    m_wanted = name;
    refresh();
}

const KeyInfo* KeyChoice::key() const
{
    const auto& keys = m_workbench.bench.keys();
    const QStringList names = value();
    const auto found = names.size() == 1 ? std::ranges::find(keys, names.constFirst(), &KeyInfo::name) : keys.end();
    return found != keys.end() ? &*found : nullptr;
}

void KeyChoice::fillBox()
{
    const Look& look = Look::of(this);
    m_box->clear();
    for (const KeyInfo& key : m_workbench.bench.keys()) {
        const QIcon icon = look.icon(key.encrypted ? QStringLiteral("lock") : QStringLiteral("key"));
        const QString why = m_offer.onlyEd25519 ? whyNotEd25519(key) : QString();
        if (why.isEmpty() && key.hasPrivate && key.fault.isEmpty()) {
            m_box->addItem(icon, key.name, QStringList{key.name});
        } else if (!why.isEmpty()) {
            m_box->addItem(icon, tr("%1: %2").arg(key.name, why));
            if (auto* items = qobject_cast<QStandardItemModel*>(m_box->model()))
                items->item(m_box->count() - 1)->setEnabled(false);
        }
    }
    const auto isKey = [this](int at) {
        return !m_box->itemData(at).toStringList().isEmpty();
    };
    const auto all = std::views::iota(0, m_box->count());
    const bool hasKeys = std::ranges::any_of(all, isKey);
    if (!hasKeys || !m_offer.onlyEd25519)
        m_box->addItem(hasKeys ? tr("no signature") : tr("no key yet"), QStringList());
}

void KeyChoice::refresh()
{
    const QStringList before = m_wanted.isEmpty() ? value() : QStringList{m_wanted};
    {
        const QSignalBlocker quiet(m_box);
        fillBox();
        int chosen = m_box->findData(before);
        for (int i = 0; chosen < 0 && i < m_box->count(); ++i) {
            if (m_box->itemData(i).isValid())
                chosen = i;
        }
        m_box->setCurrentIndex(chosen);
        if (!m_wanted.isEmpty() && m_box->currentText() == m_wanted)
            m_wanted.clear();
    }
    showFacts();
    Q_EMIT edited();
}

void KeyChoice::showFacts()
{
    const KeyInfo* found = key();
    if (!found) {
        m_facts->setText({});
        return;
    }
    const QString algorithm =
        found->algorithm == KeyAlgorithm::Ed25519 ? QStringLiteral("Ed25519") : QStringLiteral("ES256");
    const QString locked = m_offer.asksPassword ? tr("%1, asks for its password") : tr("%1, has a password");
    m_facts->setText(found->encrypted ? locked.arg(algorithm) : algorithm);
    m_facts->setToolTip(tr("SHA-256 of the public half: %1").arg(found->fingerprint));
}

void KeyChoice::showNew(bool on)
{
    m_newArea->setVisible(on);
    if (!on)
        return;
    m_form->setValues({{QStringLiteral("name"), freeName(m_workbench.bench.keys())}});
    m_form->focusFirst();
    if (auto* line = qobject_cast<QLineEdit*>(m_form->field(QStringLiteral("name"))->input()))
        line->selectAll();
    Q_EMIT newKeyShown();
}

void KeyChoice::make()
{
    if (!m_form->checkAll())
        return;
    m_make->setBusy(true, tr("Making …"));
    const QString name = m_form->values().value(QStringLiteral("name")).toString();
    const auto started =
        m_workbench.jobs.start(keyNew, m_form->values(), this, [this, name](const Result<Outcome>& outcome) {
            m_make->setBusy(false);
            if (outcome)
                onMade(name);
            else
                onRefused(outcome.error());
        });
    if (!started) {
        m_make->setBusy(false);
        onRefused(started.error());
    }
}

void KeyChoice::onMade(const QString& name)
{
    m_wanted = name;
    m_new->setChecked(false);
    m_box->setFocus();
    refresh();
}

void KeyChoice::onRefused(const Error& error)
{
    if (error.code == Error::Code::Cancelled)
        return;
    m_form->row(QStringLiteral("name"))->setError(errorText(error));
}

} // namespace ota
