// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QModelIndex>
#include <QString>

#include <cstdint>

namespace espalier::ui {

/// How far the answer got, as far as an empty field is concerned.
enum class AnswerEnd : std::uint8_t {
    Growing,      ///< more may come
    Complete,     ///< the endpoint said that it ended
    TokenLimit,   ///< it ended at the token limit
    ContentLimit, ///< it was ended at a limit of this program, or repeated itself
    StreamCut,    ///< the connection ended or fell silent in mid-answer
    Refused,      ///< the model or a filter refused
    Stopped,      ///< the person stopped it
    Failed,       ///< something else went wrong before it ended
};

/// Why a field shows no value, or not the one that was asked for.
struct WhyEmpty
{
    enum class Reason : std::uint8_t {
        NotEmpty,       ///< there is a value and nothing to explain
        StillComing,    ///< the answer grows, this has not come or is not finished
        NotInAnswer,    ///< the model left out a field that need not be there
        Missing,        ///< the model left out a field that the schema requires
        NeverCame,      ///< the answer ended too early: cut, stopped, failed
        TakenForAbsent, ///< the answer says null, which counts as if the field had not come
        ReadOtherwise,  ///< it came under another name, or was filled in
        Null,           ///< the answer says null
        EmptyText,      ///< the answer holds a text without characters
        EmptyList,      ///< a list without items
        EmptyGroup,     ///< a group without fields
        Cut,            ///< began and was cut inside
        Invalid,        ///< came and does not fit
        Superseded,     ///< came a second time further below, which counts
        NotAskedFor,    ///< there, but the schema does not name it
    };
    Reason reason = Reason::NotEmpty;
    QString text; ///< a sentence or two for people; empty for NotEmpty. May hold words of the answer.
};

/// Why is this field empty? `index`: a row of a PartialTreeModel; an invalid one is NotEmpty.
[[nodiscard]] WhyEmpty whyEmpty(const QModelIndex &index, AnswerEnd end);

} // namespace espalier::ui
