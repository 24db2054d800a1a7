// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/pythonwhole_p.h"

#include "base/ascii.h"
#include "schema/codepattern_p.h"
#include "schema/codetext_p.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace espalier::schema {

namespace {

constexpr std::string_view kJudge = R"py(

def _judge():
    """What judges by SCHEMA, its patterns in Python's words."""
    schema = copy.deepcopy(SCHEMA)
    for path, old, new, text in PATTERNS:
        place = schema
        for step in path:
            place = place[step]
        kept = place.pop(old)
        place[new] = text or kept
    return )py";

constexpr std::string_view kMultiples = R"py(

def _multiples(_, step, value, __):
    """What binary numbers cannot tell: 0.07 is a multiple of 0.01."""
    if isinstance(value, (int, float)) and not isinstance(value, bool) and not multiple_of(str(step))(value):
        yield jsonschema.ValidationError(f"{value} is not a multiple of {step}")
)py";

constexpr std::string_view kFits = R"py((schema)


JUDGE = _judge()


def judged(value):
    """The answer judged as it came, before the classes take it apart; they read it as JSON."""
    plain = TypeAdapter(Any).dump_python(value, mode="json", by_alias=True, exclude_unset=True)
    if errors := list(itertools.islice(JUDGE.iter_errors(plain), 20)):
        raise ValueError("; ".join(f"{error.json_path}: {error.message[:300]}" for error in errors))
    return json.dumps(plain)
)py";

constexpr std::string_view kMembers = R"py(
    @classmethod
    def __get_pydantic_core_schema__(cls, source, handler):
        return core_schema.no_info_before_validator_function(judged, core_schema.json_schema(handler(source)))

    @classmethod
    def __get_pydantic_json_schema__(cls, schema, handler):
        return handler(schema["schema"]["schema"])

    @classmethod
    def model_json_schema(cls, *_, **__):
        return {"title": cls.__name__, **copy.deepcopy(SCHEMA)}
)py";

std::string_view judgeOf(Draft draft)
{
    switch (draft) {
    case Draft::Draft4:
        return "Draft4Validator";
    case Draft::Draft6:
        return "Draft6Validator";
    case Draft::Draft7:
        return "Draft7Validator";
    case Draft::Draft2019:
        return "Draft201909Validator";
    case Draft::Draft2020:
        break;
    }
    return "Draft202012Validator";
}

std::string written(const PythonPatternPlace &place)
{
    std::string path;
    for (const PythonPatternPlace::Step &step : place.path) {
        path += path.empty() ? "" : ", ";
        if (const auto *index = std::get_if<std::size_t>(&step))
            path += std::to_string(*index);
        else
            path += codeString(std::get<std::string>(step));
    }
    return "    ([" + path + "], " + codeString(place.from) + ", " + codeString(place.to) + ", " +
           codeString(place.text) + "),\n";
}

} // namespace

PythonWhole::PythonWhole(WholeSchema whole, std::vector<PythonPatternPlace> patterns)
    : m_whole(std::move(whole))
    , m_patterns(std::move(patterns))
{
}

std::optional<PythonWhole> PythonWhole::of(const PlainSchema &schema)
{
    auto whole = wholeSchema(schema);
    if (!whole || !whole->schema.isObject())
        return {};
    auto patterns = patternsForPython(whole->schema, whole->apart);
    if (!patterns)
        return {};
    if (!isFunctionName(whole->schema["title"].text()))
        whole->schema.remove("title"); // the class has one
    return PythonWhole(*std::move(whole), *std::move(patterns));
}

void PythonWhole::askForObject()
{
    m_whole.schema.set("type", json::Value::string("object"));
}

bool PythonWhole::hasLooseEnds() const
{
    return schema::hasLooseEnds(m_whole.schema);
}

bool PythonWhole::needsFractions() const
{
    return asksForFractions(m_whole.schema);
}

std::string PythonWhole::definitions() const
{
    std::string out =
        "\n\nSCHEMA = json.loads(r\"\"\"\n" + rawJson(m_whole.schema) + "\n\"\"\")\nPATTERNS = [";
    out += m_patterns.empty() ? "" : "\n";
    for (const PythonPatternPlace &place : m_patterns)
        out += written(place);
    out += "]\n";
    const std::string judge = "jsonschema." + std::string(judgeOf(m_whole.draft));
    if (!needsFractions())
        return out.append(kJudge).append(judge).append(kFits);
    const std::string finer = "jsonschema.validators.extend(" + judge + ", {\"multipleOf\": _multiples})";
    return out.append(kMultiples).append(kJudge).append(finer).append(kFits);
}

std::string PythonWhole::members()
{
    return std::string(kMembers);
}

bool isFunctionName(const std::string &name)
{
    const auto fits = [](char c) { return isAsciiAlpha(c) || isAsciiDigit(c) || c == '_' || c == '-'; };
    return !name.empty() && name.size() <= 64 && std::all_of(name.begin(), name.end(), fits);
}

} // namespace espalier::schema
