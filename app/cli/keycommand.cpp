// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/command.h"
#include "cli/exitcode.h"
#include "cli/input.h"
#include "cli/interrupt.h"
#include "cli/output.h"
#include "cli/secretline.h"

#include "common/engine.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <array>
#include <functional>
#include <memory>
#include <utility>

namespace espalier::cli {

using secrets::SecretResult;
using secrets::SecretStatus;

namespace {

constexpr std::array kOptions{
    OptionSpec{"quiet", {}, "no notes"},
    OptionSpec{"help", {}, "this text"},
};

Error keyError(const SecretResult &result, const std::string &name)
{
    const bool missing = result.status == SecretStatus::Missing;
    const bool noRing = result.status == SecretStatus::Unavailable;
    return {missing ? ErrorKind::NoKey : ErrorKind::KeychainUnavailable,
            result.reason.empty() ? "The key ring holds no key for \"" + name + "\"." : result.reason,
            missing  ? "Store one: espalier-cli key set " + name
            : noRing ? "Use an environment variable instead: --api-key-env VAR"
                     : "Unlock the key ring, or use an environment variable: --api-key-env VAR",
            {},
            {},
            {}};
}

/// Asks the key ring one question in an event loop of its own, and prints how it ended.
int ask(Console &console, const std::string &name, const std::string &good,
        const std::function<void(QObject *, secrets::SecretStore::Done)> &question)
{
    Interrupt interrupt;
    QObject::connect(&interrupt, &Interrupt::interrupted, &interrupt,
                     [] { QCoreApplication::exit(kExitInterrupted); });
    question(&interrupt, [&](const SecretResult &result) {
        const bool done = result.status == SecretStatus::Found || result.status == SecretStatus::Stored ||
                          result.status == SecretStatus::Removed;
        if (done) {
            Output out;
            out.line(good);
            QCoreApplication::exit(out.exitCodeAfter(kExitOk, console));
            return;
        }
        const Error error = keyError(result, name);
        console.error(error);
        QCoreApplication::exit(exitCode(error));
    });
    return QCoreApplication::exec();
}

/// Keys are kept under the endpoint's own name, however it is typed.
std::string nameOf(app::Engine &engine, const std::string &typed)
{
    static_cast<void>(engine.profiles().load()); // its problems are told where an endpoint is used
    const auto profile = engine.profiles().find(typed);
    return profile ? profile->name : typed;
}

/// Whether programs can talk to a key ring at all from here.
bool hasSessionBus()
{
    return !qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS") ||
           (!qEnvironmentVariableIsEmpty("XDG_RUNTIME_DIR") &&
            QFileInfo::exists(qEnvironmentVariable("XDG_RUNTIME_DIR") + QLatin1String("/bus")));
}

int list(app::Engine &engine, Console &console)
{
    Output out;
    const auto names = engine.storedKeys().all();
    for (const QString &name : names)
        out.line(name.toStdString());
    if (!hasSessionBus())
        console.note("There is no D-Bus session bus here, so no key ring can be reached.");
    else if (names.isEmpty())
        console.note("No key was stored by Espalier.");
    return out.exitCodeAfter(kExitOk, console);
}

int set(app::Engine &engine, Console &console, const std::string &name)
{
    if (!engine.profiles().find(name))
        console.note(
            "There is no endpoint \"" + name +
            "\" yet, neither among your profiles nor the presets; its key is kept for when there is.");
    auto key = readSecretLine("Key for " + name + ": ");
    if (!key) {
        console.error(key.error());
        return exitCode(key.error());
    }
    auto held = std::make_shared<secrets::Secret>(std::move(key).value());
    return ask(console, name, "Stored in the key ring for \"" + name + "\".",
               [&engine, &name, held](QObject *context, secrets::SecretStore::Done done) {
                   engine.keychain().write(name, std::move(*held), context, std::move(done));
               });
}

int run(const Options &options, Console &console)
{
    const auto refuse = [&console](const std::string &what) {
        const Error error = usageError(what, "See: espalier-cli key --help");
        console.error(error);
        return exitCode(error);
    };
    const std::vector<std::string> &words = options.inputs();
    const std::string what = words.empty() ? std::string() : words.front();
    if (what != "set" && what != "test" && what != "delete" && what != "list")
        return refuse(what.empty() ? "key needs to know what to do: set, test, delete or list."
                                   : "key cannot do \"" + what + "\".");
    app::Engine engine;
    if (what == "list")
        return words.size() == 1 ? list(engine, console) : refuse("key list takes no name.");
    if (words.size() == 1)
        return refuse("key " + what + " needs the name of an endpoint.");
    if (words.size() > 2)
        return refuse("Keys are never given on the command line; key " + what + " takes one name.");
    if (textError(words[1], "The name").kind != ErrorKind::None)
        return refuse("That is no name: it is not UTF-8 text.");
    const std::string name = nameOf(engine, words[1]);
    if (what == "set")
        return set(engine, console, name);
    if (what == "test")
        return ask(console, name, "The key ring holds a key for \"" + name + "\".",
                   [&](QObject *context, secrets::SecretStore::Done done) {
                       engine.keychain().read(name, context, std::move(done));
                   });
    return ask(console, name, "Removed from the key ring: \"" + name + "\".",
               [&](QObject *context, secrets::SecretStore::Done done) {
                   engine.keychain().remove(name, context, std::move(done));
               });
}

} // namespace

Command keyCommand()
{
    return {"key",
            "keep keys in the desktop's key ring",
            "set NAME | test NAME | delete NAME | list",
            kOptions,
            "  espalier-cli key set Groq            asks for the key; it is not shown\n"
            "  pass show groq | espalier-cli key set Groq\n"
            "  espalier-cli key test Groq           is there one?\n"
            "  espalier-cli key list                names only\n"
            "\nNAME is the endpoint's. The key comes from standard input, one line, and is never shown or "
            "printed.\n",
            &run};
}

} // namespace espalier::cli
