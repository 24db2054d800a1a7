// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The checks: before a question, and of an answer that fits the schema.

#include "run/extractionrun_p.h"

namespace espalier::run {

/// One that cannot be read is known before anything is asked.
void ExtractionRun::Private::readChecks()
{
    const auto begin = [this] {
        history.attempt = 1;
        startTry();
    };
    if (!request.scripts || request.checks.empty()) {
        begin();
        return;
    }
    waiting = std::make_unique<QObject>(); // stop() takes it back
    parseChecks(request.checks, *request.scripts, waiting.get(),
                [this, begin](const std::optional<Error> &error) {
                    if (ending)
                        return;
                    if (error)
                        fail(*error);
                    else
                        begin();
                });
}

void ExtractionRun::Private::check()
{
    waiting = std::make_unique<QObject>(); // stop() takes it back
    runChecks(request.checks, *request.scripts, result.value, request.chat.document, waiting.get(),
              [this](const CheckReport &report) {
                  if (!ending)
                      onChecked(report);
              });
}

void ExtractionRun::Private::onChecked(const CheckReport &report)
{
    if (fromCache && !report.issues.empty()) {
        if (!askAfterAll())
            joinLine();
        return;
    }
    if (report.unusable) {
        result.status = RunStatus::Failed;
        result.error = report.unusable;
    } else if (!report.issues.empty()) {
        result.issues.insert(result.issues.end(), report.issues.begin(), report.issues.end());
        judgeIssues(result);
        if (!itemsAgain) // what stands there is a list of several answers
            assembly->place(result.issues, Origins(result.coercions));
    }
    if (!records.empty()) {
        AttemptRecord &record = records.back();
        record.status = result.status;
        record.error = result.error;
        record.issues = result.issues;
    }
    closeTry();
}

} // namespace espalier::run
