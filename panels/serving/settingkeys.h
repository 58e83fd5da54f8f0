// SPDX-License-Identifier: Apache-2.0
#pragma once

// For the SettingsForm alone: the names of its rows, which are the parameters of serving.set but for three.

#include "otaserver/servesettings.h"
#include "panels/widgets/operationfield.h"

#include <QLineEdit>

namespace ota::setting {

inline const QString portKey = QStringLiteral("port"); ///< The row; the parameter is the service.
inline const QString certificateKey = QStringLiteral("certificate");
inline const QString privateKeyKey = QStringLiteral("certificate-key");
inline const QString hostKey = QStringLiteral("coap-host");
inline const QString blockKey = QStringLiteral("coap-block");
inline const QString treeKey = QStringLiteral("tree");
inline const QString uploadsKey = QStringLiteral("coap-uploads");
inline const QString writesKey = QStringLiteral("unauthenticated-writes");
inline const QString policyKey = QStringLiteral("policy");
inline const QString reissueKey = QStringLiteral("reissue");
inline const QString singleValueKey = QStringLiteral("single-value");
inline const QString sniKey = QStringLiteral("sni");
inline const QString productHostKey = QStringLiteral("product-host");
inline const QString strictHttpKey = QStringLiteral("strict-http");
inline const QString vendorKey = QStringLiteral("vendor");
inline const QString modelKey = QStringLiteral("model");
inline const QString interfacesKey = QStringLiteral("interfaces");
inline const QString resetKey = QStringLiteral("reset");

inline constexpr int ownFiles = 1; ///< Of the kinds of certificate.

inline bool isCoap(const QString& service)
{
    return ServeSettings::isDatagram(service);
}

inline bool isSecure(const QString& service)
{
    return ServeSettings::isSecure(service);
}

/// The rows that a service has.
inline bool concerns(const QString& parameter, const QString& service)
{
    if (parameter == hostKey || parameter == blockKey || parameter == treeKey || parameter == uploadsKey)
        return isCoap(service);
    if (parameter == writesKey)
        return !isCoap(service) && !ServeSettings::isForGateways(service);
    if (parameter == policyKey || parameter == reissueKey || parameter == singleValueKey || parameter == vendorKey ||
        parameter == modelKey)
        return ServeSettings::isForGateways(service);
    if (parameter == sniKey || parameter == productHostKey)
        return ServeSettings::isForGateways(service) && isSecure(service);
    if (parameter == strictHttpKey)
        return service == QStringLiteral("exosense") || service == QStringLiteral("exosense-tls");
    if (parameter == certificateKey || parameter == privateKeyKey)
        return isSecure(service);
    return true;
}

inline QLineEdit* lineOf(const OperationField* field)
{
    return static_cast<QLineEdit*>(field->input());
}

} // namespace ota::setting
