// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/command.h"
#include "cli/endpointjob.h"
#include "cli/endpointoptions.h"
#include "cli/exitcode.h"
#include "cli/output.h"

#include "common/modelfetch.h"
#include "run/probe.h"
#include "wire/answermode.h"
#include "json/writer.h"

#include <array>
#include <memory>
#include <utility>

namespace espalier::cli {

namespace {

constexpr std::array kOptions{
    OptionSpec{"endpoint", "NAME", "a profile of yours or a preset; default: practice"},
    OptionSpec{"base-url", "URL", "any OpenAI-compatible endpoint, with or without /v1"},
    OptionSpec{"model", "NAME", "default: the last one used there"},
    OptionSpec{"api-key-env", "VAR", "environment variable that holds the key; never the key itself"},
    OptionSpec{"quiet", {}, "no notes"},
    OptionSpec{"help", {}, "this text"},
};

/// One call of `probe`: the list of models, then the questions, then what was found.
class ProbeCall
{
public:
    ProbeCall(std::optional<std::string> model, Console &console)
        : m_model(std::move(model))
        , m_console(console)
    {
    }

    void begin(EndpointJob &job, app::EndpointAccess access)
    {
        auto model = app::chosenModel(access.profile, m_model);
        if (!model) {
            job.fail(model.error());
            return;
        }
        m_request.chat.model = std::move(model).value();
        m_tls = access.profile.baseUrl.starts_with("https:");
        m_hasKey = !access.secretHeaders.empty();
        app::askForModels(job.engine().transport(), access, {}, &job,
                          [this, &job](const app::ModelAnswer &answer) {
                              if (answer.models)
                                  m_models = static_cast<int>(answer.models->size());
                              else if (answer.httpStatus == 0) // nobody there: questions would say no more
                                  return job.fail(answer.models.error());
                              ask(job);
                          });
        m_request.profile = std::move(access.profile);
        m_request.secretHeaders = std::move(access.secretHeaders);
        m_request.proxyCredentials = std::move(access.proxyCredentials);
    }

private:
    void ask(EndpointJob &job)
    {
        m_probe =
            std::make_unique<run::Probe>(m_request, job.engine().transport(), nullptr, &job.engine().gate());
        const auto estimate = m_probe->estimate();
        m_console.note("This asks at most " + std::to_string(estimate.requests) + " questions, about " +
                       std::to_string(estimate.tokens) + " tokens in all" + costInWords(estimate.tokens) +
                       ".");
        QObject::connect(m_probe.get(), &run::Probe::finished, &job,
                         [this, &job](run::ProbeReport report, const Error &error) {
                             if (error.kind != ErrorKind::None)
                                 job.fail(error);
                             else
                                 end(job, std::move(report));
                         });
        m_probe->start();
    }

    [[nodiscard]] std::string costInWords(std::int64_t tokens) const
    {
        const settings::ModelFacts *facts = m_request.profile.model(m_request.chat.model);
        if (!facts || !facts->price)
            return ", cost –"; // unknown, which is not nothing
        constexpr double kMillion = 1e6;
        const double most =
            static_cast<double>(tokens) * std::max(facts->price->in, facts->price->out) / kMillion;
        return ", at most " + std::to_string(most) + " " + facts->price->currency;
    }

    void end(EndpointJob &job, run::ProbeReport report)
    {
        if (m_tls)
            report.tls = true; // it would not have been reached else
        report.key = m_hasKey ? "accepted" : "none";
        report.models = m_models;
        Output out;
        out.line(json::writeCompact(run::probeValue(report)));
        const auto kept =
            app::rememberProbe(job.engine().profiles(), m_request.profile.name, m_request.chat.model, report);
        const auto best = report.bestMode();
        if (!kept)
            m_console.note(kept.error().message);
        else if (*kept && best)
            m_console.note("Mode auto means " + std::string(answerModeName(*best)) +
                           " for this model from now on.");
        job.end(out.exitCodeAfter(kExitOk, m_console));
    }

    std::optional<std::string> m_model;
    Console &m_console;
    run::ExtractionRequest m_request;
    std::optional<int> m_models;
    bool m_tls = false;
    bool m_hasKey = false;
    std::unique_ptr<run::Probe> m_probe;
};

int run(const Options &options, Console &console)
{
    if (!options.inputs().empty()) {
        console.error(usageError("probe takes no files.", "See: espalier-cli probe --help"));
        return kExitUsage;
    }
    app::Engine engine;
    ProbeCall call(options.value("model"), console);
    EndpointJob job(
        engine, endpointChoice(options), console,
        [&call](EndpointJob &self, app::EndpointAccess access) { call.begin(self, std::move(access)); });
    return job.exec();
}

} // namespace

Command probeCommand()
{
    return {"probe",
            "find out what an endpoint can do, with a dozen small questions",
            "[--endpoint NAME | --base-url URL] [--model NAME] [--api-key-env VAR]",
            kOptions,
            "  espalier-cli probe                                           the practice endpoint\n"
            "  espalier-cli probe --endpoint Mine --model my-model          kept there: mode auto uses it\n"
            "\nPrints one line of JSON: which modes work, which forms of tool_choice, whether it really "
            "streams.\n"
            "It costs tokens and runs only when asked for; what it costs at most is said first.\n",
            &run};
}

} // namespace espalier::cli
