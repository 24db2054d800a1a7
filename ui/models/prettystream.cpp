// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/prettystream.h"

#include "json/writer.h"

#include <string_view>
#include <utility>

namespace espalier::ui {

using json::TreeOp;
using Kind = json::Value::Kind;

namespace {

bool isContainer(Kind kind)
{
    return kind == Kind::Array || kind == Kind::Object;
}

/// The inside of a JSON string: escaped, without quotes.
void appendInside(std::string &out, std::string_view text)
{
    std::string quoted;
    json::appendString(quoted, text);
    out.append(quoted, 1, quoted.size() - 2);
}

} // namespace

void PrettyStream::apply(const json::TreeChanges &changes)
{
    for (const json::TreeChange &change : changes) {
        if (change.op == TreeOp::Reset) {
            *this = PrettyStream();
            continue;
        }
        if (!m_irregular)
            write(change);
    }
}

void PrettyStream::newLine(std::size_t depth)
{
    m_new.append("\n").append(2 * depth, ' ');
}

void PrettyStream::begin(Open &value)
{
    if (m_open.size() > 1) {
        Open &container = m_open[m_open.size() - 2];
        if (container.members++ > 0)
            m_new.push_back(',');
        newLine(m_open.size() - 1);
    }
    if (value.hasKey) {
        json::appendString(m_new, value.key);
        m_new.append(": ");
    }
    value.written = true;
}

void PrettyStream::write(const json::TreeChange &change)
{
    const bool atEnd = change.op == TreeOp::Add ? (m_open.empty() ? change.parent == json::kNoNode
                                                                  : m_open.back().node == change.parent)
                                                : !m_open.empty() && m_open.back().node == change.node;
    const bool correction =
        change.op == TreeOp::Supersede || (change.op == TreeOp::SetScalar && atEnd && m_open.back().written);
    if (!atEnd || correction) {
        m_irregular = true;
        return;
    }
    switch (change.op) {
    case TreeOp::Add: {
        m_open.push_back({change.node, change.kind, false, 0, change.key, change.hasKey});
        if (!isContainer(change.kind) && change.kind != Kind::String)
            break;
        begin(m_open.back());
        m_new.push_back(change.kind == Kind::String ? '"' : change.kind == Kind::Array ? '[' : '{');
        break;
    }
    case TreeOp::AppendText:
        appendInside(m_new, change.text);
        break;
    case TreeOp::SetScalar:
        begin(m_open.back());
        m_open.back().kind = change.kind;
        if (change.kind == Kind::String) {
            m_new.push_back('"');
            appendInside(m_new, change.text);
        } else {
            m_new.append(change.kind == Kind::Null ? "null" : change.text);
        }
        break;
    case TreeOp::Close:
        close();
        break;
    case TreeOp::Supersede:
    case TreeOp::Reset:
        break;
    }
}

void PrettyStream::close()
{
    const Open value = std::move(m_open.back());
    m_open.pop_back();
    if (isContainer(value.kind)) {
        if (value.members > 0)
            newLine(m_open.size());
        m_new.push_back(value.kind == Kind::Array ? ']' : '}');
    } else if (value.kind == Kind::String && value.written) {
        m_new.push_back('"');
    }
}

std::string PrettyStream::tail() const
{
    PrettyStream rest;
    rest.m_open = m_open;
    while (!rest.m_open.empty())
        rest.close();
    return std::move(rest.m_new);
}

PrettyStream::Edit PrettyStream::takeEdit()
{
    const QString added = QString::fromStdString(m_new);
    Edit edit{m_length, added + QString::fromStdString(tail())};
    m_length += added.size();
    m_new.clear();
    return edit;
}

} // namespace espalier::ui
