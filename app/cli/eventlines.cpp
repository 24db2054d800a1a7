// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/eventlines.h"

#include "json/utf8.h"
#include "json/writer.h"

#include <algorithm>
#include <utility>

namespace espalier::cli {

using json::TreeOp;
using json::Value;

namespace {

constexpr qint64 kLeastPauseMs = 34; // at most 30 a second
constexpr qint64 kPauseForWork = 4;  // printing takes at most a fifth of the time

bool isVisible(const json::TreeChange &change)
{
    switch (change.op) {
    case TreeOp::Add:
        return change.kind == Value::Kind::Array || change.kind == Value::Kind::Object ||
               change.kind == Value::Kind::String;
    case TreeOp::Close:
        return false;
    default:
        return true;
    }
}

/// Bytes at the front of `text` that are whole characters, or can never become any.
std::size_t wholeCharacters(std::string_view text)
{
    // A character has at most four bytes: only the last three can begin one that is not whole.
    for (std::size_t back = std::min<std::size_t>(3, text.size()); back > 0; --back) {
        if (json::decodeUtf8(text.substr(text.size() - back)).incomplete)
            return text.size() - back;
    }
    return text.size();
}

} // namespace

EventLines::EventLines(const run::ExtractionRun &run, std::string document, What what, Output &output,
                       QObject *parent)
    : QObject(parent)
    , m_what(what)
    , m_document(std::move(document))
    , m_output(output)
{
    m_nextPartial.setSingleShot(true);
    connect(&m_nextPartial, &QTimer::timeout, this, &EventLines::printPartial);
    connect(&run, &run::ExtractionRun::attemptStarted, this, [this](int attempt) {
        flush(); // what was held back belongs to the attempt before
        m_attempt = attempt;
    });
    connect(&run, &run::ExtractionRun::treeChanged, this, &EventLines::takeChanges);
    connect(&run, &run::ExtractionRun::textReceived, this, &EventLines::takeText);
    connect(&run, &run::ExtractionRun::itemAccepted, this, &EventLines::takeItem);
}

Value::Object EventLines::head(const char *type) const
{
    return {{"type", Value::string(type)}, {"document", Value::string(m_document)}};
}

void EventLines::takeChanges(const json::TreeChanges &changes)
{
    const Prefix prefix{{"document", Value::string(m_document)}, {"attempt", Value::number(m_attempt)}};
    for (const json::TreeChange &change : changes) {
        m_tree.apply(change);
        m_visibleChange |= isVisible(change) && (change.op != TreeOp::Reset || m_sincePartial.isValid());
        // An attempt begins with a Reset of nothing; that is no line.
        if (!m_what.changes || (change.op == TreeOp::Reset && !m_changePrinted))
            continue;
        m_output.line(json::writeCompact(changeLine(change, prefix)));
        m_changePrinted = true;
    }
    if (!m_what.partial || !m_visibleChange || m_nextPartial.isActive())
        return;
    const qint64 waited = m_sincePartial.isValid() ? m_sincePartial.elapsed() : m_pauseMs;
    if (waited >= m_pauseMs)
        printPartial();
    else
        m_nextPartial.start(static_cast<int>(m_pauseMs - waited));
}

void EventLines::printPartial()
{
    m_nextPartial.stop();
    if (!std::exchange(m_visibleChange, false))
        return;
    QElapsedTimer work;
    work.start();
    Value::Object line = head("partial");
    line.push_back({"attempt", Value::number(m_attempt)});
    line.push_back({"value", m_tree.value()});
    m_output.line(json::writeCompact(Value::object(std::move(line))));
    m_pauseMs = std::max(kLeastPauseMs, kPauseForWork * work.elapsed());
    m_sincePartial.start();
}

void EventLines::takeText(const QByteArray &bytes)
{
    if (!m_what.text)
        return;
    m_text.append(bytes.constData(), static_cast<std::size_t>(bytes.size()));
    printText(wholeCharacters(m_text));
}

void EventLines::printText(std::size_t length)
{
    if (length == 0)
        return;
    Value::Object line = head("text");
    line.push_back({"delta", Value::string(m_text.substr(0, length))});
    m_text.erase(0, length);
    m_output.line(json::writeCompact(Value::object(std::move(line))));
}

void EventLines::takeItem(int index, const Value &item)
{
    if (!m_what.items)
        return;
    Value::Object line = head("item");
    line.push_back({"index", Value::number(index)});
    line.push_back({"value", item});
    m_output.line(json::writeCompact(Value::object(std::move(line))));
}

void EventLines::flush()
{
    printText(m_text.size());
    if (m_what.partial)
        printPartial();
}

} // namespace espalier::cli
