// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "run/hookscript.h"

#include <utility>

namespace espalier::run {

namespace {

class ScriptHook final : public ValidationHook
{
public:
    ScriptHook(std::string name, std::string expression, ScriptRunner &scripts, HookComplaint complain)
        : m_name(std::move(name))
        , m_expression(std::move(expression))
        , m_scripts(scripts)
        , m_complain(std::move(complain))
    {
    }
    [[nodiscard]] std::string name() const override { return m_name; }

    void ask(const ValidationQuestion &question, QObject *context, std::function<void(Verdict)> done) override
    {
        Script script{m_expression, eventOf(question).data.members()};
        script.variables.push_back({"document", json::Value::string(question.text)});
        m_scripts.evaluate(std::move(script), context,
                           [name = m_name, complain = m_complain,
                            done = std::move(done)](const ScriptRunner::Outcome &outcome) {
                               const auto verdict = outcome ? verdictFrom(*outcome) : std::nullopt;
                               if (!verdict)
                                   complain("The hook \"" + name + "\" gave no decision" +
                                            (outcome ? std::string() : ": " + outcome.error()) +
                                            "; the run goes on without it.");
                               done(verdict.value_or(Verdict()));
                           });
    }

private:
    std::string m_name;
    std::string m_expression;
    ScriptRunner &m_scripts;
    HookComplaint m_complain;
};

} // namespace

std::shared_ptr<ValidationHook> scriptHook(std::string name, std::string expression, ScriptRunner &scripts,
                                           HookComplaint complain)
{
    return std::make_shared<ScriptHook>(std::move(name), std::move(expression), scripts, std::move(complain));
}

} // namespace espalier::run
