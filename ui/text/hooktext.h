// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/hookbench.h"
#include "run/runevent.h"
#include "run/runhooks.h"
#include "json/value.h"

#include <QString>

#include <string>

namespace espalier::ui {

// What is said of checks and hooks, in the person's language. Texts of recipes and programs in them are as
// they came: plain text.

/// When an event happens: "an answer does not fit". The library's own name is run::runEventName().
[[nodiscard]] QString hookEventText(run::RunEventKind event);
/// What a hook does, by the word of the formats specification: "ask" is "ask me". Another word as it is.
[[nodiscard]] QString hookActionText(const std::string &action);
/// An entry of a recipe's hooks in short: "stop after 2 answers that do not fit", its expression, its
/// command; empty where the action says it all.
[[nodiscard]] QString hookSummary(const json::Value &hook);
/// What a check looks at: "the whole object", "/age".
[[nodiscard]] QString checkPlaceText(const json::Value &check);
/// What it asks of it: its expression, or that it stands in the document.
[[nodiscard]] QString checkRuleText(const json::Value &check);

/// "ask again", "accept as it is", "stop: too dear".
[[nodiscard]] QString verdictText(const run::Verdict &verdict);
/// What an event says beside its name, in a few words; may be empty.
[[nodiscard]] QString eventDetailText(const run::RunEvent &event);
/// The event as a sentence for a person who asked to be told.
[[nodiscard]] QString eventNoticeText(const run::RunEvent &event);

/// What came of trying a check or hook.
[[nodiscard]] QString checkOutcomeText(const BenchOutcome &outcome);
[[nodiscard]] QString hookOutcomeText(const BenchOutcome &outcome);
/// What a hook that only tells a person would do with an event.
[[nodiscard]] QString sampleTellingText(const std::string &action, const run::RunEvent &event);
[[nodiscard]] QString noSuchEventText();

} // namespace espalier::ui
