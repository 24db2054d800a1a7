// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/httpheaders.h"
#include "net/transport.h"
#include "run/answer.h"
#include "run/runresult.h"
#include "run/runstate.h"
#include "schema/baditems.h"
#include "schema/coercion.h"
#include "settings/endpointprofile.h"
#include "wire/chatrequest.h"
#include "json/parseoptions.h"
#include "json/treechange.h"

#include <QObject>
#include <QUrl>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace espalier::net {
class RequestGate;
}

namespace espalier::run {

/// What one document's run needs. Plain value; the credentials are resolved before (secrets library) and only
/// pass through.
struct ExtractionRequest
{
    std::string document = "-"; ///< name for reports
    wire::ChatRequest chat;     ///< mode decided, never Auto
    settings::EndpointProfile profile;
    HttpHeaders secretHeaders;    ///< e.g. Authorization; sent to the profile's host only, never recorded
    std::string proxyCredentials; ///< "user:password" of a manual proxy; empty: none; never recorded
    net::Timeouts timeouts;
    json::ParseLimits limits;
    schema::CoercionOptions coercion; ///< how far the answer is read into the types of the schema
    schema::BadItems badItems = schema::BadItems::Ask;
};

/// One document through one endpoint: sends, decodes, grows the tree, validates.
///
/// Signals, all queued: stateChanged(old, new) for every step; attemptStarted; treeChanged and textReceived
/// while streaming; finished exactly once, nothing after it; stop() included. The tree of an attempt starts
/// with TreeOp::Reset. Ownership: the transport stays the caller's and must outlive the run. Deleting a
/// running run cancels it silently. Thread: the one of the transport (the GUI thread).
class ExtractionRun : public QObject
{
    Q_OBJECT

public:
    /// `gate`: where the run waits for its turn before each try; nullptr: it does not wait. Must outlive the
    /// run.
    ExtractionRun(ExtractionRequest request, net::Transport &transport, QObject *parent = nullptr,
                  net::RequestGate *gate = nullptr);
    ~ExtractionRun() override;

    /// Begins. A second call does nothing.
    void start();
    /// Ends with status Cancelled; what came is kept. No effect after the end.
    void stop();

    [[nodiscard]] RunState state() const;

Q_SIGNALS:
    void stateChanged(espalier::run::RunState from, espalier::run::RunState to);
    /// Number from 1; the request as sent, without secrets, pretty enough for a person.
    void attemptStarted(int attempt, const QString &url, const QByteArray &requestBody);
    /// An optional member was refused by name and left out; the same question was sent again.
    void capabilityDropped(const QString &member);
    void firstToken(qint64 milliseconds);
    void treeChanged(const espalier::json::TreeChanges &changes);
    /// What is wrong with values that have closed, while the rest still comes; after the changes that closed
    /// them. Of a value that is replaced, or a candidate that is given up, they count no more (FoundIssue).
    void issuesFound(const std::vector<espalier::run::FoundIssue> &issues);
    /// More of the raw answer text (UTF-8, cut at any byte).
    void textReceived(const QByteArray &utf8);
    void reasoningReceived(const QByteArray &utf8);
    /// Iterable: an item closed and fits, or is kept all the same. As it was read.
    void itemAccepted(int index, const espalier::json::Value &item);
    /// Iterable: an item closed and does not fit; kept apart.
    void itemSetAside(int index, const espalier::json::Value &item, const espalier::schema::Issues &issues);
    void finished(const espalier::run::RunResult &result);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace espalier::run

Q_DECLARE_METATYPE(espalier::json::TreeChanges)
Q_DECLARE_METATYPE(espalier::json::Value)
Q_DECLARE_METATYPE(std::vector<espalier::run::FoundIssue>)
Q_DECLARE_METATYPE(espalier::schema::Issues)
