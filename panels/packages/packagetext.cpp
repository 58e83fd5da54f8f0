// SPDX-License-Identifier: Apache-2.0
#include "panels/packages/packagetext.h"

#include <QPlainTextEdit>
#include <QTextOption>

namespace ota {

namespace {

void write(QString& out, const JsonText& value, int depth)
{
    const bool isObject = value.isObject();
    if ((!isObject && !value.isArray()) || value.items.empty()) {
        out += QString::fromUtf8(value.compact());
        return;
    }
    out += isObject ? u'{' : u'[';
    for (std::size_t i = 0; i < value.items.size(); ++i) {
        out += i > 0 ? QStringLiteral(",\n") : QStringLiteral("\n");
        out += QString(2 * (depth + 1), u' ');
        if (isObject)
            out += QString::fromUtf8(JsonText::string(value.names[i]).compact()) + QStringLiteral(": ");
        write(out, value.items[i], depth + 1);
    }
    out += u'\n' + QString(2 * depth, u' ') + (isObject ? u'}' : u']');
}

} // namespace

QString prettyJson(const JsonText& value)
{
    QString out;
    write(out, value, 0);
    return out;
}

QPlainTextEdit* makeCodeView(const QString& objectName, const QString& accessibleName, bool readOnly)
{
    auto* view = new QPlainTextEdit;
    view->setObjectName(objectName);
    view->setAccessibleName(accessibleName);
    view->setReadOnly(readOnly);
    view->setTabChangesFocus(true);
    view->setWordWrapMode(QTextOption::WrapAnywhere);
    setLook(view, QStringLiteral("mono"));
    return view;
}

} // namespace ota
