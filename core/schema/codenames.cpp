// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/codenames_p.h"

#include "base/ascii.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace espalier::schema {

namespace {

constexpr std::size_t kLongestName = 60;

constexpr std::string_view kReservedClasses[] = {
    // of Python and of a generated module
    "Annotated", "Any", "AwareDatetime", "BaseModel", "BeforeValidator", "ConfigDict", "Exception", "Field",
    "Fraction", "IPv4Address", "IPv6Address", "Integer", "JUDGE", "Literal", "None", "NotNull", "OpenAI",
    "OrOther", "PATTERNS", "RootModel", "Rule", "SCHEMA", "True", "False", "TypeAdapter", "TypeError", "UUID",
    "Union", "ValueError", "ValidationError",
    // of JavaScript and TypeScript
    "Ajv", "Ajv2019", "Ajv2020", "Array", "ArrayBuffer", "BigInt", "Boolean", "DataView", "Date", "Error",
    "Function", "Infinity", "Intl", "Iterator", "JSON", "Map", "Math", "Members", "NaN", "Number", "Object",
    "Omit", "Partial", "Pick", "Promise", "Proxy", "Readonly", "Record", "Reflect", "RegExp", "Required",
    "Set", "String", "Symbol", "WeakMap"};

/// Keywords, attributes of BaseModel, and the names that annotations use: a field of that name would hide it
/// from the annotations after it.
constexpr std::string_view kReservedFields[] = {"False",
                                                "None",
                                                "True",
                                                "and",
                                                "as",
                                                "assert",
                                                "async",
                                                "await",
                                                "break",
                                                "class",
                                                "continue",
                                                "def",
                                                "del",
                                                "elif",
                                                "else",
                                                "except",
                                                "finally",
                                                "for",
                                                "from",
                                                "global",
                                                "if",
                                                "import",
                                                "in",
                                                "is",
                                                "lambda",
                                                "nonlocal",
                                                "not",
                                                "or",
                                                "pass",
                                                "raise",
                                                "return",
                                                "try",
                                                "while",
                                                "with",
                                                "yield",
                                                "construct",
                                                "copy",
                                                "dict",
                                                "from_orm",
                                                "json",
                                                "model_computed_fields",
                                                "model_config",
                                                "model_construct",
                                                "model_copy",
                                                "model_dump",
                                                "model_dump_json",
                                                "model_extra",
                                                "model_fields",
                                                "model_fields_set",
                                                "model_json_schema",
                                                "model_parametrized_name",
                                                "model_post_init",
                                                "model_rebuild",
                                                "model_validate",
                                                "model_validate_json",
                                                "model_validate_strings",
                                                "parse_file",
                                                "parse_obj",
                                                "parse_raw",
                                                "schema",
                                                "schema_json",
                                                "update_forward_refs",
                                                "validate",
                                                "bool",
                                                "classmethod",
                                                "date",
                                                "datetime",
                                                "distinct",
                                                "float",
                                                "int",
                                                "integral",
                                                "list",
                                                "model_validator",
                                                "multiple_of",
                                                "nothing",
                                                "one_of",
                                                "print",
                                                "re",
                                                "set",
                                                "str",
                                                "super",
                                                "tuple",
                                                "type"};

/// What every object of JavaScript has without being given it.
constexpr std::string_view kInherited[] = {
    "__defineGetter__", "__defineSetter__", "__lookupGetter__", "__lookupSetter__",
    "constructor",      "hasOwnProperty",   "isPrototypeOf",    "propertyIsEnumerable",
    "toLocaleString",   "toString",         "valueOf"};

bool isWordCharacter(char c)
{
    return isAsciiAlpha(c) || isAsciiDigit(c);
}

template <std::size_t size>
bool holds(const std::string_view (&names)[size], std::string_view name)
{
    return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

} // namespace

std::string NameBook::take(const std::string &wished)
{
    const auto [entry, isNew] = m_taken.emplace(wished, 1);
    if (isNew)
        return wished;
    int number = entry->second;
    std::string name;
    do {
        name = wished + "_" + std::to_string(++number);
    } while (m_taken.contains(name));
    m_taken[wished] = number;
    m_taken.emplace(name, 1);
    return name;
}

std::string className(std::string_view text)
{
    std::string out;
    bool begins = true;
    for (const char c : text) {
        if (!isWordCharacter(c) || out.size() == kLongestName) {
            begins = true;
            continue;
        }
        if (out.empty() && isAsciiDigit(c))
            out = "N";
        out += begins && c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
        begins = false;
    }
    return out;
}

NameBook classNames()
{
    NameBook out;
    for (const std::string_view name : kReservedClasses)
        out.reserve(name);
    return out;
}

std::string pythonFieldName(std::string_view key)
{
    std::string out;
    for (const char c : key.substr(0, kLongestName))
        out += isWordCharacter(c) ? c : '_';
    const std::size_t letters = out.find_first_not_of('_');
    out.erase(0, std::min(letters, out.size())); // a leading "_" is private to pydantic
    if (out.empty())
        return "field";
    if (isAsciiDigit(out.front()))
        out.insert(0, "field_");
    return holds(kReservedFields, out) || holds(kReservedClasses, out) ? out + "_" : out;
}

bool isScriptName(std::string_view key)
{
    return !key.empty() && key != "__proto__" && !isAsciiDigit(key.front()) &&
           std::all_of(key.begin(), key.end(),
                       [](char c) { return isWordCharacter(c) || c == '_' || c == '$'; });
}

bool isInheritedScriptName(std::string_view key)
{
    return holds(kInherited, key);
}

} // namespace espalier::schema
