// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "practice/practiceserver.h"

#include "practice/chatquestion.h"
#include "practice/practiceworker_p.h"

#include <QByteArray>
#include <QRandomGenerator>
#include <QThread>

#include <array>
#include <utility>

namespace espalier::practice {

namespace {

/// 192 random bits, in letters, digits, "-" and "_".
std::string randomKey()
{
    std::array<quint32, 6> bits{};
    QRandomGenerator::system()->fillRange(bits.data(), bits.size());
    const QByteArray raw(reinterpret_cast<const char *>(bits.data()), sizeof bits);
    return "practice-" +
           raw.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals).toStdString();
}

} // namespace

class PracticeServer::Private
{
public:
    ~Private() { stop(); }

    void stop()
    {
        if (!worker)
            return;
        QMetaObject::invokeMethod(worker.get(), &PracticeWorker::close, Qt::BlockingQueuedConnection);
        thread.quit();
        thread.wait();
        worker.reset();
        port = 0;
    }

    QThread thread;
    std::unique_ptr<PracticeWorker> worker; ///< lives in `thread` while that runs
    std::uint16_t port = 0;
    std::string key;
    QString errorText;
};

PracticeServer::PracticeServer(QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>())
{
    d->thread.setObjectName(QStringLiteral("practice endpoint"));
}

PracticeServer::~PracticeServer() = default;

bool PracticeServer::start(const Options &options)
{
    d->stop();
    const auto faults = FaultScript::parse(options.faults);
    if (!faults) {
        d->errorText = QString::fromStdString(faults.error().message);
        return false;
    }
    d->key = randomKey();
    d->worker = std::make_unique<PracticeWorker>(
        PracticeService::Settings{d->key, *faults, options.faults, options.tokensPerSecond, options.without});
    PracticeWorker *worker = d->worker.get();
    worker->moveToThread(&d->thread);
    d->thread.start();
    QMetaObject::invokeMethod(
        worker, [&] { d->port = worker->listen(options.port); }, Qt::BlockingQueuedConnection);
    if (d->port != 0) {
        d->errorText.clear();
        return true;
    }
    d->errorText =
        tr("The practice endpoint cannot listen on port %1: %2. Choose another port, or 0 for any free one.")
            .arg(options.port)
            .arg(worker->errorText());
    d->stop();
    return false;
}

QString PracticeServer::errorText() const
{
    return d->errorText;
}

QUrl PracticeServer::baseUrl() const
{
    if (d->port == 0)
        return {};
    QUrl url;
    url.setScheme(QStringLiteral("http"));
    url.setHost(QStringLiteral("127.0.0.1"));
    url.setPort(d->port);
    url.setPath(QStringLiteral("/v1"));
    return url;
}

QString PracticeServer::key() const
{
    return QString::fromStdString(d->key);
}

QString PracticeServer::modelName()
{
    return QString::fromLatin1(readerModel.data(), static_cast<qsizetype>(readerModel.size()));
}

} // namespace espalier::practice
