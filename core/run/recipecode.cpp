// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "run/recipecode.h"

#include "base/usagepart.h"
#include "run/hookentry.h"
#include "run/shellwords.h"
#include "json/writer.h"

#include <QCryptographicHash>

#include <algorithm>
#include <cstddef>
#include <utility>

namespace espalier::run {

using json::Value;

namespace {

Error unusable(const std::string &what)
{
    return usagepart::about(usagepart::kHooks,
                            usageError("A hook of the recipe cannot be used: " + what + ".",
                                       "Correct it in the recipe's hooks."));
}

Result<CodeHook, Error> hookFrom(const Value &entry)
{
    CodeHook out;
    const std::string &event = entry["event"].text();
    const auto kind = runEventFromName(event);
    if (!kind)
        return unusable("there is no event \"" + event + "\"");
    out.event = *kind;
    if (entry["action"].text() == "script") {
        out.script = entry["script"].text();
        if (out.script.empty() || out.event != RunEventKind::Validation)
            return unusable("a script is an expression about the event validation");
        return out;
    }
    const auto words = shellWords(entry["command"].text());
    if (!words || words->isEmpty())
        return unusable("a program needs a command");
    out.command = *words;
    return out;
}

Value identity(const Check &check)
{
    return Value::array({Value::string(check.expression), Value::string(check.field)});
}

Value identity(const CodeHook &hook)
{
    Value::Array one{Value::string(std::string(runEventName(hook.event))), Value::string(hook.script)};
    for (const QString &word : hook.command)
        one.push_back(Value::string(word.toStdString()));
    return Value::array(std::move(one));
}

std::string hashOf(const Value &identity)
{
    const std::string text = json::writeCompact(identity);
    return QCryptographicHash::hash(QByteArrayView(text.data(), static_cast<qsizetype>(text.size())),
                                    QCryptographicHash::Sha256)
        .toHex()
        .toStdString();
}

std::string hashOf(const RecipeCode &code)
{
    Value::Array all;
    for (const Check &check : code.checks)
        all.push_back(identity(check));
    for (const CodeHook &hook : code.hooks)
        all.push_back(identity(hook));
    return hashOf(Value::array(std::move(all)));
}

/// So that a check never has the hash of a hook.
Value tagged(const char *kind, Value identity)
{
    return Value::array({Value::string(kind), std::move(identity)});
}

/// The entry as if it were on: whether it is makes no other code of it.
Value switchedOn(Value entry)
{
    if (entry.isObject())
        entry.set("enabled", Value::boolean(true));
    return entry;
}

} // namespace

std::vector<Listener> listenersOf(const std::vector<CodeHook> &hooks)
{
    std::vector<Listener> out;
    for (const CodeHook &hook : hooks) {
        if (hook.command.isEmpty() || hook.event == RunEventKind::Validation)
            continue;
        const auto same = std::find_if(out.begin(), out.end(), [&hook](const Listener &listener) {
            return listener.command == hook.command &&
                   std::find(listener.events.begin(), listener.events.end(), hook.event) ==
                       listener.events.end();
        });
        if (same == out.end())
            out.push_back({hook.command, {hook.event}});
        else
            same->events.push_back(hook.event);
    }
    return out;
}

std::string checkCodeHash(const Value &entry)
{
    if (entry.find("stands"))
        return {};
    const auto checks = checksOf(Value::array({switchedOn(entry)}));
    return checks && checks->size() == 1 ? hashOf(tagged("check", identity(checks->front()))) : std::string();
}

std::string hookCodeHash(const Value &entry)
{
    const auto code = codeOf(Value::object({{"hooks", Value::array({switchedOn(entry)})}}));
    return code && code->hooks.size() == 1 ? hashOf(tagged("hook", identity(code->hooks.front())))
                                           : std::string();
}

std::string RecipeCode::inWords() const
{
    std::string out;
    const auto add = [&out](std::ptrdiff_t count, const std::string &what) {
        if (count > 0)
            out += (out.empty() ? "" : ", ") + std::to_string(count) + " " + what + (count == 1 ? "" : "s");
    };
    const auto programs = std::count_if(hooks.begin(), hooks.end(),
                                        [](const CodeHook &hook) { return !hook.command.isEmpty(); });
    add(static_cast<std::ptrdiff_t>(checks.size()), "check");
    add(static_cast<std::ptrdiff_t>(hooks.size()) - programs, "script");
    add(programs, "program");
    return out;
}

Result<RecipeCode, Error> codeOf(const Value &recipe)
{
    RecipeCode out;
    auto checks = checksOf(recipe["checks"]);
    if (!checks)
        return checks.error();
    out.checks = std::move(checks).value();
    for (const Value &entry : recipe["hooks"].items()) {
        const std::string &action = entry["action"].text();
        if ((action != "script" && action != "program") || !isOn(entry))
            continue;
        auto hook = hookFrom(entry);
        if (!hook)
            return hook.error();
        out.hooks.push_back(std::move(hook).value());
    }
    out.hash = hashOf(out);
    return out;
}

} // namespace espalier::run
