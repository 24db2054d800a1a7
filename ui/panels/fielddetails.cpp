// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/fielddetails.h"

#include "document/recipedocument.h"
#include "models/fieldeditor.h"
#include "models/fieldtreemodel.h"
#include "panels/fieldrulesform.h"
#include "recipe/fieldnotes.h"
#include "text/fieldtext.h"
#include "text/plaintip.h"
#include "text/valuetext.h"
#include "widgets/commitedit.h"
#include "widgets/foldbutton.h"
#include "widgets/formlabels.h"
#include "widgets/framed.h"
#include "widgets/linkbutton.h"
#include "widgets/sectionlabel.h"
#include "widgets/sentenceform.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QScrollArea>
#include <QVBoxLayout>

namespace espalier::ui {

using schema::Field;
using schema::FieldKind;

FieldDetails::FieldDetails(RecipeDocument &document, FieldTreeModel &model, QWidget *parent)
    : QWidget(parent)
    , m_document(document)
    , m_model(model)
    , m_editor(model.editor())
    , m_fold(new FoldButton(tr("Field details")))
    , m_area(new QScrollArea)
    , m_name(new QLineEdit)
    , m_what(new CommitEdit)
    , m_kind(new Calm<QComboBox>)
    , m_values(new LinkButton(tr("Change values…")))
    , m_must(new QCheckBox(tr("must be there")))
    , m_null(new QCheckBox(tr("may be nothing (null)")))
    , m_inferred(new Calm<QComboBox>)
    , m_rules(new FieldRulesForm(m_editor))
    , m_origin(plainLabel())
    , m_hint(new DimLabel)
    , m_own(new LinkButton(tr("Make it its own")))
{
    setAccessibleName(tr("Field details"));
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setWidgetResizable(true);
    m_area->setFocusPolicy(Qt::NoFocus);
    m_area->setWidget(makeForm());
    m_area->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 2, 8, 2);
    layout->setSpacing(0);
    layout->addWidget(m_fold);
    layout->addWidget(m_area, 1);
    connectEdits();
    show(QModelIndex());
}

FieldDetails::~FieldDetails()
{
    // What is being typed is told of when the focus goes, and then there is nobody left to take it. Others
    // stay connected: without destroyed() Qt would keep what screen readers know of an edit that is gone.
    m_name->disconnect(this);
    m_what->disconnect(this);
}

QWidget *FieldDetails::makeForm()
{
    m_form = new QWidget;
    m_form->setAutoFillBackground(true);
    m_form->setBackgroundRole(QPalette::Base);
    auto *form = new QFormLayout(m_form);
    form->setContentsMargins(20, 4, 8, 8);
    form->setHorizontalSpacing(12);
    form->setVerticalSpacing(6);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    auto *origin = new QHBoxLayout;
    origin->addWidget(m_origin, 1);
    origin->addWidget(m_own, 0, Qt::AlignTop);
    m_own->setToolTip(tr("Put a copy of the definition here, so that a change stays here"));
    form->addRow(origin);
    m_hint->setWordWrap(true);
    m_hint->setUrgent(true);
    form->addRow(m_hint);
    for (QWidget *said :
         {static_cast<QWidget *>(m_origin), static_cast<QWidget *>(m_own), static_cast<QWidget *>(m_hint)})
        said->hide(); // until there is something to say
    m_name->setAccessibleName(tr("Name"));
    form->addRow(new DimLabel(tr("Name")), m_name);
    m_what->setAccessibleName(tr("What it is"));
    m_what->setPlaceholderText(tr("What is it? The model reads this."));
    m_what->setFrameShape(QFrame::NoFrame);
    m_what->setFixedHeight(m_what->fontMetrics().lineSpacing() * 3 + 8);
    form->addRow(new DimLabel(tr("What it is")), framed(m_what));
    addKind(*form);
    addYesAndNo(*form);
    form->addRow(m_rules);
    levelLabels(*form);
    return m_form;
}

void FieldDetails::addKind(QFormLayout &form)
{
    m_kind->setAccessibleName(tr("Kind"));
    for (const schema::FieldType type : offeredFieldTypes())
        m_kind->addItem(fieldKindText(type), QPoint(static_cast<int>(type.kind), type.isList ? 1 : 0));
    auto *line = new QHBoxLayout;
    line->addWidget(m_kind);
    line->addWidget(m_values);
    line->addStretch(1);
    form.addRow(new DimLabel(tr("Kind")), line);
}

void FieldDetails::addYesAndNo(QFormLayout &form)
{
    auto *line = new QHBoxLayout;
    line->setSpacing(16);
    line->addWidget(m_must);
    line->addWidget(m_null);
    line->addStretch(1);
    m_must->setToolTip(QStringLiteral("required"));
    m_null->setToolTip(QStringLiteral("\"type\": [\"…\", \"null\"]"));
    form.addRow(new DimLabel(tr("Presence")), line);
    m_inferred->addItem(tr("stands word for word in the text"));
    m_inferred->addItem(tr("may be inferred"));
    m_inferred->setAccessibleName(tr("Where its value comes from"));
    m_inferred->setToolTip(QStringLiteral("may_be_inferred"));
    auto *source = new QHBoxLayout;
    source->addWidget(m_inferred);
    source->addStretch(1);
    form.addRow(new DimLabel(tr("Value")), source);
}

void FieldDetails::connectEdits()
{
    connect(m_fold, &QAbstractButton::toggled, this, [this](bool open) {
        m_area->setVisible(open);
        updateGeometry();
        Q_EMIT opened(open);
    });
    connect(&m_model, &FieldTreeModel::stateChanged, this, &FieldDetails::follow);
    connect(&m_model, &FieldTreeModel::dataChanged, this,
            [this](const QModelIndex &, const QModelIndex &, const auto &roles) {
                if (roles.contains(FieldTreeModel::HintRole))
                    follow();
            });
    connect(&m_document, &RecipeDocument::fieldsChanged, this, &FieldDetails::follow);
    connect(m_name, &QLineEdit::editingFinished, this, [this] {
        if (!m_name->isModified())
            return;
        m_name->setModified(false);
        if (!m_editor.rename(m_pointer, m_name->text()))
            follow();
    });
    connect(m_what, &CommitEdit::committed, this,
            [this] { m_editor.describe(m_pointer, m_what->toPlainText()); });
    connect(m_kind, &QComboBox::activated, this, [this] {
        const QPoint chosen = m_kind->currentData().toPoint();
        Q_EMIT typeChosen(m_pointer, {static_cast<FieldKind>(chosen.x()), chosen.y() == 1});
        follow(); // a choice whose values were not given is none
    });
    connect(m_values, &QAbstractButton::clicked, this,
            [this] { Q_EMIT typeChosen(m_pointer, m_model.field(m_index).type); });
    connect(m_must, &QCheckBox::clicked, this, [this](bool on) {
        if (!m_editor.setMust({m_pointer}, on))
            follow();
    });
    connect(m_null, &QCheckBox::clicked, this, [this](bool on) {
        if (!m_editor.setNull(m_pointer, on))
            follow();
    });
    connect(m_inferred, &QComboBox::activated, this,
            [this](int row) { m_editor.setInferred(m_place, row == 1); });
    connect(m_own, &QAbstractButton::clicked, this, [this] { m_editor.makeOwn(m_pointer); });
}

void FieldDetails::show(const QModelIndex &index)
{
    const QModelIndex row = index.siblingAtColumn(0);
    if (m_index.isValid() && m_index != row)
        m_what->commit(); // to the field it was typed for
    m_index = row;
    follow();
}

void FieldDetails::follow()
{
    const bool some = m_index.isValid();
    m_form->setEnabled(some && m_model.isEditable());
    if (!some) {
        m_fold->setSubject(tr("select a field"));
        m_form->setEnabled(false);
        return;
    }
    m_pointer = m_index.data(FieldTreeModel::PointerRole).toString();
    m_place = m_index.data(FieldTreeModel::PlaceRole).toString();
    showField(m_model.field(m_index));
}

void FieldDetails::showField(const Field &field)
{
    m_fold->setSubject(fieldName(field));
    if (!(m_name->isModified() && m_name->hasFocus()))
        m_name->setText(QString::fromStdString(field.name));
    const bool answer = field.pointer.empty();
    m_name->setEnabled(!answer);
    m_must->setEnabled(!answer);
    m_must->setChecked(field.must);
    m_null->setChecked(field.mayBeNull);
    if (!m_what->isPending())
        m_what->setShown(QString::fromStdString(field.description));
    m_inferred->setCurrentIndex(recipe::mayBeInferred(m_document.fields(), m_place.toStdString()) ? 1 : 0);
    const bool ownValue = field.type.kind != FieldKind::Group;
    m_inferred->setEnabled(ownValue);
    const QString origin = fieldOrigin(field);
    m_origin->setText(displayText(origin));
    m_origin->setVisible(!origin.isEmpty());
    m_own->setVisible(!field.definition.empty());
    const QString hint = m_index.data(FieldTreeModel::HintRole).toString();
    m_hint->setText(displayText(hint));
    m_hint->setVisible(!hint.isEmpty());
    showKind(field);
    m_rules->show(m_pointer, field.type, m_document.lastJson());
}

void FieldDetails::showKind(const Field &field)
{
    const QPoint now(static_cast<int>(field.type.kind), field.type.isList ? 1 : 0);
    m_kind->setCurrentIndex(m_kind->findData(now));
    m_kind->setEnabled(field.type.kind != FieldKind::Other);
    const bool choice = field.type.kind == FieldKind::OneOf;
    m_values->setVisible(choice);
    QStringList values;
    for (const std::string &value : field.allowed)
        values.append(displayText(QString::fromStdString(value)));
    m_values->setToolTip(plainTip(values.join(u'\n')));
    m_values->setAccessibleDescription(values.join(QStringLiteral(", ")));
}

void FieldDetails::commit()
{
    for (CommitEdit *each : findChildren<CommitEdit *>())
        each->commit();
    for (QLineEdit *each : findChildren<QLineEdit *>())
        Q_EMIT each->editingFinished(); // takes only what was modified
}

void FieldDetails::setOpen(bool open)
{
    m_fold->setChecked(open);
}

bool FieldDetails::isOpen() const
{
    return m_fold->isChecked();
}

void FieldDetails::enter()
{
    setOpen(true);
    m_what->setFocus(Qt::ShortcutFocusReason);
}

void FieldDetails::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && event->modifiers() == Qt::NoModifier)
        Q_EMIT left();
    else
        QWidget::keyPressEvent(event);
}

} // namespace espalier::ui
