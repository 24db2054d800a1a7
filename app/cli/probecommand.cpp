// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/command.h"
#include "cli/endpointjob.h"
#include "cli/endpointoptions.h"
#include "cli/exitcode.h"
#include "cli/output.h"

#include "common/endpointprobe.h"
#include "run/probewords.h"
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

/// One call of `probe`: what it costs, the questions, then what was found.
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
        const std::string profile = access.profile.name;
        m_console.note(run::probeCostWords(app::EndpointProbe::estimate(access.profile, *model), *model));
        m_probe = std::make_unique<app::EndpointProbe>(job.engine(), std::move(access), *model);
        QObject::connect(m_probe.get(), &app::EndpointProbe::finished, &job,
                         [this, &job, profile, model = std::move(model).value()](
                             const run::ProbeReport &report, const Error &error) {
                             if (const auto fault = run::probeFaultWords(report); !fault.empty())
                                 m_console.note(fault);
                             if (error.kind != ErrorKind::None)
                                 job.fail(error);
                             else
                                 end(job, profile, model, report);
                         });
        m_probe->start();
    }

private:
    void end(EndpointJob &job, const std::string &profile, const std::string &model,
             const run::ProbeReport &report)
    {
        Output out;
        out.line(json::writeCompact(run::probeValue(report)));
        const auto kept = app::rememberProbe(job.engine().profiles(), profile, model, report);
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
    std::unique_ptr<app::EndpointProbe> m_probe;
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
