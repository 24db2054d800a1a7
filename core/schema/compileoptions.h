// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "schema/draft.h"
#include "json/value.h"

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace espalier::schema {

/// How a schema is to be understood, and what else is at hand beside it.
struct CompileOptions
{
    /// As answers of models are judged everywhere: formats assert (product specification, section 4.7).
    [[nodiscard]] static CompileOptions forAnswers();

    /// For schemas whose $schema says nothing, or nothing that is known.
    Draft draft = Draft::Draft2020;

    /// Whether `format` asserts. Off, it only describes, as 2020-12 has it (validation, section 7.2); a
    /// metaschema whose $vocabulary names format-assertion has it asserted all the same.
    bool assertFormats = false;

    using Document = std::shared_ptr<const json::Value>;
    /// Documents that references may lead to, by their URI without fragment. The metaschemas are built in.
    std::map<std::string, Document, std::less<>> resources;
    /// Asked for every other document; nullptr: there is none. Never the network: what is at hand is the
    /// caller's business. Called while compiling only, with the URI without fragment.
    std::function<Document(std::string_view uri)> loader;
};

} // namespace espalier::schema
