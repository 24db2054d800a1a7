// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/partialtreemodel.h"
#include "models/whyempty.h"
#include "panels/wrongplaces.h"
#include "run/answer.h"
#include "run/runresult.h"
#include "widgets/banner.h"

#include <QString>

#include <optional>
#include <vector>

namespace espalier::ui {

// What the end of a run has to say, put into words for the panel. Functions of the result alone; the model is
// asked where a byte of the answer's text belongs.

/// A line in the list below the tree.
struct ResultNote
{
    ValueState state = ValueState::Invalid;
    QString place; ///< for people: the JSON Pointer, or empty for the whole answer
    QString text;
    QString pointer; ///< of the row to show
};

/// What a Banner says: the texts may hold words of a server and are shown as plain text.
struct BannerText
{
    Banner::Kind kind = Banner::Kind::Failure;
    QString title;
    QString message;
    QString nextStep;
    NextSteps steps = {}; ///< what of it has a button
};

/// Issues, coercions and repairs as marks of rows, which show the answer as it came.
[[nodiscard]] std::vector<ValueMark> marksOf(const run::RunResult &result, const PartialTreeModel &model);
/// What was found while the answer grows, as a mark.
[[nodiscard]] GrowingMark growingMarkOf(const run::FoundIssue &found);
/// Issues first, then what was set aside, then repairs and plain notes.
[[nodiscard]] std::vector<ResultNote> notesOf(const run::RunResult &result, const PartialTreeModel &model);
/// An error with its heading, and a next step that can be taken in this window. `keySent`: a key went with
/// the question.
[[nodiscard]] BannerText bannerFor(const Error &error, bool keySent);
/// What stands over the answer: an error, issues in short, nothing when all is well or the person stopped it.
/// `places`: of its issues.
[[nodiscard]] std::optional<BannerText> bannerOf(const run::RunResult &result, bool keySent,
                                                 const WrongPlaces &places);
/// How far the answer got.
[[nodiscard]] AnswerEnd answerEndOf(const run::RunResult &result);
/// What was found wrong with the stored endpoints; nullopt when nothing was.
[[nodiscard]] std::optional<BannerText> bannerForProfiles(const std::vector<Error> &problems);

} // namespace espalier::ui
