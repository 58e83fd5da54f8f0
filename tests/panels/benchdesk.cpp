// SPDX-License-Identifier: Apache-2.0
#include "benchdesk.h"

#include "app/composition.h"
#include "app/programcontext.h"
#include "operations/shellcommand.h"
#include "panels/shell/palette.h"
#include "panels/widgets/searchtable.h"

#include <QAbstractItemView>
#include <QAction>
#include <QDialogButtonBox>
#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QJsonArray>
#include <QLineEdit>
#include <QMenu>
#include <QPointer>
#include <QPushButton>
#include <QRandomGenerator>
#include <QScrollArea>
#include <QUdpSocket>

#include <memory>

namespace ota {

namespace {

constexpr int tabLimit = 200;
constexpr int patienceMs = 30'000;

bool refused(const QString& why)
{
    qWarning("%s", qUtf8Printable(why));
    return false;
}

QString nameOf(const QWidget* widget)
{
    return widget ? QStringLiteral("%1 %2").arg(QString::fromLatin1(widget->metaObject()->className()),
                                                widget->objectName())
                  : QStringLiteral("nothing");
}

/// As a person scrolls to what lies below the edge.
void scrollTo(QWidget* widget)
{
    for (QWidget* up = widget->parentWidget(); up; up = up->parentWidget()) {
        if (auto* area = qobject_cast<QScrollArea*>(up))
            area->ensureWidgetVisible(widget, 0, 0);
    }
}

/// Outside of what the system gives to those who ask for any port, so that nobody gets it meanwhile.
quint16 freeUdpPort()
{
    for (int tries = 0; tries < 100; ++tries) {
        const auto port = static_cast<quint16>(QRandomGenerator::global()->bounded(20'000, 30'000));
        if (QUdpSocket socket; socket.bind(QHostAddress::LocalHost, port, QAbstractSocket::DontShareAddress))
            return port;
    }
    qFatal("no UDP port is free");
}

class QuietJob final : public JobContext
{
public:
    void progress(const Progress&) override {}
    void record(const QJsonObject&, const QString&) override {}
    std::stop_token stopToken() const override { return {}; }
};

} // namespace

BenchDesk::BenchDesk() = default;

BenchDesk::~BenchDesk()
{
    qunsetenv("OTAW_COMMAND"); // As nameBenchInCommands() may have set it.
}

bool BenchDesk::useFreePorts()
{
    m_coapPort = freeUdpPort();
    OperationRegistry registry;
    registerAllOperations(registry, QStringLiteral("test"));
    ProgramBench bench(benchPath(), QStringLiteral("test"), m_log);
    QuietJob job;
    const auto context =
        bench.contextFor(job, [](const QString&, std::stop_token) -> Result<QString> { return QString(); });
    const QString anyPort = QStringLiteral("127.0.0.1:0");
    const Operation* set = registry.find(QStringLiteral("serving.set"));
    const auto values = validated(*set, {{QStringLiteral("http"), anyPort},
                                         {QStringLiteral("https"), anyPort},
                                         {QStringLiteral("coap"), QStringLiteral("127.0.0.1:%1").arg(m_coapPort)},
                                         {QStringLiteral("coaps"), anyPort},
                                         {QStringLiteral("exosense"), anyPort},
                                         {QStringLiteral("exosense-tls"), anyPort},
                                         {QStringLiteral("exosense-mqtt"), anyPort},
                                         {QStringLiteral("exosense-mqtts"), anyPort}});
    if (!values)
        return refused(values.error().toString());
    const auto done = set->run(*values, *context);
    return done ? true : refused(done.error().toString());
}

void BenchDesk::nameBenchInCommands()
{
    ota::nameBenchInCommands(benchPath());
}

void BenchDesk::start(QSize size)
{
    QDir().mkpath(benchPath());
    m_window = std::make_unique<BenchWindow>(benchPath(), QStringLiteral("test"), m_log);
    window().resize(size);
    window().show();
    QApplication::setActiveWindow(&window());
}

QString BenchDesk::file(const char* name, qsizetype bytes) const
{
    QByteArray content(bytes, Qt::Uninitialized);
    for (qsizetype i = 0; i < bytes; ++i)
        content[i] = static_cast<char>((i * 31 + i / 251) & 0xff);
    QFile file(path(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != bytes)
        qFatal("%s can not be written", name);
    return file.fileName();
}

bool BenchDesk::click(QWidget* widget) const
{
    const auto seen = [widget] {
        scrollTo(widget);
        return widget->isVisible() && !widget->visibleRegion().isEmpty();
    };
    if (!QTest::qWaitFor(seen, patienceMs))
        return refused(nameOf(widget) + QStringLiteral(" is not seen"));
    if (!widget->isEnabled())
        return refused(nameOf(widget) + QStringLiteral(" is disabled: ") + widget->toolTip());
    QTest::mouseClick(widget, Qt::LeftButton);
    return true;
}

bool BenchDesk::clickRow(const char* name, const QString& text) const
{
    auto* table = child<QAbstractItemView>(name);
    if (!table->isVisible())
        return refused(nameOf(table) + QStringLiteral(" is not seen"));
    const QAbstractItemModel* model = table->model();
    for (int row = 0; row < model->rowCount(); ++row) {
        for (int column = 0; column < model->columnCount(); ++column) {
            const QModelIndex index = model->index(row, column);
            if (index.data().toString() != text)
                continue;
            table->scrollTo(index);
            QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(index).center());
            return true;
        }
    }
    return refused(nameOf(table) + QStringLiteral(" has no row with ") + text);
}

QLineEdit* BenchDesk::line(const char* form, const char* parameter) const
{
    auto* found = qobject_cast<QLineEdit*>(child<OperationForm>(form)->field(QString::fromLatin1(parameter))->input());
    if (!found)
        qFatal("%s of %s is no line", parameter, form);
    return found;
}

bool BenchDesk::chooseFile(const char* name, const QString& path, bool withMouse) const
{
    const auto shown = [this, name] {
        const auto* dialog = find<QFileDialog>(name);
        return dialog && dialog->isVisible();
    };
    if (!QTest::qWaitFor(shown, patienceMs))
        return refused(QStringLiteral("the dialog does not open: ") + QString::fromLatin1(name));
    const QPointer<QFileDialog> dialog = find<QFileDialog>(name);
    QApplication::setActiveWindow(dialog);
    auto* line = ota::child<QLineEdit>(dialog, "fileNameEdit");
    if (withMouse) {
        QTest::mouseClick(line, Qt::LeftButton);
    } else if (!line->hasFocus()) {
        return refused(QStringLiteral("the dialog does not begin with the file's name"));
    }
    line->selectAll();
    QTest::keyClicks(line, path);
    if (withMouse) {
        auto* box = dialog->findChild<QDialogButtonBox*>();
        const bool saves = dialog->acceptMode() == QFileDialog::AcceptSave;
        QTest::mouseClick(box->button(saves ? QDialogButtonBox::Save : QDialogButtonBox::Open), Qt::LeftButton);
    } else {
        QTest::keyClick(line, Qt::Key_Return);
    }
    const bool gone = QTest::qWaitFor([dialog] { return !dialog; }, patienceMs);
    QApplication::setActiveWindow(&window());
    return gone ? true : refused(QStringLiteral("the dialog does not take ") + path);
}

bool BenchDesk::fill(QLineEdit* line, const QString& text) const
{
    if (!click(line))
        return false;
    line->selectAll();
    QTest::keyClicks(line, text);
    return line->text() == text ? true : refused(nameOf(line) + QStringLiteral(" has ") + line->text());
}

bool BenchDesk::clickMenu(const QString& text)
{
    auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
    if (!menu)
        return refused(QStringLiteral("no menu is open"));
    for (QAction* action : menu->actions()) {
        if (action->text() != text)
            continue;
        if (!action->isEnabled())
            return refused(text + QStringLiteral(" is disabled"));
        QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(action).center());
        return true;
    }
    return refused(QStringLiteral("the menu has no ") + text);
}

void BenchDesk::press(Qt::Key key, Qt::KeyboardModifiers modifiers) const
{
    if (QWidget* popup = QApplication::activePopupWidget())
        QTest::keyClick(popup, key, modifiers);
    else
        QTest::keyClick(focus() ? focus() : &window(), key, modifiers);
}

bool BenchDesk::tabTo(QWidget* widget) const
{
    for (int i = 0; i < tabLimit; ++i) {
        if (focus() && (widget == focus() || widget->isAncestorOf(focus())))
            return true;
        press(Qt::Key_Tab);
    }
    return refused(nameOf(widget) + QStringLiteral(" is not reached by Tab, the keyboard is in ") + nameOf(focus()));
}

void BenchDesk::type(const QString& text)
{
    QTest::keyClicks(focus(), text);
}

bool BenchDesk::openForm(const QString& operation) const
{
    press(Qt::Key_K, Qt::ControlModifier);
    if (!window().palette().isOpen())
        return refused(QStringLiteral("the palette does not open"));
    type(operation);
    const OperationCard* card = window().palette().card();
    if (!card || card->form().operation().name != operation)
        return refused(QStringLiteral("the palette does not find ") + operation);
    press(Qt::Key_Tab);
    return true;
}

Result<Outcome> BenchDesk::run(const char* operation, const QJsonObject& values) const
{
    const auto ended = std::make_shared<std::optional<Result<Outcome>>>(); // It may end after we have given up.
    const auto id = workbench().jobs.start(QString::fromLatin1(operation), values, &window(),
                                           [ended](const Result<Outcome>& result) { *ended = result; });
    if (!id)
        return failure(id.error());
    if (!QTest::qWaitFor([&ended] { return ended->has_value(); }, patienceMs))
        return failure(Error::Code::Timeout, QStringLiteral("%1 does not end").arg(QString::fromLatin1(operation)));
    return **ended;
}

const JobEntry* BenchDesk::job(const char* operation) const
{
    const JobEntry* last = nullptr;
    for (const int id : workbench().jobs.ids()) {
        if (const JobEntry* job = workbench().jobs.job(id); job->operation == QLatin1StringView(operation))
            last = job;
    }
    return last;
}

bool BenchDesk::jobHasEnded(const char* operation) const
{
    const JobEntry* last = job(operation);
    return last && !last->running();
}

void BenchDesk::picture(const char* name) const
{
    QCoreApplication::sendPostedEvents(); // Layouts.
    if (const QString folder = qEnvironmentVariable("OTA_PICTURES"); !folder.isEmpty())
        window().grab().save(QDir(folder).filePath(QString::fromLatin1(name) + QStringLiteral(".png")));
}

} // namespace ota
