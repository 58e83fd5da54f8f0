// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "exosense/jsontext.h"
#include "panels/widgets/look.h"

#include <QString>

class QPlainTextEdit;

namespace ota {

/// Indented by two, members in their order, those that stand twice too.
QString prettyJson(const JsonText& value);

/// Code to read or write: monospaced, wrapped anywhere, Tab goes on to the next field.
QPlainTextEdit* makeCodeView(const QString& objectName, const QString& accessibleName, bool readOnly);

} // namespace ota
