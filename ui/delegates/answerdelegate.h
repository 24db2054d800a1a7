// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStyledItemDelegate>

namespace espalier::ui {

struct Tokens;

/// Paints the rows of a PartialTreeModel: the state's mark and the field's name, the value with a caret where
/// it grows, the state in words. Paints only; sizes follow the font.
class AnswerDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    /// Off: no caret where a value grows, and its text does not slide.
    void setMotion(bool motion) { m_motion = motion; }
    /// 28 px high at the usual font; widths are the header's business.
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    /// What the column of states needs to show these words whole.
    [[nodiscard]] static int stateWidth(const QFont &font, const QString &words);

private:
    static void paintField(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                           const Tokens &tokens);
    void paintValue(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                    const Tokens &tokens) const;
    static void paintState(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                           const Tokens &tokens);

    bool m_motion = true;
};

} // namespace espalier::ui
