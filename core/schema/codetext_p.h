// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/value.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace espalier::schema {

// Words of a schema inside program text. Whoever wrote the schema may have meant harm: nothing here can end
// the string or the comment it is put into, and no character that an editor hides or turns around stays as it
// is. UTF-8 in and out; malformed sequences become U+FFFD.

/// A string in double quotes, the same for Python and JavaScript.
[[nodiscard]] std::string codeString(std::string_view text);

/// What may follow "# " or "// ": one line without control characters, cut at `limit` bytes, "…" included.
[[nodiscard]] std::string codeComment(std::string_view text, std::size_t limit = 160);

/// A docstring with its quotes, lines of its own indented by `indent` blanks.
[[nodiscard]] std::string pythonDocstring(std::string_view text, std::size_t indent);

/// JSON as Python writes it: None, True, False, numbers verbatim.
[[nodiscard]] std::string pythonValue(const json::Value &value);

/// JSON as JavaScript takes it. A member "__proto__", which an object literal would not keep, is computed.
[[nodiscard]] std::string scriptValue(const json::Value &value);

/// JSON for a raw string of several lines, r"""…""" in Python and String.raw`…` in JavaScript: nothing in it
/// ends such a string.
[[nodiscard]] std::string rawJson(const json::Value &value);

/// How many levels deep a value is: 0 for a scalar. Compilers refuse program text that is nested too deeply.
[[nodiscard]] std::size_t depthOf(const json::Value &value);

/// A member "$ref" anywhere in it.
[[nodiscard]] bool namesReference(const json::Value &value);

} // namespace espalier::schema
