// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/textnodes_p.h"

#include "schema/textscanner_p.h"

#include <utility>

namespace espalier::schema {

static void readNode(TextScanner &scanner, TextNode &node)
{
    node.begin = scanner.at();
    const char open = scanner.peek();
    if (open != '{' && open != '[') {
        node.end = node.begin + scanner.value().size();
        return;
    }
    std::size_t lead = scanner.at() + 1;
    scanner.step();
    while (scanner.peek() != '}' && scanner.peek() != ']' && scanner.peek() != '\0') {
        TextNode child;
        child.lead = lead;
        if (open == '{') {
            child.keyBegin = scanner.at();
            child.keyEnd = child.keyBegin + scanner.value().size();
            scanner.step(); // the colon
        }
        readNode(scanner, child);
        child.trail = scanner.at();
        node.children.push_back(std::move(child));
        if (scanner.peek() == ',') {
            lead = scanner.at() + 1;
            scanner.step();
        }
    }
    node.end = scanner.at() + 1;
    scanner.step();
}

TextNode textNodes(std::string_view text)
{
    TextScanner scanner(text);
    TextNode root;
    readNode(scanner, root);
    return root;
}

} // namespace espalier::schema
