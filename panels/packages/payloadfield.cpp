// SPDX-License-Identifier: Apache-2.0
#include "panels/packages/payloadfield.h"

#include "panels/packages/packagetext.h"
#include "panels/widgets/button.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace ota {

namespace {

constexpr int textHeight = 104;

enum Input
{
    OneUrl,
    ManyUrls,
    Json
};

} // namespace

PayloadField::PayloadField(QWidget* parent)
    : QWidget(parent)
    , m_inputs(new QStackedWidget)
    , m_url(new QLineEdit)
    , m_urls(makeCodeView(QStringLiteral("payload.urls"), tr("URLs, one a line"), false))
    , m_json(makeCodeView(QStringLiteral("payload.json"), tr("Payload as a JSON object"), false))
    , m_fromRelease(new Button(QStringLiteral("images"), tr("From release…"), QStringLiteral("small")))
    , m_fromFile(new Button(QStringLiteral("file"), tr("From file…"), QStringLiteral("small")))
    , m_buttons(new QWidget)
{
    m_url->setObjectName(QStringLiteral("payload.url"));
    m_url->setAccessibleName(tr("URL of the file"));
    m_url->setPlaceholderText(tr("https://files.example.com/firmware.bin"));
    setLook(m_url, QStringLiteral("mono"));
    m_inputs->addWidget(m_url);
    m_inputs->addWidget(m_urls);
    m_inputs->addWidget(m_json);
    m_fromRelease->setObjectName(QStringLiteral("payloadFromRelease"));
    m_fromRelease->setTip(tr("Makes a file of a published release content and puts its URL in"));
    m_fromFile->setObjectName(QStringLiteral("payloadFromFile"));
    m_fromFile->setTip(tr("Makes a file of this computer content and puts its URL in"));
    auto* line = new QHBoxLayout(m_buttons);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(tokens::space::s);
    line->addWidget(m_fromRelease);
    line->addWidget(m_fromFile);
    line->addStretch(1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(tokens::space::xs);
    column->addWidget(m_inputs);
    column->addWidget(m_buttons);
    connect(m_url, &QLineEdit::textEdited, this, &PayloadField::edited);
    connect(m_urls, &QPlainTextEdit::textChanged, this, &PayloadField::edited);
    connect(m_json, &QPlainTextEdit::textChanged, this, &PayloadField::edited);
    connect(m_fromFile, &QAbstractButton::clicked, this, &PayloadField::fileRequested);
    connect(m_fromRelease, &QAbstractButton::clicked, this,
            [this] { Q_EMIT releaseRequested(m_fromRelease->mapToGlobal(QPoint(0, m_fromRelease->height()))); });
    setType(QStringLiteral("FILE"));
}

void PayloadField::setType(const QString& type)
{
    const Input wanted = type == QStringLiteral("JSON") ? Json : type == QStringLiteral("URL_LIST") ? ManyUrls : OneUrl;
    const QStringList before = urls();
    m_inputs->setCurrentIndex(wanted);
    m_inputs->setFixedHeight(wanted == OneUrl ? m_url->sizeHint().height() : textHeight);
    m_buttons->setVisible(wanted != Json);
    setFocusProxy(m_inputs->currentWidget());
    if (wanted != Json && urls() != before)
        setUrls(before);
}

QStringList PayloadField::urls() const
{
    if (m_inputs->currentIndex() != ManyUrls) {
        const QString text = m_url->text().trimmed();
        return text.isEmpty() ? QStringList() : QStringList{text};
    }
    QStringList urls;
    for (const QString& line : m_urls->toPlainText().split(u'\n')) {
        if (!line.trimmed().isEmpty())
            urls << line.trimmed();
    }
    return urls;
}

void PayloadField::setUrls(const QStringList& urls)
{
    const QSignalBlocker quiet(m_urls);
    m_url->setText(urls.value(0));
    if (m_urls->toPlainText() != urls.join(u'\n'))
        m_urls->setPlainText(urls.join(u'\n'));
}

QString PayloadField::json() const
{
    return m_json->toPlainText();
}

void PayloadField::setJson(const QString& json)
{
    const QSignalBlocker quiet(m_json);
    if (m_json->toPlainText() != json)
        m_json->setPlainText(json);
}

void PayloadField::addUrl(const QString& url)
{
    setUrls(m_inputs->currentIndex() == ManyUrls ? urls() + QStringList{url} : QStringList{url});
    Q_EMIT edited();
}

QWidget* PayloadField::input() const
{
    return m_inputs->currentWidget();
}

void PayloadField::setBusy(bool busy)
{
    m_fromFile->setEnabled(!busy);
    m_fromRelease->setEnabled(!busy);
}

} // namespace ota
