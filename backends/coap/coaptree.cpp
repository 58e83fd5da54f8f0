// SPDX-License-Identifier: Apache-2.0
#include "coap/coaptree.h"

#include "coap/coaprequest.h"

#include <QCoreApplication>
#include <QUrl>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(CoapTree)
};

QString withoutSlash(const QString& path)
{
    return path.startsWith(QLatin1Char('/')) ? path.mid(1) : path;
}

/// The attributes of one link: `;ct=40;sz="300";obs`.
void readAttributes(QByteArrayView text, CoapLink& link)
{
    while (!text.isEmpty()) {
        const qsizetype end = text.indexOf(';');
        const QByteArrayView attribute = end < 0 ? text : text.first(end);
        text = end < 0 ? QByteArrayView() : text.sliced(end + 1);
        const qsizetype equals = attribute.indexOf('=');
        const QByteArrayView name = equals < 0 ? attribute : attribute.first(equals);
        QByteArray value = equals < 0 ? QByteArray() : attribute.sliced(equals + 1).toByteArray();
        value.replace('"', "");
        bool ok = false;
        if (name == "obs") {
            link.observable = true;
        } else if (name == "ct") {
            const quint16 number = value.toUShort(&ok);
            if (ok)
                link.contentFormat = number;
        } else if (name == "sz") {
            const quint64 number = value.toULongLong(&ok);
            if (ok)
                link.size = number;
        }
    }
}

} // namespace

Result<> CoapTree::insert(const QString& path, Node node)
{
    const auto key = coapPathKey(path);
    if (!key || key->isEmpty())
        return failure(Error::Code::BadInput, Tr::tr("no CoAP request can name this path"), path);
    node.path = withoutSlash(path);
    m_nodes.try_emplace(key->toStdString(), std::move(node));
    return {};
}

Result<> CoapTree::add(const QString& path, CoapBody body, bool listed)
{
    return insert(path, Node{{}, std::move(body), false, listed});
}

Result<> CoapTree::addText(const QString& path, const QString& text, bool observable)
{
    Node node{{}, CoapBody::ofText(text), observable, true};
    if (observable && node.body.size() > static_cast<quint64>(maxObservableBytes))
        return failure(Error::Code::BadInput,
                       Tr::tr("a text that can be observed has at most %1 bytes, this one %2")
                           .arg(maxObservableBytes)
                           .arg(node.body.size()),
                       path);
    return insert(path, std::move(node));
}

const CoapTree::Node* CoapTree::find(std::string_view key) const
{
    const auto found = m_nodes.find(key);
    return found == m_nodes.end() ? nullptr : &found->second;
}

const CoapTree::Node* CoapTree::find(const QString& path) const
{
    const auto key = coapPathKey(path);
    return key ? find(std::string_view(key->constData(), static_cast<std::size_t>(key->size()))) : nullptr;
}

void CoapTree::forEach(const std::function<void(const std::string&, const Node&)>& visit) const
{
    for (const auto& [key, node] : m_nodes)
        visit(key, node);
}

QByteArray CoapLink::toLinkFormat() const
{
    QByteArray out = "</" + QUrl::toPercentEncoding(path, "/") + ">";
    if (contentFormat)
        out += ";ct=" + QByteArray::number(*contentFormat);
    if (size)
        out += ";sz=" + QByteArray::number(*size);
    if (observable)
        out += ";obs";
    return out;
}

std::vector<CoapLink> readLinkFormat(QByteArrayView document)
{
    std::vector<CoapLink> links;
    while (true) {
        const qsizetype open = document.indexOf('<');
        if (open < 0)
            return links;
        document = document.sliced(open + 1);
        const qsizetype close = document.indexOf('>');
        if (close < 0)
            return links;
        CoapLink link;
        link.path = withoutSlash(QUrl::fromPercentEncoding(document.first(close).toByteArray()));
        document = document.sliced(close + 1);
        // A comma inside quotes does not end the link.
        bool quoted = false;
        qsizetype end = 0;
        while (end < document.size() && (quoted || document[end] != ',')) {
            quoted = quoted != (document[end] == '"');
            ++end;
        }
        QByteArrayView attributes = document.first(end);
        if (attributes.startsWith(';'))
            attributes = attributes.sliced(1);
        readAttributes(attributes, link);
        links.push_back(std::move(link));
        document = document.sliced(end);
    }
}

} // namespace ota
