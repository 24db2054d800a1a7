// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/fieldactions.h"

#include "delegates/fielddelegate.h"
#include "models/fieldeditor.h"
#include "models/fieldtreemodel.h"
#include "widgets/fieldsview.h"
#include "widgets/valuespopup.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>

#include <algorithm>
#include <utility>

namespace espalier::ui {

using Model = FieldTreeModel;

FieldActions::FieldActions(FieldsView &view)
    : QObject(&view)
    , m_view(view)
    , m_editor(view.fields().editor())
{
    const auto separate = [this] {
        auto *line = new QAction(this);
        line->setSeparator(true);
        m_view.addAction(line);
    };
    m_add = make(tr("&Add field"), {Qt::Key_Insert}, [this] { add(); });
    m_onFields.append(make(tr("&Duplicate"), {Qt::CTRL | Qt::Key_D},
                           [this] { m_editor.duplicate(m_view.selectedFields()); }));
    m_onFields.append(
        make(tr("&Remove"), {QKeySequence::Delete}, [this] { m_editor.remove(m_view.selectedFields()); }));
    separate();
    m_onFields.append(make(tr("Move &up"), {Qt::ALT | Qt::Key_Up}, [this] { moveBy(-1); }));
    m_onFields.append(make(tr("Move d&own"), {Qt::ALT | Qt::Key_Down}, [this] { moveBy(1); }));
    m_onFields.append(make(tr("Into the &group above"), {Qt::ALT | Qt::Key_Right}, [this] { nest(); }));
    m_onFields.append(make(tr("Out o&f its group"), {Qt::ALT | Qt::Key_Left}, [this] { unnest(); }));
    separate();
    m_onFields.append(make(tr("Cu&t"), {QKeySequence::Cut}, [this] {
        copy();
        m_editor.remove(m_view.selectedFields());
    }));
    QAction *copying = make(tr("&Copy"), {QKeySequence::Copy}, [this] { copy(); });
    m_paste = make(tr("&Paste"), {QKeySequence::Paste}, [this] { paste(); });
    separate();
    m_own = make(tr("Ma&ke it its own"), {},
                 [this] { m_editor.makeOwn(m_view.currentIndex().data(Model::PointerRole).toString()); });
    m_view.setContextMenuPolicy(Qt::ActionsContextMenu);

    const auto refresh = [this, copying] {
        update();
        copying->setEnabled(!m_view.selectedFields().isEmpty());
    };
    connect(m_view.selectionModel(), &QItemSelectionModel::selectionChanged, this, refresh);
    connect(&m_view.fields(), &Model::stateChanged, this, refresh);
    connect(&m_view.fieldDelegate(), &FieldDelegate::typeChosen, this, &FieldActions::setType);
    refresh();
}

void FieldActions::offerDetails()
{
    make(tr("D&etails"), {Qt::ALT | Qt::Key_Return}, [this] { Q_EMIT detailsWanted(); });
}

void FieldActions::setType(const QString &pointer, const schema::FieldType &type)
{
    if (type.kind != schema::FieldKind::OneOf) {
        m_editor.setType(pointer, type);
        return;
    }
    const QModelIndex index = m_view.fields().indexOf(pointer);
    QStringList values;
    for (const std::string &value : m_view.fields().field(index).allowed)
        values.append(QString::fromStdString(value));
    auto *popup = new ValuesPopup(values, &m_view);
    connect(popup, &ValuesPopup::chosen, this,
            [this, pointer, type](const QStringList &chosen) { m_editor.setType(pointer, type, chosen); });
    const QRect cell = m_view.visualRect(index.siblingAtColumn(Model::KindColumn));
    popup->openAt(m_view.viewport()->mapToGlobal(cell.bottomLeft()));
}

QAction *FieldActions::make(const QString &text, const QList<QKeySequence> &keys, std::function<void()> what)
{
    auto *action = new QAction(text, this);
    action->setShortcuts(keys);
    action->setShortcutContext(Qt::WidgetShortcut); // an editor in a cell keeps these keys
    connect(action, &QAction::triggered, this, std::move(what));
    m_view.addAction(action);
    return action;
}

void FieldActions::update()
{
    const bool ready = m_view.fields().isEditable();
    const QStringList fields = m_view.selectedFields();
    const bool some = ready && !fields.isEmpty() && !fields.contains(QString()); // "": the answer itself
    for (QAction *action : std::as_const(m_onFields))
        action->setEnabled(some);
    m_add->setEnabled(ready);
    m_own->setEnabled(ready && !m_view.fields().field(m_view.currentIndex()).definition.empty());
    m_paste->setEnabled(ready);
}

FieldActions::Place FieldActions::placeForNew() const
{
    const Model &model = m_view.fields();
    const QModelIndex current = m_view.currentIndex().siblingAtColumn(0);
    if (!current.isValid() || model.field(current).pointer.empty())
        return {model.groupOf({}), model.rowCount()};
    const schema::Field &field = model.field(current);
    if (field.type.kind == schema::FieldKind::Group && !field.isCut)
        return {model.groupOf(current), model.rowCount(current)};
    return {model.groupOf(current.parent()), current.row() + 1};
}

void FieldActions::add()
{
    const Place place = placeForNew();
    if (!m_editor.add(place.group, place.row))
        return;
    const QModelIndex current = m_view.currentIndex(); // the editor has shown it
    m_view.setFocus();
    if (current.isValid())
        m_view.edit(current.siblingAtColumn(Model::NameColumn));
}

bool FieldActions::inOneGroup() const
{
    const QModelIndexList rows = m_view.selectionModel()->selectedRows();
    return std::all_of(rows.begin(), rows.end(),
                       [&rows](const QModelIndex &row) { return row.parent() == rows.front().parent(); });
}

void FieldActions::moveBy(int step)
{
    QModelIndexList rows = m_view.selectionModel()->selectedRows();
    if (rows.isEmpty() || !inOneGroup())
        return;
    const auto [first, last] =
        std::minmax_element(rows.begin(), rows.end(),
                            [](const QModelIndex &a, const QModelIndex &b) { return a.row() < b.row(); });
    const QModelIndex parent = first->parent();
    const int to =
        step < 0 ? first->row() - 1 : last->row() + 2; // in front of the one above, or behind the next
    if (to >= 0 && to <= m_view.fields().rowCount(parent))
        m_editor.move(m_view.selectedFields(), m_view.fields().groupOf(parent), to);
}

void FieldActions::nest()
{
    const QModelIndexList rows = m_view.selectionModel()->selectedRows();
    if (rows.isEmpty() || !inOneGroup())
        return;
    const Model &model = m_view.fields();
    int above = std::min_element(rows.begin(), rows.end(),
                                 [](const QModelIndex &a, const QModelIndex &b) { return a.row() < b.row(); })
                    ->row() -
                1;
    if (above < 0)
        return;
    const QModelIndex group = model.index(above, 0, rows.front().parent());
    if (model.field(group).type.kind == schema::FieldKind::Group && !model.field(group).isCut)
        m_editor.move(m_view.selectedFields(), model.groupOf(group), model.rowCount(group));
}

void FieldActions::unnest()
{
    const QModelIndexList rows = m_view.selectionModel()->selectedRows();
    if (rows.isEmpty() || !inOneGroup() || !rows.front().parent().isValid())
        return;
    const QModelIndex group = rows.front().parent();
    m_editor.move(m_view.selectedFields(), m_view.fields().groupOf(group.parent()), group.row() + 1);
}

void FieldActions::copy()
{
    const QStringList fields = m_view.selectedFields();
    if (!fields.isEmpty())
        QApplication::clipboard()->setText(m_editor.copied(fields));
}

void FieldActions::paste()
{
    const Place place = placeForNew();
    m_editor.paste(QApplication::clipboard()->text(), place.group, place.row);
}

} // namespace espalier::ui
