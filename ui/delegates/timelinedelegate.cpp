// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "delegates/timelinedelegate.h"

#include "models/attemptlistmodel.h"
#include "theme/styleshapes.h"
#include "theme/tokens.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace espalier::ui {

using Model = AttemptListModel;

namespace {

constexpr int kPad = 12;
constexpr int kBarHeight = 10;
constexpr int kLeastWidth = 2; // what was, is seen

QBrush brushOf(AttemptPhase phase, const Tokens &tokens)
{
    switch (phase) {
    case AttemptPhase::Waiting:
        return mixed(tokens.faint, tokens.panel, 0.5);
    case AttemptPhase::Sent:
        return tokens.faint;
    case AttemptPhase::FirstToken:
        return tokens.amberSoft;
    case AttemptPhase::Streaming:
        return tokens.blue;
    case AttemptPhase::Done:
        return tokens.leaf;
    case AttemptPhase::Checking:
        return tokens.amber;
    case AttemptPhase::Bad:
        return tokens.brick;
    case AttemptPhase::Pause: // hatched: nothing is under way
        return QBrush(tokens.amber, Qt::BDiagPattern);
    }
    return {};
}

void paintBar(QPainter *painter, const QRect &bar, const QModelIndex &index, const Tokens &tokens)
{
    const qreal radius = 3;
    paintBox(painter, bar, tokens.panel, QColor(), radius);
    const auto axis = static_cast<double>(std::max<qint64>(1, index.data(Model::AxisRole).toLongLong()));
    const auto at = [&](qint64 time) {
        return bar.left() + static_cast<int>(static_cast<double>(time) / axis * bar.width());
    };
    painter->save();
    QPainterPath inside;
    inside.addRoundedRect(QRectF(bar), radius, radius);
    painter->setClipPath(inside);
    for (const AttemptSpan &span : index.data(Model::SpansRole).value<QList<AttemptSpan>>()) {
        int left = at(span.from);
        const int least = span.phase == AttemptPhase::Pause ? 0 : kLeastWidth; // no wait is none
        int right = std::max(at(span.to), left + least);
        if (span.phase == AttemptPhase::Bad) { // a mark at the end, over what is there
            right = std::max(left, bar.left() + kBarHeight);
            left = right - kBarHeight;
        }
        painter->fillRect(QRect(left, bar.top(), right - left, bar.height()), brushOf(span.phase, tokens));
    }
    painter->restore();
    paintBox(painter, bar, QColor(), tokens.line, radius);
}

/// Of the name at the left and the words at the right.
int titleWidth(const QFontMetrics &metrics)
{
    return metrics.averageCharWidth() * 18;
}

int wordsWidth(const QStyleOptionViewItem &option)
{
    return std::min(option.fontMetrics.averageCharWidth() * 54, option.rect.width() * 2 / 5);
}

} // namespace

QSize TimelineDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    Q_UNUSED(index)
    return {200, std::max(kBarHeight, option.fontMetrics.height()) + 14};
}

QRect TimelineDelegate::barRect(const QStyleOptionViewItem &option)
{
    const int left = option.rect.left() + kPad + titleWidth(option.fontMetrics);
    const int right = option.rect.right() - kPad - wordsWidth(option);
    return {left, option.rect.center().y() - kBarHeight / 2 + 1, std::max(0, right - left), kBarHeight};
}

void TimelineDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                             const QModelIndex &index) const
{
    const Tokens &tokens = tokensFor(option.palette);
    painter->save();
    painter->setClipRect(option.rect);
    if (option.state & QStyle::State_Selected) {
        painter->fillRect(option.rect, tokens.selection);
        painter->fillRect(QRect(option.rect.topLeft(), QSize(2, option.rect.height())), tokens.leaf);
    }
    const QRect bar = barRect(option);
    const bool again = index.data(Model::TryRole).toInt() > 1; // belongs to the row above
    const int indent = again ? option.fontMetrics.averageCharWidth() * 3 : 0;
    const QRect title(option.rect.left() + kPad + indent, option.rect.top(),
                      titleWidth(option.fontMetrics) - 4 - indent, option.rect.height());
    painter->setFont(option.font);
    painter->setPen(again ? tokens.dim : tokens.text);
    painter->drawText(title, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                      option.fontMetrics.elidedText(index.data().toString(), Qt::ElideRight, title.width()));
    paintBar(painter, bar, index, tokens);
    const QRect words(bar.right() + kPad, option.rect.top(), wordsWidth(option) - 4, option.rect.height());
    painter->setPen(index.data(Model::BadRole).toBool() ? tokens.brick : tokens.dim);
    painter->drawText(words, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                      option.fontMetrics.elidedText(index.data(Model::WordsRole).toString(), Qt::ElideRight,
                                                    words.width()));
    painter->restore();
}

} // namespace espalier::ui
