// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStringList>
#include <QWidget>

class QLineEdit;
class QPlainTextEdit;
class QStackedWidget;

namespace ota {

class Button;

/// The payload in the form of its type: a URL, URLs one a line, or a JSON object; with what puts a URL of this bench
/// in.
class PayloadField final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PayloadField)

public:
    explicit PayloadField(QWidget* parent = nullptr);

    /// `FILE`, `JSON`, `URL_LIST`; any other is one URL.
    void setType(const QString& type);
    void setUrls(const QStringList& urls);
    QStringList urls() const;
    void setJson(const QString& json);
    QString json() const;
    /// In place of the one URL, or behind the others.
    void addUrl(const QString& url);
    /// The input that is seen now.
    QWidget* input() const;
    /// A file or release is being taken in.
    void setBusy(bool busy);

Q_SIGNALS:
    void edited();
    void fileRequested();
    /// Where a menu is to open.
    void releaseRequested(const QPoint& globalPosition);

private:
    QStackedWidget* m_inputs;
    QLineEdit* m_url;
    QPlainTextEdit* m_urls;
    QPlainTextEdit* m_json;
    Button* m_fromRelease;
    Button* m_fromFile;
    QWidget* m_buttons;
};

} // namespace ota
