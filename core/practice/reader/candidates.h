// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "practice/reader/field.h"
#include "practice/reader/source.h"
#include "json/value.h"

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace espalier::practice {

/// One place of the text that a field's value may be read from.
struct Candidate
{
    double score = 0; ///< about 0 to 1.2; comparable between fields
    Range range;      ///< what it takes of the text
    json::Value value;
    bool shares =
        false; ///< a part of what another field may hold as a whole (a first name, a city, a currency)
};
using Candidates = std::vector<Candidate>;

/// Where and as what a field is looked for.
struct Search
{
    const SourceText &source;
    Range scope;
    Concepts parent;               ///< what the object is called; narrows labels like "Seller name"
    bool record = false;           ///< the scope is one record: a line, a bullet, a clause
    std::size_t numbers = 0;       ///< how many numeric fields look here
    std::size_t people = 0;        ///< how many fields look for a person here
    bool houseNumberApart = false; ///< a field of its own asks for the house number
};

/// The value of `field` that the text in `range` says; nullopt when it says none of that type, format or
/// choice.
[[nodiscard]] std::optional<json::Value> convert(const Search &search, const Field &field, Range range);

// Each adds what it finds in the scope.
void fromLabels(const Search &search, const Field &field, Candidates &out);
void fromSpans(const Search &search, const Field &field, Candidates &out);
void fromNames(const Search &search, const Field &field, Candidates &out);
void fromAddresses(const Search &search, const Field &field, Candidates &out);
void fromChoices(const Search &search, const Field &field, Candidates &out);
void fromProse(const Search &search, const Field &field, Candidates &out);
/// Tokens with digits in them, for numbers of invoices, flights, rooms, and what a pattern fits.
void fromTokens(const Search &search, const Field &field, Candidates &out);
void fromHead(const Search &search, const Field &field, Candidates &out);
/// Numbers of flights, trains and seats in the forms that they have everywhere: "LH 402", "ICE 545", "14C".
void fromDesignators(const Search &search, const Field &field, Candidates &out);
void fromWeekdays(const Search &search, const Field &field, Candidates &out);

/// Whether the text says of a place that it is not that: "not in Vienna", "nicht Graz", "instead of 12".
[[nodiscard]] bool isDenied(const Search &search, Range place);

/// A text field whose value is a number or code of something: it has a digit in it or is all capitals.
[[nodiscard]] bool asksForId(const Field &field);

/// Whether a value of that text may be the field's, by pattern, minimum and maximum.
[[nodiscard]] bool allowedBy(const Field &field, const json::Value &value);

} // namespace espalier::practice
