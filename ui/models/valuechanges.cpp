// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/valuechanges.h"

#include "json/answerreader.h"
#include "json/writer.h"

#include <limits>

namespace espalier::ui {

json::TreeChanges changesOfValue(const json::Value &value, bool cut)
{
    // What is known of the value stands in no text: no byte of the answer may be taken for its place.
    constexpr std::uint64_t kNowhere = std::numeric_limits<std::uint64_t>::max();
    json::ParseOptions options;
    options.strict = true;
    options.limits.answerBytes = options.limits.stringBytes = kNowhere;
    options.limits.values = std::numeric_limits<std::uint32_t>::max();
    options.limits.depth *= 2; // calls are read one by one, and stored as a list
    json::AnswerReader reader(options);
    reader.feed(json::writeCompact(value));
    reader.finish();
    json::TreeChanges changes = reader.takeChanges();
    const json::NodeId root = reader.tree().root();
    for (json::TreeChange &change : changes) {
        if (change.op == json::TreeOp::Add || change.op == json::TreeOp::Close)
            change.offset = kNowhere;
        if (cut && change.op == json::TreeOp::Close && change.node == root)
            change.state = json::NodeState::Cut;
    }
    return changes;
}

} // namespace espalier::ui
