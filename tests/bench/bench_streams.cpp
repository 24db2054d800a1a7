// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// bench_streams serve          prints a port and streams until its standard input closes
// bench_streams espalier PORT  64 streams at once through our transport
// bench_streams qnam PORT      the same through one QNetworkAccessManager, which takes six at a time
//
// Prints how long all took, how late the events were, and what memory a stream cost.

#include "bench/measure.h"
#include "bench/streamserver.h"

#include "net/qnamtransport.h"

#include <QCoreApplication>
#include <QFile>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSocketNotifier>
#include <QTextStream>

#include <algorithm>
#include <cstdio>
#include <functional>
#include <memory>
#include <vector>

using namespace espalier;

namespace {

/// A figure of /proc/self/status in KiB.
double statusKiB(const char *name)
{
    QFile file(QStringLiteral("/proc/self/status"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (line.startsWith(name))
            return line.simplified().split(' ').value(1).toDouble();
    }
    return 0;
}

/// What one stream gets: the events' delays, and whether it came to its proper end.
class Listener
{
public:
    void take(const QByteArray &bytes)
    {
        m_rest += bytes;
        for (qsizetype end = m_rest.indexOf('\n'); end >= 0; end = m_rest.indexOf('\n')) {
            const QByteArray line = m_rest.left(end);
            m_rest.remove(0, end + 1);
            if (line == "data: [DONE]")
                m_done = true;
            else if (line.startsWith("data: "))
                m_delaysMs.push_back(double(bench::nowNs() - line.mid(6).toLongLong()) / 1e6);
        }
    }

    [[nodiscard]] bool complete() const { return m_done && m_delaysMs.size() == std::size_t(bench::kEvents); }
    [[nodiscard]] const std::vector<double> &delaysMs() const { return m_delaysMs; }

private:
    QByteArray m_rest;
    std::vector<double> m_delaysMs;
    bool m_done = false;
};

/// Starts one stream: where its bytes go, and what to call at its end.
using Starter = std::function<void(Listener *, std::function<void()>)>;

int listen(const std::string &name, const Starter &start)
{
    std::vector<Listener> warmUp(1);
    std::vector<Listener> listeners(bench::kStreams);
    const auto all = [&](std::vector<Listener> &some) {
        std::size_t ended = 0;
        for (Listener &listener : some) {
            start(&listener, [&] {
                if (++ended == some.size())
                    QCoreApplication::quit();
            });
        }
        QCoreApplication::exec();
    };

    all(warmUp); // libraries are loaded, the first connection's costs are paid
    const double before = statusKiB("VmRSS:");
    const qint64 begin = bench::nowNs();
    all(listeners);
    const double seconds = double(bench::nowNs() - begin) / 1e9;

    std::vector<double> delays;
    for (const Listener &listener : listeners) {
        if (!listener.complete()) {
            std::fprintf(stderr, "%s: a stream lost events\n", name.c_str());
            return EXIT_FAILURE;
        }
        delays.insert(delays.end(), listener.delaysMs().begin(), listener.delaysMs().end());
    }
    std::ranges::sort(delays);
    bench::printFigure(name + " seconds", seconds, "s");
    bench::printFigure(name + " delay p50", delays[delays.size() / 2], "ms");
    bench::printFigure(name + " delay p99", delays[delays.size() * 99 / 100], "ms");
    bench::printFigure(name + " memory per stream", (statusKiB("VmHWM:") - before) / bench::kStreams, "KiB");
    return EXIT_SUCCESS;
}

int serve()
{
    bench::StreamServer server;
    const quint16 port = server.listen();
    std::printf("%u\n", unsigned(port));
    std::fflush(stdout);
    QSocketNotifier closed(0, QSocketNotifier::Read);
    QObject::connect(&closed, &QSocketNotifier::activated, qApp, &QCoreApplication::quit);
    return port == 0 ? EXIT_FAILURE : QCoreApplication::exec();
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const QString kind = arguments.value(1);
    const QUrl url(QStringLiteral("http://127.0.0.1:%1/").arg(arguments.value(2)));
    if (kind == QLatin1String("serve"))
        return serve();

    if (kind == QLatin1String("espalier")) {
        net::QnamTransport transport;
        return listen("espalier 64 streams", [&](Listener *listener, const std::function<void()> &ended) {
            net::HttpRequest request;
            request.url = url;
            request.body = "{}";
            net::HttpStream *stream = transport.send(request, qApp);
            QObject::connect(stream, &net::HttpStream::bytesReceived, stream,
                             [listener](const QByteArray &bytes) { listener->take(bytes); });
            QObject::connect(stream, &net::HttpStream::finished, stream, ended);
        });
    }
    if (kind == QLatin1String("qnam")) {
        QNetworkAccessManager manager;
        return listen(
            "QNetworkAccessManager 64 streams", [&](Listener *listener, const std::function<void()> &ended) {
                QNetworkRequest request(url);
                request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArrayLiteral("application/json"));
                QNetworkReply *reply = manager.post(request, QByteArrayLiteral("{}"));
                QObject::connect(reply, &QNetworkReply::readyRead, reply,
                                 [=] { listener->take(reply->readAll()); });
                QObject::connect(reply, &QNetworkReply::finished, reply, ended);
            });
    }
    std::fputs("bench_streams serve | espalier PORT | qnam PORT\n", stderr);
    return 2;
}
