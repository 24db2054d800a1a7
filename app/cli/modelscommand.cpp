// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/command.h"
#include "cli/endpointjob.h"
#include "cli/endpointoptions.h"
#include "cli/exitcode.h"
#include "cli/output.h"

#include "common/modelfetch.h"
#include "json/writer.h"

#include <array>

namespace espalier::cli {

namespace {

constexpr std::array kOptions{
    OptionSpec{"endpoint", "NAME", "a profile of yours or a preset; default: practice"},
    OptionSpec{"base-url", "URL", "any OpenAI-compatible endpoint, with or without /v1"},
    OptionSpec{"api-key-env", "VAR", "environment variable that holds the key; never the key itself"},
    OptionSpec{"quiet", {}, "no notes"},
    OptionSpec{"help", {}, "this text"},
};

int print(const std::vector<wire::ModelInfo> &models, Console &console)
{
    json::Value::Array list;
    for (const wire::ModelInfo &model : models)
        list.push_back(json::Value::object({{"id", json::Value::string(model.id)}}));
    Output out;
    out.line(json::writeCompact(json::Value::object({{"models", json::Value::array(std::move(list))}})));
    return out.exitCodeAfter(kExitOk, console);
}

int run(const Options &options, Console &console)
{
    if (!options.inputs().empty()) {
        console.error(usageError("models takes no files.", "See: espalier-cli models --help"));
        return kExitUsage;
    }
    app::Engine engine;
    EndpointJob job(
        engine, endpointChoice(options), console, [&console](EndpointJob &self, app::EndpointAccess access) {
            app::fetchModels(self.engine().transport(), access, {}, &self,
                             [&self, &console](Result<std::vector<wire::ModelInfo>, Error> models) {
                                 if (!models) {
                                     self.fail(models.error());
                                     return;
                                 }
                                 self.end(print(*models, console));
                             });
        });
    return job.exec();
}

} // namespace

Command modelsCommand()
{
    return {"models",
            "list the models of an endpoint",
            "[--endpoint NAME | --base-url URL] [--api-key-env VAR]",
            kOptions,
            "  espalier-cli models                                          those of the practice endpoint\n"
            "  espalier-cli models --endpoint Groq                          key from its usual variable, "
            "GROQ_API_KEY\n"
            "  espalier-cli models --base-url http://localhost:8000/v1      a server of your own\n",
            &run};
}

} // namespace espalier::cli
