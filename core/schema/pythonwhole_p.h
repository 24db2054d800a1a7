// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "schema/codewhole_p.h"
#include "json/value.h"

#include <optional>
#include <string>
#include <vector>

namespace espalier::schema {

/// The schema as a whole in a Python module, where the package jsonschema judges by it what classes leave
/// out.
class PythonWhole
{
public:
    /// Nothing when the schema cannot be judged as a whole, or has a pattern that Python cannot say.
    [[nodiscard]] static std::optional<PythonWhole> of(const PlainSchema &schema);

    /// Of a root that names no type, the class reads objects alone.
    void askForObject();
    /// What judges needs the helper multiple_of.
    [[nodiscard]] bool needsFractions() const;
    [[nodiscard]] bool hasLooseEnds() const;
    /// SCHEMA, and what judges by it.
    [[nodiscard]] std::string definitions() const;
    /// What the class of the answer has beside its fields.
    [[nodiscard]] static std::string members();

private:
    PythonWhole(WholeSchema whole, std::vector<PythonPatternPlace> patterns);

    WholeSchema m_whole;
    std::vector<PythonPatternPlace> m_patterns;
};

/// OpenAI and its likes take a function of that name: letters, digits, "_" and "-", at most 64.
[[nodiscard]] bool isFunctionName(const std::string &name);

} // namespace espalier::schema
