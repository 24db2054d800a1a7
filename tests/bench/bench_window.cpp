// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// How long the event loop of the whole program is held up by an answer of 20 MB: the real window with its
// stores, the real engine, a server on this machine that sends as fast as it can. While it comes, until the
// try is kept, with a schema that the answer fits; then the two tries side by side, and one of them shown
// again. Offscreen, files in a folder of its own. Prints a table; asserts nothing.
//
// bench_window [MEGABYTES] [records|renamed|text]      default: 20, all of them. Renamed: records whose
// members are read under other names, each of which is marked.

#include "biganswers.h"
#include "bigserver.h"
#include "common/engine.h"
#include "desktop/desktopengine.h"
#include "dialogs/comparedialog.h"
#include "panels/historypanel.h"
#include "shell/mainwindow.h"
#include "theme/theme.h"
#include "watchedapplication.h"

#include <QComboBox>
#include <QEventLoop>
#include <QFile>
#include <QPointer>
#include <QTemporaryDir>
#include <QTimer>

#include <cstdio>
#include <cstdlib>
#include <string>

using namespace espalier;
using espalier::bench::WatchedApplication;

namespace {

constexpr const char *kRecords =
    R"({"type":"object","properties":{"items":{"type":"array","items":{"type":"object","properties":{)"
    R"("name":{"type":"string"},"age":{"type":"integer"},"city":{"type":"string"},"street":{"type":"string"},)"
    R"("note":{"type":"string"}},"required":["name","age"],"additionalProperties":false}}},"required":["items"]})";
constexpr const char *kRenamed =
    R"({"type":"object","properties":{"items":{"type":"array","items":{"type":"object","properties":{)"
    R"("Name":{"type":"string"},"age":{"type":"integer"},"city":{"type":"string"},"street":{"type":"string"},)"
    R"("note":{"type":"string"}},"required":["Name","age"],"additionalProperties":false}}},"required":["items"]})";
constexpr const char *kText =
    R"({"type":"object","properties":{"text":{"type":"string"}},"required":["text"]})";

void spin(int milliseconds)
{
    QEventLoop loop; // quit() of the application would close the window
    QTimer::singleShot(milliseconds, &loop, &QEventLoop::quit);
    loop.exec();
}

QString put(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        std::fprintf(stderr, "cannot write %s\n", qPrintable(path));
    return path;
}

/// Presses Try and waits until the try is in the history.
void tryOnce(ui::MainWindow &window, WatchedApplication &watch, const char *name)
{
    QEventLoop over;
    std::string end;
    const auto ended = QObject::connect(
        &window.controller(), &ui::RunController::ended, &over, [&](const run::RunResult &result) {
            end = (result.error ? result.error->message : "valid after ") +
                  QByteArray::number(static_cast<double>(result.totalMs) / 1000, 'f', 1).toStdString() + " s";
        });
    QObject::connect(&window.workspace().keeper(), &ui::TryKeeper::kept, &over, &QEventLoop::quit);
    QObject::connect(&window.workspace().keeper(), &ui::TryKeeper::failed, &over, &QEventLoop::quit);
    watch.startOver();
    window.tryNow();
    if (!window.controller().isRunning()) {
        std::fprintf(stderr, "the run does not begin\n");
        std::exit(1);
    }
    over.exec();
    QObject::disconnect(ended);
    spin(1000);
    std::printf("| %s: %s | %s |\n", name, end.c_str(), watch.summary().constData());
}

void compare(ui::MainWindow &window, WatchedApplication &watch, const char *name)
{
    const QStringList ids = window.workspace().tries().ids();
    watch.startOver();
    QElapsedTimer clock;
    clock.start();
    Q_EMIT window.findChild<ui::HistoryPanel *>()->compareWanted(ids.constFirst(), ids.constLast());
    const auto dialog = QPointer(window.findChild<ui::CompareDialog *>());
    while (dialog && dialog->isComparing())
        spin(10);
    const qint64 took = clock.elapsed();
    spin(1000);
    std::printf("| %s: two side by side, on show after %.1f s | %s |\n", name,
                static_cast<double>(took) / 1000, watch.summary().constData());
    watch.startOver();
    QTimer::singleShot(0, dialog, &QWidget::close); // in a loop, as a person does
    while (dialog)
        spin(10);
    std::printf("| %s: their window closed | %s |\n", name, watch.summary().constData());
    watch.startOver();
    auto *history = window.findChild<ui::HistoryPanel *>();
    Q_EMIT history->showWanted(ids.constFirst());
    while (history->testAttribute(Qt::WA_SetCursor)) // it is read
        spin(10);
    spin(1000);
    std::printf("| %s: an earlier try shown | %s |\n", name, watch.summary().constData());
}

void measure(WatchedApplication &watch, const char *name, const std::string &answer, const char *schema)
{
    const QTemporaryDir home;
    for (const char *place : {"XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME"})
        qputenv(place, home.path().toUtf8());
    const bench::BigServer server(answer);
    app::Engine engine;
    static_cast<void>(engine.profiles().load());
    app::DesktopEngine desktop(engine);
    settings::EndpointProfile profile;
    profile.name = "Big";
    profile.baseUrl = "http://127.0.0.1:" + std::to_string(server.port()) + "/v1";
    profile.lastModel = "any/model";
    static_cast<void>(desktop.saveProfile(profile, {}));
    ui::Theme theme(*qApp);
    ui::MainWindow window(desktop, theme, engine.settings(),
                          {home.filePath(QStringLiteral("session.json")),
                           home.filePath(QStringLiteral("tries")),
                           home.filePath(QStringLiteral("versions"))});
    window.show();
    window.openFile(
        put(home.filePath(QStringLiteral("big.recipe.json")),
            QByteArrayLiteral(
                R"({"espalier":1,"name":"Big","instructions":"{{document}}","mode":"json","schema":)") +
                schema + "}"));
    window.openFile(put(home.filePath(QStringLiteral("text.txt")), "Say much."));
    for (auto *box : window.findChildren<QComboBox *>()) {
        if (box->accessibleName() == QLatin1String("Endpoint"))
            box->setCurrentText(QStringLiteral("Big"));
    }
    spin(500);
    tryOnce(window, watch, name);
    tryOnce(window, watch, name);
    compare(window, watch, name);
}

} // namespace

int main(int argc, char **argv)
{
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    qputenv("QT_QPA_PLATFORM", "offscreen");
    qputenv("QT_LOGGING_RULES", "*.warning=false");
    WatchedApplication app(argc, argv);
    app.setQuitOnLastWindowClosed(false);
    const std::size_t bytes = static_cast<std::size_t>(argc > 1 ? std::atoi(argv[1]) : 20) << 20;
    const std::string only = argc > 2 ? argv[2] : "";
    std::printf("%zu MB; milliseconds. Renamed: records whose members are read under other names, each of "
                "which is marked.\n\n| | p50 of the turns | p99 | longest stretch without a pause | "
                "longest event |\n"
                "| --- | ---: | ---: | ---: | ---: |\n",
                bytes >> 20);
    if (only.empty() || only == "records")
        measure(app, "records", bench::recordsOf(bytes), kRecords);
    if (only.empty() || only == "renamed")
        measure(app, "renamed", bench::recordsOf(bytes), kRenamed);
    if (only.empty() || only == "text")
        measure(app, "one text", bench::stringOf(bytes), kText);
    return 0;
}
