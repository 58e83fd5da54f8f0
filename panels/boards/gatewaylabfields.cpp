// SPDX-License-Identifier: Apache-2.0
#include "panels/boards/gatewaylabfields.h"

#include "panels/widgets/benchfeed.h"
#include "panels/widgets/fieldrow.h"
#include "panels/widgets/labels.h"

#include <QComboBox>
#include <QJsonArray>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QUuid>
#include <QVBoxLayout>

namespace ota {

namespace {

const QString keyName = QStringLiteral("lab-header");
const QString typeName = QStringLiteral("device-type");
const QString example = QStringLiteral("7d444840-9dc0-11d1-b245-5ffdce74fad2");

} // namespace

GatewayLabFields::GatewayLabFields(const BenchFeed& bench, QWidget* parent)
    : QWidget(parent)
    , m_bench(bench)
    , m_key(new QComboBox)
    , m_type(new QLineEdit)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(tokens::space::m);
    m_key->setObjectName(QStringLiteral("gateway.labKey"));
    m_key->setAccessibleName(tr("Expects a signature by"));
    auto* keyRow = new FieldRow(tr("Expects a signature by"), m_key, FieldRow::Place::Above);
    keyRow->setHint(tr("lab header"));
    column->addWidget(keyRow);
    m_type->setObjectName(QStringLiteral("gateway.deviceType"));
    m_type->setAccessibleName(tr("Device type"));
    m_type->setPlaceholderText(example);
    m_typeRow = new FieldRow(tr("Device type"), m_type, FieldRow::Place::Above);
    m_typeRow->setObjectName(QStringLiteral("gatewayRow.deviceType"));
    column->addWidget(m_typeRow);
    connect(m_key, &QComboBox::activated, this, &GatewayLabFields::refresh);
    connect(m_type, &QLineEdit::textEdited, this, &GatewayLabFields::refresh);
    connect(&bench, &BenchFeed::keysChanged, this, &GatewayLabFields::refreshKeys);
    refreshKeys();
}

bool GatewayLabFields::isExpected() const
{
    return !m_key->currentData().toString().isEmpty();
}

QString GatewayLabFields::whyNot() const
{
    if (!isExpected())
        return {};
    if (m_type->text().trimmed().isEmpty())
        return tr("Not yet: the device type is missing");
    return m_typeRow->error().isEmpty() ? QString() : tr("Not yet: the device type is wrong");
}

void GatewayLabFields::addTo(QJsonObject& values) const
{
    if (!isExpected())
        return;
    values.insert(keyName, QJsonArray{m_key->currentData().toString()});
    values.insert(typeName, m_type->text().trimmed());
}

void GatewayLabFields::take(const QJsonObject& values)
{
    const QString key = values[keyName][0].toString();
    // One that the command line named by its file.
    if (!key.isEmpty() && m_key->findData(key) < 0)
        m_key->addItem(key, key);
    m_key->setCurrentIndex(m_key->findData(key));
    m_type->setText(values[typeName].toString());
    refresh();
}

/// What is chosen stays, also when the key has gone: the operation says so then.
void GatewayLabFields::refreshKeys()
{
    const QString before = m_key->currentData().toString();
    const QSignalBlocker blocker(m_key);
    m_key->clear();
    m_key->addItem(tr("nobody: nothing is checked"), QString());
    for (const KeyInfo& key : m_bench.keys()) {
        if (key.algorithm == KeyAlgorithm::Ed25519 && key.fault.isEmpty())
            m_key->addItem(key.name, key.name);
    }
    if (m_key->findData(before) < 0)
        m_key->addItem(before, before);
    m_key->setCurrentIndex(m_key->findData(before));
    refresh();
}

void GatewayLabFields::refresh()
{
    const QString type = m_type->text().trimmed();
    const bool isWrong = isExpected() && !type.isEmpty() && QUuid(type).isNull();
    m_typeRow->setVisible(isExpected());
    m_typeRow->setError(isWrong ? tr("This is no UUID. One looks like %1.").arg(example) : QString());
    setLookWord(m_type, QStringLiteral("error"), isWrong);
    Q_EMIT edited();
}

} // namespace ota
