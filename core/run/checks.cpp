// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "run/checks.h"

#include "base/usagepart.h"
#include "run/hookentry.h"
#include "schema/issuetext.h"
#include "json/pointer.h"

#include <memory>
#include <utility>

namespace espalier::run {

using json::Value;

namespace {

Error unusable(const std::string &name, const std::string &why, const char *asked)
{
    return usagepart::about(usagepart::kChecks,
                            usageError("The check \"" + name + "\" cannot be used: " + why + ".",
                                       std::string("Correct the expression; ") + asked + "."));
}

constexpr const char *kNothingYet = "nothing was asked yet";
constexpr const char *kNotAgain = "no question was asked again because of it";

/// What a check's result says: nothing (it holds), a complaint, or nullopt when it is no verdict.
std::optional<std::string> complaintOf(const Check &check, const Value &result)
{
    if (result.isNull() || result.isTrue())
        return std::string();
    if (result.isString() && !result.text().empty())
        return result.text();
    if (result.isBool())
        return check.message.empty() ? "does not pass the check \"" + check.name + "\"" : check.message;
    return std::nullopt;
}

schema::Issue issueOf(const Check &check, const Value &value, const std::string &complaint)
{
    schema::Issue issue;
    issue.instance = check.field;
    json::appendToken(issue.schema, check.name);
    issue.keyword = "check";
    issue.message = complaint;
    issue.got = schema::shortJson(value);
    const std::string place = check.field.empty() ? "The answer" : "\"" + check.field + "\"";
    issue.forModel = place + ": " + complaint + (complaint.ends_with('.') ? "" : ".");
    return issue;
}

/// The checks of one value, one script after the other. Lives as long as somebody waits.
class Round : public std::enable_shared_from_this<Round>
{
public:
    Round(std::vector<Check> checks, ScriptRunner &scripts, Value value, std::string document)
        : m_checks(std::move(checks))
        , m_scripts(scripts)
        , m_value(std::move(value))
        , m_document(std::move(document))
    {
    }
    void go(QObject *context, std::function<void(const CheckReport &)> done)
    {
        const Value *field = nullptr;
        while (m_next < m_checks.size() && !(field = json::resolve(m_value, m_checks[m_next].field)))
            ++m_next;
        if (!field) {
            done(m_report);
            return;
        }
        const Check &check = m_checks[m_next++];
        Script script{check.expression,
                      {{"value", *field}, {"root", m_value}, {"document", Value::string(m_document)}}};
        m_scripts.evaluate(std::move(script), context,
                           [self = shared_from_this(), check, seen = *field, context,
                            done = std::move(done)](const ScriptRunner::Outcome &outcome) {
                               if (self->take(check, seen, outcome))
                                   self->go(context, done);
                               else
                                   done(self->m_report);
                           });
    }

private:
    bool take(const Check &check, const Value &seen, const ScriptRunner::Outcome &outcome)
    {
        const auto complaint = outcome ? complaintOf(check, *outcome) : std::optional<std::string>();
        if (!complaint)
            m_report.unusable = unusable(
                check.name, outcome ? "it gives neither true nor a text" : outcome.error(), kNotAgain);
        else if (!complaint->empty())
            m_report.issues.push_back(issueOf(check, seen, *complaint));
        return complaint.has_value();
    }

    std::vector<Check> m_checks;
    ScriptRunner &m_scripts;
    Value m_value;
    std::string m_document;
    std::size_t m_next = 0;
    CheckReport m_report;
};

} // namespace

Result<std::vector<Check>, Error> checksOf(const Value &list)
{
    std::vector<Check> out;
    std::size_t number = 0;
    for (const Value &entry : list.items()) {
        ++number;
        if (!isOn(entry))
            continue;
        Check check;
        check.name = entry["name"].text();
        if (check.name.empty())
            check.name = "check " + std::to_string(number);
        check.message = entry["message"].text();
        const Value *stands = entry.find("stands");
        check.expression = stands ? "stands(value)" : entry["expression"].text();
        check.field = (stands ? *stands : entry["field"]).text();
        if (stands && check.message.empty())
            check.message = "must stand in the document word for word";
        if (check.expression.empty())
            return unusable(check.name, "it has no expression", kNothingYet);
        if (!check.field.empty() && check.field.front() != '/')
            return unusable(check.name, "its field is no JSON Pointer", kNothingYet);
        out.push_back(std::move(check));
    }
    return out;
}

std::vector<Check> checksOfExpressions(const std::vector<std::string> &expressions)
{
    std::vector<Check> out;
    for (const std::string &expression : expressions)
        out.push_back({expression, expression, {}, {}});
    return out;
}

void parseChecks(std::vector<Check> checks, ScriptRunner &scripts, QObject *context,
                 std::function<void(const std::optional<Error> &)> done)
{
    if (checks.empty()) {
        done(std::nullopt);
        return;
    }
    const Check check = std::move(checks.front());
    checks.erase(checks.begin());
    scripts.evaluate({check.expression, {}, true}, context,
                     [rest = std::move(checks), name = check.name, &scripts, context,
                      done = std::move(done)](const ScriptRunner::Outcome &outcome) {
                         if (outcome)
                             parseChecks(rest, scripts, context, done);
                         else
                             done(unusable(name, outcome.error(), kNothingYet));
                     });
}

void runChecks(std::vector<Check> checks, ScriptRunner &scripts, Value value, std::string document,
               QObject *context, std::function<void(const CheckReport &)> done)
{
    std::make_shared<Round>(std::move(checks), scripts, std::move(value), std::move(document))
        ->go(context, std::move(done));
}

} // namespace espalier::run
