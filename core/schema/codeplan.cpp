// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/codeplan_p.h"

#include "schema/codeflat_p.h"
#include "schema/codekinds_p.h"
#include "schema/codenames_p.h"
#include "schema/references_p.h"
#include "schema/subschemas_p.h"
#include "schema/uri_p.h"

#include <algorithm>
#include <deque>
#include <map>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace espalier::schema {

namespace {

using json::Value;

constexpr const char *kOneOf = "oneOf";
constexpr std::size_t kMostDeclarations = 3000;
constexpr std::size_t kDeepest = 40; ///< types inside each other

/// Title, description and the like of a schema itself.
Value annotationsOf(const Value &schema)
{
    return readFlat(schema).annotations;
}

void annotate(CodeType &type, const Value &annotations)
{
    for (const json::Member &member : annotations.members())
        type.annotations.set(member.key, member.value);
}

/// $ref and nothing else that asserts; the same for an allOf of one.
const Value *onlyPart(const Value &schema, bool referencesStandAlone)
{
    const bool reference = schema["$ref"].isString();
    const bool single = schema["allOf"].items().size() == 1;
    if (reference == single)
        return reference && referencesStandAlone ? &schema["$ref"] : nullptr;
    const char *keyword = reference ? "$ref" : "allOf";
    const bool alone =
        std::all_of(schema.members().begin(), schema.members().end(), [keyword](const json::Member &member) {
            const bool combining = member.key == "allOf" || member.key == "anyOf" || member.key == "oneOf" ||
                                   member.key == "type";
            return member.key == keyword || isAnnotation(member.key) ||
                   (isStructural(member.key) && !combining && member.key != "nullable");
        });
    if (!alone && !(reference && referencesStandAlone))
        return nullptr;
    return reference ? &schema["$ref"] : &schema["allOf"].items().front();
}

/// The keyword of a choice whose schema asserts nothing else but, perhaps, a type.
const char *onlyChoice(const Value &schema)
{
    const char *found = nullptr;
    for (const json::Member &member : schema.members()) {
        if (member.key == "anyOf" || member.key == "oneOf") {
            if (found || member.value.items().empty())
                return nullptr;
            found = member.key == kOneOf ? kOneOf : "anyOf";
        } else if (member.key == "$ref" || member.key == "allOf" || member.key == "nullable" ||
                   (!isAnnotation(member.key) && !isStructural(member.key))) {
            return nullptr;
        }
    }
    return found;
}

class Planner : public TypeSource
{
public:
    explicit Planner(const Value &document)
        : m_references(document)
        , m_flattener(document, m_references, m_store)
    {
    }

    CodeModel plan(const Value &document)
    {
        const std::string title = className(document["title"].text());
        m_model.root = typeOf(document, title.empty() ? "Answer" : title);
        while (!m_waiting.empty()) {
            const Waiting next = std::move(m_waiting.front());
            m_waiting.pop_front();
            fill(next);
        }
        const bool isClass =
            m_model.root.kind == CodeType::Kind::Named && m_model.declarations[m_model.root.name].isClass;
        m_model.rootMeansObject = isClass && m_model.root.meant != 0;
        if (isClass)
            m_model.root.meant = 0;
        m_model.rootName = m_names.take((isClass ? "Whole" : "") + (title.empty() ? "Answer" : title));
        if (m_store.isExhausted())
            m_model.notes.emplace_back("some combined properties: the schema is too large");
        orderDeclarations(m_model);
        tellUnionsApart(m_model);
        return std::move(m_model);
    }

    CodeType typeOf(const Value &schema, const std::string &hint) override
    {
        CodeType out;
        if (schema.isBool()) {
            out.kind = schema.isTrue() ? CodeType::Kind::Any : CodeType::Kind::Never;
        } else if (m_depth >= kDeepest) {
            out.notes.emplace_back("what stands deeper than 40 levels");
        } else if (!m_open.insert(&schema).second) {
            out = named(schema, nameOf(schema, schema, hint)); // it stands inside itself, so it needs a name
        } else {
            ++m_depth;
            out = fresh(schema, hint);
            --m_depth;
            m_open.erase(&schema);
        }
        return out;
    }

private:
    struct Waiting
    {
        std::size_t name;
        FlatSchema flat; ///< of a class
        const Value *alias = nullptr;
    };

    CodeType fresh(const Value &schema, const std::string &hint)
    {
        if (const Value *part = onlyPart(schema, m_flattener.referencesStandAlone())) {
            const Value *target = part->isString() ? m_flattener.target(schema) : part;
            if (target) {
                CodeType out =
                    part->isString() ? named(*target, nameOf(schema, *target, hint)) : typeOf(*target, hint);
                Value annotations = annotationsOf(schema);
                annotations.remove(kTold); // beside a reference that stands alone it does not count
                annotate(out, annotations);
                return out;
            }
        }
        if (const char *choice = onlyChoice(schema); choice && fitsType(schema, choice)) {
            CodeType out = unionOf(schema[choice], hint, choice == kOneOf);
            annotate(out, annotationsOf(schema));
            return out;
        }
        return ofAlternatives(schema, m_flattener.alternatives(schema), hint);
    }

    CodeType unionOf(const Value &branches, const std::string &hint, bool isExclusive = false)
    {
        CodeType out;
        out.kind = CodeType::Kind::Union;
        out.isExclusive = isExclusive;
        for (const Value &branch : branches.items())
            out.parts.push_back(typeOf(branch, hint));
        return simplified(std::move(out));
    }

    /// Every branch is at least as narrow as the type beside the choice.
    bool fitsType(const Value &schema, const char *choice)
    {
        const unsigned kinds = readFlat(schema).kinds;
        if (kinds == FlatSchema::All)
            return true;
        const auto &branches = schema[choice].items();
        return std::all_of(branches.begin(), branches.end(), [&](const Value &branch) {
            const auto flats = m_flattener.alternatives(branch);
            return std::all_of(flats.begin(), flats.end(),
                               [kinds](const FlatSchema &flat) { return (flat.kinds & ~kinds) == 0; });
        });
    }

    CodeType ofAlternatives(const Value &schema, std::vector<FlatSchema> flats, const std::string &hint)
    {
        CodeType out;
        out.kind = CodeType::Kind::Union;
        for (std::size_t i = 0; i < flats.size(); ++i) {
            FlatSchema &flat = flats[i];
            guessKinds(flat);
            const std::string name = className(flat.annotations["title"].text());
            const bool isClass = (flat.kinds & FlatSchema::Object) && isRecord(flat);
            CodeType part = ofFlat(flat, *this, hint);
            if (isClass && !flat.values) {
                const bool isAlone = flats.size() == 1 && !name.empty();
                part.parts.push_back(classOf({&schema, i}, flat, isAlone ? name : hint));
            }
            out.parts.push_back(simplified(std::move(part)));
        }
        out.isExclusive =
            std::any_of(flats.begin(), flats.end(), [](const FlatSchema &f) { return f.fromOneOf; });
        out = simplified(std::move(out));
        const Value annotations = annotationsOf(schema);
        if (out.kind != CodeType::Kind::Named || flats.size() != 1)
            annotate(out, annotations);
        else if (const Value *standard = annotations.find("default")) // the rest is said by the class
            out.annotations.set("default", *standard);
        return out;
    }

    /// An alternative of a schema, by its place: a recursion that meets it again means the same class.
    using Alternative = std::pair<const Value *, std::size_t>;

    CodeType classOf(const Alternative &alternative, const FlatSchema &flat, const std::string &hint)
    {
        const auto known = m_classes.find(alternative);
        if (known != m_classes.end())
            return toName(known->second);
        CodeType out = newClass(flat, hint);
        if (out.kind == CodeType::Kind::Named)
            m_classes.emplace(alternative, out.name);
        return out;
    }

    CodeType newClass(const FlatSchema &flat, const std::string &hint)
    {
        CodeType out = declared(hint, true);
        if (out.kind == CodeType::Kind::Named)
            m_waiting.push_back({out.name, flat, nullptr});
        return out;
    }

    /// What a reference leads to, under a name of its own.
    CodeType named(const Value &schema, const std::string &hint)
    {
        const auto known = m_named.find(&schema);
        if (known != m_named.end())
            return known->second;
        std::vector<FlatSchema> flats = m_flattener.alternatives(schema);
        if (flats.size() == 1)
            guessKinds(flats.front());
        const bool isClass = flats.size() == 1 && flats.front().kinds == FlatSchema::Object &&
                             isRecord(flats.front()) && !flats.front().values;
        if (isClass) {
            CodeType out = classOf({&schema, 0}, flats.front(), hint);
            out.meant = flats.front().meant;
            if (out.kind == CodeType::Kind::Named)
                m_named.emplace(&schema, out);
            return out;
        }
        CodeType out = declared(hint, false);
        if (out.kind == CodeType::Kind::Named) {
            m_named.emplace(&schema, out);
            m_waiting.push_back({out.name, {}, &schema});
        }
        return out;
    }

    CodeType declared(const std::string &hint, bool isClass)
    {
        CodeType out;
        if (m_model.declarations.size() >= kMostDeclarations) {
            out.notes.emplace_back("more than 3000 kinds of objects");
            return out;
        }
        CodeDeclaration declaration;
        declaration.name = m_names.take(hint.empty() ? "Part" : hint);
        declaration.isClass = isClass;
        m_model.declarations.push_back(std::move(declaration));
        return toName(m_model.declarations.size() - 1);
    }

    void fill(const Waiting &next)
    {
        // Copies, no references into the list: it grows while types are made.
        const std::string name = m_model.declarations[next.name].name;
        CodeDeclaration made;
        if (next.alias) {
            made.type = typeOf(*next.alias, name + "Item");
            made.annotations = std::exchange(made.type.annotations, Value::object());
            if (made.type.kind == CodeType::Kind::Named && made.type.name == next.name)
                made.type = CodeType();
        } else {
            fillClass(made, next.flat, *this, name);
        }
        CodeDeclaration &declaration = m_model.declarations[next.name];
        made.name = name;
        made.isClass = declaration.isClass;
        declaration = std::move(made);
    }

    static CodeType toName(std::size_t name)
    {
        CodeType out;
        out.kind = CodeType::Kind::Named;
        out.name = name;
        return out;
    }

    /// "Address" of "#/$defs/Address"; a title counts for more.
    static std::string nameOf(const Value &schema, const Value &target, const std::string &hint)
    {
        const std::string title = className(target["title"].text());
        if (!title.empty())
            return title;
        const std::string &reference = schema["$ref"].text();
        const std::string last =
            className(percentDecoded(reference.substr(reference.find_last_of("/#") + 1)));
        return last.empty() ? hint : last;
    }

    FlatStore m_store;
    References m_references;
    Flattener m_flattener;
    NameBook m_names = classNames();
    CodeModel m_model;
    std::unordered_map<const Value *, CodeType> m_named;
    std::map<Alternative, std::size_t> m_classes;
    std::deque<Waiting> m_waiting;
    std::unordered_set<const Value *> m_open; ///< of which the type is being made
    std::size_t m_depth = 0;
};

} // namespace

CodeModel planCode(const Value &schema)
{
    return Planner(schema).plan(schema);
}

} // namespace espalier::schema
