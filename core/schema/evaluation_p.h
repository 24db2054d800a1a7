// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "schema/issue.h"
#include "schema/program_p.h"
#include "json/value.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace espalier::schema {

/// What a keyword has to say about an instance that does not fit.
struct Finding
{
    std::string_view keyword;
    std::string pointer;    ///< of the keyword in the schema
    std::string expected;   ///< short, for Issue::expected
    std::string demand;     ///< for people, after the name of the field: "must be a whole number"
    std::string forModel;   ///< the same for the model: "must be of type integer"
    bool showsValue = true; ///< whether what stood there helps
};

/// One validation of one instance: where we are, what was found, what is already known.
///
/// Two ways of looking: reporting (finds every issue) and silent (stops at the first; used to try the
/// branches of anyOf and oneOf). Verdicts of schemas that several references lead to are remembered, so that
/// recursive unions stay linear in schemas × values instead of doubling with every level.
class Evaluation
{
public:
    static constexpr std::size_t kMaxIssues = 1'000;

    explicit Evaluation(std::string_view pointerPrefix);

    [[nodiscard]] bool reporting() const noexcept { return m_silence == 0; }

    /// Applies a schema to the instance we are at.
    bool apply(const Node &node, const json::Value &instance);
    /// Applies a schema to a child of the instance we are at. `index` orders issues as in the document.
    bool applyMember(const Node &node, const json::Value &value, std::string_view key, std::size_t index);
    bool applyItem(const Node &node, const json::Value &value, std::size_t index);
    /// The verdict alone.
    bool fits(const Node &node, const json::Value &instance);

    /// Notes an issue at the instance we are at; ignored while silent or when there are too many. Always
    /// returns false.
    bool report(const Finding &finding, const json::Value &instance);

    /// The issues in the order of the document.
    [[nodiscard]] Issues takeIssues();

private:
    struct Step
    {
        std::string_view key;
        std::size_t index = 0;
        bool isMember = false;
    };
    struct Located
    {
        std::vector<std::size_t> path;
        Issue issue;
    };
    enum class Verdict : std::uint8_t {
        Fits,
        Fails,
        Reported
    }; ///< Reported: fails, and its issues are noted
    using Question = std::pair<const Node *, const json::Value *>;
    struct QuestionHash
    {
        std::size_t operator()(const Question &question) const noexcept;
    };

    bool applyChild(const Node &node, const json::Value &value, const Step &step);
    bool evaluate(const Node &node, const json::Value &instance);
    bool refuse(const Node &node, const json::Value &instance);
    bool refuseDepth(const Node &node, const json::Value &instance);

    std::string m_prefix;
    std::vector<Step> m_path;
    std::vector<Located> m_found;
    std::unordered_map<Question, Verdict, QuestionHash> m_verdicts;
    int m_silence = 0;
    int m_depth = 0;
};

} // namespace espalier::schema
