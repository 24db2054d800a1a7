// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "settings/presets.h"

#include "base/ascii.h"

namespace espalier::settings {

namespace {

using secrets::KeySource;
using wire::AnswerMode;
using wire::SchemaDialect;
using wire::ToolChoiceForm;

EndpointProfile hosted(std::string name, std::string baseUrl, std::string variable)
{
    EndpointProfile out;
    out.name = std::move(name);
    out.baseUrl = std::move(baseUrl);
    out.key = KeySource::environment(std::move(variable));
    return out;
}

EndpointProfile local(std::string name, std::string baseUrl, AnswerMode mode)
{
    EndpointProfile out;
    out.name = std::move(name);
    out.baseUrl = std::move(baseUrl);
    out.defaultMode = mode;
    out.concurrency = 1; // one model in the memory of one machine
    return out;
}

std::vector<EndpointProfile> makePresets()
{
    EndpointProfile practice;
    practice.name = kPracticeName;
    practice.key = KeySource::session();
    practice.lastModel = "practice-reader";

    EndpointProfile anyscaleService = hosted("Anyscale service", "", "ANYSCALE_API_KEY");
    EndpointProfile anyscaleEndpoints = hosted("Anyscale Endpoints (retired August 2024)",
                                               "https://api.endpoints.anyscale.com/v1", "ANYSCALE_API_KEY");
    anyscaleEndpoints.dialect.schema = SchemaDialect::JsonObject;
    anyscaleEndpoints.dialect.streamOptions = false;

    EndpointProfile openai = hosted("OpenAI", "https://api.openai.com/v1", "OPENAI_API_KEY");
    openai.dialect.maxTokensName = "max_completion_tokens"; // the older name is refused by reasoning models
    EndpointProfile together = hosted("Together", "https://api.together.xyz/v1", "TOGETHER_API_KEY");
    together.dialect.schema = SchemaDialect::JsonObject;
    EndpointProfile fireworks =
        hosted("Fireworks", "https://api.fireworks.ai/inference/v1", "FIREWORKS_API_KEY");
    fireworks.dialect.schema = SchemaDialect::JsonObject;
    EndpointProfile groq = hosted("Groq", "https://api.groq.com/openai/v1", "GROQ_API_KEY");
    EndpointProfile mistral = hosted("Mistral", "https://api.mistral.ai/v1", "MISTRAL_API_KEY");
    mistral.dialect.streamOptions = false; // usage comes without asking, and unknown members are refused
    EndpointProfile openRouter = hosted("OpenRouter", "https://openrouter.ai/api/v1", "OPENROUTER_API_KEY");

    EndpointProfile vllm = local("vLLM", "http://localhost:8000/v1", AnswerMode::JsonSchema);
    vllm.concurrency = 16; // batches requests
    EndpointProfile ollama = local("Ollama", "http://localhost:11434/v1", AnswerMode::JsonSchema);
    ollama.dialect.toolChoice = ToolChoiceForm::Auto; // tool_choice is not looked at there
    EndpointProfile llamaCpp = local("llama.cpp", "http://localhost:8080/v1", AnswerMode::JsonSchema);
    llamaCpp.dialect.toolChoice = ToolChoiceForm::Required;
    EndpointProfile lmStudio = local("LM Studio", "http://localhost:1234/v1", AnswerMode::JsonSchema);
    lmStudio.dialect.toolChoice = ToolChoiceForm::Required; // the object form is refused
    EndpointProfile custom;
    custom.name = "Custom";

    return {practice, anyscaleService, anyscaleEndpoints, openai, together, fireworks,
            groq,     mistral,         openRouter,        vllm,   ollama,   llamaCpp,
            lmStudio, custom};
}

} // namespace

const std::vector<EndpointProfile> &presets()
{
    static const std::vector<EndpointProfile> all = makePresets();
    return all;
}

const EndpointProfile *preset(std::string_view name)
{
    const std::string wanted = asciiLower(name);
    for (const EndpointProfile &profile : presets()) {
        if (asciiLower(profile.name) == wanted)
            return &profile;
    }
    return nullptr;
}

} // namespace espalier::settings
