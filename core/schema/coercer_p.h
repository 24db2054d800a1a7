// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "schema/coercion.h"
#include "schema/coercionplan_p.h"
#include "json/value.h"

#include <string>
#include <string_view>
#include <vector>

namespace espalier::schema {

/// One reading of one value: changes it in place and remembers what was changed.
class CoercionWalk
{
public:
    CoercionWalk(const CoercionOptions &options, std::string_view pointer);

    void read(json::Value &value, const CoercionPlan &plan);
    [[nodiscard]] Coercions takeCoercions() { return std::move(m_made); }

private:
    void readScalar(json::Value &value, const CoercionPlan &plan);
    void readText(json::Value &value, const CoercionPlan &plan);
    void readNumber(json::Value &value, const CoercionPlan &plan);
    void readObject(json::Value &value, const CoercionPlan &plan);
    void rename(json::Value &object, const CoercionPlan &plan, std::vector<std::string> &cameAs);
    void dropNulls(json::Value &object, const CoercionPlan &plan);
    void fillDefaults(json::Value &object, const CoercionPlan &plan);
    void readItems(json::Value &value, const CoercionPlan &plan);
    bool wrap(json::Value &value, const CoercionPlan &plan);
    void readUnion(json::Value &value, const std::vector<CoercionPlan::Branch> &branches);
    void note(CoercionKind kind, std::string from, const json::Value *to);
    void become(json::Value &value, json::Value now, CoercionKind kind);

    const CoercionOptions &m_options;
    std::string m_at;   ///< where we are, as it is now
    std::string m_from; ///< where that came
    int m_depth = 0;
    Coercions m_made;
};

} // namespace espalier::schema
