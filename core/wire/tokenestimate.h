// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/value.h"

#include <cstdint>
#include <string_view>

namespace espalier::wire {

// How many tokens a text will be, without the vocabulary of the model. An estimate: to be shown with "≈",
// never to refuse or to bill by.
//
// Method: each code point is a part of a token by its script. Latin letters and the rest of ASCII count their
// bytes, four to a token; digits two to a token, because tokenizers keep them in groups of one to three;
// other alphabets two letters to a token; ideographs, kana, hangul and emoji one each.
//
// Sources: OpenAI, "What are tokens and how to count them" (about 4 characters of English); DeepSeek API,
// "Token usage" (0.3 token an English character, 0.6 a Chinese one); Cohere, multilingual-22-12, measured on
// Wikipedia, in characters a token: en 4.8, de 4.6, es 4.6, fr 4.4, hi 3.8, ar 3.6, ko 2.0, ja 1.3, zh 1.1.
//
// Error: right for English by the first source, up to 30 % too high for Latin prose by the last. Elsewhere up
// to twice too high on vocabularies made for many languages, and too low by as much on old ones (Llama 2 cuts
// rare scripts into bytes). Code and tables with many signs come out too low.

/// Tokens of a text (UTF-8; malformed bytes count as one code point each). 0 for an empty one, else at
/// least 1. Linear.
[[nodiscard]] std::int64_t estimateTokens(std::string_view utf8);

/// Tokens of a chat completions body as the model gets it: the texts and calls of all messages, 4 for each
/// message's frame and 3 to begin the answer (OpenAI Cookbook, "How to count tokens with tiktoken": 3 and 1
/// for the role), and the schema in tools, response_format, structured_outputs or guided_json, written as
/// JSON: endpoints put it into the prompt in words of their own.
[[nodiscard]] std::int64_t estimatePromptTokens(const json::Value &body);

} // namespace espalier::wire
