// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// How long the event loop is held up by an answer of 20 MB in the whole panel: while it comes, with each way
// to look at it in front, at its end, and when one turns to the others. Real parser, models and widgets,
// offscreen. Prints a table; asserts nothing.
//
// bench_biganswer [MEGABYTES] [records|text]      default: 20, both

#include "biganswers.h"
#include "models/changebatcher.h"
#include "models/partialtreemodel.h"
#include "panels/resultpanel.h"
#include "watchedapplication.h"
#include "json/answerreader.h"

#include <QEventLoop>
#include <QTimer>

#include <cstdio>
#include <cstdlib>
#include <string>
#include <utility>

using namespace espalier;
using namespace espalier::ui;
using espalier::bench::recordsOf;
using espalier::bench::stringOf;
using espalier::bench::WatchedApplication;

namespace {

constexpr std::size_t kPiece = 16 * 1024; // every 8 ms: 2 MB a second

void spin(int milliseconds)
{
    QEventLoop loop; // quit() of the application would close the window
    QTimer::singleShot(milliseconds, &loop, &QEventLoop::quit);
    loop.exec();
}

void showAnswer(WatchedApplication &watch, const char *name, const std::string &text, ResultPanel::Page page)
{
    json::AnswerReader reader;
    PartialTreeModel model;
    ResultPanel panel(model);
    ChangeBatcher batcher;
    panel.resize(700, 800);
    panel.show();
    panel.showPage(page);
    panel.begin();
    QObject::connect(&batcher, &ChangeBatcher::ready, &panel, [&](const json::TreeChanges &changes) {
        watch.noteFlush();
        model.apply(changes);
        panel.follow(changes);
    });
    watch.startOver();
    std::size_t fed = 0;
    QEventLoop drained;
    QTimer feeder;
    QObject::connect(&feeder, &QTimer::timeout, &panel, [&] {
        const std::string piece = text.substr(fed, kPiece);
        fed += piece.size();
        reader.feed(piece);
        panel.addRaw(QString::fromStdString(piece));
        if (fed >= text.size()) {
            reader.finish();
            feeder.stop();
            QObject::connect(&batcher, &ChangeBatcher::drained, &drained, &QEventLoop::quit);
        }
        batcher.add(reader.takeChanges());
        if (fed >= text.size() && batcher.isIdle())
            drained.quit();
    });
    feeder.start(8);
    drained.exec();
    std::printf("\n%s, %zu MB, %zu nodes\n\n| | count | p50 ms | p99 ms | max ms |\n| --- | --- | --- | --- "
                "| --- |\n",
                name, text.size() >> 20, model.valueCount());
    watch.print();
    const auto timed = [](const char *what, auto act) {
        QElapsedTimer clock;
        clock.start();
        act();
        std::printf("| %s | 1 | | | %.0f |\n", what, static_cast<double>(clock.nsecsElapsed()) / 1e6);
    };
    run::RunResult result;
    result.status = run::RunStatus::Valid;
    result.text = text;
    timed("the end", [&] { panel.finish(result, false); });
    for (const auto &[title, next] :
         {std::pair("to the table", ResultPanel::Page::Table), std::pair("to JSON", ResultPanel::Page::Json),
          std::pair("to raw", ResultPanel::Page::Raw),
          std::pair("back to the tree", ResultPanel::Page::Tree)}) {
        watch.startOver();
        timed(title, [&panel, next = next] {
            panel.showPage(next);
            QApplication::processEvents();
        });
        spin(1000);
        watch.print();
    }
}

} // namespace

int main(int argc, char **argv)
{
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    qputenv("QT_QPA_PLATFORM", "offscreen");
    qputenv("QT_LOGGING_RULES", "*.warning=false");
    WatchedApplication app(argc, argv);
    const std::size_t bytes = static_cast<std::size_t>(argc > 1 ? std::atoi(argv[1]) : 20) << 20;
    const std::string only = argc > 2 ? argv[2] : "";
    if (only != "text") {
        showAnswer(app, "records, tree in front", recordsOf(bytes), ResultPanel::Page::Tree);
        showAnswer(app, "records, table in front", recordsOf(bytes), ResultPanel::Page::Table);
    }
    if (only != "records") {
        showAnswer(app, "one text, tree in front", stringOf(bytes), ResultPanel::Page::Tree);
        showAnswer(app, "one text, raw in front", stringOf(bytes), ResultPanel::Page::Raw);
    }
    return 0;
}
