// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/formats.h"
#include "cli/schemainput.h"

#include "json/answerreader.h"
#include "json/value.h"

#include <optional>
#include <string_view>

namespace espalier::cli {

/// How a text is to be read.
struct ParseQuestion
{
    bool strict = false;
    std::optional<PreparedSchema> schema; ///< absent: nothing is read otherwise than it came
    schema::CoercionOptions coercion;     ///< what the schema was prepared with
};

/// One text of the parse command: bytes in, changes and the result line out.
class Parsing
{
public:
    explicit Parsing(const ParseQuestion &question);

    void feed(std::string_view bytes) { m_reader.feed(bytes); }
    void finish() { m_reader.finish(); }
    [[nodiscard]] json::TreeChanges takeChanges() { return m_reader.takeChanges(); }

    /// After finish(): {"value","state","repairs",…}, or the refusal.
    [[nodiscard]] json::Value result() const;
    /// Strict reading refused the text, or a limit was breached.
    [[nodiscard]] bool refused() const { return m_reader.error().has_value(); }

private:
    [[nodiscard]] run::Judged judged() const;

    const ParseQuestion &m_question;
    json::AnswerReader m_reader;
};

} // namespace espalier::cli
