// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "schema/codeflat_p.h"
#include "schema/codemodel_p.h"
#include "json/value.h"

#include <string>

namespace espalier::schema {

/// Where the types of schemas inside come from.
class TypeSource
{
public:
    virtual ~TypeSource() = default;
    /// `hint`: how a class is called that has no title.
    virtual CodeType typeOf(const json::Value &schema, const std::string &hint) = 0;
};

/// Without a type, what is asked tells what is meant: properties mean an object. Other kinds fit as well.
void guessKinds(FlatSchema &flat);

/// An object with members of known names: a class. Every other object is a map.
[[nodiscard]] bool isRecord(const FlatSchema &flat);

/// A union (perhaps of one) of what may fit; a record is left to the caller.
[[nodiscard]] CodeType ofFlat(const FlatSchema &flat, TypeSource &source, const std::string &hint);

/// The members of a class and what is said about it as a whole.
void fillClass(CodeDeclaration &out, const FlatSchema &flat, TypeSource &source, const std::string &name);

/// A union of one is its part, null stands last, parts that are the same stand once, "anything" swallows the
/// others; without parts nothing fits. Other types stay.
[[nodiscard]] CodeType simplified(CodeType type);

/// The same type; of its annotations only what asserts (allOf) counts, and notes do not.
[[nodiscard]] bool isSameType(const CodeType &left, const CodeType &right);

} // namespace espalier::schema
