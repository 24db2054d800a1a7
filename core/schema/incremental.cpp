// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/incremental_p.h"

#include "schema/schemaplaces_p.h"
#include "json/pointer.h"

#include <algorithm>
#include <iterator>

namespace espalier::schema {

using json::TreeOp;

namespace {

bool begins(const std::vector<std::size_t> &path, const std::vector<std::size_t> &with)
{
    return path.size() >= with.size() && std::equal(with.begin(), with.end(), path.begin());
}

} // namespace

void IncrementalValidation::Private::restart()
{
    open.clear();
    parents.clear();
    settled.clear();
    failed.clear();
    found.clear();
    told = 0;
    whole.reset();
    made.clear();
    spoiled = false;
    final.reset();
    if (reading)
        reading->restart();
}

void IncrementalValidation::Private::add(const TreeChange &change)
{
    OpenValue value;
    value.parent = change.parent;
    value.row = change.row;
    value.kind = change.kind;
    value.hasKey = change.hasKey;
    value.key = change.key;
    if (change.parent == json::kNoNode) {
        if (reading)
            value.reading = reading->ofRoot(value.kind);
        if (rootOf(validator).boolean != true)
            value.schemas.push_back(&rootOf(validator));
    } else if (const auto parent = open.find(change.parent); parent != open.end()) {
        const OpenValue &around = parent->second;
        value.row -= around.dropped;
        if (reading)
            value.reading = around.kind == json::Value::Kind::Array
                                ? reading->ofItem(around.reading, value.row, value.kind)
                                : reading->ofMember(around.reading, value.key, value.kind);
        if (!value.reading.later)
            addSchemas(around, value);
    }
    open.insert_or_assign(change.node, std::move(value));
}

/// The value that an open one has become; its parts are moved into it.
json::Value IncrementalValidation::Private::finishedValue(OpenValue &open)
{
    switch (open.kind) {
    case json::Value::Kind::Null:
        return {};
    case json::Value::Kind::Bool:
        return json::Value::boolean(open.text == "true");
    case json::Value::Kind::Number:
        return json::Value::number(std::move(open.text));
    case json::Value::Kind::String:
        return json::Value::string(std::move(open.text));
    case json::Value::Kind::Array: {
        json::Value::Array items;
        items.reserve(open.parts.size());
        for (Part &part : open.parts)
            items.push_back(std::move(part.value));
        return json::Value::array(std::move(items));
    }
    case json::Value::Kind::Object: {
        json::Value::Object members;
        members.reserve(open.parts.size());
        for (Part &part : open.parts)
            members.push_back({std::move(part.key), std::move(part.value)});
        return json::Value::object(std::move(members));
    }
    }
    return {};
}

/// Reads what its parts were not read with already. Parts that go are forgotten.
Coercions IncrementalValidation::Private::read(OpenValue &value, json::Value &finished)
{
    if (!reading || !IncrementalReading::mayRead(value.reading, finished))
        return {};
    ReadParts parts;
    for (Part &part : value.parts) {
        parts.read.push_back(part.read);
        parts.made.push_back(std::move(part.made));
    }
    std::string pointer;
    for (const Evaluation::Step &step : wayTo(value))
        step.isMember ? json::appendToken(pointer, step.key) : json::appendToken(pointer, step.index);
    Coercions out = reading->read(value.reading, finished, pointer, parts);
    for (auto gone = parts.gone.rbegin(); gone != parts.gone.rend(); ++gone)
        value.parts.erase(value.parts.begin() + static_cast<std::ptrdiff_t>(*gone));
    return out;
}

std::vector<Evaluation::Step> IncrementalValidation::Private::wayTo(const OpenValue &value) const
{
    std::vector<Evaluation::Step> way;
    for (const OpenValue *at = &value; at && at->parent != json::kNoNode;) {
        way.push_back({at->key, at->row, at->hasKey});
        const auto parent = open.find(at->parent);
        at = parent == open.end() ? nullptr : &parent->second;
    }
    std::reverse(way.begin(), way.end());
    return way;
}

std::vector<std::size_t> IncrementalValidation::Private::pathOf(const OpenValue &value) const
{
    std::vector<std::size_t> path;
    for (const Evaluation::Step &step : wayTo(value))
        path.push_back(step.index);
    return path;
}

/// Where members were replaced, those after them move up: from now on their places are those in the value.
void IncrementalValidation::Private::countAnew(const OpenValue &value)
{
    if (value.kind != json::Value::Kind::Object || value.parts.empty() ||
        value.parts.back().row + 1 == value.parts.size() || found.empty())
        return;
    const std::vector<std::size_t> path = pathOf(value);
    for (Evaluation::Located &one : found) {
        if (one.path.size() <= path.size() || !begins(one.path, path))
            continue;
        std::size_t &place = one.path[path.size()];
        const auto part = std::lower_bound(value.parts.begin(), value.parts.end(), place,
                                           [](const Part &left, std::size_t row) { return left.row < row; });
        place = static_cast<std::size_t>(part - value.parts.begin());
    }
}

void IncrementalValidation::Private::close(const TreeChange &change)
{
    const auto closing = open.find(change.node);
    if (closing == open.end())
        return;
    if (change.state == json::NodeState::Cut) { // so are all around it
        for (const Part &part : closing->second.parts)
            forget(part.value);
        const auto parent = open.find(closing->second.parent);
        if (parent != open.end() && parent->second.kind == json::Value::Kind::Array)
            ++parent->second.dropped;
        open.erase(closing);
        return;
    }
    OpenValue &value = closing->second;
    std::sort(value.parts.begin(), value.parts.end(),
              [](const Part &left, const Part &right) { return left.row < right.row; });
    if (value.kind == json::Value::Kind::Object) {
        for (const Part &part : value.parts)
            parents.erase(part.id);
    }
    json::Value finished = finishedValue(value);
    Coercions coercions = read(value, finished);
    countAnew(value);
    const auto parent = open.find(value.parent);
    const bool goes =
        parent != open.end() && reading && reading->drops(parent->second.reading, value.key, finished);
    const bool settles = !value.reading.later && !goes;
    Verdicts own = settles ? judge(value, finished) : Verdicts();
    if (value.parent == json::kNoNode) {
        if (!spoiled)
            whole = std::move(finished);
        if (!spoiled && found.size() >= Evaluation::kMaxIssues)
            final = validator.validate(*whole);
        made = std::move(coercions);
    } else if (parent != open.end()) {
        if (parent->second.kind == json::Value::Kind::Object) // no other can be replaced
            parents[change.node] = value.parent;
        parent->second.parts.push_back({change.node, value.row, std::move(value.key), std::move(finished),
                                        std::move(own), std::move(coercions), settles});
        decide(parent->second, parent->second.parts.back());
    }
    open.erase(closing);
}

void IncrementalValidation::Private::supersede(NodeId node)
{
    std::vector<std::size_t> path;
    if (const auto still = open.find(node); still != open.end()) {
        path = pathOf(still->second);
        for (const Part &part : still->second.parts)
            forget(part.value);
        open.erase(still);
    } else if (const auto known = parents.find(node); known != parents.end()) {
        OpenValue &parent = open[known->second];
        const auto part = std::find_if(parent.parts.rbegin(), parent.parts.rend(),
                                       [node](const Part &one) { return one.id == node; });
        path = pathOf(parent);
        path.push_back(part->row);
        forget(part->value);
        undecide(parent, node);
        parent.parts.erase(std::next(part).base());
        parents.erase(known);
    } else {
        return;
    }
    withdraw(path);
}

/// What was found at a place, and in it, is forgotten.
void IncrementalValidation::Private::withdraw(const std::vector<std::size_t> &path)
{
    std::size_t kept = 0;
    for (std::size_t i = 0; i < found.size(); ++i) {
        if (begins(found[i].path, path)) {
            told -= i < told ? 1 : 0;
            continue;
        }
        if (kept != i)
            found[kept] = std::move(found[i]);
        ++kept;
    }
    found.resize(kept);
}

IncrementalValidation::IncrementalValidation(Validator validator, std::optional<Coercer> coercer)
    : d(std::make_unique<Private>(std::move(validator), std::move(coercer)))
{
}

IncrementalValidation::~IncrementalValidation() = default;
IncrementalValidation::IncrementalValidation(IncrementalValidation &&) noexcept = default;
IncrementalValidation &IncrementalValidation::operator=(IncrementalValidation &&) noexcept = default;

void IncrementalValidation::take(const TreeChange &change)
{
    const auto value = d->open.find(change.node);
    switch (change.op) {
    case TreeOp::Add:
        d->add(change);
        break;
    case TreeOp::AppendText:
        if (value != d->open.end())
            value->second.text += change.text;
        break;
    case TreeOp::SetScalar:
        if (value != d->open.end()) {
            value->second.kind = change.kind;
            value->second.text = change.text;
        }
        break;
    case TreeOp::Close:
        d->close(change);
        break;
    case TreeOp::Supersede:
        d->supersede(change.node);
        break;
    case TreeOp::Reset:
        d->restart();
        break;
    }
}

void IncrementalValidation::take(const json::TreeChanges &changes)
{
    for (const TreeChange &change : changes)
        take(change);
}

Issues IncrementalValidation::takeNews()
{
    Issues out;
    for (; d->told < d->found.size(); ++d->told)
        out.push_back(d->found[d->told].issue);
    return out;
}

Issues IncrementalValidation::issues() const
{
    if (d->final)
        return *d->final;
    Issues out = inOrder(d->found);
    out.resize(std::min(out.size(), Evaluation::kMaxIssues));
    return out;
}

const json::Value *IncrementalValidation::value() const
{
    return d->whole ? &*d->whole : nullptr;
}

std::optional<Coerced> IncrementalValidation::takeWhole()
{
    if (!d->whole)
        return std::nullopt;
    Coerced out{std::move(*d->whole), std::move(d->made)};
    d->whole.reset();
    return out;
}

} // namespace espalier::schema
