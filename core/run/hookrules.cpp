// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "run/hookrules.h"

#include "base/usagepart.h"
#include "run/hookentry.h"

#include <algorithm>
#include <utility>

namespace espalier::run {

namespace {

class RuleHook final : public ValidationHook
{
public:
    explicit RuleHook(HookRule rule)
        : m_rule(std::move(rule))
    {
    }
    [[nodiscard]] std::string name() const override
    {
        switch (m_rule.kind) {
        case HookRule::Kind::StopAfter:
            return "stop-after";
        case HookRule::Kind::StopIfCost:
            return "stop-if-cost";
        case HookRule::Kind::AcceptIfOnly:
            return "accept-if-only";
        }
        return "rule";
    }
    [[nodiscard]] bool needsPrices() const override { return m_rule.kind == HookRule::Kind::StopIfCost; }
    void ask(const ValidationQuestion &question, QObject *, std::function<void(Verdict)> done) override
    {
        done(verdictOf(m_rule, question));
    }

private:
    HookRule m_rule;
};

bool isAtOrBelow(const std::string &pointer, const std::string &field)
{
    return pointer.compare(0, field.size(), field) == 0 &&
           (pointer.size() == field.size() || pointer[field.size()] == '/');
}

Error unusable(const std::string &what)
{
    return usagepart::about(usagepart::kHooks,
                            usageError("A rule of the recipe cannot be used: " + what + ".",
                                       "Correct it in the recipe's hooks."));
}

Result<HookRule, Error> ruleOf(const json::Value &hook)
{
    HookRule rule;
    const std::string &name = hook["rule"].text();
    if (name == "stop-after") {
        const auto n = hook["n"].toInt64();
        if (!n || *n < 1 || *n > 1'000'000)
            return unusable("stop-after needs n, a whole number of at least 1");
        rule.n = static_cast<int>(*n);
        return rule;
    }
    if (name == "stop-if-cost") {
        const auto above = hook["above"].toDouble();
        if (!above || *above < 0)
            return unusable("stop-if-cost needs above, a number");
        rule.kind = HookRule::Kind::StopIfCost;
        rule.above = *above;
        return rule;
    }
    if (name == "accept-if-only") {
        rule.kind = HookRule::Kind::AcceptIfOnly;
        for (const json::Value &field : hook["fields"].items()) {
            if (!field.isString() || (!field.text().empty() && field.text().front() != '/'))
                return unusable("accept-if-only needs fields, a list of JSON Pointers");
            rule.fields.push_back(field.text());
        }
        if (rule.fields.empty())
            return unusable("accept-if-only needs fields, a list of JSON Pointers");
        return rule;
    }
    return unusable("there is no rule \"" + name + "\"");
}

} // namespace

Verdict verdictOf(const HookRule &rule, const ValidationQuestion &question)
{
    switch (rule.kind) {
    case HookRule::Kind::StopAfter:
        if (question.failures >= rule.n)
            return {Verdict::Kind::Stop,
                    "Stopped by the rule \"stop after " + std::to_string(rule.n) + "\"."};
        break;
    case HookRule::Kind::StopIfCost:
        if (question.cost && *question.cost > rule.above)
            return {Verdict::Kind::Stop, "Stopped by the rule about cost."};
        break;
    case HookRule::Kind::AcceptIfOnly: {
        const bool only =
            std::all_of(question.issues.begin(), question.issues.end(), [&rule](const schema::Issue &issue) {
                return std::any_of(
                    rule.fields.begin(), rule.fields.end(),
                    [&issue](const std::string &field) { return isAtOrBelow(issue.instance, field); });
            });
        if (only && !question.issues.empty())
            return {Verdict::Kind::Accept, {}};
        break;
    }
    }
    return {};
}

Result<std::vector<HookRule>, Error> hookRules(const json::Value &hooks)
{
    std::vector<HookRule> out;
    for (const json::Value &hook : hooks.items()) {
        if (hook["action"].text() != "rule" || !isOn(hook))
            continue;
        if (hook["event"].text() != "validation")
            return unusable("rules decide about the event validation only");
        auto rule = ruleOf(hook);
        if (!rule)
            return rule.error();
        out.push_back(std::move(rule).value());
    }
    return out;
}

std::shared_ptr<ValidationHook> hookOf(HookRule rule)
{
    return std::make_shared<RuleHook>(std::move(rule));
}

} // namespace espalier::run
