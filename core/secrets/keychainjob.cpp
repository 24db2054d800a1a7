// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "secrets/keychainjob_p.h"

#include <QTimer>

#include <qt6keychain/keychain.h>

#include <utility>

namespace espalier::secrets {

namespace {

QString service()
{
    return QStringLiteral("espalier");
}

KeychainJob::Outcome outcomeOf(QKeychain::Error error)
{
    switch (error) {
    case QKeychain::NoError:
        return KeychainJob::Outcome::Done;
    case QKeychain::EntryNotFound:
        return KeychainJob::Outcome::NotFound;
    case QKeychain::AccessDenied:
    case QKeychain::AccessDeniedByUser:
    case QKeychain::CouldNotDeleteEntry:
        return KeychainJob::Outcome::Denied;
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
    case QKeychain::OtherError: // also what a missing bus or service is reported as
        break;
    }
    return KeychainJob::Outcome::Broken;
}

} // namespace

KeychainJob::KeychainJob(QKeychain::Job *job, const std::string &name, std::chrono::milliseconds timeout,
                         QObject *parent, Done done)
    : QObject(parent)
    , m_done(std::move(done))
{
    // QtKeychain deletes its job itself after finished; one that is still waiting for a prompt has to stay
    // alive.
    job->setKey(QString::fromStdString(name));
    connect(job, &QKeychain::Job::finished, this, [this](QKeychain::Job *ended) {
        End end;
        end.outcome = outcomeOf(ended->error());
        if (auto *reading = qobject_cast<QKeychain::ReadPasswordJob *>(ended);
            reading && end.outcome == Outcome::Done) {
            QByteArray bytes = reading->binaryData();
            end.secret = Secret(std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())));
        } else if (end.outcome == Outcome::Broken) {
            end.words = ended->errorString().toStdString();
        }
        finish(std::move(end));
    });
    QTimer::singleShot(timeout, this, [this] { finish({Outcome::TimedOut, {}, {}}); });
    job->start();
}

void KeychainJob::finish(End end)
{
    const Done done = std::exchange(m_done, nullptr);
    if (!done)
        return;
    deleteLater();
    done(std::move(end));
}

void KeychainJob::read(const std::string &name, std::chrono::milliseconds timeout, QObject *parent, Done done)
{
    new KeychainJob(new QKeychain::ReadPasswordJob(service()), name, timeout, parent, std::move(done));
}

void KeychainJob::write(const std::string &name, const Secret &secret, std::chrono::milliseconds timeout,
                        QObject *parent, Done done)
{
    auto *job = new QKeychain::WritePasswordJob(service());
    const std::string_view bytes = secret.reveal();
    job->setTextData(QString::fromUtf8(bytes.data(), static_cast<qsizetype>(bytes.size())));
    new KeychainJob(job, name, timeout, parent, std::move(done));
}

void KeychainJob::remove(const std::string &name, std::chrono::milliseconds timeout, QObject *parent,
                         Done done)
{
    new KeychainJob(new QKeychain::DeletePasswordJob(service()), name, timeout, parent, std::move(done));
}

} // namespace espalier::secrets
