// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/attempttry.h"

namespace espalier::ui {

store::TryRecord tryOf(const store::TryRecord &base, const run::AttemptRecord &record)
{
    store::TryRecord out;
    out.startedMs = base.startedMs + record.sentMs;
    out.recipe = base.recipe;
    out.recipeVersion = base.recipeVersion;
    out.documentName = base.documentName;
    out.document = base.document;
    out.endpoint = base.endpoint;
    out.model = base.model;
    out.mode = base.mode;
    run::RunResult &result = out.result;
    result.document = base.documentName;
    result.status = record.status;
    result.value = record.value.value_or(json::Value());
    result.lastObject = record.value;
    result.attempts = result.tries = 1;
    result.issues = record.issues;
    result.repairs = record.repairs;
    result.usage = record.usage;
    result.cost = record.cost;
    result.currency = base.result.currency;
    result.error = record.error;
    result.finishReason = record.finishReason;
    result.text = record.text;
    result.requestBody = record.requestBody;
    result.url = base.result.url;
    result.firstTokenMs = record.firstTokenMs;
    result.totalMs = record.judgedMs;
    return out;
}

} // namespace espalier::ui
