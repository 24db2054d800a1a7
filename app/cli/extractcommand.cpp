// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/command.h"
#include "cli/exitcode.h"
#include "cli/extractjob.h"
#include "cli/extractplan.h"
#include "cli/formats.h"
#include "cli/output.h"

#include "common/engine.h"
#include "json/writer.h"

#include <QCoreApplication>

namespace espalier::cli {

namespace {

/// A document that cannot be read is not skipped in silence: it has its result line like every other.
int printUnread(const Options &options, const Error &error, Console &console)
{
    run::RunResult result;
    result.document = options.inputs().empty() ? "text" : options.inputs().front();
    result.error = error;
    Output out;
    out.line(json::writeCompact(resultLine(result)));
    return out.exitCodeAfter(exitCode(error), console);
}

int run(const Options &options, Console &console)
{
    auto plan = extractPlan(options);
    if (!plan) {
        console.error(plan.error());
        if (plan.error().kind == ErrorKind::CannotRead && options.has("ndjson"))
            return printUnread(options, plan.error(), console);
        return exitCode(plan.error());
    }
    app::Engine engine;
    ExtractJob job(engine, std::move(plan).value(), console);
    job.start();
    return QCoreApplication::exec();
}

} // namespace

Command extractCommand()
{
    return {"extract",
            "read an object out of a document with a model, and watch it grow",
            "(--schema FILE | --recipe FILE) [OPTION...] [FILE | - | --text TEXT]",
            extractOptionSpecs(),
            "  espalier-cli extract --schema person.json --text \"Extract: Jason is 25 years old\"\n"
            "      the object, from the practice endpoint: no key, no network\n"
            "  espalier-cli extract --schema person.json --ndjson letter.txt\n"
            "      a line each time something more of it is known\n"
            "  espalier-cli extract --schema user.json --stream iterable --ndjson users.txt\n"
            "      a list, item by item; bad items are set aside, or kept with --bad-items keep\n"
            "  espalier-cli extract --recipe invoice.recipe.json --mode json invoice.txt\n"
            "      as the recipe says, in another mode; options given beside a recipe win\n"
            "  espalier-cli extract --schema invoice.json --base-url https://models.example/v1 \\\n"
            "      --model my-model --api-key-env MY_KEY --mode json_schema < invoice.txt -\n"
            "      your own service; the key stays in the environment variable MY_KEY\n"
            "\nExit codes: 0 accepted, 2 usage, 3 key, 4 rate limit, 5 endpoint or network, 6 not accepted, "
            "130 interrupted.\n",
            &run};
}

} // namespace espalier::cli
