// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/digest.h"
#include "exosense/configotau.h"
#include "exosense/virtualgateways.h"
#include "exosensefixture.h"
#include "exosensevectors.h"
#include "labfileserver.h"

#include <QFile>
#include <QTest>

#include <algorithm>
#include <functional>
#include <memory>
#include <mutex>

namespace ota {

/// Two virtual gateways at a cloud, and a server of files that does what a test wants: gw-1 may have defects, gw-2 has
/// none.
class GatewayLab
{
public:
    using Request = LabFileServer::Request;
    using Answer = LabFileServer::Answer;

    static inline const QString gateway = QStringLiteral("gw-1");
    static inline const QString other = QStringLiteral("gw-2");
    static inline const QByteArray firmware = QByteArray("0123456789abcdef").repeated(4'000);
    static inline const QByteArray half = firmware.left(firmware.size() / 2);
    static inline const QByteArray unavailable{"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n"};

    static QByteArray whole(const QByteArray& body, const QByteArray& fields = {})
    {
        return "HTTP/1.1 200 OK\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n" + fields + "\r\n" +
               body;
    }
    /// The first half of a body that is promised as a whole.
    static QByteArray begun(const QByteArray& fields = {}, const QByteArray& body = firmware)
    {
        return whole(body, fields).chopped(body.size() - body.size() / 2);
    }
    static QByteArray partFrom(qint64 offset, const QByteArray& body, const QByteArray& fields = {})
    {
        return "HTTP/1.1 206 Partial Content\r\nContent-Length: " + QByteArray::number(body.size() - offset) +
               "\r\nContent-Range: bytes " + QByteArray::number(offset) + '-' + QByteArray::number(body.size() - 1) +
               '/' + QByteArray::number(body.size()) + "\r\n" + fields + "\r\n" + body.mid(offset);
    }

    GatewayLab()
    {
        for (const QString& name : {gateway, other})
            CloudFixture::need(cloud->cloud->addIdentity(name, true));
        serve(firmware);
    }
    ~GatewayLab() { gateways.reset(); }
    Q_DISABLE_COPY_MOVE(GatewayLab)

    using Adjust = std::function<void(GatewayProfile&)>;
    /// Starts them, again if need be, and does not wait. `defects`: of gw-1.
    void start(const QStringList& defects, const Adjust& adjust = {}, const QStringList& names = {gateway})
    {
        gateways.reset();
        VirtualGateways::Options options;
        options.names = names;
        options.directory = directory->path();
        options.profile.cloud = QUrl(QStringLiteral("http://127.0.0.1:%1").arg(cloud->port()));
        options.profile.pace = std::chrono::milliseconds(0);
        options.profile.installTime = std::chrono::milliseconds(1);
        options.profile.bootTime = std::chrono::milliseconds(1);
        options.profile.retryAfter = std::chrono::milliseconds(5);
        if (adjust)
            adjust(options.profile);
        options.adjust = [defects](GatewayProfile& profile) {
            auto set = GatewayDefects::fromNames(profile.name == gateway ? defects : QStringList());
            CloudFixture::need(set);
            profile.defects = *set;
        };
        options.onEvent = [this](const QString& name, const GatewayEvent& event) {
            const std::scoped_lock lock(m_mutex);
            m_events << QString(name + u' ' + keyOf(event.kind));
            m_texts << event.text;
        };
        auto started = VirtualGateways::start(std::move(options));
        CloudFixture::need(started);
        gateways = std::move(*started);
    }
    /// Until they have said what they run.
    void run(const QStringList& defects, const Adjust& adjust = {}, const QStringList& names = {gateway})
    {
        start(defects, adjust, names);
        for (const QString& name : names)
            QTRY_COMPARE(view(name).running, QStringLiteral("1.0"));
    }

    /// `gw-1 stopped`
    bool happened(const QString& event) const
    {
        const std::scoped_lock lock(m_mutex);
        return m_events.contains(event);
    }
    /// Of the last event of that name.
    QString textOf(const QString& event) const
    {
        const std::scoped_lock lock(m_mutex);
        const qsizetype index = m_events.lastIndexOf(event);
        return index < 0 ? QString() : m_texts[index];
    }

    struct Wish
    {
        QString version = QStringLiteral("2.0");
        QString url = {};
        QByteArray image = firmware;
        bool isDescribed = true; ///< With digest and size.
        QStringList urls = {};   ///< In place of one; not described.
    };
    void ask(const Wish& wish, const QStringList& names = {gateway})
    {
        ConfigDraft draft;
        draft.version = wish.version;
        draft.name = QStringLiteral("prod");
        draft.urls = {wish.url.isEmpty() ? files->url() : wish.url};
        if (!wish.urls.isEmpty()) {
            draft.type = PayloadType::UrlList;
            draft.urls = wish.urls;
        } else if (wish.isDescribed) {
            draft.sha256 = Digest::of(wish.image).hex();
            draft.size = static_cast<quint64>(wish.image.size());
        }
        const auto config = buildConfig(draft);
        CloudFixture::need(config);
        CloudFixture::need(cloud->cloud->setDesired(names, "config_otau", *config));
    }

    GatewayView view(const QString& name = gateway) const
    {
        const auto found = cloud->cloud->gateway(name);
        CloudFixture::need(found);
        return *found;
    }
    /// Of all sessions of that version, the newest last.
    QStringList resultsOf(const QString& version = QStringLiteral("2.0"), const QString& name = gateway) const
    {
        QStringList results;
        for (const StatusSession& session : view(name).sessions) {
            if (session.version == version)
                results << keyOf(session.result);
        }
        return results;
    }
    /// Of the newest session of that version.
    QString resultOf(const QString& version = QStringLiteral("2.0"), const QString& name = gateway) const
    {
        return resultsOf(version, name).value(resultsOf(version, name).size() - 1);
    }
    QStringList codes(const QString& name = gateway) const
    {
        QStringList all;
        for (const StatusSession& session : view(name).sessions)
            all << codesOf(session.findings);
        return all;
    }
    /// All that it has reported, as it stands there.
    QStringList statuses(const QString& name = gateway) const
    {
        QStringList words;
        CloudFixture::need(cloud->cloud->store().forEachWrite(name, "otau_in", 0, [&](const WriteRow& row) {
            words << parseOtauReport(row.value).statusText;
            return Result<>();
        }));
        return words;
    }

    QString pathOf(const QString& name, const QString& board = gateway) const
    {
        return directory->filePath(board + u'/' + name);
    }
    QByteArray contentOf(const QString& name, const QString& board = gateway) const
    {
        QFile file(pathOf(name, board));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    /// Whole answers to HEAD and all else.
    void serve(const QByteArray& image)
    {
        files->answer = [image](const Request&) {
            return Answer{whole(image)};
        };
    }
    /// The last GET.
    Request lastGet() const
    {
        const auto found = std::ranges::find_if(files->requests.rbegin(), files->requests.rend(),
                                                [](const Request& each) { return each.method == "GET"; });
        return found == files->requests.rend() ? Request() : *found;
    }
    int gets() const
    {
        return static_cast<int>(
            std::ranges::count_if(files->requests, [](const Request& each) { return each.method == "GET"; }));
    }

    std::unique_ptr<QTemporaryDir> directory = std::make_unique<QTemporaryDir>();
    std::unique_ptr<ServedCloud> cloud = std::make_unique<ServedCloud>();
    std::unique_ptr<LabFileServer> files = std::make_unique<LabFileServer>();
    std::unique_ptr<VirtualGateways> gateways;

private:
    mutable std::mutex m_mutex;
    QStringList m_events;
    QStringList m_texts; ///< Of each.
};

} // namespace ota
