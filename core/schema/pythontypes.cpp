// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/pythontypes_p.h"

#include "schema/codenames_p.h"
#include "schema/codepattern_p.h"
#include "schema/codetext_p.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

namespace espalier::schema {

namespace {

using json::Value;
using Kind = CodeType::Kind;

constexpr std::size_t kDeepestValue = 20;

struct FormatType
{
    std::string_view format;
    std::string_view type;   ///< what pydantic reads it into
    std::string_view needed; ///< what has to be imported for that
};
constexpr std::array<FormatType, 5> kFormats{{{"date", "datetime.date", "datetime"},
                                              {"date-time", "AwareDatetime", "AwareDatetime"},
                                              {"uuid", "UUID", "UUID"},
                                              {"ipv4", "IPv4Address", "IPv4Address"},
                                              {"ipv6", "IPv6Address", "IPv6Address"}}};

/// A limit of whole numbers: 0.5 and above means 1 and above.
std::string wholeLimit(const Value &limit, bool isLeast, bool &isExclusive)
{
    if (const auto whole = limit.toInt64())
        return std::to_string(*whole);
    if (limit.text().find_first_of(".eE") == std::string::npos)
        return limit.text(); // larger than 64 bits
    const double value = limit.toDouble().value_or(1e300);
    if (std::abs(value) > 9e15)
        return {};
    isExclusive = false;
    return std::to_string(static_cast<std::int64_t>(isLeast ? std::ceil(value) : std::floor(value)));
}

/// Adds a limit, or puts it in place of a wider one: "minimum": 0 and "exclusiveMinimum": 0.5 both are a ge.
void narrow(PythonArguments &out, const char *name, const std::string &limit, bool isLeast)
{
    const auto known =
        std::find_if(out.begin(), out.end(), [name](const auto &argument) { return argument.first == name; });
    if (known == out.end())
        out.emplace_back(name, limit);
    else if ((json::compareNumbers(limit, known->second) > 0) == isLeast)
        known->second = limit;
}

} // namespace

std::string PythonTypes::field(const PythonArguments &arguments)
{
    need("Field");
    std::string out;
    for (const auto &[name, value] : arguments)
        out += (out.empty() ? "" : ", ") + name + "=" + value;
    return "Field(" + out + ")";
}

std::string PythonTypes::with(const std::string &base, const PythonArguments &arguments,
                              const std::string &rule, const std::string &before)
{
    if (arguments.empty() && rule.empty())
        return base;
    need("Annotated");
    std::string out = "Annotated[" + base;
    if (!arguments.empty())
        out += ", " + field(arguments);
    if (!rule.empty()) {
        need("Rule");
        out += ", " + rule;
    }
    return out + (before.empty() ? "" : ", " + before) + "]";
}

PythonArguments PythonTypes::said(const Value &annotations, bool withDefault)
{
    PythonArguments out;
    Value more = Value::object();
    for (const json::Member &member : annotations.members()) {
        const bool isText = member.key == "title" || member.key == "description";
        if (isText && member.value.isString())
            out.emplace_back(member.key, codeString(member.value.text()));
        else if (depthOf(member.value) > kDeepestValue)
            m_notes.push_back(codeString(member.key));
        else if (member.key == "examples" && member.value.isArray())
            out.emplace_back(member.key, pythonValue(member.value));
        else if (member.key != "default" || withDefault)
            more.set(member.key, member.value);
        if (member.key == kTold && hasLooseEnds(Value::object({{member.key, member.value}})))
            need("$");
    }
    if (!more.members().empty())
        out.emplace_back("json_schema_extra", pythonValue(more));
    return out;
}

void PythonTypes::sizes(const CodeType &type, const char *least, const char *most, PythonArguments &out)
{
    for (const auto &[facet, argument] : {std::pair(least, "min_length"), std::pair(most, "max_length")}) {
        const Value *limit = facet ? type.facets.find(facet) : nullptr;
        const auto whole = limit ? limit->toInt64() : std::nullopt;
        if (!limit)
            continue;
        if (whole && *whole >= 0)
            out.emplace_back(argument, std::to_string(*whole));
        else
            m_notes.push_back(codeString(facet) + ": " + limit->text());
    }
}

std::string PythonTypes::text(const CodeType &type, bool plainText)
{
    PythonArguments out;
    sizes(type, "minLength", "maxLength", out);
    Value told = Value::object();
    std::string rule;
    for (const Value &pattern : type.facets["pattern"].items()) {
        const PythonPattern ported = pythonPattern(pattern.text());
        const bool isFirst = &pattern == &type.facets["pattern"].items().front();
        if (ported.engine == PythonPattern::Engine::Neither && isFirst)
            told.set("pattern", pattern);
        if (isFirst && endsLoosely(ported.text.empty() ? pattern.text() : ported.text))
            need("$");
        if (ported.engine == PythonPattern::Engine::Neither || !isFirst) {
            m_notes.push_back("\"pattern\", which is told but not checked: " +
                              codeComment(pattern.text(), 80));
            continue;
        }
        if (ported.engine == PythonPattern::Engine::Python) {
            need("re");
            rule = "Rule(re.compile(" + codeString(ported.forPython) +
                   ").search, pattern=" + codeString(ported.text) + ")";
        } else {
            out.emplace_back("pattern", codeString(ported.text));
        }
    }
    const Value &format = type.facets["format"];
    const auto *known = std::find_if(kFormats.begin(), kFormats.end(),
                                     [&format](const FormatType &f) { return f.format == format.text(); });
    if (known != kFormats.end() && out.empty() && rule.empty() && told.members().empty() && !plainText) {
        need(std::string(known->needed));
        return std::string(known->type);
    }
    if (format.isString())
        told.set("format", format);
    if (!told.members().empty())
        out.emplace_back("json_schema_extra", pythonValue(told));
    return with("str", out, rule);
}

std::string PythonTypes::number(const CodeType &type)
{
    PythonArguments out;
    const bool isWhole = type.kind == Kind::Whole;
    const auto add = [&](const char *facet, const char *inclusive, const char *exclusive, bool isLeast) {
        const Value *limit = type.facets.find(facet);
        bool isExclusive = exclusive != nullptr;
        if (!limit)
            return;
        const std::string written = isWhole             ? wholeLimit(*limit, isLeast, isExclusive)
                                    : limit->toDouble() ? limit->text()
                                                        : std::string();
        if (written.empty())
            m_notes.push_back(codeString(facet) + ": " + limit->text());
        else
            narrow(out, isExclusive ? exclusive : inclusive, written, isLeast);
    };
    add("minimum", "ge", nullptr, true);
    add("exclusiveMinimum", "ge", "gt", true);
    add("maximum", "le", nullptr, false);
    add("exclusiveMaximum", "le", "lt", false);
    std::string rule;
    if (const Value *step = type.facets.find("multipleOf")) {
        const auto whole = step->toInt64();
        if (step->toDouble().value_or(0) <= 0 || (isWhole && !whole)) {
            m_notes.push_back("\"multipleOf\": " + step->text());
        } else if (whole) {
            out.emplace_back("multiple_of", std::to_string(*whole));
        } else { // pydantic divides binary numbers, so that 0.07 would be no multiple of 0.01
            need("multiple_of");
            rule = "Rule(multiple_of(" + codeString(step->text()) + "), multipleOf=" + step->text() + ")";
        }
    }
    if (!isWhole)
        return with("float", out, rule);
    if (out.empty() && rule.empty()) {
        need("Integer");
        return "Integer";
    }
    need("BeforeValidator");
    return with("int", out, rule, "BeforeValidator(integral)");
}

std::string PythonTypes::literal(const CodeType &type)
{
    // True is 1 in Python and False is 0, so a Literal of one lets the other pass.
    const bool plain = std::all_of(type.values.begin(), type.values.end(), [](const Value &value) {
        const std::string &text = value.text();
        return value.isString() || value.isNull() ||
               (value.isNumber() && text.find_first_of(".eE") == std::string::npos && text != "1" &&
                text != "0" && text != "-0");
    });
    std::string out;
    if (plain) {
        need("Literal");
        for (const Value &value : type.values)
            out += (out.empty() ? "" : ", ") + pythonValue(value);
        return "Literal[" + out + "]";
    }
    need("Any");
    need("one_of");
    const Value all = Value::array(type.values);
    if (depthOf(all) > kDeepestValue) {
        m_notes.emplace_back("\"enum\"");
        return "Any";
    }
    if (namesReference(all)) { // pydantic would follow it in what it tells
        m_notes.emplace_back("to tell the values, one of which looks like a reference");
        return with("Any", {}, "Rule(one_of(" + pythonValue(all) + "))");
    }
    return with("Any", {}, "Rule(one_of(" + pythonValue(all) + "), enum=" + pythonValue(all) + ")");
}

std::string PythonTypes::list(const CodeType &type, bool plainText)
{
    PythonArguments out;
    const CodeType &rest = type.rest.front();
    std::string base;
    const std::size_t count = type.parts.size();
    const auto least = type.facets["minItems"].toInt64().value_or(0);
    const auto most = type.facets["maxItems"].toInt64();
    const bool shut = rest.kind == Kind::Never || (most && *most == static_cast<std::int64_t>(count));
    if (count > 0 && shut && least >= static_cast<std::int64_t>(count)) {
        for (const CodeType &part : type.parts)
            base += (base.empty() ? "" : ", ") + annotated(part, plainText);
        base = "tuple[" + base + "]";
    } else if (count > 0) {
        CodeType any;
        any.kind = Kind::Union;
        any.parts = type.parts;
        any.parts.push_back(rest);
        const std::string kinds = united(any, plainText);
        if (kinds.empty()) {
            any = type;
            any.parts.clear(); // no item fits
            return list(any, plainText);
        }
        base = "list[" + kinds + "]";
        m_notes.emplace_back("the kinds of items by their position: a list that may end early");
        sizes(type, "minItems", "maxItems", out);
        if (rest.kind == Kind::Never && !most)
            out.emplace_back("max_length", std::to_string(count));
    } else if (rest.kind == Kind::Never) {
        need("Any");
        base = "list[Any]";
        sizes(type, "minItems", nullptr, out);
        out.emplace_back("max_length", "0");
    } else {
        base = "list[" + annotated(rest, plainText) + "]";
        sizes(type, "minItems", "maxItems", out);
    }
    const bool unique = type.facets["uniqueItems"].isTrue();
    if (unique)
        need("distinct");
    return with(base, out, unique ? "Rule(distinct, uniqueItems=True)" : "");
}

std::string PythonTypes::map(const CodeType &type, bool plainText)
{
    PythonArguments out;
    const bool byPattern = !type.keys.empty() && type.keys.front().kind == Kind::Text &&
                           type.keys.front().facets.find("pattern");
    std::string key = "str";
    if (!type.keys.empty()) {
        const Kind kind = type.keys.front().kind;
        if (kind == Kind::Text || kind == Kind::Literal || kind == Kind::Named)
            key = annotated(type.keys.front(), true);
        else if (kind != Kind::Any)
            m_notes.emplace_back("\"propertyNames\"");
        const std::vector<std::string> &notes = type.keys.front().notes;
        if (kind == Kind::Any)
            m_notes.insert(m_notes.end(), notes.begin(), notes.end());
    }
    const bool none = type.rest.front().kind == Kind::Never && !byPattern;
    sizes(type, "minProperties", none ? nullptr : "maxProperties", out);
    if (byPattern)
        out.emplace_back("json_schema_extra", R"({"additionalProperties": False})");
    if (none) {
        out.emplace_back("max_length", "0");
        need("Any");
        return with("dict[str, Any]", out);
    }
    return with("dict[" + key + ", " + annotated(type.rest.front(), plainText) + "]", out);
}

std::string PythonTypes::united(const CodeType &type, bool plainText)
{
    std::string out;
    std::set<std::string> seen;
    bool ahead = false;
    for (const CodeType &part : type.parts) {
        const std::string one = part.kind == Kind::Never ? std::string() : annotated(part, plainText);
        ahead = ahead || one == "Any";
        if (!one.empty() && seen.insert(one).second)
            out += (out.empty() ? "" : " | ") + one;
    }
    if (ahead)
        return "Any";
    if (type.discriminator.empty())
        return out;
    const std::string name = tagName(type);
    return name.empty() ? out : with(out, {{"discriminator", codeString(name)}});
}

std::string PythonTypes::bare(const CodeType &type, bool plainText)
{
    const std::string out = ofKind(type, plainText);
    return type.meant == 0 ? out : orOther(out, type.meant);
}

std::string PythonTypes::ofKind(const CodeType &type, bool plainText)
{
    m_notes.insert(m_notes.end(), type.notes.begin(), type.notes.end());
    switch (type.kind) {
    case Kind::Any:
        need("Any");
        return "Any";
    case Kind::Never:
        need("Any");
        need("nothing");
        return with("Any", {}, "Rule(nothing, **{\"not\": {}})");
    case Kind::Null:
        return "None";
    case Kind::YesNo:
        return "bool";
    case Kind::Whole:
    case Kind::Number:
        return number(type);
    case Kind::Text:
        return text(type, plainText);
    case Kind::Literal:
        return literal(type);
    case Kind::List:
        return list(type, plainText);
    case Kind::Map:
        return map(type, plainText);
    case Kind::Named:
        return m_model.declarations[type.name].name;
    case Kind::Union:
        return united(type, plainText);
    }
    return "Any";
}

std::string PythonTypes::annotated(const CodeType &type, bool plainText)
{
    return with(bare(type, plainText), said(type.annotations, true));
}

} // namespace espalier::schema
