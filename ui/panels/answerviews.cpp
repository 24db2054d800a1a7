// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/answerviews.h"

#include "models/partialtreemodel.h"
#include "widgets/jsonhighlighter.h"
#include "json/writer.h"

#include <QElapsedTimer>

#include <algorithm>

namespace espalier::ui {

static constexpr int kJsonIntervalMs = 100;
static constexpr int kRawIntervalMs = 50;

JsonView::JsonView(const PartialTreeModel &model, QWidget *parent)
    : GrowingText(parent)
    , m_model(model)
{
    setAccessibleName(tr("Answer as JSON"));
    setPlaceholderText(tr("The answer as JSON, as far as it has come."));
    new JsonHighlighter(document());
    m_later.setSingleShot(true);
    m_later.setInterval(kJsonIntervalMs);
    connect(&m_later, &QTimer::timeout, this, &JsonView::write);
}

void JsonView::begin()
{
    m_later.stop();
    m_later.setInterval(kJsonIntervalMs);
    m_pretty = PrettyStream();
    m_stale = false;
    restart();
}

void JsonView::follow(const json::TreeChanges &changes)
{
    m_pretty.apply(changes);
    m_stale = true;
    if (isVisible() && !m_later.isActive())
        m_later.start();
}

void JsonView::showEvent(QShowEvent *event)
{
    GrowingText::showEvent(event);
    if (m_stale)
        write();
}

void JsonView::write()
{
    QElapsedTimer cost;
    cost.start();
    m_stale = false;
    if (m_pretty.isIrregular()) {
        replaceFrom(0, wholeAnswer());
    } else {
        const PrettyStream::Edit edit = m_pretty.takeEdit();
        replaceFrom(edit.keep, edit.text);
    }
    // An answer that has to be written anew as a whole gets rarer turns as it grows.
    m_later.setInterval(std::max(kJsonIntervalMs, static_cast<int>(10 * cost.elapsed())));
}

QString JsonView::wholeAnswer() const
{
    const std::optional<json::Value> value = m_model.value();
    return value ? QString::fromStdString(json::writePretty(*value)) : QString();
}

RawView::RawView(QWidget *parent)
    : GrowingText(parent)
{
    setAccessibleName(tr("Raw text of the answer"));
    setPlaceholderText(tr("The model's text, exactly as it came."));
    m_later.setSingleShot(true);
    m_later.setInterval(kRawIntervalMs);
    connect(&m_later, &QTimer::timeout, this, &RawView::write);
}

void RawView::begin()
{
    m_later.stop();
    m_waiting.clear();
    restart();
}

void RawView::add(const QString &text)
{
    m_waiting += text;
    if (isVisible() && !m_later.isActive())
        m_later.start();
}

void RawView::showEvent(QShowEvent *event)
{
    GrowingText::showEvent(event);
    write();
}

void RawView::write()
{
    append(m_waiting);
    m_waiting.clear();
}

ValueView::ValueView(QWidget *parent)
    : GrowingText(parent)
{
    setAccessibleName(tr("Selected value in full"));
    setPlaceholderText(tr("Select a value to read it in full."));
}

void ValueView::showValue(const QModelIndex &index)
{
    const QString text = index.data(PartialTreeModel::FullTextRole).toString();
    m_index = index;
    m_open = index.data(PartialTreeModel::OpenRole).toBool();
    m_shown = text.size();
    restart();
    append(text);
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
    append(text.mid(m_shown));
    m_shown = text.size();
}

} // namespace espalier::ui
