// SPDX-License-Identifier: Apache-2.0
#include "panelsupport.h"

#include "panels/widgets/gallery.h"
#include "panels/widgets/otwstyle.h"

#include <QJsonArray>

namespace ota {

namespace {

class FakeContext final : public OperationContext
{
public:
    FakeContext(JobContext& job, JobCenter::AskSecret ask)
        : m_job(job)
        , m_ask(std::move(ask))
    {
    }

    JobContext& job() override { return m_job; }
    Result<Bench*> bench(Access) override
    {
        return failure(Error::Code::NotFound, QStringLiteral("no bench in this test"));
    }
    Result<Timeline*> timeline() override
    {
        return failure(Error::Code::NotFound, QStringLiteral("no timeline in this test"));
    }
    Result<QString> askSecret(const QString& prompt) override { return m_ask(prompt, m_job.stopToken()); }

private:
    JobContext& m_job;
    JobCenter::AskSecret m_ask;
};

Operation echo()
{
    Operation operation;
    operation.name = QStringLiteral("test.echo");
    operation.summary = QStringLiteral("Notify boards of a SUIT release");
    operation.details = QStringLiteral(
        "Sends the manifest URL to each board and shows what it answers. A 2.01 means the board got the URL.");
    operation.parameters = {
        {.name = QStringLiteral("release"),
         .help = QStringLiteral("The release by its id."),
         .required = true,
         .positional = true},
        {.name = QStringLiteral("boards"), .help = QStringLiteral("Which boards."), .repeated = true},
        {.name = QStringLiteral("method"),
         .type = ParameterType::Choice,
         .help = QStringLiteral("How it is sent."),
         .defaultValue = QStringLiteral("auto"),
         .choices = {QStringLiteral("auto"), QStringLiteral("post"), QStringLiteral("put")}},
        {.name = QStringLiteral("wait"),
         .type = ParameterType::Integer,
         .help = QStringLiteral("Seconds to wait at most."),
         .defaultValue = 10,
         .minimum = 1,
         .maximum = 600},
        {.name = QStringLiteral("listen"), .type = ParameterType::Address, .help = QStringLiteral("Address and port.")},
        {.name = QStringLiteral("file"),
         .type = ParameterType::File,
         .help = QStringLiteral("A file that is sent along.")},
        {.name = QStringLiteral("dry-run"),
         .type = ParameterType::Flag,
         .help = QStringLiteral("Only says what would happen.")},
    };
    operation.returns = QStringLiteral("the values");
    operation.run = [](const Arguments& arguments, OperationContext&) -> Result<Outcome> {
        return Outcome{arguments.values(), QStringLiteral("accepted (2.01)\nthen manifest fetched"), true};
    };
    return operation;
}

Operation simple(const char* name, const char* summary, Operation::Run run)
{
    Operation operation;
    operation.name = QString::fromLatin1(name);
    operation.summary = QString::fromUtf8(summary);
    operation.run = std::move(run);
    return operation;
}

} // namespace

Look& installTestLook()
{
    Look& look = OtwStyle::install();
    look.setFonts(Look::Fonts::Own);
    look.setMode(Look::Mode::Light);
    look.setMotion(false);
    return look;
}

FakeService::FakeService(const QString& name, QString address, std::optional<Error> error)
    : Service(name)
    , m_address(std::move(address))
    , m_failure(std::move(error))
{
}

Result<> FakeService::start()
{
    if (m_failure) {
        setStatus({ServiceStatus::State::Failed, {}, m_failure->message});
        return failure(*m_failure);
    }
    setStatus({ServiceStatus::State::Running, m_address, {}});
    return {};
}

void FakeService::stop()
{
    setStatus({});
}

FakeOperations::FakeOperations()
{
    registry.add(echo());
    registry.add(
        simple("test.hold", "Publish adas-main 2026.11.2",
               [this](const Arguments&, OperationContext& context) -> Result<Outcome> {
                   for (quint64 done = 1; done <= 4; ++done) {
                       context.job().progress({done * 25, 100, QStringLiteral("blocks"), QStringLiteral("sending")});
                       context.job().record({}, QStringLiteral("step %1").arg(done));
                       while (!m_steps.try_acquire_for(std::chrono::milliseconds(5))) {
                           if (context.job().isCancelled())
                               return failure(Error::Code::Cancelled, QStringLiteral("cancelled"));
                       }
                   }
                   return Outcome{{}, QStringLiteral("published"), true};
               }));
    registry.add(simple("test.fail", "Start CoAPS", [](const Arguments&, OperationContext&) -> Result<Outcome> {
        return failure(Error::Code::Busy, QStringLiteral("port 5684 is taken by another program"), {},
                       QStringLiteral("Use port 5694."));
    }));
    registry.add(simple("test.ask", "Unlock a key", [](const Arguments&, OperationContext& context) -> Result<Outcome> {
        const auto secret = context.askSecret(QStringLiteral("Passphrase of bench-ed25519-1"));
        if (!secret)
            return failure(secret.error());
        return Outcome{{{QStringLiteral("length"), secret->size()}}, QStringLiteral("unlocked"), true};
    }));
    Operation remove =
        simple("test.remove", "Remove 3 releases", [](const Arguments&, OperationContext&) -> Result<Outcome> {
            return Outcome{{}, QStringLiteral("removed"), true};
        });
    remove.destructive = true;
    registry.add(std::move(remove));
}

WindowFixture::WindowFixture()
    : jobs(operations.registry, contextFactory(), clock)
    , bench([]() -> Result<Bench*> { return failure(Error::Code::NotFound, QStringLiteral("no bench in this test")); })
{
}

WindowFixture::~WindowFixture() = default;

JobCenter::ContextFactory WindowFixture::contextFactory()
{
    return [](JobContext& job, JobCenter::AskSecret ask) -> std::unique_ptr<OperationContext> {
        return std::make_unique<FakeContext>(job, std::move(ask));
    };
}

void WindowFixture::addServices()
{
    const auto add = [this](const char* name, const char* title, const char* address, std::optional<Error> error = {}) {
        const QString service = QString::fromLatin1(name);
        services.add(service, QString::fromLatin1(title),
                     controlOf([service, address, error]() -> Result<std::unique_ptr<Service>> {
                         return std::make_unique<FakeService>(service, QString::fromLatin1(address), error);
                     }));
    };
    add("http", "HTTP", "http://10.0.0.5:8080");
    add("https", "HTTPS", "https://10.0.0.5:8443");
    add("coap", "CoAP", "coap://[fd00:b::1]:5683");
    add("coaps", "CoAPS", "", Error{Error::Code::Busy, QStringLiteral("port 5684 is taken"), {}, {}});
    add("proxy", "OTA proxy", "http://10.0.0.5:8082");
}

MainWindow& WindowFixture::show(QSize size)
{
    window = std::make_unique<MainWindow>(
        WindowParts{jobs, services, bench, memory, log, clock, QStringLiteral("lab-3"), {}, {}});
    window->addPanel(new Gallery(window->workbench()));
    window->resize(size);
    window->show();
    return *window;
}

} // namespace ota
