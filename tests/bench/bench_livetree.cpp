// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// How long the event loop is held up while a big answer grows in the result panel, the tree in front and the
// table, JSON and raw text behind it: real parser, real models, real widgets, offscreen. Prints a table;
// asserts nothing.
//
// bench_livetree [NODES] [TOKENS_PER_SECOND]      defaults: 50000 2000

#include "models/changebatcher.h"
#include "models/partialtreemodel.h"
#include "panels/resultpanel.h"
#include "watchedapplication.h"
#include "widgets/livetreeview.h"
#include "json/answerreader.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

using namespace espalier;
using namespace espalier::ui;
using espalier::bench::WatchedApplication;

namespace {

constexpr std::size_t kTokenBytes = 4;

/// A list of records of nine values each, about `nodes` values in all.
std::string recordsText(int nodes)
{
    std::string out = "[";
    for (int i = 0; i < nodes / 10; ++i) {
        const std::string n = std::to_string(i);
        out += (i ? "," : "") + std::string(R"({"name":"Jason )") + n + R"(","age":)" + n +
               R"(,"city":"New York","active":true,)" + R"("address":{"street":")" + n +
               R"( Main St","country":"USA"},"tags":["first","second"]})";
    }
    return out + "]";
}

void growAtRate(WatchedApplication &watch, int nodes, int tokensPerSecond)
{
    const std::string text = recordsText(nodes);
    json::AnswerReader reader;
    PartialTreeModel model;
    ResultPanel panel(model);
    panel.resize(700, 800);
    panel.show();
    panel.begin();
    ChangeBatcher batcher;
    QObject::connect(&batcher, &ChangeBatcher::ready, &panel, [&](const json::TreeChanges &changes) {
        watch.noteFlush();
        model.apply(changes);
        panel.follow(changes);
    });
    std::size_t fed = 0;
    QElapsedTimer clock;
    clock.start();
    QTimer feeder;
    QObject::connect(&feeder, &QTimer::timeout, &feeder, [&] {
        const auto due = std::min(
            text.size(), static_cast<std::size_t>(clock.elapsed() * tokensPerSecond / 1000) * kTokenBytes);
        for (; fed < due; fed += kTokenBytes) { // each token on its own, as a stream brings them
            const std::string token = text.substr(fed, kTokenBytes);
            reader.feed(token);
            panel.addRaw(QString::fromStdString(token));
        }
        if (fed >= text.size()) {
            reader.finish();
            feeder.stop();
            QObject::connect(&batcher, &ChangeBatcher::drained, qApp, &QCoreApplication::quit);
        }
        batcher.add(reader.takeChanges());
    });
    feeder.start(5);
    QApplication::exec();
    std::printf("\n%zu nodes, %zu tokens of %zu bytes at %d a second, %.1f s, in the whole result panel; "
                "event loop busy without a pause:\n\n",
                model.valueCount(), text.size() / kTokenBytes, kTokenBytes, tokensPerSecond,
                static_cast<double>(clock.elapsed()) / 1000);
    std::printf("| | count | p50 ms | p99 ms | max ms |\n| --- | --- | --- | --- | --- |\n");
    watch.print();
}

json::TreeChange addition(json::NodeId node, json::NodeId parent, std::uint32_t row, json::Value::Kind kind)
{
    json::TreeChange change;
    change.op = json::TreeOp::Add;
    change.node = node;
    change.parent = parent;
    change.row = row;
    change.kind = kind;
    return change;
}

double appendRows(std::uint32_t rows, std::uint32_t perTurn)
{
    PartialTreeModel model;
    LiveTreeView view;
    view.setLiveModel(&model);
    view.resize(700, 800);
    view.show();
    QApplication::processEvents();
    QElapsedTimer clock;
    clock.start();
    model.apply({addition(1, 0, 0, json::Value::Kind::Array)});
    for (std::uint32_t row = 0; row < rows; row += perTurn) {
        json::TreeChanges changes;
        for (std::uint32_t i = row; i < std::min(rows, row + perTurn); ++i)
            changes.push_back(addition(i + 2, 1, i, json::Value::Kind::String));
        model.apply(changes);
        QApplication::processEvents();
    }
    return static_cast<double>(clock.nsecsElapsed()) / 1e9;
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    qputenv("QT_LOGGING_RULES",
            "*.warning=false"); // an unset XDG_RUNTIME_DIR is none of the table's business
    WatchedApplication app(argc, argv);
    const int nodes = argc > 1 ? std::atoi(argv[1]) : 50'000;
    const int rate = argc > 2 ? std::atoi(argv[2]) : 2'000;
    growAtRate(app, nodes, rate);
    std::printf("\n5,000 rows appended to a list:\n\n| way | s |\n| --- | --- |\n");
    std::printf("| one insertion per event-loop turn | %.2f |\n", appendRows(5000, 1));
    std::printf("| 50 per turn in one insertion | %.2f |\n", appendRows(5000, 50));
    return 0;
}
