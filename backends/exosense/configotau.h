// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "exosense/exosensefinding.h"
#include "exosense/jsontext.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <optional>
#include <variant>

/// The resource `config_otau`: what a device is asked to install (exosense.md 11). Pure functions.
namespace ota {

enum class PayloadType
{
    File,
    Json,
    UrlList
};

/// `FILE`, `JSON`, `URL_LIST`
QString keyOf(PayloadType type);
std::optional<PayloadType> payloadTypeFromKey(QStringView key);

/// What an editor asks for. The payload is one URL, an object as JSON text, or URLs, by the type.
struct ConfigDraft
{
    QString version;
    QString name;
    QString description; ///< Empty: the member is left out.
    PayloadType type = PayloadType::File;
    QStringList urls; ///< One for FILE, any number for URL_LIST.
    QByteArray json;  ///< For JSON.
    QString sha256;   ///< Empty: left out.
    std::optional<quint64> size;
};

/// The resource's text: compact, members in the order of the schema. Not linted. Error: BadInput, when `json` is none.
Result<QByteArray> buildConfig(const ConfigDraft& draft);

/// The host is `localhost` or an address of loopback: to ask there never leaves the machine.
bool isOnThisMachine(const QString& host);

struct ConfigCheck
{
    ExosenseFindings findings;     ///< In the order of the members.
    std::optional<JsonText> value; ///< The object, where there is one.
    bool isCleared = false;        ///< The empty text: no request.

    /// It can be told to a device.
    bool isValid() const { return !hasError(findings); }
    QString version() const;
    QString name() const;
    /// Nothing for an unknown type.
    std::optional<PayloadType> type() const;
    /// What would be fetched: of FILE one, of URL_LIST all, of JSON none.
    QStringList urls() const;
};

/// Judges the text of the resource exactly as it stands there.
ConfigCheck checkConfig(QByteArrayView text);

/// Of an object that is already parsed, as it would be told to a device.
ConfigCheck checkConfig(const JsonText& object);

/// What would repair a CO-DOUBLE-ENCODED, CO-ENUM-CASE, CO-PAYLOAD-STRING or CO-BOM text; nothing when there is
/// nothing to offer.
std::optional<QByteArray> repairedConfig(QByteArrayView text);

} // namespace ota
