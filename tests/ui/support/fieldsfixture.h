// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "document/recipedocument.h"
#include "models/fieldeditor.h"
#include "models/fieldtreemodel.h"
#include "panels/fieldspanel.h"
#include "widgets/fieldsview.h"
#include "widgets/hintline.h"

#include <QApplication>
#include <QLineEdit>
#include <QTest>

#include <memory>

namespace espalier::test {

inline const QString kPerson = QStringLiteral(
    R"({"type":"object","properties":{"name":{"type":"string"},"age":{"type":"integer","minimum":0},)"
    R"("home":{"type":"object","properties":{"street":{"type":"string"}}},"bio":{"type":"string"}},"required":["name"]})");

/// A fields panel that is shown and has the focus, over a document of its own.
struct FieldsFixture
{
    explicit FieldsFixture(const QString &schema = kPerson)
    {
        document.setSchemaText(schema);
        panel = std::make_unique<ui::FieldsPanel>(document);
        view = panel->findChild<ui::FieldsView *>();
        panel->resize(600, 400);
        panel->show();
        panel->activateWindow();
        view->setFocus();
        QApplication::processEvents();
    }
    void select(const char *pointer) const { panel->showField(QString::fromUtf8(pointer)); }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) const
    {
        panel->activateWindow();
        view->setFocus();
        QApplication::processEvents();
        QTest::keyClick(view, key, modifiers);
        QApplication::processEvents();
    }
    QModelIndex at(const char *pointer, int column = 0) const
    {
        return view->fields().indexOf(QString::fromUtf8(pointer)).siblingAtColumn(column);
    }
    QString names(const QModelIndex &parent = {}) const
    {
        QStringList out;
        for (int row = 0; row < view->fields().rowCount(parent); ++row) {
            const QModelIndex index = view->fields().index(row, 0, parent);
            const QString inner = names(index);
            out.append(index.data().toString() + (inner.isEmpty() ? QString() : u'{' + inner + u'}'));
        }
        return out.join(u',');
    }
    QLineEdit *nameEdit() const { return view->viewport()->findChild<QLineEdit *>(); }
    QString hint() const
    {
        QStringList out;
        for (const ui::HintLine *line : panel->findChildren<ui::HintLine *>()) {
            if (line->isVisibleTo(panel.get()))
                out.append(line->text());
        }
        return out.join(u'|');
    }
    ui::FieldEditor *editor() const { return panel->findChild<ui::FieldEditor *>(); }
    template <typename Widget>
    Widget *button(const char *text) const
    {
        for (Widget *each : panel->findChildren<Widget *>()) {
            if (each->text() == QString::fromUtf8(text))
                return each;
        }
        return nullptr;
    }

    ui::RecipeDocument document;
    std::unique_ptr<ui::FieldsPanel> panel;
    ui::FieldsView *view = nullptr;
};

} // namespace espalier::test
