// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/engine.h"
#include "support/fakebench.h"
#include "json/answerreader.h"

#include <QPointer>
#include <QUrl>

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace espalier::test {

/// A run whose every step the test makes. Like a real one it ends once, from the event loop, also when
/// stopped.
class FakeRun : public ui::LiveRun
{
    Q_OBJECT

public:
    using LiveRun::LiveRun;

    void stop() override
    {
        ++stops;
        if (std::exchange(m_ending, true))
            return;
        run::RunResult result;
        result.status = run::RunStatus::Cancelled;
        QMetaObject::invokeMethod(
            this, [this, result] { Q_EMIT finished(result); }, Qt::QueuedConnection);
    }

    void beginTry(int attempt = 1, int tryNumber = 1, int allowed = 1, const QByteArray &body = "{}")
    {
        m_trying = true;
        m_begun = false;
        m_record = {};
        m_record.attempt = attempt;
        m_record.tryNumber = tryNumber;
        m_record.attemptsAllowed = allowed;
        m_record.requestBody = body.toStdString();
        Q_EMIT tryBegan(attempt, tryNumber, allowed);
        Q_EMIT stateChanged(run::RunState::Connecting);
        Q_EMIT trySent(body);
    }
    /// The try that began last; numbers and body are set here.
    void endTry(run::AttemptRecord record)
    {
        Q_EMIT stateChanged(run::RunState::Checking);
        tellEnd(std::move(record));
    }
    /// The try that begins now waits for its turn, the server having asked for a pause.
    void holdBack(qint64 milliseconds)
    {
        Q_EMIT tryBegan(1, 1, 1);
        Q_EMIT stateChanged(run::RunState::WaitingForSlot);
        Q_EMIT heldBack(milliseconds);
    }
    void wait(qint64 milliseconds, bool asksAgain)
    {
        Q_EMIT waiting(milliseconds, asksAgain);
        Q_EMIT stateChanged(run::RunState::WaitingToRetry);
    }

    /// More of the answer's text, parsed as a real one is.
    void stream(const std::string &text)
    {
        if (!m_trying)
            beginTry();
        if (!std::exchange(m_begun, true)) {
            m_reader = json::AnswerReader();
            Q_EMIT stateChanged(run::RunState::Streaming);
            Q_EMIT firstToken(12);
            json::TreeChange reset;
            reset.op = json::TreeOp::Reset;
            Q_EMIT treeChanged({reset});
        }
        m_reader.feed(text);
        Q_EMIT textReceived(QByteArray::fromStdString(text));
        Q_EMIT treeChanged(m_reader.takeChanges());
    }

    void end(run::RunResult result = {})
    {
        if (std::exchange(m_ending, true))
            return;
        m_reader.finish();
        Q_EMIT treeChanged(m_reader.takeChanges());
        result.value = m_reader.tree().value();
        result.repairs = m_reader.repairs();
        if (m_trying) {
            run::AttemptRecord record;
            record.status = result.status;
            record.error = result.error;
            record.issues = result.issues;
            record.usage = result.usage;
            tellEnd(std::move(record));
        }
        if (result.history.empty())
            result.history = m_history;
        Q_EMIT finished(result);
    }

    [[nodiscard]] ui::HookLink *hooks() override { return &link; }

    int stops = 0;
    FakeLink link;

private:
    void tellEnd(run::AttemptRecord record)
    {
        m_trying = false;
        record.attempt = m_record.attempt;
        record.tryNumber = m_record.tryNumber;
        record.attemptsAllowed = m_record.attemptsAllowed;
        record.requestBody = m_record.requestBody;
        Q_EMIT tryEnded(record);
        m_history.push_back(std::move(record));
    }

    json::AnswerReader m_reader;
    run::AttemptRecord m_record; ///< of the try that began last
    std::vector<run::AttemptRecord> m_history;
    bool m_trying = false;
    bool m_begun = false; ///< its answer
    bool m_ending = false;
};

/// A connection test whose every tick the test makes. Ends once, from the event loop, also when cancelled.
class FakeConnectionTest : public ui::ConnectionTest
{
    Q_OBJECT

public:
    using ConnectionTest::ConnectionTest;

    void cancel() override
    {
        ++cancels;
        endLater();
    }
    void endLater()
    {
        if (!std::exchange(m_ending, true))
            QMetaObject::invokeMethod(
                this, [this] { Q_EMIT finished(); }, Qt::QueuedConnection);
    }

    int cancels = 0;

private:
    bool m_ending = false;
};

/// A probe whose every step the test makes. Ends once, from the event loop, also when stopped.
class FakeProbe : public ui::ModeProbe
{
    Q_OBJECT

public:
    using ModeProbe::ModeProbe;

    void stop() override { endLater({}, false, {ErrorKind::StoppedByUser, "Stopped.", {}, {}, {}, {}}); }
    void endLater(const run::ProbeReport &report, bool kept, const Error &error = {})
    {
        if (!std::exchange(m_ending, true))
            QMetaObject::invokeMethod(
                this, [this, report, kept, error] { Q_EMIT finished(report, kept, error); },
                Qt::QueuedConnection);
    }

private:
    bool m_ending = false;
};

/// An engine that answers nothing by itself and records what it was asked.
class FakeEngine : public ui::Engine
{
    Q_OBJECT

public:
    FakeEngine()
    {
        ui::EndpointInfo practice;
        practice.name = QStringLiteral("Practice");
        practice.practice = true;
        practice.model = QStringLiteral("practice-reader");
        practice.models = {practice.model};
        ui::EndpointInfo remote;
        remote.name = QStringLiteral("OpenAI");
        remote.baseUrl = QStringLiteral("https://api.example.com/v1");
        known = {practice, remote};
    }

    QList<ui::EndpointInfo> endpoints() const override { return known; }
    ui::EndpointFacts facts(const ui::EndpointChoice &choice) const override
    {
        ui::EndpointFacts facts;
        const bool practice = choice.name == QLatin1String("Practice");
        facts.usable = practice || choice.baseUrl.startsWith(QLatin1String("http"));
        facts.host = practice ? QString() : QUrl(choice.baseUrl).host();
        facts.requestUrl = facts.usable ? choice.baseUrl + QStringLiteral("/chat/completions") : QString();
        facts.hint =
            choice.baseUrl.contains(QLatin1String("anyscale")) ? QStringLiteral("closed") : QString();
        facts.keyMovesFrom = practice ? QString() : movesFrom;
        facts.keyMovesTo = QUrl(choice.baseUrl).host();
        facts.keptKeyMovesFrom = practice ? QString() : keptMovesFrom;
        return facts;
    }
    ui::KeyFacts keyFacts(const QString &endpoint) const override
    {
        return endpoint == QLatin1String("Practice") ? ui::KeyFacts() : key;
    }
    void storeKey(const QString &endpoint, secrets::Secret secret, ui::KeyPlace place) override
    {
        storedFor = endpoint;
        storedKey = std::string(secret.reveal());
        storedPlace = place;
    }
    void forgetKey(const QString &endpoint) override { forgotten = endpoint; }
    void fetchModels(const ui::EndpointChoice &choice) override { fetched.append(choice.name); }
    void remember(const ui::EndpointChoice &choice, const QString &model) override
    {
        remembered = {choice.name, model};
    }
    settings::EndpointProfile profile(const QString &name) const override
    {
        if (const auto found = profiles.find(name); found != profiles.end())
            return found->second;
        settings::EndpointProfile made;
        made.name = name.toStdString();
        for (const ui::EndpointInfo &info : known) {
            if (info.name == name)
                made.baseUrl = info.baseUrl.toStdString();
        }
        return made;
    }
    std::optional<Error> saveProfile(const settings::EndpointProfile &saved,
                                     const QString &formerName) override
    {
        if (saveError)
            return saveError;
        saves.append({saved, formerName});
        const QString name = QString::fromStdString(saved.name);
        profiles.erase(formerName);
        profiles[name] = saved;
        ui::EndpointInfo *place = nullptr;
        for (ui::EndpointInfo &info : known) {
            if (info.name == formerName)
                place = &info;
        }
        if (!place)
            place = &known.emplaceBack();
        place->name = name;
        place->baseUrl = QString::fromStdString(saved.baseUrl);
        place->stored = true;
        Q_EMIT endpointsChanged();
        return std::nullopt;
    }
    std::optional<Error> removeProfile(const QString &name) override
    {
        removed.append(name);
        profiles.erase(name);
        known.removeIf([&](const ui::EndpointInfo &info) { return info.name == name && !info.preset; });
        Q_EMIT endpointsChanged();
        return std::nullopt;
    }
    void storeSecret(const QString &entry, secrets::Secret value, ui::KeyPlace) override
    {
        storedSecrets[entry] = std::string(value.reveal());
    }
    std::unique_ptr<ui::ConnectionTest> testConnection(const settings::EndpointProfile &tested,
                                                       ui::EnteredSecrets entered) override
    {
        testedProfiles.append(tested);
        testedWith.clear();
        for (const auto &[entry, secret] : entered)
            testedWith[entry] = std::string(secret.reveal());
        auto made = std::make_unique<FakeConnectionTest>();
        test = made.get();
        return made;
    }
    run::ProbePlan::Estimate probeCost(const settings::EndpointProfile &,
                                       const std::string &model) const override
    {
        costAskedFor = model;
        return cost;
    }
    std::unique_ptr<ui::ModeProbe> probeModes(const settings::EndpointProfile &profile,
                                              const std::string &model, ui::EnteredSecrets entered,
                                              const QString &keepIn) override
    {
        testedProfiles.append(profile);
        testedWith.clear();
        for (const auto &[entry, secret] : entered)
            testedWith[entry] = std::string(secret.reveal());
        probedModel = model;
        probeKeptIn = keepIn;
        auto made = std::make_unique<FakeProbe>();
        probe = made.get();
        return made;
    }
    void findLocalServers() override { ++searches; }
    std::unique_ptr<ui::LiveRun> start(const ui::RunOrder &order) override
    {
        orders.append(order);
        auto made = std::make_unique<FakeRun>();
        run = made.get();
        return made;
    }

    ui::HookBench &bench() override { return ownBench; }
    ui::RequestPreview preview(const ui::RunOrder &order) const override
    {
        previewed.append(order);
        return nextPreview;
    }

    FakeBench ownBench;
    QList<ui::EndpointInfo> known;
    ui::RequestPreview nextPreview;
    mutable QList<ui::RunOrder> previewed;
    ui::KeyFacts key{ui::KeyFacts::Source::Missing, QStringLiteral("OPENAI_API_KEY"), false, {}};
    QString movesFrom;
    QString keptMovesFrom;
    QList<ui::RunOrder> orders;
    QPointer<FakeRun> run;
    std::map<QString, settings::EndpointProfile> profiles;      ///< by name; others are made of `known`
    QList<std::pair<settings::EndpointProfile, QString>> saves; ///< with the former name
    std::optional<Error> saveError;
    QStringList removed;
    std::map<QString, std::string> storedSecrets; ///< by entry
    QList<settings::EndpointProfile> testedProfiles;
    std::map<std::string, std::string> testedWith; ///< what was entered at the last test
    QPointer<FakeConnectionTest> test;
    run::ProbePlan::Estimate cost{11, 6200, 1500, std::nullopt, {}};
    mutable std::string costAskedFor;
    QPointer<FakeProbe> probe;
    std::string probedModel;
    QString probeKeptIn;
    int searches = 0;
    QString storedFor;
    std::string storedKey;
    ui::KeyPlace storedPlace = ui::KeyPlace::Session;
    QString forgotten;
    QStringList fetched;
    std::pair<QString, QString> remembered;
};

} // namespace espalier::test
