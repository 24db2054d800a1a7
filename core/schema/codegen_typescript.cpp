// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/codegen_typescript.h"

#include "schema/codenames_p.h"
#include "schema/codeplan_p.h"
#include "schema/codetext_p.h"
#include "schema/zodtypes_p.h"

#include <algorithm>
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
function distinct(items: readonly unknown[]): boolean {
    return new Set(items.map(sorted)).size === items.length;
}
)ts";

constexpr std::string_view kGiven = R"ts(
/** A member that was left out, where every object has a function of its name. */
function given(value: unknown): unknown {
    return typeof value === "function" ? undefined : value;
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
function fitting(value: object, asked: () => Members): boolean {
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
    explicit ZodWriter(const CodeModel &model)
        : m_model(model)
        , m_types(model)
        , m_refinedCircle(std::any_of(model.declarations.begin(), model.declarations.end(),
                                      [](const CodeDeclaration &d) { return d.looksAhead && hasRules(d); }))
    {
    }

    std::string module()
    {
        std::string body;
        for (const std::size_t name : m_model.order)
            body += declaration(name);
        std::string answer = m_model.rootName;
        if (m_model.root.kind == Kind::Named && m_model.declarations[m_model.root.name].isClass) {
            answer = m_model.declarations[m_model.root.name].name;
        } else {
            const std::string written = m_types.expression(m_model.root);
            body += constant(answer, written, comments(m_types.takeNotes(), ""), false);
        }
        return head(answer) + body;
    }

private:
    std::string head(const std::string &answer)
    {
        std::string out = "// Made by Espalier from a JSON Schema.\n"
                          "// For zod 4 (tried with zod 4.6.7 and TypeScript 5.9). Read an answer with:\n"
                          "//     const answer = " +
                          answer + ".parse(JSON.parse(text));\nimport { z } from \"zod\";\n";
        out += comments(m_model.notes, "");
        const auto &needs = m_types.needs();
        if (needs.contains("pattern") || needs.contains("members"))
            out += kPattern;
        if (needs.contains("same") || needs.contains("distinct"))
            out += kSame;
        if (needs.contains("distinct"))
            out += kDistinct;
        if (needs.contains("given"))
            out += kGiven;
        if (needs.contains("members"))
            out += kMembers;
        return out;
    }

    static std::string comments(const std::vector<std::string> &notes, const std::string &indent)
    {
        std::string out;
        std::set<std::string> seen;
        for (const std::string &note : notes) {
            if (seen.insert(note).second)
                out += indent + "// Not carried over: " + codeComment(note) + "\n";
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
            out = constant(declaration.name, written,
                           comments(m_types.takeNotes(), "") + comments(declaration.notes, ""), false);
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

    /// Something is asked of its members as a whole.
    static bool hasRules(const CodeDeclaration &declaration)
    {
        return !declaration.patterns.empty() || !declaration.keys.empty() ||
               !declaration.facets.members().empty() ||
               (!declaration.type.isOpen() && declaration.type.kind != Kind::Never);
    }

    static std::string key(const std::string &name) { return isScriptName(name) ? name : codeString(name); }

    std::string fieldText(const CodeField &field)
    {
        if (field.key == "__proto__") // which is no member like others in JavaScript, nor for zod
            return comments({"the member \"__proto__\""}, "    ");
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
        // of them is refined.
        std::string type;
        if (m_refinedCircle || inherited || !ZodTypes::isPlainCircle(field.type))
            type = field.required ? ": z.ZodType<unknown>" : ": z.ZodOptional<z.ZodType<unknown>>";
        return notes + "    get " + key(field.key) + "()" + type + " {\n        return " + written +
               ";\n    },\n";
    }

    std::string objectText(const CodeDeclaration &declaration)
    {
        std::string fields;
        for (const CodeField &field : declaration.fields)
            fields += fieldText(field);
        const bool shut = declaration.type.kind == Kind::Never;
        const bool rules = !declaration.patterns.empty() || !declaration.keys.empty() ||
                           !declaration.facets.members().empty();
        const bool typed = !declaration.type.isOpen() && !shut;
        const bool ahead = typed && m_types.looksAhead(declaration.type);
        const bool byRule = rules || ahead;
        std::string out = !declaration.patterns.empty() || ahead ? "z.looseObject({"
                          : shut                                 ? "z.strictObject({"
                          : declaration.openSaid || byRule       ? "z.looseObject({"
                                                                 : "z.object({";
        out += (fields.empty() ? "" : "\n" + fields) + "})";
        if (typed && !ahead && declaration.patterns.empty())
            out += ".catchall(" + m_types.expression(declaration.type) + ")";
        if (byRule)
            out += rulesText(declaration, ahead);
        return out + m_types.meta(declaration.annotations, true);
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
            out += ", names: " + m_types.expression(declaration.keys.front());
        std::string patterns;
        for (const CodePattern &pattern : declaration.patterns)
            patterns += (patterns.empty() ? "[" : ", [") + codeString(pattern.pattern) + ", " +
                        m_types.expression(pattern.type) + "]";
        if (!patterns.empty())
            out += ", patterns: [" + patterns + "]";
        if ((!patterns.empty() || ahead) && !declaration.type.isOpen())
            out += ", others: " + m_types.expression(declaration.type);
        return ".refine((value) => fitting(value, () => ({ " + out +
               " })), \"its members do not fit together\")";
    }

    const CodeModel &m_model;
    ZodTypes m_types;
    bool m_refinedCircle;
};

} // namespace

std::string typescriptModule(const json::Value &schema)
{
    const CodeModel model = planCode(schema);
    return ZodWriter(model).module();
}

} // namespace espalier::schema
