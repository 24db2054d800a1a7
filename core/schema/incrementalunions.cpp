// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/incremental_p.h"

#include "schema/schemaplaces_p.h"

#include <algorithm>

// Which branch of a choice an object is of, known from its members while it is open.

namespace espalier::schema {

UnionBranches &IncrementalValidation::Private::branchesOf(const Choice &choice)
{
    const auto known = unions.find(&choice);
    return known != unions.end() ? known->second : unions.emplace(&choice, choice).first->second;
}

/// What has to hold for an object of this schema whatever stands in it.
std::vector<const Node *> IncrementalValidation::Private::holdingObjects(const Node &node)
{
    return nodesThatHold(node, [this](const Choice &choice) { return branchesOf(choice).onlyForObjects(); });
}

/// Choices that are open, as far as the value has to fit them.
std::vector<const IncrementalValidation::Private::Choice *>
IncrementalValidation::Private::openChoices(const OpenValue &value)
{
    std::vector<const Choice *> out;
    forEachHolding(value, [&](const Node &node) {
        if (!node.inPlace)
            return;
        for (const Choice *choice : {&node.inPlace->anyOf, &node.inPlace->oneOf}) {
            const bool isOpen = !choice->empty() && !branchesOf(*choice).onlyForObjects() &&
                                std::none_of(value.decided.begin(), value.decided.end(),
                                             [choice](const Decision &one) { return one.choice == choice; });
            if (isOpen)
                out.push_back(choice);
        }
    });
    return out;
}

/// A member has closed: what it says of the choices that the object around it has to make.
void IncrementalValidation::Private::decide(OpenValue &around, const Part &part)
{
    if (around.kind != json::Value::Kind::Object || around.staysOpen || around.reading.later ||
        part.value.isObject() || part.value.isArray() || storeOf(validator).dynamic)
        return;
    const std::size_t before = around.decided.size();
    if (around.reading.innerLater) {
        decideReading(around, part);
    } else if (part.read) {
        for (const Choice *choice : openChoices(around)) {
            if (const Node *branch = branchesOf(*choice).namedBy(part.key, part.value))
                around.decided.push_back({choice, branch, part.id});
        }
    }
    if (around.decided.size() == before)
        return;
    const auto branch = [&](const Choice &choice) {
        const auto known = std::find_if(around.decided.begin(), around.decided.end(),
                                        [&choice](const Decision &one) { return one.choice == &choice; });
        return known == around.decided.end() ? branchesOf(choice).onlyForObjects() : known->branch;
    };
    around.holding.clear();
    for (const Node *schema : around.schemas) {
        const std::vector<const Node *> nodes = nodesThatHold(*schema, branch);
        around.holding.insert(around.holding.end(), nodes.begin(), nodes.end());
    }
}

/// The same where it decides first how the members are read.
void IncrementalValidation::Private::decideReading(OpenValue &around, const Part &part)
{
    const CoercionPlan::Branch *branch =
        reading ? reading->namedBy(around.reading, part.key, part.value) : nullptr;
    if (!branch)
        return;
    around.reading = reading->asBranch(*branch);
    around.readBy.push_back(part.id);
    if (!branch->validator)
        return;
    const Node *root = &rootOf(*branch->validator);
    for (const Choice *choice : openChoices(around)) {
        if (std::find(choice->begin(), choice->end(), root) != choice->end())
            around.decided.push_back({choice, root, part.id});
    }
}

/// The member that had decided is gone.
void IncrementalValidation::Private::undecide(OpenValue &around, NodeId member)
{
    if (std::find(around.readBy.begin(), around.readBy.end(), member) != around.readBy.end())
        spoiled = true; // how its values came is not known any more
    if (std::none_of(around.decided.begin(), around.decided.end(),
                     [member](const Decision &one) { return one.by == member; }))
        return;
    around.staysOpen = true;
    takeBack(around);
}

/// What was found in the parts of a value is judged anew when it closes.
void IncrementalValidation::Private::takeBack(OpenValue &value)
{
    value.decided.clear();
    value.holding.clear();
    for (Part &part : value.parts) {
        forget(part.value);
        part.verdicts.clear();
    }
    const std::vector<std::size_t> path = pathOf(value);
    withdraw(path);
}

/// What was told of its members by the branches that were decided for is told of the whole.
bool IncrementalValidation::Private::isAsDecided(const OpenValue &value, const json::Value &finished)
{
    const bool toldNothing = std::all_of(value.parts.begin(), value.parts.end(), [](const Part &part) {
        return std::all_of(part.verdicts.begin(), part.verdicts.end(),
                           [](const auto &verdict) { return verdict.second; });
    });
    return toldNothing ||
           std::all_of(value.decided.begin(), value.decided.end(), [&](const Decision &decision) {
               return branchesOf(*decision.choice).decidedFor(finished) == decision.branch;
           });
}

} // namespace espalier::schema
