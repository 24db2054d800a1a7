// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "practice/answerstream.h"
#include "practice/apierror.h"
#include "practice/capabilities.h"
#include "practice/chatquestion.h"
#include "practice/faultscript.h"
#include "practice/httprequest.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace espalier::practice {

/// What goes back to a client: a whole body or a stream, and what is to go wrong while it does.
struct Reply
{
    int status = 200;
    HttpHeaders headers;
    std::string body; ///< when there is no stream
    std::optional<AnswerStream> stream;
    double tokensPerSecond = 0; ///< of the stream; 0: unthrottled
    FaultStep fault;            ///< drop, cut, stall and delay are left to whoever sends
};

/// The endpoint without its sockets: requests in, replies out (OpenAI API reference, "Chat" and "Models").
/// Paths: GET /v1/models, GET /v1/models/{id}, POST /v1/chat/completions. Only the latter plays faults; one
/// step per request, counted per script. Of several scripts the header's counts before the model name's
/// before the server's own. Thread safety: none. No QObject.
class PracticeService
{
public:
    struct Settings
    {
        std::string key;
        FaultScript faults;
        std::string faultsText; ///< what `faults` was read from; names its counter
        double tokensPerSecond = 0;
        Without without; ///< what it is not able to
    };

    explicit PracticeService(Settings settings);

    [[nodiscard]] Reply reply(const HttpRequest &request);
    [[nodiscard]] static Reply refusal(const HttpRefusal &refusal);

private:
    Reply models(const std::string &path) const;
    Reply completion(const HttpRequest &request);
    Reply answer(const ChatQuestion &question, const FaultStep &step);
    Result<FaultStep, ApiError> nextStep(const HttpRequest &request, const ChatQuestion &question);
    [[nodiscard]] bool authorised(const HttpRequest &request) const;

    Settings m_settings;
    std::map<std::string, std::size_t> m_played; ///< requests per script
    std::size_t m_malformed = 0;
    std::uint64_t m_answers = 0;
};

} // namespace espalier::practice
