// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/codekinds_p.h"
#include "schema/codeplan_p.h"
#include "json/valuehash.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <set>
#include <unordered_map>
#include <utility>

namespace espalier::schema {

namespace {

using json::Value;
using Kind = CodeType::Kind;

constexpr std::string_view kPassesTwice = "\"oneOf\": a value that fits several of these passes as well";

bool areSame(const std::vector<CodeType> &left, const std::vector<CodeType> &right)
{
    return std::equal(left.begin(), left.end(), right.begin(), right.end(), isSameType);
}

/// The same for types that are the same (isSameType).
std::uint64_t hashOf(const CodeType &type)
{
    std::uint64_t out = (static_cast<std::uint64_t>(type.kind) * 31 + type.meant) * 31 + type.name;
    const auto mix = [&out](std::uint64_t more) { out = out * 1000003 + more; };
    for (const Value &value : type.values)
        mix(json::hashOf(value));
    mix(json::hashOf(type.facets));
    for (const auto *inner : {&type.parts, &type.rest, &type.keys}) {
        mix(inner->size());
        for (const CodeType &part : *inner)
            mix(hashOf(part));
    }
    return out;
}

void addNotes(std::vector<std::string> &notes, const std::vector<std::string> &more)
{
    for (const std::string &note : more) {
        if (std::find(notes.begin(), notes.end(), note) == notes.end())
            notes.push_back(note);
    }
}

const CodeDeclaration *classOf(const CodeModel &model, const CodeType &type)
{
    if (type.kind != Kind::Named)
        return nullptr;
    const CodeDeclaration &declaration = model.declarations[type.name];
    return declaration.isClass ? &declaration : nullptr;
}

/// The texts a required field may hold, when it may hold no others.
const std::vector<Value> *tagOf(const CodeModel &model, const CodeField &field)
{
    const CodeType *type = &field.type;
    if (type->kind == Kind::Named && !model.declarations[type->name].isClass)
        type = &model.declarations[type->name].type;
    const bool texts =
        type->kind == Kind::Literal &&
        std::all_of(type->values.begin(), type->values.end(), [](const Value &v) { return v.isString(); });
    return field.required && texts && !field.type.annotations.find("default") ? &type->values : nullptr;
}

bool tellsApart(const CodeModel &model, const CodeType &type, const std::string &key)
{
    std::set<std::string> seen;
    for (const CodeType &part : type.parts) {
        const CodeDeclaration *declaration = classOf(model, part);
        if (!declaration || part.meant != 0)
            return false;
        const auto field = std::find_if(declaration->fields.begin(), declaration->fields.end(),
                                        [&key](const CodeField &f) { return f.key == key; });
        const auto *tags = field == declaration->fields.end() ? nullptr : tagOf(model, *field);
        if (!tags)
            return false;
        for (const Value &tag : *tags) {
            if (!seen.insert(tag.text()).second)
                return false;
        }
    }
    return true;
}

/// JSON's own kind of a part; parts of different kinds cannot both fit.
int family(const CodeModel &model, const CodeType &type)
{
    if (type.kind == Kind::Named)
        return classOf(model, type) ? static_cast<int>(Kind::Map) : -1;
    return type.kind == Kind::Whole ? static_cast<int>(Kind::Number) : static_cast<int>(type.kind);
}

bool mayOverlap(const CodeModel &model, const CodeType &type)
{
    std::set<int> seen;
    for (const CodeType &part : type.parts) {
        const int own = family(model, part);
        const bool unclear = own == -1 || part.meant != 0 || part.kind == Kind::Literal ||
                             part.kind == Kind::Union || part.isOpen();
        if (unclear || !seen.insert(own).second)
            return true;
    }
    return false;
}

void visit(const CodeModel &model, CodeType &type)
{
    for (auto *inner : {&type.parts, &type.rest, &type.keys}) {
        for (CodeType &part : *inner)
            visit(model, part);
    }
    if (type.kind != Kind::Union)
        return;
    if (const CodeDeclaration *first = classOf(model, type.parts.front())) {
        for (const CodeField &field : first->fields) {
            if (type.discriminator.empty() && tellsApart(model, type, field.key))
                type.discriminator = field.key;
        }
    }
    if (type.isExclusive && type.discriminator.empty() && mayOverlap(model, type))
        type.notes.emplace_back(kPassesTwice);
}

} // namespace

bool isSameType(const CodeType &left, const CodeType &right)
{
    return left.kind == right.kind && left.meant == right.meant && left.name == right.name &&
           left.values == right.values && left.facets == right.facets &&
           left.annotations[kTold] == right.annotations[kTold] && areSame(left.parts, right.parts) &&
           areSame(left.rest, right.rest) && areSame(left.keys, right.keys);
}

CodeType simplified(CodeType type)
{
    if (type.kind != Kind::Union)
        return type;
    std::vector<CodeType> parts;
    bool passesTwice = false;
    std::unordered_multimap<std::uint64_t, std::size_t> places; // by hash
    const auto add = [&parts, &places, &passesTwice](CodeType part) {
        const std::uint64_t hash = hashOf(part);
        const auto [first, last] = places.equal_range(hash);
        const auto known = std::find_if(
            first, last, [&](const auto &place) { return isSameType(parts[place.second], part); });
        passesTwice = passesTwice || known != last;
        if (known != last)
            addNotes(parts[known->second].notes, part.notes);
        if (known != last || part.kind == Kind::Never)
            return;
        places.emplace(hash, parts.size());
        parts.push_back(std::move(part));
    };
    for (CodeType &part : type.parts) {
        const bool plain = part.kind == Kind::Union && part.annotations.members().empty() &&
                           part.notes.empty() && !part.isExclusive && part.meant == 0;
        if (!plain) {
            add(std::move(part));
            continue;
        }
        for (CodeType &inner : part.parts)
            add(std::move(inner));
    }
    std::stable_partition(parts.begin(), parts.end(),
                          [](const CodeType &part) { return part.kind != Kind::Null; });
    const auto open =
        std::find_if(parts.begin(), parts.end(), [](const CodeType &part) { return part.isOpen(); });
    if (open != parts.end()) {
        passesTwice = passesTwice || parts.size() > 1;
        if (parts.size() > 1)
            open->annotations.remove(kTold); // which asserts, but of this part alone
        parts = std::vector<CodeType>{std::move(*open)};
    }
    if (type.isExclusive && passesTwice)
        type.notes.emplace_back(kPassesTwice);
    type.isExclusive = type.isExclusive && parts.size() > 1;
    if (parts.size() > 1) {
        type.parts = std::move(parts);
        return type;
    }
    CodeType only;
    only.kind = Kind::Never;
    if (!parts.empty())
        only = std::move(parts.front());
    only.meant |= type.meant;
    only.notes.insert(only.notes.end(), type.notes.begin(), type.notes.end());
    for (const json::Member &member : type.annotations.members())
        only.annotations.set(member.key, member.value);
    return only;
}

void tellUnionsApart(CodeModel &model)
{
    // Tags are read while discriminators are written, but never the other way round.
    for (CodeDeclaration &declaration : model.declarations) {
        visit(model, declaration.type);
        for (CodeField &field : declaration.fields)
            visit(model, field.type);
        for (CodePattern &pattern : declaration.patterns)
            visit(model, pattern.type);
    }
    visit(model, model.root);
}

} // namespace espalier::schema
