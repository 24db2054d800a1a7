// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "run/runresult.h"
#include "store/trystore.h"
#include "json/treechange.h"

#include <QString>

namespace espalier::ui {

/// What shows a try that is over once more, as it stood when it ended.
///
/// Usage: PartialTreeModel::setExpected() from the record's recipe, then apply `changes` (the first is a
/// Reset), hand the raw text on, and end with `result`.
struct TryPicture
{
    json::TreeChanges changes;
    run::RunResult result; ///< as stored; its issues and repairs are the marks
    QString text;          ///< result.text
    /// The changes were read from the answer's own text: states, repairs and places in it are those of then.
    /// False: they were made of the stored value, which is the same tree without places in the text.
    bool fromText = true;
};

/// Reads result.text as the run did. Where that does not give the value that was stored (several calls put
/// together, text of another place), the changes are made of the value instead. The tree that they make is
/// always result.lastObject, or empty when there is none: an invalid answer is never lost. Pure.
[[nodiscard]] TryPicture pictureOf(const store::TryRecord &record);

} // namespace espalier::ui
