// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Asking again: about the whole answer, or about the items of a list that were set aside alone.

#include "run/extractionrun_p.h"

#include "run/reask.h"

#include <algorithm>

namespace espalier::run {

/// What the next question tells the model: about the whole answer, or about the items set aside alone.
void ExtractionRun::Private::askAgain(const std::string &message)
{
    const auto ofItems = judgeOfAll->items();
    body.reset();
    if (!ofItems || !onlyItemsAreWrong(result)) {
        itemsAgain.reset();
        request.chat.correction = correctionFor(judged, result, request.chat.mode, message);
        return;
    }
    if (!itemsAgain)
        itemsAgain.emplace(result, std::move(judged.calls));
    request.chat.correction =
        correctionForItems(*itemsAgain, *ofItems, request.chat.shape, request.chat.mode, message);
}

/// The answer to a question about items becomes the list with them in their places. False when the run is
/// gone or over.
bool ExtractionRun::Private::putItemsBack()
{
    if (result.status == RunStatus::Failed) // of the way: the same question again, or the end
        return true;
    RunResult answer = std::move(result);
    const bool usable = answer.status == RunStatus::Valid || onlyItemsAreWrong(answer);
    const auto items = usable ? itemsAgain->take(answer) : std::nullopt;
    result = itemsAgain->whole();
    judgeList(result, *judgeOfAll, request.badItems);
    result.requestBody = std::move(answer.requestBody);
    result.url = std::move(answer.url);
    result.finishReason = std::move(answer.finishReason);
    result.model = std::move(answer.model);
    result.usage = answer.usage;
    result.firstTokenMs = answer.firstTokenMs;
    judged.calls.clear();
    settled = answer.status == RunStatus::Cut || answer.status == RunStatus::Refused;
    if (settled && result.error && answer.error)
        result.error->message += " They were asked for again: " + answer.error->message;
    return !items || tellPutBack(*items);
}

/// The list anew, and each of the items at its place.
bool ExtractionRun::Private::tellPutBack(const std::vector<Item> &items)
{
    const json::TreeChanges changes = changesOf(result.text);
    return emitted([&] { Q_EMIT q.treeChanged(changes); }) &&
           std::all_of(items.begin(), items.end(), [this](const Item &item) { return tellItem(item); });
}

} // namespace espalier::run
