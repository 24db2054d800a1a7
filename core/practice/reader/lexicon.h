// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace espalier::practice {

/// What a label or a field's name is about, as a list of concepts: words brought to one form (lower case, no
/// plural, no ending) and, where the table of synonyms knows them, to one word ("Rechnungs-Nr." and
/// "invoice_no" are both invoice + number). Order of appearance, no concept twice; words without meaning of
/// their own ("the", "of") are left out. Concepts are stems: compare them with stemOf(), never with words as
/// written.
using Concepts = std::vector<std::string>;

/// camelCase, snake_case and German compounds are taken apart.
[[nodiscard]] Concepts conceptsOf(std::string_view phrase);

/// One word without its ending: "shipped" and "shipping" → "ship", "prices" → "pric".
[[nodiscard]] std::string stemOf(std::string_view word);

/// Whether the table of synonyms has the word, in lower case: a word for something, nobody's name.
[[nodiscard]] bool isKnownWord(std::string_view word);

/// Whether the word, as written, is among the concepts.
[[nodiscard]] bool hasConcept(const Concepts &concepts, std::string_view word);
[[nodiscard]] bool hasAnyConcept(const Concepts &concepts, std::initializer_list<std::string_view> words);

/// The same concept, or a word that may stand for it beside a value ("from" for start, sender and origin).
[[nodiscard]] bool sameConcept(std::string_view field, std::string_view label);

/// How well a label fits a field's name: 1 the same, 0 nothing in common. What both share must be more than a
/// word like "number", "name" or "date", unless it is all that one of them says.
[[nodiscard]] double likeness(const Concepts &field, const Concepts &label);

} // namespace espalier::practice
