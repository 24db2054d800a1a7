// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/valuerows.h"

#include "recipe/valuediff.h"
#include "text/valuetext.h"
#include "json/pointer.h"
#include "json/writer.h"

#include <QStringList>

namespace espalier::ui {

QString placeText(const json::Value &root, std::string_view pointer)
{
    QStringList names;
    const json::Value *at = &root;
    while (const std::optional<std::string> token = json::takeToken(pointer)) {
        const std::optional<std::size_t> index =
            at && at->isArray() ? json::arrayIndex(*token) : std::nullopt;
        const QString name = QString::fromStdString(*token);
        names.append(index            ? itemText(static_cast<std::uint32_t>(*index))
                     : name.isEmpty() ? emptyNameWord()
                                      : name);
        if (index)
            at = *index < at->items().size() ? &at->items()[*index] : nullptr;
        else
            at = at ? at->find(*token) : nullptr;
    }
    return names.isEmpty() ? rootText() : names.join(QStringLiteral(" / "));
}

namespace {

ChangeMark markOf(recipe::ValueChangeKind kind)
{
    switch (kind) {
    case recipe::ValueChangeKind::Same:
        return ChangeMark::Same;
    case recipe::ValueChangeKind::Changed:
        return ChangeMark::Changed;
    case recipe::ValueChangeKind::Removed:
        return ChangeMark::Removed;
    case recipe::ValueChangeKind::Added:
        return ChangeMark::Added;
    }
    return ChangeMark::Same;
}

ChangeCell cellOf(const std::optional<json::Value> &value)
{
    if (!value)
        return {absentText(json::NodeState::Closed), true};
    switch (value->kind()) {
    case json::Value::Kind::Null:
        return {kindText(json::Value::Kind::Null), true};
    case json::Value::Kind::String:
        return value->text().empty() ? ChangeCell{emptyTextWord(), true}
                                     : ChangeCell{QString::fromStdString(value->text()), false};
    case json::Value::Kind::Array:
    case json::Value::Kind::Object:
        if (value->items().empty() && value->members().empty())
            return {emptyText(), true};
        break;
    case json::Value::Kind::Bool:
    case json::Value::Kind::Number:
        break;
    }
    return {QString::fromStdString(json::writeCompact(*value)), false};
}

} // namespace

ChangeRows valueRows(const std::optional<json::Value> &before, const std::optional<json::Value> &after)
{
    ChangeRows rows;
    for (const recipe::ValueChange &change : recipe::valueDiff(before, after)) {
        ChangeRow row;
        row.mark = markOf(change.kind);
        const std::optional<json::Value> &side = change.after ? after : before;
        row.name = side ? placeText(*side, change.pointer) : rootText();
        row.before = cellOf(change.before);
        row.after = cellOf(change.after);
        row.word = changeWord(row.mark);
        rows.push_back(std::move(row));
    }
    return rows;
}

} // namespace espalier::ui
