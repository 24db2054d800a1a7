// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/pythonhelpers_p.h"

#include "schema/codetext_p.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace espalier::schema {

namespace {

constexpr std::string_view kNotNull = R"py(

class NotNull:
    """The field may be left out, which is None here; null itself is no value for it."""

    @staticmethod
    def _refuse(value):
        if value is None:
            raise ValueError("may be left out, but is not null")
        return value

    def __get_pydantic_core_schema__(self, source, handler):
        return core_schema.no_info_after_validator_function(self._refuse, handler(source))

    def __get_pydantic_json_schema__(self, schema, handler):
        told = dict(handler(schema))
        parts = [part for part in told.pop("anyOf", []) if part != {"type": "null"}]
        return {**told, **parts[0]} if len(parts) == 1 else {**told, "anyOf": parts}
)py";

constexpr std::string_view kInteger = R"py(

def integral(value):
    """In JSON 1.0 is a whole number as well."""
    return int(value) if isinstance(value, float) and value.is_integer() else value
)py";

constexpr std::string_view kIntegerType = R"py(

Integer = Annotated[int, BeforeValidator(integral)]
)py";

constexpr std::string_view kOrOther = R"py(

class OrOther:
    """The schema names no type here: it speaks of these kinds of values, and lets all others pass."""

    NAMES = {bool: "boolean", dict: "object", float: "number", int: "number", list: "array", str: "string"}

    def __init__(self, *kinds):
        self.kinds = kinds

    def __get_pydantic_core_schema__(self, source, handler):
        kinds = {True: handler(source), False: core_schema.any_schema()}
        return core_schema.tagged_union_schema(kinds, self._is_meant)

    def __get_pydantic_json_schema__(self, schema, handler):
        told = handler(schema["choices"][True])
        if isinstance(told.get("type"), str):
            return {word: asked for word, asked in told.items() if word != "type"}
        others = [name for name in ("null", *sorted({*self.NAMES.values()})) if name not in self.kinds]
        return {"anyOf": [told, {"type": others}]}

    def _is_meant(self, value):
        return value is not None and self.NAMES.get(type(value), self.kinds[0]) in self.kinds
)py";

constexpr std::string_view kRule = R"py(

class Rule:
    """Something the schema asks for that pydantic has no word for: told in the JSON Schema and checked."""

    def __init__(self, check, **told):
        self.check, self.told = check, told

    def __get_pydantic_core_schema__(self, source, handler):
        return core_schema.no_info_after_validator_function(self._checked, handler(source))

    def __get_pydantic_json_schema__(self, schema, handler):
        return {**handler(schema), **self.told}

    def _checked(self, value):
        if not self.check(value):
            raise ValueError(f"does not fit {self.told}")
        return value


def _whole(value):
    """Numbers without a fraction as whole ones, so that 1.0 is 1."""
    if isinstance(value, dict):
        return {name: _whole(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_whole(part) for part in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _text(value):
    """JSON that is the same for values that are the same."""
    plain = TypeAdapter(Any).dump_python(value, mode="json", by_alias=True, exclude_unset=True)
    return json.dumps(_whole(plain), sort_keys=True)
)py";

constexpr std::string_view kDistinct = R"py(

def distinct(items):
    return len({_text(item) for item in items}) == len(items)
)py";

constexpr std::string_view kOneOf = R"py(

def one_of(values):
    known = {_text(value) for value in values}
    return lambda value: _text(value) in known
)py";

constexpr std::string_view kMultipleOf = R"py(

def multiple_of(step):
    """Whether a number is one, as it is written: 0.07 is a multiple of 0.01."""
    step = Fraction(step)
    return lambda value: (Fraction(str(value)) / step).denominator == 1
)py";

constexpr std::string_view kNothing = R"py(

def nothing(_):
    return False
)py";

constexpr std::string_view kMembers = R"py(

def check_members(model, least=0, most=None, together={}, names=Any, patterns={}, others=Any):
    """What the schema asks of the members of an object as a whole."""
    fields, extra = type(model).model_fields, model.model_extra or {}
    names_of = {name: name if field.alias is None else field.alias for name, field in fields.items()}
    given = {names_of.get(name, name) for name in model.model_fields_set}
    if len(given) < least or (most is not None and len(given) > most):
        raise ValueError(f"has {len(given)} members")
    for name in given:
        TypeAdapter(names).validate_python(name)
        if missing := [other for other in together.get(name, []) if other not in given]:
            raise ValueError(f"{name!r} needs {missing[0]!r}")
    told = TypeAdapter(Any).dump_python(model, mode="json", by_alias=True, exclude_unset=True) if patterns else {}
    for name, value in told.items():
        fitting = [kind for pattern, kind in patterns.items() if re.search(pattern, name)]
        for kind in fitting or ([others] if name in extra else []):
            TypeAdapter(kind).validate_json(json.dumps(value), strict=True)
    return model
)py";

/// Imports of a module that needs any of the names: `from` and the names in their order.
struct Import
{
    std::string_view from;
    std::string_view names;
};
constexpr std::array<Import, 6> kImports{
    {{"fractions", "Fraction"},
     {"ipaddress", "IPv4Address IPv6Address"},
     {"typing", "Annotated Any Literal"},
     {"uuid", "UUID"},
     {"pydantic",
      "AwareDatetime BaseModel BeforeValidator ConfigDict Field RootModel TypeAdapter model_validator"},
     {"pydantic_core", "core_schema"}}};

/// "from pydantic import BaseModel, Field", of the names that are needed; empty when none is.
std::string importLine(const Import &import, const std::set<std::string> &needs)
{
    std::string out;
    for (std::size_t at = 0; at < import.names.size();) {
        const std::size_t end = std::min(import.names.find(' ', at), import.names.size());
        const std::string name(import.names.substr(at, end - at));
        if (needs.contains(name))
            out += (out.empty() ? "" : ", ") + name;
        at = end + 1;
    }
    return out.empty() ? out : "from " + std::string(import.from) + " import " + out + "\n";
}

} // namespace

std::string pythonHeader(const std::string &answer, const std::set<std::string> &needs, const PythonCall &)
{
    std::set<std::string> all = needs;
    const bool rule = all.contains("Rule");
    const bool members = all.contains("check_members");
    const bool whole = all.contains("SCHEMA");
    if (rule) // the helper is one text
        all.insert({"core_schema", "Any", "TypeAdapter"});
    if (all.contains("multiple_of"))
        all.insert("Fraction");
    if (all.contains("NotNull") || all.contains("OrOther"))
        all.insert("core_schema");
    if (all.contains("Integer"))
        all.insert({"Annotated", "BeforeValidator"});
    if (members)
        all.insert({"Any", "TypeAdapter"});
    if (whole)
        all.insert({"Any", "TypeAdapter", "core_schema"});
    std::string out =
        "# Made by Espalier from a JSON Schema.\n"
        "# For Python 3.10 or later and pydantic 2.11 or later (tried with pydantic 2.13.4); the call at "
        "the end is for\n# instructor 1.17 with the openai package. Read an answer as instructor "
        "does, strictly:\n#     " +
        answer + ".model_validate_json(text, strict=True)\n";
    if (whole)
        out += "# What classes cannot say is judged by SCHEMA, with jsonschema 4.18 or later (tried with "
               "4.26.0).\n";
    if (all.contains("$"))
        out += "# The JSON Schema of the classes is for every language: there \"$\" in a pattern is the end "
               "of the "
               "text. Python's re,\n# and jsonschema with it, passes a line break at the end as well; "
               "reading an "
               "answer as above does not.\n";
    out += "from __future__ import annotations\n\n";
    std::string plain = whole ? "import copy\n" : "";
    if (all.contains("datetime"))
        plain += "import datetime\n";
    if (whole)
        plain += "import itertools\n";
    if (rule || members || whole)
        plain += "import json\n";
    if (members || all.contains("re"))
        plain += "import re\n";
    if (all.contains("sys"))
        plain += "import sys\n";
    std::string standard;
    for (std::size_t i = 0; i < 4; ++i)
        standard += importLine(kImports[i], all);
    out += plain + standard + (plain.empty() && standard.empty() ? "" : "\n");
    out += whole ? "import jsonschema\n" : "";
    out += importLine(kImports[4], all) + importLine(kImports[5], all);
    if (all.contains("BeforeValidator"))
        out += kInteger;
    if (all.contains("Integer"))
        out += kIntegerType;
    if (all.contains("NotNull"))
        out += kNotNull;
    if (all.contains("OrOther"))
        out += kOrOther;
    if (rule)
        out += kRule;
    if (all.contains("distinct"))
        out += kDistinct;
    if (all.contains("one_of"))
        out += kOneOf;
    if (all.contains("multiple_of"))
        out += kMultipleOf;
    if (all.contains("nothing"))
        out += kNothing;
    if (members)
        out += kMembers;
    return out;
}

std::string pythonNesting(std::size_t nesting)
{
    // Measured with pydantic 2.13: 36 calls in each other for a class that may be left out.
    constexpr std::size_t kCallsOfEach = 60;
    constexpr std::size_t kFree = 16;  // Python's own limit, 1,000 calls, is enough
    constexpr std::size_t kMost = 100; // more would ask much of the stack of a program
    if (nesting <= kFree)
        return {};
    const std::size_t calls = 500 + kCallsOfEach * std::min(nesting, kMost);
    return "\n\n# Classes stand " + std::to_string(nesting) +
           " deep in each other here, and pydantic calls itself for each to tell their JSON Schema.\n"
           "sys.setrecursionlimit(max(sys.getrecursionlimit(), " +
           std::to_string(calls) + "))\n";
}

std::string pythonCallText(const PythonCall &call, const std::string &answer, const std::string &asked)
{
    std::string client = "api_key=os.environ[" + codeString(call.keyVariable) + "]";
    if (!call.baseUrl.empty())
        client = "base_url=" + codeString(call.baseUrl) + ", " + client;
    const std::string instance = answer == asked ? "answer" : answer + "(answer)";
    return "\n\nif __name__ == \"__main__\":\n    import os\n    import sys\n\n    import instructor\n"
           "    from openai import OpenAI\n\n    client = instructor.from_openai(OpenAI(" +
           client + "), mode=instructor.Mode." + call.mode +
           ")\n    answer = client.chat.completions.create(\n        model=" + codeString(call.model) +
           ",\n        response_model=" + asked +
           ",\n        max_retries=3,\n        messages=[{\"role\": \"user\", \"content\": "
           "sys.stdin.read()}],\n    )\n"
           "    print(" +
           instance + ".model_dump_json(by_alias=True, exclude_unset=True, indent=2))\n";
}

} // namespace espalier::schema
