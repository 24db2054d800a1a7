// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "base/result.h"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace espalier::cli {

/// One option of a command, as it is declared.
struct OptionSpec
{
    std::string_view name;       ///< without the dashes
    std::string_view value = {}; ///< what its value is called in the help; empty: a flag without a value
    std::string_view help = {};  ///< one line; empty: known, but not in this version
    bool repeatable = false;     ///< its value may be given more than once
};

/// The arguments of one call, taken apart. Names without dashes.
class Options
{
public:
    [[nodiscard]] bool has(std::string_view name) const { return m_values.contains(name); }
    /// The value given; nullopt when the option is absent.
    [[nodiscard]] std::optional<std::string> value(std::string_view name) const;
    /// All values given, in order.
    [[nodiscard]] std::vector<std::string> values(std::string_view name) const;
    /// What is no option, in order; "-" included, and everything after "--".
    [[nodiscard]] const std::vector<std::string> &inputs() const { return m_inputs; }

    void add(std::string_view name, std::string value);
    void addInput(std::string input) { m_inputs.push_back(std::move(input)); }

private:
    std::map<std::string, std::vector<std::string>, std::less<>> m_values;
    std::vector<std::string> m_inputs;
};

/// Takes `arguments` apart by `specs`: "--name value", "--name=value", "--flag". Errors (kind Usage): an
/// unknown option, with the nearest known one as suggestion; a missing value, or two of them; an option that
/// is not in this version. A value that may be a secret (of an unknown option) is never repeated in a
/// message.
[[nodiscard]] Result<Options, Error> readOptions(std::span<const std::string> arguments,
                                                 std::span<const OptionSpec> specs, std::string_view command);

/// The name in `known` that `word` most probably meant, by edit distance; empty when none is near.
[[nodiscard]] std::string_view nearest(std::string_view word, std::span<const std::string_view> known);

/// "--name is not in this version".
[[nodiscard]] Error notInThisVersion(std::string_view what, std::string_view command);

} // namespace espalier::cli
