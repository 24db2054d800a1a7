// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "run/answerjudge.h"
#include "run/itemsagain.h"
#include "run/runresult.h"
#include "schema/answershape.h"
#include "wire/answermode.h"
#include "wire/correction.h"
#include "json/answerreader.h"

#include <string>
#include <vector>

namespace espalier::run {

/// What a run remembers of an answer beside the result that judge() made of it.
struct JudgedAnswer
{
    json::AnswerState state = json::AnswerState::None;
    std::vector<wire::AnsweredCall> calls;
    bool ended = false; ///< the protocol said so
    bool loopStopped = false;
};

/// What the model is told about an answer that ended properly and was not accepted: its own words again, and
/// each issue (at most 20 of them, the rest counted). Of parallel calls each hears of its own issues only.
/// An answer of more than 64 KiB is not sent again, only what was wrong with it.
///
/// `result`: what judge() made of `answer`. `replacement`: a hook's own text instead; empty: none. Pure.
[[nodiscard]] wire::Correction correctionFor(const JudgedAnswer &answer, const RunResult &result,
                                             wire::AnswerMode mode, const std::string &replacement = {});

/// The same about the items of a list that were set aside: they alone are shown again and asked for, with
/// what is wrong with each; pointers begin with the place among them. `judge`: of one item. `replacement`: as
/// above.
[[nodiscard]] wire::Correction correctionForItems(const ItemsAgain &items, const AnswerJudge &judge,
                                                  const schema::AnswerShape &shape, wire::AnswerMode mode,
                                                  const std::string &replacement = {});

} // namespace espalier::run
