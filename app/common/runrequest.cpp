// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/runrequest.h"

#include <utility>

namespace espalier::app {

run::ExtractionRequest extractionRequest(RunOptions options, EndpointAccess access)
{
    run::ExtractionRequest out;
    out.document = std::move(options.documentName);
    out.chat.mode =
        options.mode == wire::AnswerMode::Auto ? access.profile.autoMode(options.model) : options.mode;
    out.chat.stream = options.stream;
    out.chat.model = std::move(options.model);
    out.chat.instructions = std::move(options.instructions);
    out.chat.document = std::move(options.document);
    out.chat.shape = std::move(options.shape);
    out.chat.maxTokens = options.maxTokens;
    out.chat.temperature = options.temperature;
    out.chat.parameters = std::move(options.parameters);
    out.profile = std::move(access.profile);
    if (options.schemaDialect)
        out.profile.dialect.schema = *options.schemaDialect;
    out.secretHeaders = std::move(access.secretHeaders);
    out.proxyCredentials = std::move(access.proxyCredentials);
    out.timeouts = options.timeouts;
    return out;
}

} // namespace espalier::app
