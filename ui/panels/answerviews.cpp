// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/answerviews.h"

#include "models/partialtreemodel.h"
#include "widgets/jsonhighlighter.h"
#include "json/writer.h"

#include <QElapsedTimer>
#include <QLocale>

#include <algorithm>
#include <utility>

namespace espalier::ui {

static constexpr int kJsonIntervalMs = 100;
static constexpr int kSliceIntervalMs = 15;
static constexpr qsizetype kSlice = 64 * 1024; // units written in one turn of the event loop

JsonView::JsonView(const PartialTreeModel &model, QWidget *parent)
    : GrowingText(parent)
    , m_model(model)
{
    setAccessibleName(tr("Answer as JSON"));
    setPlaceholderText(tr("The answer as JSON, as far as it has come."));
    new JsonHighlighter(document());
    m_later.setSingleShot(true);
    connect(&m_later, &QTimer::timeout, this, &JsonView::write);
}

void JsonView::begin()
{
    m_later.stop();
    m_pause = kJsonIntervalMs;
    m_pretty = PrettyStream();
    m_settled.reset();
    m_waiting.clear();
    m_written = 0;
    m_stale = false;
    restart();
}

void JsonView::follow(const json::TreeChanges &changes)
{
    m_pretty.apply(changes);
    m_stale = true;
    if (isVisible() && !m_later.isActive())
        m_later.start(m_pause);
}

void JsonView::settle(json::Value value)
{
    m_settled = std::move(value);
    m_waiting.clear();
    m_written = 0;
    m_stale = true;
    if (isVisible() && !m_later.isActive())
        m_later.start(m_pause);
}

void JsonView::showEvent(QShowEvent *event)
{
    GrowingText::showEvent(event);
    write();
}

/// What is long is written in slices, so that the event loop goes on; what is new meanwhile comes after.
void JsonView::write()
{
    QElapsedTimer cost;
    cost.start();
    qsizetype keep = length();
    if (m_written == m_waiting.size() && m_stale)
        keep = takeEdit();
    if (m_written < m_waiting.size() || keep < length()) {
        const QString slice = m_waiting.mid(m_written, kSlice);
        m_written += slice.size();
        replaceFrom(keep, slice);
    }
    if (m_written < m_waiting.size()) {
        m_later.start(std::max(kSliceIntervalMs, static_cast<int>(cost.elapsed())));
    } else {
        m_waiting.clear();
        m_written = 0;
        if (m_stale)
            m_later.start(m_pause);
    }
}

/// Puts the next edit into m_waiting; how much of the text it keeps.
qsizetype JsonView::takeEdit()
{
    QElapsedTimer cost;
    cost.start();
    PrettyStream::Edit edit;
    if (m_settled)
        edit.text = QString::fromStdString(json::writePretty(*m_settled));
    else if (m_pretty.isIrregular())
        edit.text = wholeAnswer();
    else
        edit = m_pretty.takeEdit();
    m_waiting = std::move(edit.text);
    m_written = 0;
    m_stale = false;
    // An answer that has to be written anew as a whole gets rarer turns as it grows.
    m_pause = std::max(kJsonIntervalMs, static_cast<int>(50 * cost.elapsed()));
    return edit.keep;
}

QString JsonView::wholeAnswer() const
{
    const std::optional<json::Value> value = m_model.value();
    return value ? QString::fromStdString(json::writePretty(*value)) : QString();
}

ValueView::ValueView(QWidget *parent)
    : GrowingText(parent)
{
    setAccessibleName(tr("Selected value in full"));
    setPlaceholderText(tr("Select a value to read it in full."));
}

bool ValueView::isTooLarge(const QModelIndex &index) const
{
    // The bytes of a group, or of as much as has come, before it is written out in full.
    if (!index.data(PartialTreeModel::ContainerRole).toBool())
        return false;
    const qulonglong begin = index.data(PartialTreeModel::BeginRole).toULongLong();
    const qulonglong end = index.data(PartialTreeModel::EndRole).toULongLong();
    return end == 0 || end - begin > static_cast<qulonglong>(kMost);
}

void ValueView::appendBounded(const QString &text, qsizetype from)
{
    if (from >= kMost)
        return;
    append(text.mid(from, kMost - from));
    if (text.size() > kMost)
        append(u'\n' + tr("… and %1 more characters; “Copy value” takes all of it.")
                           .arg(QLocale().toString(text.size() - kMost)));
}

void ValueView::showValue(const QModelIndex &index)
{
    const bool large = isTooLarge(index);
    const QString text = large ? QString() : index.data(PartialTreeModel::FullTextRole).toString();
    setPlaceholderText(!large ? tr("Select a value to read it in full.")
                       : index.data(PartialTreeModel::OpenRole).toBool()
                           ? tr("As a whole it can be read here when it is finished.")
                           : tr("This is too large to be read here; “Copy value” takes all of it."));
    m_index = index;
    m_open = index.data(PartialTreeModel::OpenRole).toBool();
    m_shown = text.size();
    restart();
    appendBounded(text, 0);
    moveCursor(QTextCursor::Start);
}

void ValueView::follow()
{
    if (!m_open || !m_index.isValid())
        return;
    if (!m_index.data(PartialTreeModel::OpenRole).toBool()) {
        showValue(m_index); // finished: as it is now, whatever was put right in it
        return;
    }
    if (m_index.data(PartialTreeModel::ContainerRole).toBool())
        return; // as a whole it is worth reading when it is finished
    const QString text = m_index.data(PartialTreeModel::FullTextRole).toString();
    if (text.size() < m_shown) {
        showValue(m_index);
        return;
    }
    if (m_shown < kMost)
        appendBounded(text, m_shown);
    m_shown = text.size();
}

} // namespace espalier::ui
