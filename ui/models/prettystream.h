// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/treechange.h"

#include <QString>

#include <cstddef>
#include <string>
#include <vector>

namespace espalier::ui {

/// Writes the growing answer as indented JSON, the way json::writePretty does, at the cost of what is new:
/// what was written stays, only the closing brackets at the end are put anew.
///
/// An answer that does not grow at its end alone (a text corrected afterwards, a member given twice, several
/// calls at once) is beyond it: isIrregular() is true then, until the next Reset, and the text has to be made
/// from the whole tree.
class PrettyStream
{
public:
    /// What to do to the text of the last take: keep its first `keep` UTF-16 units, put `text` in place of
    /// the rest.
    struct Edit
    {
        qsizetype keep = 0;
        QString text;
    };

    void apply(const json::TreeChanges &changes);
    [[nodiscard]] Edit takeEdit();
    [[nodiscard]] bool isIrregular() const { return m_irregular; }

private:
    struct Open
    {
        json::NodeId node;
        json::Value::Kind kind;
        bool written = false;    // containers and strings at once; numbers and literals with their value
        std::size_t members = 0; // written ones
        std::string key;
        bool hasKey = false;
    };

    void write(const json::TreeChange &change);
    void begin(Open &value);
    void close();
    void newLine(std::size_t depth);
    [[nodiscard]] std::string tail() const;

    std::vector<Open> m_open;
    std::string m_new;      // written since the last take, UTF-8
    qsizetype m_length = 0; // UTF-16 units taken, without tails
    bool m_irregular = false;
};

} // namespace espalier::ui
