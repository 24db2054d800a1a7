// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/whyempty.h"

#include "models/partialtreemodel.h"

#include <QCoreApplication>

namespace espalier::ui {

namespace {

using Reason = WhyEmpty::Reason;
using Model = PartialTreeModel;
using Kind = json::Value::Kind;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(espalier::ui::WhyEmpty)
};

QString cutText(AnswerEnd end)
{
    switch (end) {
    case AnswerEnd::TokenLimit:
        return Text::tr("the answer was cut at the token limit");
    case AnswerEnd::ContentLimit:
        return Text::tr("the answer was ended at a limit");
    case AnswerEnd::StreamCut:
        return Text::tr("the connection ended in the middle of the answer");
    case AnswerEnd::Refused:
        return Text::tr("the model refused to go on");
    case AnswerEnd::Stopped:
        return Text::tr("you stopped the answer");
    case AnswerEnd::Failed:
        return Text::tr("the answer failed before it ended");
    case AnswerEnd::Complete:
    case AnswerEnd::Growing:
        break;
    }
    return Text::tr("the answer ended in the middle");
}

bool endedEarly(AnswerEnd end)
{
    return end != AnswerEnd::Growing && end != AnswerEnd::Complete;
}

WhyEmpty whyAbsent(const QModelIndex &index, AnswerEnd end)
{
    const QModelIndex group = index.parent();
    const bool groupOpen = group.isValid() ? group.data(Model::OpenRole).toBool() : end == AnswerEnd::Growing;
    const bool groupCut = group.isValid() &&
                          static_cast<ValueState>(group.data(Model::OwnStateRole).toInt()) == ValueState::Cut;
    if (end == AnswerEnd::Growing && (groupOpen || !group.isValid()))
        return {Reason::StillComing, Text::tr("It has not come yet; the answer is still growing.")};
    if (endedEarly(end) && (groupCut || groupOpen || !group.isValid()))
        return {Reason::NeverCame, Text::tr("It never came: %1 before it.").arg(cutText(end))};
    if (groupCut)
        return {Reason::NeverCame, Text::tr("It never came: %1 before it.").arg(cutText(end))};
    const auto own = static_cast<ValueState>(index.data(Model::OwnStateRole).toInt());
    if (own == ValueState::Repaired)
        return {Reason::ReadOtherwise,
                Text::tr("It has a value all the same: %1.").arg(index.data(Model::MarkTextRole).toString())};
    if (own == ValueState::Invalid)
        return {Reason::Missing,
                Text::tr("It is not in the answer, and the schema requires it. Nothing was made up for it.")};
    return {Reason::NotInAnswer,
            Text::tr("It is not in the answer: the model left it out, which the schema allows.")};
}

/// There, closed, and holds nothing.
WhyEmpty whyHoldsNothing(const QModelIndex &index)
{
    switch (static_cast<Kind>(index.data(Model::KindRole).toInt())) {
    case Kind::Null:
        if (index.data(Model::TakenForAbsentRole).toBool())
            return {Reason::TakenForAbsent,
                    Text::tr("The answer says null, which the schema does not allow here; the field need not "
                             "be there, so null was taken for absent.")};
        return {Reason::Null,
                Text::tr("The answer says null here: the model states that there is no value.")};
    case Kind::String:
        if (index.data(Model::FullTextRole).toString().isEmpty())
            return {Reason::EmptyText, Text::tr("The answer holds an empty text here: quotes with nothing "
                                                "between them.")};
        break;
    case Kind::Array:
        if (!index.model()->hasChildren(index))
            return {Reason::EmptyList, Text::tr("The answer holds an empty list here.")};
        break;
    case Kind::Object:
        if (!index.model()->hasChildren(index) ||
            index.model()->index(0, 0, index).data(Model::ExpectedRole).toBool())
            return {Reason::EmptyGroup, Text::tr("The answer holds an empty group here, with no fields.")};
        break;
    case Kind::Bool:
    case Kind::Number:
        break;
    }
    return {};
}

WhyEmpty whyPresent(const QModelIndex &index, AnswerEnd end)
{
    switch (static_cast<ValueState>(index.data(Model::OwnStateRole).toInt())) {
    case ValueState::Arriving:
        return {Reason::StillComing, Text::tr("It is still arriving.")};
    case ValueState::Superseded:
        return {Reason::Superseded, Text::tr("The answer gives this field again further below; the later one "
                                             "counts.")};
    case ValueState::Cut:
        return {Reason::Cut, Text::tr("It is not whole: %1 inside it.").arg(cutText(end))};
    case ValueState::Invalid: {
        const QString issue = index.data(Model::MarkTextRole).toString();
        return {Reason::Invalid, issue.isEmpty() ? Text::tr("It came and does not fit the schema.")
                                                 : Text::tr("It came and does not fit: %1.").arg(issue)};
    }
    default:
        break;
    }
    const WhyEmpty empty = whyHoldsNothing(index);
    if (empty.reason == Reason::NotEmpty && index.data(Model::UnaskedRole).toBool())
        return {Reason::NotAskedFor,
                Text::tr("The schema does not ask for this field; the model added it. It is kept.")};
    return empty;
}

} // namespace

WhyEmpty whyEmpty(const QModelIndex &index, AnswerEnd end)
{
    if (!index.isValid() || index.data(Model::PageRole).toBool())
        return {};
    const QModelIndex row = index.siblingAtColumn(Model::FieldColumn);
    return row.data(Model::ExpectedRole).toBool() ? whyAbsent(row, end) : whyPresent(row, end);
}

} // namespace espalier::ui
