// SPDX-License-Identifier: Apache-2.0
#include "otaserver/era.h"
#include "otaserver/otaserverapi.h"
#include "otaserver/otaservercore.h"
#include "otaserver/otaserverroutes.h"
#include "otaserver/publishcheck.h"
#include "otaserver/publishform.h"
#include "store/bench.h"
#include "store/blobstore.h"
#include "store/releasestore.h"

#include <QCoreApplication>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(OtaServer)
};

const QString area = QStringLiteral("publish");

bool isYes(const QString& value)
{
    return value == QStringLiteral("1") || value.compare(QStringLiteral("true"), Qt::CaseInsensitive) == 0;
}

/// One POST /publish on its way.
class PublishSink final : public HttpBodySink
{
public:
    explicit PublishSink(OtaServerCore& core)
        : m_core(core)
        , m_form(core.bench.blobs())
    {
    }

    std::optional<HttpResponse> open(const HttpRequest& request)
    {
        auto reader = formReader(request, m_form);
        if (auto* response = std::get_if<HttpResponse>(&reader))
            return std::move(*response);
        m_reader = std::move(std::get<std::unique_ptr<FormReader>>(reader));
        return std::nullopt;
    }

    std::optional<HttpRefusal> write(ByteSpan bytes) override { return m_reader->write(bytes); }

    void finish(const HttpRequest& request, const HttpResponder& responder) override
    {
        auto refusal = m_reader->finish();
        if (!refusal)
            refusal = m_form.check();
        if (refusal) {
            m_core.log.add(ServerLogLine::Level::Bad, area,
                           Tr::tr("refused from %1: %2").arg(request.peer.toString(), refusal->text));
            responder.send(refused(request, *refusal));
            return;
        }
        const auto published = publish();
        if (!published) {
            m_core.log.add(ServerLogLine::Level::Bad, area,
                           Tr::tr("refused from %1: %2").arg(request.peer.toString(), published.error().toString()));
            responder.send(refused(request, published.error()));
            return;
        }
        if (!isDraft())
            m_core.refreshTree(); // The paths switch before the answer: who has it can notify at once.
        tellAbout(*published, request);
        responder.send(answer(*published, request));
    }

private:
    /// `draft`: kept for later, not served.
    bool isDraft() const { return isYes(m_form.value(QStringLiteral("draft"))); }

    Result<PublishedRelease> publish()
    {
        ReleaseDraft draft;
        draft.id = m_form.value(QStringLiteral("publish_id"));
        // Era B replaces the release, era C the files of the same names: its clients publish one version after the
        // other.
        const QString keep = m_form.value(QStringLiteral("keep"));
        draft.keepOthers = keep.isEmpty() ? eraOf(m_form.fileFields()) == Era::C : isYes(keep);
        draft.version = m_form.value(QStringLiteral("version"));
        if (const QString world = m_form.value(QStringLiteral("world")); !world.isEmpty())
            draft.world = world;
        if (isYes(m_form.value(QStringLiteral("allow_invalid"))))
            draft.notes.insert(allowInvalidNote, true);
        // Names are checked before the bytes are stored for good.
        if (const auto id = normalizedReleaseId(draft.id); !id)
            return failure(id.error());
        auto files = m_form.takeFiles();
        for (PublishForm::File& file : files) {
            if (const auto name = normalizedFileName(file.field); !name)
                return failure(name.error());
        }
        for (PublishForm::File& file : files) {
            auto blob = file.writer.commit();
            if (!blob)
                return failure(blob.error());
            DraftFile drafted;
            drafted.name = file.field;
            drafted.blob = blob->id;
            drafted.sizeBytes = blob->sizeBytes;
            drafted.pin = std::move(blob->pin);
            draft.files.push_back(std::move(drafted));
        }
        if (!isDraft())
            return m_core.bench.releases().publish(draft);
        auto saved = m_core.bench.releases().saveDraft(draft);
        if (!saved)
            return failure(saved.error());
        return PublishedRelease{std::move(*saved), {}};
    }

    void tellAbout(const PublishedRelease& published, const HttpRequest& request)
    {
        const Release& release = published.release;
        m_core.log.add(
            ServerLogLine::Level::Good, area,
            (isDraft() ? Tr::tr("%1 prepared by %2: %3 files, %4") : Tr::tr("%1 published by %2: %3 files, %4"))
                .arg(release.id.text(), request.peer.toString())
                .arg(release.files.size())
                .arg(humanSize(release.sizeBytes())));
        for (const QString& warning : published.warnings)
            m_core.log.add(ServerLogLine::Level::Warning, area,
                           QString(release.id.text() + QStringLiteral(": ") + warning));
    }

    HttpResponse answer(const PublishedRelease& published, const HttpRequest& request) const
    {
        if (!request.wantsJson())
            return HttpResponse::empty(200);
        QJsonArray warnings;
        for (const QString& warning : published.warnings)
            warnings.append(warning);
        return HttpResponse::json(200, {{QStringLiteral("release"), m_core.releaseJson(published.release)},
                                        {QStringLiteral("stored"), published.release.toJson()},
                                        {QStringLiteral("warnings"), warnings}});
    }

    OtaServerCore& m_core;
    PublishForm m_form;
    std::unique_ptr<FormReader> m_reader;
};

bool hasNoContent(const HttpRequest& request)
{
    return request.header("Content-Type").isNull() &&
           (request.header("Content-Length").isNull() || request.header("Content-Length") == "0");
}

} // namespace

HttpResponse refused(const HttpRequest& request, const HttpRefusal& refusal)
{
    return HttpResponse::refusal(request, refusal).withReason(refusal.text);
}

HttpResponse refused(const HttpRequest& request, const Error& error)
{
    return refused(request, httpRefusal(error));
}

std::variant<std::unique_ptr<FormReader>, HttpResponse> formReader(const HttpRequest& request, MultipartSink& sink)
{
    const QByteArray type = hasNoContent(request) ? QByteArrayLiteral("application/x-www-form-urlencoded")
                                                  : request.header("Content-Type").toByteArray();
    auto reader = FormReader::forType(type, sink);
    if (const auto* refusal = std::get_if<HttpRefusal>(&reader))
        return refused(request, *refusal);
    return std::move(std::get<std::unique_ptr<FormReader>>(reader));
}

void addPublishRoute(HttpRouter& router, OtaServerCore& core, const HttpCheck& check)
{
    HttpRoute route;
    route.methods = {QByteArrayLiteral("POST")};
    route.pattern = QByteArrayLiteral("/publish");
    route.check = check;
    route.runOnPool = true;
    route.bodyLimit = publishLimitBytes;
    route.receive = [&core](const HttpRequest& request) -> std::variant<std::unique_ptr<HttpBodySink>, HttpResponse> {
        auto sink = std::make_unique<PublishSink>(core);
        if (auto response = sink->open(request))
            return std::move(*response);
        return std::unique_ptr<HttpBodySink>(std::move(sink));
    };
    router.add(std::move(route));
}

} // namespace ota
