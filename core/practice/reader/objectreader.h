// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "practice/reader/candidates.h"
#include "practice/reader/field.h"
#include "practice/reader/source.h"
#include "json/value.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace espalier::practice {

/// What was read for a field with members.
struct Reading
{
    json::Value value;
    double fit = 0; ///< share of the fields that were found, 0 to 1; halved when a required one is missing
    std::size_t found = 0;   ///< fields with a value that stands in the text
    bool complete = false;   ///< nothing required is missing
    std::vector<Range> used; ///< the places of the values
};

/// Where something is read and what is already known of it.
struct Region
{
    Range scope;
    Concepts parent;     ///< what the object is called
    bool record = false; ///< one record of several
    int depth = 0;
    std::vector<Range> excluded; ///< places that belong to something else
};

/// An object: its lists first, then objects inside it, then single values, each place given to the field it
/// fits best.
[[nodiscard]] Reading readObject(const SourceText &source, const Field &field, const Region &region);

/// A list of whatever its items are. nullopt: nothing found.
[[nodiscard]] std::optional<Reading> readList(const SourceText &source, const Field &field,
                                              const Region &region);

/// One record of a list, with its place.
struct Record
{
    Range range;
    Reading reading;
};
/// The records of an object list in the scope, by the way of parting the text that explains most of it.
[[nodiscard]] std::vector<Record> readRecordList(const SourceText &source, const Field &list,
                                                 const Region &region);

/// Values of a list of scalars. Empty: none.
[[nodiscard]] Reading readScalarList(const SourceText &source, const Field &list, const Region &region);

/// A scalar alone. nullopt: not in the text.
[[nodiscard]] std::optional<json::Value> readScalar(const SourceText &source, const Field &field,
                                                    const Region &region);

/// All candidates for a scalar field in a search, unsorted.
[[nodiscard]] Candidates candidatesFor(const Search &search, const Field &field);

/// A sentence made of nothing but the values in `object`; empty when there are none, and for a title or in
/// one record of several (`record`) when none of them names what it is about. `field` is the one that gets
/// it.
[[nodiscard]] std::string sentenceOf(const Field &objectField, const json::Value &object, const Field &field,
                                     bool record);

/// Pieces of a short record that are parted by marks or wide blanks, begin with a letter and hold nothing
/// that is claimed or typed. None where the record is a sentence: what is left of that is no value.
[[nodiscard]] std::vector<Range> unclaimedPieces(const SourceText &source, Range scope,
                                                 const std::vector<Range> &claimed);

} // namespace espalier::practice
