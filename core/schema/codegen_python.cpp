// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/codegen_python.h"

#include "schema/codepattern_p.h"
#include "schema/codeplain_p.h"
#include "schema/codeplan_p.h"
#include "schema/codetext_p.h"
#include "schema/codewhole_p.h"
#include "schema/pythonfields_p.h"
#include "schema/pythonhelpers_p.h"
#include "schema/pythontypes_p.h"
#include "schema/pythonwhole_p.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

namespace espalier::schema {

namespace {

using json::Value;
using Kind = CodeType::Kind;

constexpr std::size_t kWidest = 110;
constexpr std::size_t kDeepestDefault = 20;

class PythonWriter
{
public:
    /// `whole`: nothing when the schema cannot be carried along.
    PythonWriter(const CodeModel &model, const std::optional<PythonWhole> &whole)
        : m_model(model)
        , m_whole(whole)
        , m_keepsAll(lookedAtWhole(model))
        , m_fieldNames(pythonFieldNames(model))
        , m_types(model, m_fieldNames)
    {
    }

    std::string module(const PythonCall &call)
    {
        std::string body;
        for (const std::size_t name : m_model.order)
            body += declaration(m_model.declarations[name]);
        const std::string notes = comments(m_model.notes, 0);
        std::string answer = m_model.rootName;
        std::string asked = answer;
        const CodeDeclaration *root = rootClass();
        if (root && m_needsWhole)
            body += wholeClass(*root);
        else if (root)
            answer = asked = root->name;
        else
            body += rootModel(asked);
        std::string ahead;
        for (const CodeDeclaration &declaration : m_model.declarations) {
            // On a circle a class may be made before all that it holds is: it would not be complete either.
            const bool isEarly = declaration.looksAhead || declaration.circle != 0;
            if (isEarly && (declaration.isClass || declaration.isRecursive))
                ahead += declaration.name + ".model_rebuild()\n";
        }
        if (!ahead.empty())
            body += "\n\n" + ahead;
        if (m_needsWhole)
            m_types.need("SCHEMA");
        if (m_needsWhole && m_whole->hasLooseEnds())
            m_types.need("$");
        if (m_needsWhole && m_whole->needsFractions())
            m_types.need("multiple_of");
        const std::string nesting = pythonNesting(m_model.nesting);
        if (!nesting.empty())
            m_types.need("sys");
        std::string out = pythonHeader(answer, m_types.needs(), call) + nesting + notes;
        if (m_needsWhole)
            out += m_whole->definitions();
        return out + body + pythonCallText(call, answer, asked);
    }

private:
    std::string comment(const std::string &note, std::size_t indent)
    {
        m_needsWhole = m_needsWhole || m_whole.has_value();
        return std::string(indent, ' ') + (m_whole ? "# Left to SCHEMA: " : "# Not carried over: ") +
               codeComment(note) + "\n";
    }
    std::string comments(const std::vector<std::string> &notes, std::size_t indent)
    {
        std::string out;
        std::set<std::string> seen;
        for (const std::string &note : notes) {
            if (seen.insert(note).second)
                out += comment(note, indent);
        }
        return out;
    }

    std::string declaration(const CodeDeclaration &declaration)
    {
        if (declaration.isClass)
            return classText(declaration);
        CodeType type = declaration.type;
        type.annotations = declaration.annotations;
        if (!declaration.isRecursive) {
            std::string written = m_types.annotated(type);
            if (written == "None") // which cannot be joined with None by "|"
                written = "type(None)";
            return "\n\n" + comments(m_types.takeNotes(), 0) + declaration.name + " = " + written + "\n";
        }
        m_types.need("RootModel");
        const std::string written = m_types.bare(type);
        return "\n\n" + comments(m_types.takeNotes(), 0) + "class " + declaration.name + "(RootModel):\n" +
               docstring(declaration.annotations) + config(declaration.name, type.annotations, {}) +
               "    root: " + written + "\n";
    }

    /// The class of the answer; nullptr when it is no object.
    const CodeDeclaration *rootClass() const
    {
        const CodeDeclaration *named =
            m_model.root.kind == Kind::Named ? &m_model.declarations[m_model.root.name] : nullptr;
        return named && named->isClass ? named : nullptr;
    }

    /// The class that instructor asks for, whose title becomes the name of a function.
    bool isAnswer(const std::string &name) const
    {
        return name == m_model.rootName || (rootClass() && rootClass()->name == name);
    }

    /// The same class, judged by the schema as a whole; others may refer to the one without.
    std::string wholeClass(const CodeDeclaration &root)
    {
        return "\n\nclass " + m_model.rootName + "(" + root.name + "):\n" +
               docstring(root.annotations, true) + PythonWhole::members().substr(1);
    }

    /// The class around a root that is no object; `asked` becomes what it holds.
    std::string rootModel(std::string &asked)
    {
        m_types.need("RootModel");
        CodeType type = m_model.root;
        const Value annotations = std::exchange(type.annotations, Value::object());
        asked = m_types.bare(type);
        const std::string notes = comments(m_types.takeNotes(), 0);
        const std::string own = config(m_model.rootName, annotations, {});
        std::string members = docstring(annotations, true) + own;
        if (m_needsWhole)
            members += PythonWhole::members().substr(1);
        return "\n\n" + notes + "class " + m_model.rootName + "(RootModel[" + asked + "]):\n" + members;
    }

    static std::string docstring(const Value &annotations, bool always = false)
    {
        const Value &text = annotations["description"];
        if (text.isString() && !text.text().empty())
            return "    " + pythonDocstring(text.text(), 4) + "\n\n";
        return always ? "    \"\"\"The answer as a whole.\"\"\"\n\n" : "";
    }

    /// model_config, when there is something to say.
    std::string config(const std::string &called, const Value &annotations, PythonArguments more,
                       Value told = Value::object())
    {
        for (const auto &[name, value] : m_types.said(annotations, true)) {
            const bool isKept = !isAnswer(called) || isFunctionName(annotations["title"].text());
            if (name == "title" && isKept && value != codeString(called)) // which is the title without a word
                more.insert(more.begin(), {name, value});
        }
        for (const json::Member &member : annotations.members()) {
            if (member.key != "title" && member.key != "description" &&
                depthOf(member.value) <= kDeepestDefault)
                told.set(member.key, member.value);
        }
        if (!told.members().empty())
            more.emplace_back("json_schema_extra", pythonValue(told));
        if (more.empty())
            return {};
        m_types.need("ConfigDict");
        return "    model_config = " + call("ConfigDict", more, 4) + "\n\n";
    }

    /// "f(a=1)", on several lines when it is long.
    static std::string call(const std::string &name, const PythonArguments &arguments, std::size_t indent)
    {
        std::string flat;
        std::string tall;
        for (const auto &[argument, value] : arguments) {
            const std::string one = (argument.empty() ? "" : argument + "=") + value;
            flat += (flat.empty() ? "" : ", ") + one;
            tall += std::string(indent + 4, ' ') + one + ",\n";
        }
        if (indent + name.size() + flat.size() + 2 <= kWidest)
            return name + "(" + flat + ")";
        return name + "(\n" + tall + std::string(indent, ' ') + ")";
    }

    std::size_t numberOf(const CodeDeclaration &declaration) const
    {
        return static_cast<std::size_t>(&declaration - m_model.declarations.data());
    }

    std::string classText(const CodeDeclaration &declaration)
    {
        const auto &names = m_fieldNames[numberOf(declaration)];
        std::string fields;
        bool protectedName = false;
        for (std::size_t i = 0; i < names.size(); ++i) {
            protectedName = protectedName || names[i].starts_with("model_");
            fields += fieldText(declaration.fields[i], names[i]);
        }
        PythonArguments arguments;
        std::string extras = extrasText(declaration, arguments);
        const std::string rules = rulesText(declaration);
        if (!rules.empty() && arguments.empty())
            arguments.emplace_back("extra", "\"allow\"");
        if (protectedName)
            arguments.emplace_back("protected_namespaces", "()");
        std::string own = comments(m_types.takeNotes(), 4) + comments(declaration.notes, 4);
        const std::string &title = declaration.annotations["title"].text();
        if (&declaration == rootClass() && !title.empty() && !isFunctionName(title))
            own += "    # Titled as no function may be: " + codeComment(title) + "\n";
        if (&declaration == rootClass() && m_model.rootMeansObject)
            own += "    # " + std::string(kRootMeansObject) + "\n";
        if (!tellsAll(declaration))
            own += comments({"to tell what is asked of names that match a pattern"}, 4);
        own += comments(unknownPatterns(declaration), 4);
        std::string body =
            docstring(declaration.annotations) + own +
            config(declaration.name, declaration.annotations, std::move(arguments), toldOf(declaration)) +
            fields + extras + rules;
        m_types.need("BaseModel");
        if (body.empty())
            body = "    pass\n";
        while (body.ends_with("\n\n"))
            body.pop_back();
        return "\n\nclass " + declaration.name + "(BaseModel):\n" + body;
    }

    /// Members beside the fields.
    std::string extrasText(const CodeDeclaration &declaration, PythonArguments &arguments)
    {
        const bool byPattern = !declaration.patterns.empty();
        if (!byPattern && declaration.type.kind == Kind::Never)
            arguments.emplace_back("extra", "\"forbid\"");
        else if (byPattern || declaration.openSaid || !declaration.type.isOpen() ||
                 m_keepsAll[numberOf(declaration)])
            arguments.emplace_back("extra", "\"allow\"");
        if (!declaration.patterns.empty() || declaration.type.isOpen() ||
            declaration.type.kind == Kind::Never)
            return {};
        m_types.need("Field");
        return "    __pydantic_extra__: dict[str, " + m_types.annotated(declaration.type) +
               "] = Field(init=False)\n";
    }

    static bool canTell(const CodePattern &pattern) { return depthOf(pattern.told) <= kDeepestDefault; }

    /// What is told of the object as a whole is all that is checked.
    static bool tellsAll(const CodeDeclaration &declaration)
    {
        return !declaration.refersAway &&
               std::all_of(declaration.patterns.begin(), declaration.patterns.end(), canTell);
    }

    /// Patterns of names for which rulesText lets every member pass.
    static std::vector<std::string> unknownPatterns(const CodeDeclaration &declaration)
    {
        std::vector<std::string> out;
        for (const CodePattern &pattern : declaration.patterns) {
            if (pythonPattern(pattern.pattern).forPython.empty())
                out.push_back("what is asked of members by the pattern " + codeComment(pattern.pattern, 80));
        }
        return out;
    }

    /// What is told of the object as a whole; rulesText checks it.
    Value toldOf(const CodeDeclaration &declaration)
    {
        Value out = declaration.facets;
        Value patterns = Value::object();
        for (const CodePattern &pattern : declaration.patterns)
            patterns.set(pattern.pattern, canTell(pattern) ? pattern.told : Value::object());
        if (patterns.members().empty())
            return out;
        out.set("patternProperties", std::move(patterns));
        if (hasLooseEnds(out))
            m_types.need("$");
        if (declaration.type.kind == Kind::Never)
            out.set("additionalProperties", Value::boolean(false));
        return out;
    }

    std::string rulesText(const CodeDeclaration &declaration)
    {
        PythonArguments asked{{"", "self"}};
        for (const auto &[facet, name] :
             {std::pair("minProperties", "least"), std::pair("maxProperties", "most"),
              std::pair("dependentRequired", "together")}) {
            if (const Value *value = declaration.facets.find(facet))
                asked.emplace_back(name, pythonValue(*value));
        }
        if (!declaration.keys.empty() && !declaration.keys.front().isOpen())
            asked.emplace_back("names", m_types.annotated(declaration.keys.front(), true));
        std::string patterns;
        for (const CodePattern &pattern : declaration.patterns) {
            const PythonPattern ported = pythonPattern(pattern.pattern);
            if (ported.forPython.empty()) {
                m_types.need("Any");
                patterns += (patterns.empty() ? "" : ", ") + std::string("\"\": Any");
                continue;
            }
            patterns += (patterns.empty() ? "" : ", ") + codeString(ported.forPython) + ": " +
                        m_types.annotated(pattern.type);
        }
        if (!patterns.empty()) {
            asked.emplace_back("patterns", "{" + patterns + "}");
            if (!declaration.type.isOpen())
                asked.emplace_back("others", m_types.annotated(declaration.type));
        }
        if (asked.size() == 1)
            return {};
        m_types.need("check_members");
        m_types.need("model_validator");
        return "\n    @model_validator(mode=\"after\")\n    def _members(self):\n        return " +
               call("check_members", asked, 8) + "\n";
    }

    /// A union that null fits though none of its parts is null.
    static bool namesNoNull(const CodeType &type)
    {
        return type.kind == Kind::Union && !type.parts.empty() &&
               std::none_of(type.parts.begin(), type.parts.end(), [](const CodeType &part) {
                   return part.kind == Kind::Null || part.kind == Kind::Literal || part.isOpen();
               });
    }

    std::string fieldText(const CodeField &field, const std::string &name)
    {
        const Value *standard = field.type.annotations.find("default");
        const bool useDefault = standard && !field.required && depthOf(*standard) <= kDeepestDefault &&
                                (m_types.takesNull(field.type) || !standard->isNull()) &&
                                (depthOf(*standard) == 0 || !m_types.holdsClasses(field.type));
        std::string type = m_types.bare(field.type, useDefault);
        PythonArguments arguments;
        if (useDefault) {
            arguments.emplace_back("default", pythonValue(*standard));
        } else if (!field.required) {
            arguments.emplace_back("default", "None");
            if (!m_types.takesNull(field.type) && field.type.kind != Kind::Never) {
                m_types.need("Annotated");
                m_types.need("NotNull");
                type = "Annotated[" + type + " | None, NotNull()]";
            } else if (field.type.kind == Kind::Named || field.type.meant != 0 || namesNoNull(field.type)) {
                type += " | None"; // a class around a value that may be null, or a name for one
            }
        }
        if (name != field.key)
            arguments.emplace_back("alias", codeString(field.key));
        const bool toldDefault = standard && !useDefault && !standard->isNull();
        for (auto &argument : m_types.said(field.type.annotations, toldDefault))
            arguments.push_back(std::move(argument));
        std::string out = comments(m_types.takeNotes(), 4) + "    " + name + ": " + type;
        if (arguments.size() == 1 && arguments.front().first == "default")
            return out + " = " + arguments.front().second + "\n";
        if (!arguments.empty()) {
            m_types.need("Field");
            out += " = " + call("Field", arguments, 4);
        }
        return out + "\n";
    }

    const CodeModel &m_model;
    const std::optional<PythonWhole> &m_whole;
    const std::vector<bool> m_keepsAll; ///< of each declaration: members that no field names, too
    bool m_needsWhole = false;
    std::vector<std::vector<std::string>> m_fieldNames; ///< of the fields of each declaration
    PythonTypes m_types;
};

} // namespace

std::string pythonModule(const json::Value &schema, const PythonCall &call)
{
    PlainSchema plain = plainSchema(schema);
    std::optional<PythonWhole> whole = PythonWhole::of(plain);
    CodeModel model = planCode(withoutPassedOver(std::move(plain)));
    if (whole)
        leaveToWhole(model);
    if (whole && model.rootMeansObject)
        whole->askForObject();
    return PythonWriter(model, whole).module(call);
}

} // namespace espalier::schema
