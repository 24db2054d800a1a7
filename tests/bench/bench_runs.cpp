// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// bench_runs measure|check BASE-URL KEY DOCUMENTS AT-ONCE MODEL TASK-FILE
//
// Reads the text of the task so many times, so many at once, with tools and a growing object; prints one
// line:
// {"wall_ms","cpu_ms","first_partial_ms","partials","wrong_leaves","valid"}. `check` looks at every partial
// object; `measure` does not, so that the looking costs nothing.

#include "bench/measure.h"

#include "net/qnamtransport.h"
#include "net/requestgate.h"
#include "run/extractionrun.h"
#include "support/reading.h"
#include "json/partialtree.h"
#include "json/read.h"
#include "json/writer.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <memory>
#include <vector>

using namespace espalier;

namespace {

/// Of this process, all threads.
double processorMs()
{
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

/// Leaves of a growing object that the whole one does not have: a text that is no beginning, another number.
int wrongLeaves(const json::Value &partial, const json::Value &whole)
{
    if (partial.isNull())
        return 0;
    if (partial.isString())
        return whole.isString() && whole.text().starts_with(partial.text()) ? 0 : 1;
    int wrong = 0;
    for (const json::Member &member : partial.members())
        wrong += wrongLeaves(member.value, whole[member.key]);
    for (std::size_t i = 0; i < partial.items().size(); ++i)
        wrong += i < whole.items().size() ? wrongLeaves(partial.items()[i], whole.items()[i]) : 1;
    const bool scalar = !partial.isObject() && !partial.isArray();
    return wrong + (scalar && !(partial == whole) ? 1 : 0);
}

/// The documents, so many at once.
class Batch
{
public:
    Batch(run::ExtractionRequest each, int documents, bool checks)
        : m_request(std::move(each))
        , m_left(documents)
        , m_checks(checks)
    {
    }

    void startOne()
    {
        if (m_left == 0)
            return;
        --m_left;
        ++m_running;
        auto *run = new run::ExtractionRun(m_request, m_transport, &m_owner, &m_gate);
        auto look = std::make_shared<Look>();
        look->since.start();
        QObject::connect(run, &run::ExtractionRun::treeChanged, run,
                         [this, look](const json::TreeChanges &changes) { take(*look, changes); });
        QObject::connect(run, &run::ExtractionRun::finished, &m_owner,
                         [this, run, look](const run::RunResult &result) {
                             valid += result.status == run::RunStatus::Valid;
                             for (const json::Value &partial : look->seen)
                                 wrong += wrongLeaves(partial, result.value);
                             run->deleteLater();
                             startOne();
                             if (--m_running == 0)
                                 QCoreApplication::quit();
                         });
        run->start();
    }

    std::vector<double> firstMs;
    int partials = 0;
    int wrong = 0;
    int valid = 0;

private:
    struct Look
    {
        QElapsedTimer since;
        json::PartialTree tree;
        std::vector<json::Value> seen;
        bool any = false;
    };
    void take(Look &look, const json::TreeChanges &changes)
    {
        const bool shows = std::any_of(changes.begin(), changes.end(), [](const json::TreeChange &change) {
            return change.op == json::TreeOp::SetScalar || change.op == json::TreeOp::AppendText;
        });
        if (shows && !std::exchange(look.any, true))
            firstMs.push_back(static_cast<double>(look.since.nsecsElapsed()) / 1e6);
        partials += shows;
        if (!m_checks)
            return;
        look.tree.apply(changes);
        if (shows)
            look.seen.push_back(look.tree.value());
    }

    run::ExtractionRequest m_request;
    net::RequestGate m_gate;
    net::QnamTransport m_transport;
    int m_left;
    int m_running = 0;
    bool m_checks;
    QObject m_owner;
};

QByteArray fileText(const char *path)
{
    QFile file(QString::fromLocal8Bit(path));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    if (argc != 8)
        return 2;
    const QByteArray mode = argv[1];
    run::ExtractionRequest request;
    request.profile.baseUrl = argv[2];
    request.secretHeaders = {{"Authorization", std::string("Bearer ") + argv[3]}};
    request.profile.concurrency = QByteArray(argv[5]).toInt();
    request.chat.model = argv[6];
    request.chat.mode = wire::AnswerMode::Tools;
    const QByteArray task = fileText(argv[7]);
    const json::Value read = json::readStrict(task.toStdString()).value();
    request.chat.document = read["text"].text();
    request.chat.shape = schema::AnswerShape::of(read["schema"], false).value();
    const int documents = QByteArray(argv[4]).toInt();
    Batch batch(std::move(request), documents, mode == "check");
    QElapsedTimer wall;
    wall.start();
    const double before = processorMs();
    for (int i = 0; i < QByteArray(argv[5]).toInt(); ++i)
        batch.startOne();
    QCoreApplication::exec();
    const double cpu = processorMs() - before;
    std::sort(batch.firstMs.begin(), batch.firstMs.end());
    std::printf("{\"wall_ms\":%lld,\"cpu_ms\":%.1f,\"first_partial_ms\":%.1f,\"partials\":%d,\"wrong_"
                "leaves\":%d,\"valid\":%d}\n",
                static_cast<long long>(wall.elapsed()), cpu,
                batch.firstMs.empty() ? 0.0 : batch.firstMs[batch.firstMs.size() / 2], batch.partials,
                batch.wrong, batch.valid);
    return batch.valid == documents ? 0 : 1;
}
