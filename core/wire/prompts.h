// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <string_view>

namespace espalier::wire::prompts {

// Sentences sent to models. Each is a text file of the same name in resources/prompts, built into the library
// without its last line end; a changed text gets a new version in its file name, so that old runs can be told
// from new ones.

/// First system message of the modes json and md_json. {{schema}} stands for the schema, pretty-printed.
extern const std::string_view schema_system;
/// System message of mode json_schema in dialect json_object, whose servers want the word "json" in a
/// message.
extern const std::string_view json_object_system;
/// Last lines of the last user message in mode md_json.
extern const std::string_view md_json_user;
/// What a tool answers to the call of a worked example.
extern const std::string_view tool_result;
/// What a model is told about its last answer: modes json, json_schema and md_json; about a call; about a
/// call that is right, beside others that are not. {{issues}} stands for what is wrong, one a line.
extern const std::string_view reask_json;
extern const std::string_view reask_tool;
extern const std::string_view reask_tool_fine;
/// What a model is told about the items of its list that were set aside: {{issues}} as above, {{count}} of
/// them.
extern const std::string_view reask_items;

} // namespace espalier::wire::prompts
