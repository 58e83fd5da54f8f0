// SPDX-License-Identifier: Apache-2.0
#include "benchpackages.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace ota {

namespace {

void write(const QString& folder, const QString& name, const QByteArray& bytes)
{
    QFile file(folder + u'/' + name);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(file.fileName()));
}

struct Package
{
    const char* id;
    const char* vendor;
    const char* product;
    const char* version;
    const char* name;
    const char* type;
    QJsonValue payload;
};

} // namespace

void writePackages(const QString& folder)
{
    const QString here = QStringLiteral("http://127.0.0.1:8090/provision/download?id=%1");
    const Package packages[] = {
        {"package_acme_iotgw1_prod_2-0-0", "acme", "iotgw1", "2.0.0", "prod", "FILE",
         here.arg(QStringLiteral("iotgw1-2.0.0.swu"))},
        {"package_acme_iotgw1_prod_2-1-0", "acme", "iotgw1", "2.1.0", "prod", "FILE",
         here.arg(QStringLiteral("iotgw1-2.1.0.swu"))},
        {"package_acme_iotgw1_limits_7", "acme", "iotgw1", "7", "limits", "JSON",
         QJsonObject{{QStringLiteral("sample_s"), 30}, {QStringLiteral("report_s"), 300}}},
        {"package_acme_meter_parts_1-4", "acme", "meter", "1.4", "parts", "URL_LIST",
         QJsonArray{QStringLiteral("https://files.example.com/boot.bin"),
                    QStringLiteral("https://files.example.com/app.bin")}},
        {"package_template", "<vendor>", "<product>", "1", "n", "FILE", QStringLiteral("https://files.example.com/x")},
    };
    for (const Package& package : packages) {
        const QJsonObject config{{QStringLiteral("version"), QLatin1StringView(package.version)},
                                 {QStringLiteral("name"), QLatin1StringView(package.name)},
                                 {QStringLiteral("type"), QLatin1StringView(package.type)},
                                 {QStringLiteral("payload"), package.payload}};
        const QJsonObject info{{QStringLiteral("author"), QStringLiteral("lab")},
                               {QStringLiteral("vendor"), QLatin1StringView(package.vendor)},
                               {QStringLiteral("product"), QLatin1StringView(package.product)},
                               {QStringLiteral("config_otau"), config}};
        write(folder, QLatin1StringView(package.id) + QStringLiteral(".json"), QJsonDocument(info).toJson());
    }
    write(folder, QStringLiteral("package_acme_meter_broken.json"), "{ no json");
    write(folder, QStringLiteral("iotgw1-2.0.0.swu"), QByteArray(48'000, 's'));
}

} // namespace ota
