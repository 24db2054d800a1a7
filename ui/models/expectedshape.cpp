// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/expectedshape.h"

#include "json/pointer.h"

#include <QHash>
#include <QStringList>

#include <algorithm>
#include <deque>
#include <unordered_map>
#include <unordered_set>

namespace espalier::ui {

const ExpectedShape *ExpectedShape::member(const QString &key) const
{
    for (const Member &known : members) {
        if (known.key == key)
            return known.shape;
    }
    return nullptr;
}

bool ExpectedShape::names(const QString &key) const
{
    return std::any_of(members.begin(), members.end(),
                       [&key](const Member &known) { return known.key == key; });
}

struct ExpectedShapes::Store
{
    json::Value schema;
    std::deque<ExpectedShape> shapes; // a deque: addresses stay when it grows
    std::unordered_map<const json::Value *, const ExpectedShape *> known;
};

class ExpectedShapes::Reader
{
public:
    explicit Reader(Store &store)
        : m_root(store.schema)
        , m_out(store.shapes)
        , m_known(store.known)
    {
    }

    const ExpectedShape *read(const json::Value &schema)
    {
        const json::Value *plain = follow(schema);
        if (!plain || !plain->isObject())
            return nullptr;
        // The entry stands before its members are read, so that a schema that holds itself ends here.
        if (const auto known = m_known.find(plain); known != m_known.end())
            return known->second;
        m_out.emplace_back();
        ExpectedShape &shape = m_out.back();
        m_known.emplace(plain, &shape);
        Filling filling{shape, {}, {}, {}};
        fill(filling, *plain, 0);
        for (const QString &name : filling.required)
            add(filling, name, nullptr);
        return &shape;
    }

private:
    static constexpr int kMaxHops = 16; // of references and of nested allOf

    /// Through references and unions with null to what describes the value; nullptr when there are several.
    const json::Value *follow(const json::Value &schema) const
    {
        const json::Value *at = &schema;
        for (int hop = 0; hop < kMaxHops; ++hop) {
            if (const json::Value *reference = at->find("$ref"); reference && reference->isString()) {
                const std::string &text = reference->text();
                if (text.empty() || text[0] != '#')
                    return nullptr;
                at = json::resolve(m_root, std::string_view(text).substr(1));
            } else if (const json::Value *only = onlyBranch(*at)) {
                at = only;
            } else {
                return at;
            }
            if (!at)
                return nullptr;
        }
        return nullptr;
    }

    static const json::Value *onlyBranch(const json::Value &schema)
    {
        const json::Value *branches = schema.find("anyOf");
        if (!branches)
            branches = schema.find("oneOf");
        if (!branches)
            return nullptr;
        const json::Value *only = nullptr;
        for (const json::Value &branch : branches->items()) {
            if (branch["type"].text() == "null")
                continue;
            if (only)
                return nullptr;
            only = &branch;
        }
        return only;
    }

    /// A shape on the way.
    struct Filling
    {
        ExpectedShape &shape;
        std::unordered_set<const json::Value *> parts; ///< read already: parts that double at every level end
        QHash<QString, std::size_t> known;             ///< where a member stands
        QStringList required; ///< expected, too, also where nothing else is said about it
    };

    static void add(Filling &filling, const QString &key, const ExpectedShape *what)
    {
        std::vector<ExpectedShape::Member> &members = filling.shape.members;
        const auto known = filling.known.constFind(key);
        if (known == filling.known.constEnd()) {
            filling.known.insert(key, members.size());
            members.push_back({key, what});
        } else if (const ExpectedShape *before = members[*known].shape;
                   !before || (before->members.empty() && !before->isList)) {
            members[*known].shape = what ? what : before; // a part says more than the one before it
        }
    }

    void fill(Filling &filling, const json::Value &schema, int depth)
    {
        if (!filling.parts.insert(&schema).second)
            return;
        ExpectedShape &shape = filling.shape;
        for (const json::Member &property : schema["properties"].members())
            add(filling, QString::fromStdString(property.key), read(property.value));
        for (const json::Value &name : schema["required"].items()) {
            if (name.isString())
                filling.required.append(QString::fromStdString(name.text()));
        }
        shape.isList = shape.isList || schema["type"].text() == "array";
        if (const json::Value *items = schema.find("items")) {
            shape.isList = true;
            shape.items = read(*items);
        }
        if (depth == kMaxHops)
            return;
        for (const json::Value &part : schema["allOf"].items()) {
            if (const json::Value *plain = follow(part))
                fill(filling, *plain, depth + 1);
        }
    }

    const json::Value &m_root;
    std::deque<ExpectedShape> &m_out;
    std::unordered_map<const json::Value *, const ExpectedShape *> &m_known;
};

ExpectedShapes::ExpectedShapes(const json::Value &schema, bool listOf)
    : m_store(std::make_shared<Store>())
{
    m_store->schema = schema;
    m_root = Reader(*m_store).read(m_store->schema);
    if (m_root && listOf && !m_root->isList) {
        m_store->shapes.push_back({{}, m_root, true});
        m_root = &m_store->shapes.back();
    }
}

const ExpectedShape *ExpectedShapes::with(const ExpectedShape *shape, std::string_view pointer) const
{
    const json::Value *schema = m_store ? json::resolve(m_store->schema, pointer) : nullptr;
    const ExpectedShape *more = schema ? Reader(*m_store).read(*schema) : nullptr;
    if (!shape || !more)
        return more;
    ExpectedShape &both = m_store->shapes.emplace_back(*shape);
    for (const ExpectedShape::Member &member : more->members) {
        if (!both.member(member.key))
            both.members.push_back(member);
    }
    both.items = both.items ? both.items : more->items;
    both.isList = both.isList || more->isList;
    return &both;
}

} // namespace espalier::ui
