// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/transport.h"

#include <QPointer>

#include <deque>
#include <functional>
#include <vector>

namespace espalier::test {

/// A try played by the test: headers, pieces, end or failure, in any order and number.
///
/// Each call queues one signal, in order of the calls, so a test may play a whole answer at once and then let
/// the event loop turn. After the end (end, fail, abort) every further call does nothing, as with a real
/// stream.
class FakeStream final : public net::HttpStream
{
    Q_OBJECT

public:
    FakeStream(net::HttpRequest request, QObject *parent);

    /// Status and headers. The default is what a server that streams sends.
    void respond(int status = 200, HttpHeaders headers = {{"Content-Type", "text/event-stream"}});
    /// The next bytes. After a status that is not 2xx they go to the error body, at most 64 KiB, as the real
    /// one does it.
    void send(const QByteArray &bytes);
    /// The body ends by itself.
    void end();
    /// The transport fails: NoConnection, StreamCut, a timeout, LimitExceeded.
    void fail(Error error);

    void abort() override;
    void noteContent() override { ++m_contentNotes; }
    void noteEnd() override { ++m_endNotes; }

    [[nodiscard]] const net::HttpRequest &request() const { return m_request; }
    [[nodiscard]] int contentNotes() const { return m_contentNotes; } ///< calls of noteContent()
    [[nodiscard]] int endNotes() const { return m_endNotes; }         ///< calls of noteEnd()
    [[nodiscard]] bool aborted() const { return m_aborted; }

private:
    void queue(std::function<void()> step);
    void queueEnd(Error error);

    net::HttpRequest m_request;
    net::StreamEnd m_end;
    int m_contentNotes = 0;
    int m_endNotes = 0;
    bool m_aborted = false;
    bool m_scriptEnded = false;
    bool m_over = false;
};

/// Transport without a network: records every request and lets the test play the answers.
///
/// Usage: `fake.onSend([](FakeStream &s) { s.respond(); s.send("data: [DONE]\n\n"); s.end(); });`, once per
/// expected try, or drive `fake.last()` by hand after the send. A try without a script stays open until
/// played.
class FakeTransport final : public net::Transport
{
public:
    using Script = std::function<void(FakeStream &)>;

    /// Plays `script` for the next try that has none yet; scripts are used up in order.
    void onSend(Script script) { m_scripts.push_back(std::move(script)); }
    [[nodiscard]] net::HttpStream *send(const net::HttpRequest &request, QObject *parent) override;

    [[nodiscard]] const std::vector<net::HttpRequest> &requests() const { return m_requests; }
    /// The try with that number, from 0; nullptr when it was deleted.
    [[nodiscard]] FakeStream *stream(std::size_t number) const { return m_streams.at(number); }
    [[nodiscard]] FakeStream *last() const { return m_streams.empty() ? nullptr : m_streams.back().data(); }

private:
    std::deque<Script> m_scripts;
    std::vector<net::HttpRequest> m_requests;
    std::vector<QPointer<FakeStream>> m_streams;
};

} // namespace espalier::test
