// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// FieldDelegate: the editors in the cells.

#include "delegates/fielddelegate.h"
#include "models/fieldtreemodel.h"
#include "text/fieldtext.h"
#include "theme/tokens.h"

#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QTimer>
#include <QToolTip>
#include <QValidator>

#include <algorithm>

namespace espalier::ui {

using Model = FieldTreeModel;

static constexpr char kChosen[] = "espalierChosen";

namespace {

/// Keeps an editor open as long as the name in it cannot be.
class NameValidator : public QValidator
{
public:
    NameValidator(const Model &model, const QModelIndex &index, QObject *parent)
        : QValidator(parent)
        , m_model(model)
        , m_index(index)
    {
    }
    [[nodiscard]] QString problem(const QString &name) const { return m_model.nameProblem(m_index, name); }
    State validate(QString &text, int &at) const override
    {
        Q_UNUSED(at)
        return problem(text).isEmpty() ? Acceptable : Intermediate;
    }

private:
    const Model &m_model;
    QPersistentModelIndex m_index;
};

/// As tall as the cell: the style's own frame would not fit.
QLineEdit *cellEdit(QWidget *parent)
{
    auto *edit = new QLineEdit(parent);
    edit->setFrame(false);
    edit->setAutoFillBackground(true);
    return edit;
}

} // namespace

QWidget *FieldDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &option,
                                     const QModelIndex &index) const
{
    Q_UNUSED(option)
    if (index.column() == Model::NameColumn)
        return nameEditor(parent, index);
    if (index.column() == Model::KindColumn)
        return kindEditor(parent);
    if (index.column() != Model::WhatColumn)
        return nullptr;
    QLineEdit *edit = cellEdit(parent);
    edit->setPlaceholderText(tr("What is it? The model reads this."));
    edit->setAccessibleName(tr("What it is"));
    return edit;
}

QWidget *FieldDelegate::nameEditor(QWidget *parent, const QModelIndex &index) const
{
    QLineEdit *edit = cellEdit(parent);
    const auto *model = qobject_cast<const Model *>(index.model());
    const auto *validator = new NameValidator(*model, index, edit);
    edit->setValidator(validator);
    edit->setAccessibleName(tr("Name"));
    connect(edit, &QLineEdit::textChanged, edit, [edit, validator](const QString &text) {
        const QString problem = validator->problem(text);
        const Tokens &tokens = tokensFor(QApplication::palette());
        QPalette palette = edit->palette();
        palette.setColor(QPalette::Text, problem.isEmpty() ? tokens.text : tokens.brick);
        edit->setPalette(palette);
        edit->setAccessibleDescription(problem);
        if (problem.isEmpty())
            QToolTip::hideText();
        else
            QToolTip::showText(edit->mapToGlobal(QPoint(0, edit->height())),
                               QStringLiteral("<p>%1</p>").arg(problem.toHtmlEscaped()), edit);
    });
    return edit;
}

QWidget *FieldDelegate::kindEditor(QWidget *parent) const
{
    auto *box = new QComboBox(parent);
    box->setAccessibleName(tr("Kind"));
    box->setMaxVisibleItems(2 * static_cast<int>(schema::FieldKind::Other) + 1); // all, where there is room
    for (const schema::FieldType type : offeredFieldTypes()) {
        if (type == schema::FieldType{schema::FieldKind::Text, true})
            box->insertSeparator(box->count());
        box->addItem(fieldKindText(type), QPoint(static_cast<int>(type.kind), type.isList ? 1 : 0));
    }
    auto *self =
        const_cast<FieldDelegate *>(this); // Qt makes editors in const functions; the signals are not
    connect(box, &QComboBox::activated, self, [self, box] {
        box->setProperty(kChosen, true);
        Q_EMIT self->commitData(box);
        Q_EMIT self->closeEditor(box);
    });
    QTimer::singleShot(0, box, [box] { // once it has its place, unless it was left already
        if (box->isVisible())
            box->showPopup();
    });
    return box;
}

void FieldDelegate::setEditorData(QWidget *editor, const QModelIndex &index) const
{
    if (auto *edit = qobject_cast<QLineEdit *>(editor)) {
        if (!edit->isModified())
            edit->setText(index.data(Qt::EditRole).toString());
        return;
    }
    auto *box = qobject_cast<QComboBox *>(editor);
    const auto *model = qobject_cast<const Model *>(index.model());
    if (box && model) {
        const schema::FieldType type = model->field(index).type;
        box->setCurrentIndex(box->findData(QPoint(static_cast<int>(type.kind), type.isList ? 1 : 0)));
    }
}

void FieldDelegate::setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const
{
    if (const auto *edit = qobject_cast<QLineEdit *>(editor)) {
        if (edit->isModified() && edit->text() != index.data(Qt::EditRole).toString())
            model->setData(index, edit->text());
        return;
    }
    const auto *box = qobject_cast<QComboBox *>(editor);
    if (!box || !box->property(kChosen).toBool()) // left without a choice
        return;
    const QPoint chosen = box->currentData().toPoint();
    Q_EMIT typeChosen(index.data(Model::PointerRole).toString(),
                      {static_cast<schema::FieldKind>(chosen.x()), chosen.y() == 1});
}

void FieldDelegate::updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                                         const QModelIndex &index) const
{
    QRect rect = option.rect;
    if (index.column() == Model::NameColumn)
        rect.setLeft(rect.left() + 8);
    if (qobject_cast<QComboBox *>(editor)) {
        const int height = editor->sizeHint().height();
        rect = QRect(rect.left(), rect.center().y() - height / 2,
                     std::max(rect.width(), editor->sizeHint().width()), height);
    }
    editor->setGeometry(rect);
}

} // namespace espalier::ui
