// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/codegen_typescript.h"

#include "schema/codealso_p.h"
#include "schema/codenames_p.h"
#include "schema/codeplain_p.h"
#include "schema/codeplan_p.h"
#include "schema/codetext_p.h"
#include "schema/codewhole_p.h"
#include "schema/scriptpattern_p.h"
#include "schema/zodtypes_p.h"
#include "schema/zodwhole_p.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

namespace espalier::schema {

namespace {

using json::Value;
using Kind = CodeType::Kind;

constexpr std::string_view kPattern = R"ts(
/** A pattern of the schema. One that JavaScript does not know is not checked. */
function pattern(source: string): RegExp {
    for (const flags of ["u", ""]) {
        try {
            return new RegExp(source, flags);
        } catch {
            // try the next
        }
    }
    return new RegExp("");
}
)ts";

constexpr std::string_view kSame = R"ts(
/** JSON that is the same for values that are the same. */
function sorted(value: unknown): string {
    return JSON.stringify(value, (_, part) =>
        part && typeof part === "object" && !Array.isArray(part)
            ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
            : part,
    );
}

function same(left: unknown, right: unknown): boolean {
    return sorted(left) === sorted(right);
}
)ts";

constexpr std::string_view kDistinct = R"ts(
function distinct(items: unknown): boolean {
    return !Array.isArray(items) || new Set(items.map(sorted)).size === items.length;
}
)ts";

constexpr std::string_view kAsItCame = R"ts(
/** The rule judges the value as it came: the type leaves members out or fills them in. */
function asItCame<T extends z.core.SomeType>(
    rule: (value: unknown) => boolean,
    message: string,
    type: T,
): z.ZodPipe<z.ZodUnknown, T> {
    return z.unknown().refine(rule, message).pipe(type as T & z.ZodType);
}
)ts";

constexpr std::string_view kGiven = R"ts(
/** A member that was left out, where every object has a function of its name. */
function given(value: unknown): unknown {
    return typeof value === "function" ? undefined : value;
}
)ts";

constexpr std::string_view kOrOther = R"ts(
/** The schema names no type here: it speaks of these kinds of values, which are typed, and lets all others pass. */
function orOther<T extends z.ZodType>(kinds: string[], meant: T): z.ZodType<z.output<T>, z.input<T>> {
    const kind = (value: unknown) => (value === null ? "null" : Array.isArray(value) ? "array" : typeof value);
    const other = z.json().refine((value) => !kinds.includes(kind(value)), { abort: true });
    return z.union([meant, other]) as unknown as z.ZodType<z.output<T>, z.input<T>>;
}
)ts";

constexpr std::string_view kMembers = R"ts(
interface Members {
    least?: number;
    most?: number;
    together?: Record<string, string[]>;
    names?: z.ZodType;
    known: string[];
    patterns?: [string, z.ZodType][];
    others?: z.ZodType;
}

/** What the schema asks of the members of an object as a whole. */
function fitting(value: unknown, asked: () => Members): boolean {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return true; // the type refuses it
    const rules = asked();
    const given = Object.entries(value).filter(([, part]) => part !== undefined);
    const names = given.map(([name]) => name);
    const together = Object.entries(rules.together ?? {}).every(
        ([name, needed]) => !names.includes(name) || needed.every((other) => names.includes(other)),
    );
    return (
        names.length >= (rules.least ?? 0) &&
        names.length <= (rules.most ?? Infinity) &&
        together &&
        names.every((name) => !rules.names || rules.names.safeParse(name).success) &&
        given.every(([name, part]) => {
            const kinds = (rules.patterns ?? []).filter(([source]) => pattern(source).test(name)).map(([, kind]) => kind);
            if (!kinds.length && !rules.known.includes(name) && rules.others) kinds.push(rules.others);
            return kinds.every((kind) => kind.safeParse(part).success);
        })
    );
}
)ts";

class ZodWriter
{
public:
    /// `whole`: nothing when the schema cannot be carried along.
    ZodWriter(const CodeModel &model, const std::optional<ZodWhole> &whole, bool isNullable)
        : m_model(model)
        , m_whole(whole)
        , m_isNullable(isNullable)
        , m_types(model)
    {
        std::vector<std::size_t> rank(model.declarations.size(), 0);
        for (std::size_t i = 0; i < model.order.size(); ++i)
            rank[model.order[i]] = i;
        for (std::size_t name = 0; name < model.declarations.size(); ++name) {
            const CodeDeclaration &declaration = model.declarations[name];
            const auto isBent = [&](const CodeField &field) {
                return (!ZodTypes::isPlainCircle(field.type) || isInheritedScriptName(field.key)) &&
                       bends(declaration, rank[name], field.type, rank);
            };
            if (declaration.isClass && declaration.circle != 0 &&
                (ZodTypes::hasRules(declaration) || ZodTypes::hasTypedOthers(declaration) ||
                 std::any_of(declaration.fields.begin(), declaration.fields.end(), isBent)))
                m_bentCircles.insert(declaration.circle);
        }
    }

    std::string module()
    {
        std::string body;
        for (const std::size_t name : m_model.order)
            body += declaration(name);
        const std::string notes = comments(m_model.notes, "");
        std::string answer = m_model.rootName;
        if (m_model.root.kind == Kind::Named && m_model.declarations[m_model.root.name].isClass) {
            const std::string &name = m_model.declarations[m_model.root.name].name;
            if (m_needsWhole)
                body += constant(answer, "whole.pipe(" + name + ")", {}, false);
            else
                answer = name;
        } else {
            const std::string written = m_types.expression(m_model.root);
            const std::string own = comments(m_types.takeNotes(), "");
            body += constant(answer, m_needsWhole ? "whole.pipe(" + written + ")" : written, own, false);
        }
        return head(answer, notes) + body;
    }

private:
    std::string head(const std::string &answer, const std::string &notes)
    {
        std::string out = "// Made by Espalier from a JSON Schema.\n"
                          "// For zod 4 (tried with zod 4.6.7 and TypeScript 5.9). Read an answer with:\n"
                          "//     const answer = " +
                          answer + ".parse(JSON.parse(text));\n";
        if (m_needsWhole)
            out +=
                "// What types cannot say is judged by ajv 8 (tried with ajv 8.20.0).\n" + m_whole->import();
        out += "import { z } from \"zod\";\n" + notes;
        auto needs = m_types.needs();
        if (m_needsWhole)
            needs.merge(m_whole->needs());
        if (needs.contains("int"))
            out += "// z.int() takes whole numbers below 2 ** 53 alone, which JavaScript holds exactly.\n";
        if (needs.contains("format"))
            out += "// Formats such as \"date\" and \"email\" are checked by zod, where JSON Schema by "
                   "itself lets "
                   "all texts pass.\n";
        if (m_isNullable)
            out +=
                "// \"nullable\": true lets null pass beside the type, as in OpenAPI; JSON Schema by itself "
                "passes over it.\n";
        if (needs.contains("record") || needs.contains("members") || needs.contains("same"))
            out += "// Members \"__proto__\" beside the named ones are passed over by zod, whatever they "
                   "hold and "
                   "whatever\n// \"enum\", \"patternProperties\" and \"dependentRequired\" ask of them.\n";
        if (needs.contains("pattern") || needs.contains("members"))
            out += kPattern;
        if (needs.contains("same") || needs.contains("distinct"))
            out += kSame;
        if (needs.contains("distinct"))
            out += kDistinct;
        if (needs.contains("asItCame"))
            out += kAsItCame;
        if (needs.contains("given"))
            out += kGiven;
        if (needs.contains("orOther"))
            out += kOrOther;
        if (needs.contains("members"))
            out += kMembers;
        if (m_needsWhole)
            out += m_whole->definition();
        return out;
    }

    std::string comments(const std::vector<std::string> &notes, const std::string &indent)
    {
        std::string out;
        std::set<std::string> seen;
        for (const std::string &note : notes) {
            if (!seen.insert(note).second)
                continue;
            m_needsWhole = m_needsWhole || m_whole.has_value();
            out += indent + (m_whole ? "// Left to the schema as a whole: " : "// Not carried over: ") +
                   codeComment(note) + "\n";
        }
        return out;
    }

    /// `isAhead`: names itself; only an explicit type tells the compiler what it is.
    static std::string constant(const std::string &name, const std::string &written,
                                const std::string &comment, bool isAhead)
    {
        return "\n" + comment + "export const " + name +
               (isAhead ? ": z.ZodType<unknown> = z.lazy(() => " : " = ") + written + (isAhead ? ")" : "") +
               ";\nexport type " + name + " = z.infer<typeof " + name + ">;\n";
    }

    std::string declaration(std::size_t name)
    {
        const CodeDeclaration &declaration = m_model.declarations[name];
        std::string out;
        if (declaration.isClass) {
            const std::string written = objectText(declaration);
            std::string own = comments(m_types.takeNotes(), "") + comments(declaration.notes, "");
            if (m_model.rootMeansObject && m_model.root.name == name)
                own += "// " + std::string(kRootMeansObject) + "\n";
            out = constant(declaration.name, written, own, false);
        } else {
            CodeType type = declaration.type;
            type.annotations = declaration.annotations;
            const std::string written = m_types.expression(type);
            out = constant(declaration.name, written, comments(m_types.takeNotes(), ""),
                           declaration.isRecursive);
        }
        m_types.setWritten(name);
        return out;
    }

    /// The type names a class on the circle of `declaration` that is written before it: no type will be
    /// written out there.
    bool bends(const CodeDeclaration &declaration, std::size_t place, const CodeType &type,
               const std::vector<std::size_t> &rank) const
    {
        if (type.kind == Kind::Named && rank[type.name] < place)
            return m_model.declarations[type.name].isClass &&
                   m_model.declarations[type.name].circle == declaration.circle;
        const auto inside = [&](const std::vector<CodeType> &parts) {
            return std::any_of(parts.begin(), parts.end(),
                               [&](const CodeType &part) { return bends(declaration, place, part, rank); });
        };
        return inside(type.parts) || inside(type.rest) || inside(type.keys);
    }

    static std::string key(const std::string &name) { return isScriptName(name) ? name : codeString(name); }

    std::string fieldText(const CodeField &field, std::size_t circle)
    {
        if (field.key == "__proto__") // which zod neither looks at nor keeps
            return comments({"the member \"__proto__\""}, "    ") +
                   "    [\"__proto__\"]: z.json().optional(),\n";
        std::string written = m_types.expression(field.type, !field.required);
        const std::string notes = comments(m_types.takeNotes(), "    ");
        const bool inherited = isInheritedScriptName(field.key);
        if (inherited) {
            m_types.need("given");
            written = "z.preprocess(given, " + written + ")" + (field.required ? "" : ".optional()");
        }
        if (!m_types.looksAhead(field.type))
            return notes + "    " + key(field.key) + ": " + written + ",\n";
        // The compiler finds out the type of a circle of objects and lists, but of no other, and not when one
        // of them is refined or holds another in anything else.
        std::string type;
        if (m_bentCircles.contains(circle) || inherited || !ZodTypes::isPlainCircle(field.type))
            type = field.required ? ": z.ZodType<unknown>" : ": z.ZodOptional<z.ZodType<unknown>>";
        return notes + "    get " + key(field.key) + "()" + type + " {\n        return " + written +
               ";\n    },\n";
    }

    std::string objectText(const CodeDeclaration &declaration)
    {
        std::string fields;
        for (const CodeField &field : declaration.fields)
            fields += fieldText(field, declaration.circle);
        const bool shut = declaration.type.kind == Kind::Never;
        const bool typed = ZodTypes::hasTypedOthers(declaration);
        const bool ahead = typed && m_types.looksAhead(declaration.type);
        const bool byRule = ZodTypes::hasRules(declaration) || ahead;
        std::string out = !declaration.patterns.empty() || ahead ? "z.looseObject({"
                          : shut                                 ? "z.strictObject({"
                          : declaration.openSaid || byRule       ? "z.looseObject({"
                                                                 : "z.object({";
        out += (fields.empty() ? "" : "\n" + fields) + "})";
        if (typed)
            m_types.need("record");
        if (typed && !ahead && declaration.patterns.empty())
            out += ".catchall(" + m_types.expression(declaration.type) + ")";
        if (byRule)
            out = m_types.judged(
                out, "(value) => fitting(value, () => ({ " + rulesText(declaration, ahead) + " }))",
                "its members do not fit together", m_types.keepsForRules(declaration));
        return out + m_types.meta(declaration.annotations, true);
    }

    /// A member of the rules; one that looks ahead says its type, which the compiler could not find out.
    static std::string rule(const std::string &name, const char *type, const std::string &value, bool isAhead)
    {
        return isAhead ? "get " + name + "(): " + type + " { return " + value + "; }" : name + ": " + value;
    }

    std::string rulesText(const CodeDeclaration &declaration, bool ahead)
    {
        m_types.need("members");
        std::string known;
        for (const CodeField &field : declaration.fields)
            known += (known.empty() ? "" : ", ") + codeString(field.key);
        std::string out = "known: [" + known + "]";
        for (const auto &[facet, name] :
             {std::pair("minProperties", "least"), std::pair("maxProperties", "most"),
              std::pair("dependentRequired", "together")}) {
            if (const Value *value = declaration.facets.find(facet))
                out += std::string(", ") + name + ": " + scriptValue(*value);
        }
        if (!declaration.keys.empty())
            out += ", " + rule("names", "z.ZodType", m_types.expression(declaration.keys.front()),
                               m_types.looksAhead(declaration.keys.front()));
        std::string patterns;
        bool patternAhead = false;
        for (const CodePattern &pattern : declaration.patterns) {
            patternAhead = patternAhead || m_types.looksAhead(pattern.type);
            patterns += (patterns.empty() ? "[" : ", [") + codeString(scriptPattern(pattern.pattern)) + ", " +
                        m_types.expression(pattern.type) + "]";
        }
        if (!patterns.empty())
            out += ", " + rule("patterns", "[string, z.ZodType][]", "[" + patterns + "]", patternAhead);
        if ((!patterns.empty() || ahead) && !declaration.type.isOpen())
            out += ", " + rule("others", "z.ZodType", m_types.expression(declaration.type), ahead);
        return out;
    }

    const CodeModel &m_model;
    const std::optional<ZodWhole> &m_whole;
    bool m_isNullable = false; ///< says "nullable" somewhere
    bool m_needsWhole = false;
    ZodTypes m_types;
    std::set<std::size_t> m_bentCircles;
};

} // namespace

std::string typescriptModule(const json::Value &schema)
{
    PlainSchema plain = plainSchema(schema);
    const std::optional<ZodWhole> whole = ZodWhole::of(plain);
    const bool isNullable =
        anyMember(plain.schema, "nullable", [](const Value &value) { return value.isTrue(); });
    CodeModel model = planCode(withoutPassedOver(std::move(plain)));
    if (whole)
        leaveToWhole(model);
    return ZodWriter(model, whole, isNullable).module();
}

} // namespace espalier::schema
