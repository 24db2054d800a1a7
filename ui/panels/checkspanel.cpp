// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/checkspanel.h"

#include "shell/codepermission.h"
#include "text/hooktext.h"
#include "theme/fonts.h"
#include "widgets/commitedit.h"
#include "widgets/formlabels.h"
#include "widgets/framed.h"
#include "widgets/sentenceform.h"
#include "widgets/undokeys.h"

#include <QComboBox>
#include <QFormLayout>
#include <QFrame>
#include <QLineEdit>

namespace espalier::ui {

using json::Value;

namespace {

enum Rule { Expression, Stands };

Value textOf(const QString &text)
{
    return Value::string(text.toStdString());
}

/// Of the named members of a schema and of the groups in it, as JSON Pointers into an answer.
void addPlaces(const Value &schema, const QString &above, QStringList &out)
{
    for (const json::Member &member : schema["properties"].members()) {
        QString token = QString::fromStdString(member.key);
        token.replace(u'~', QLatin1String("~0")).replace(u'/', QLatin1String("~1"));
        const QString place = above + u'/' + token;
        out.append(place);
        addPlaces(member.value, place, out);
    }
}

void take(Value &object, const char *member)
{
    std::erase_if(object.mutableMembers(), [member](const json::Member &each) { return each.key == member; });
}

} // namespace

ChecksPanel::ChecksPanel(RecipeDocument &document, CodePermission &permission, QWidget *parent)
    : EntriesPanel(
          {tr("Checks"),
           tr("A check is a rule beyond the kinds of the fields: that a total is the sum of its lines, "
              "that a date is not in the future, that a value stands in the document word for word. "
              "What does not pass is asked about again."),
           tr("Add check"),
           tr("Test"),
           tr("Run this check now on the answer that is shown"),
           tr("Add check"),
           tr("Remove check"),
           tr("Move check"),
           tr("Switch check"),
           {tr("Name"), tr("Looks at"), tr("Must hold")}},
          [](const Value &entry, int column) {
              return column == 0   ? QString::fromStdString(entry["name"].text())
                     : column == 1 ? checkPlaceText(entry)
                                   : checkRuleText(entry);
          },
          [&permission](const Value &entry) { return !permission.mayRunCheck(entry); }, parent)
    , m_document(document)
    , m_permission(permission)
    , m_name(new QLineEdit)
    , m_place(new Calm<QComboBox>)
    , m_rule(new Calm<QComboBox>)
    , m_expression(new CommitEdit)
    , m_message(new QLineEdit)
{
    QWidget *form = makeForm();
    sendSpareUndoKeysOf(form, document.undoStack());
    setForm(form);
    connect(&document, &RecipeDocument::checksChanged, this, &ChecksPanel::showEntries);
    connect(&document, &RecipeDocument::schemaChecked, this, &ChecksPanel::fillPlaces);
    connect(&permission, &CodePermission::changed, this, &ChecksPanel::refresh);
    fillPlaces();
    showEntries();
}

QWidget *ChecksPanel::makeForm()
{
    m_name->setAccessibleName(tr("Name of the check"));
    m_place->setEditable(true);
    m_place->setInsertPolicy(QComboBox::NoInsert);
    m_place->setAccessibleName(tr("What the check looks at"));
    m_place->setToolTip(tr("A field as a JSON Pointer: /total, /buyer/name, /lines/0/price"));
    m_rule->addItem(tr("an expression is true"), Expression);
    m_rule->addItem(tr("it stands in the document, word for word"), Stands);
    m_rule->setAccessibleName(tr("What the check asks for"));
    m_expression->setFont(codeFont());
    m_expression->setAccessibleName(tr("Expression"));
    m_expression->setPlaceholderText(
        QStringLiteral("value.total === value.net + value.tax || \"does not add up\""));
    m_expression->setToolTip(
        tr("JavaScript. “value” is what the check looks at, “root” the whole answer, "
           "“document” the text; stands(text) looks it up there. true passes; a text says "
           "what is wrong. It runs apart, without files and network, for 250 ms at most."));
    m_expression->setFixedHeight(QFontMetrics(codeFont()).lineSpacing() * 4);
    m_message->setAccessibleName(tr("What is wrong otherwise"));
    m_message->setPlaceholderText(tr("told to you and to the model when it does not hold"));
    auto *form = new QWidget;
    auto *layout = new QFormLayout(form);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    layout->addRow(tr("Name"), m_name);
    layout->addRow(tr("Looks at"), m_place);
    layout->addRow(tr("Must hold"), m_rule);
    QFrame *expression = framed(m_expression);
    expression->setMinimumHeight(m_expression->maximumHeight() + 2 * expression->frameWidth() + 8);
    layout->addRow(tr("Expression"), expression);
    layout->addRow(tr("Else say"), m_message);
    levelLabels(*layout);
    connect(m_name, &QLineEdit::editingFinished, this, [this] { takeText("name", m_name->text()); });
    connect(m_message, &QLineEdit::editingFinished, this, [this] { takeText("message", m_message->text()); });
    connect(m_place, &QComboBox::activated, this, [this] { takePlace(m_place->currentText()); });
    connect(m_place->lineEdit(), &QLineEdit::editingFinished, this,
            [this] { takePlace(m_place->currentText()); });
    connect(m_rule, &QComboBox::activated, this, &ChecksPanel::takeRule);
    connect(m_expression, &CommitEdit::committed, this,
            [this] { takeText("expression", m_expression->toPlainText()); });
    return form;
}

void ChecksPanel::fillPlaces()
{
    QStringList places{checkPlaceText(Value::object())};
    addPlaces(m_document.lastJson(), {}, places);
    const QString text = m_place->currentText();
    m_place->clear();
    m_place->addItems(places);
    m_place->setCurrentText(text);
}

void ChecksPanel::takeText(const char *member, const QString &text)
{
    if (m_filling)
        return;
    editCurrent(tr("Edit check"), [&](Value &entry) {
        if (QString::fromStdString(entry[member].text()) != text)
            entry.set(member, textOf(text));
    });
}

void ChecksPanel::takePlace(const QString &text)
{
    if (m_filling)
        return;
    editCurrent(tr("Edit check"), [&](Value &entry) {
        if (checkPlaceText(entry) == text)
            return;
        const QString field = text == checkPlaceText(Value::object()) ? QString() : text.trimmed();
        if (entry.find("stands"))
            entry.set("stands", textOf(field));
        else if (field.isEmpty())
            take(entry, "field");
        else
            entry.set("field", textOf(field));
    });
}

void ChecksPanel::takeRule()
{
    editCurrent(tr("Edit check"), [this](Value &entry) {
        const bool stands = m_rule->currentData().toInt() == Stands;
        if (stands == (entry.find("stands") != nullptr))
            return;
        const Value field = stands ? entry["field"] : entry["stands"];
        take(entry, stands ? "field" : "stands");
        if (stands)
            entry.set("stands", field.isString() ? field : Value::string({}));
        else if (!field.text().empty())
            entry.set("field", field);
        if (!stands && entry["expression"].text().empty())
            entry.set("expression", Value::string("true"));
    });
}

void ChecksPanel::commit()
{
    if (m_name->hasFocus())
        takeText("name", m_name->text());
    if (m_message->hasFocus())
        takeText("message", m_message->text());
    if (m_place->lineEdit()->hasFocus())
        takePlace(m_place->currentText());
    m_expression->commit();
}

const Value::Array &ChecksPanel::entries() const
{
    return m_document.content().checks;
}

void ChecksPanel::setEntries(const Value::Array &entries, const QString &label)
{
    m_document.setChecks(entries, label);
}

Value ChecksPanel::newEntry() const
{
    const QString name = tr("check %1").arg(entries().size() + 1);
    return Value::object(
        {{"name", textOf(name)}, {"expression", Value::string("true")}, {"message", Value::string({})}});
}

void ChecksPanel::wrote(const Value &before, const Value &after)
{
    m_permission.wroteCheck(before, after);
}

void ChecksPanel::showEntry(const Value *entry)
{
    const Value none = Value::object();
    const Value &shown = entry ? *entry : none;
    const bool stands = shown.find("stands") != nullptr;
    const auto set = [](QLineEdit *edit, const std::string &text) {
        if (edit->text() != QString::fromStdString(text))
            edit->setText(QString::fromStdString(text));
    };
    m_filling = true;
    set(m_name, shown["name"].text());
    set(m_message, shown["message"].text());
    m_place->setCurrentText(checkPlaceText(shown));
    m_rule->setCurrentIndex(stands ? 1 : 0);
    m_expression->setShown(QString::fromStdString(shown["expression"].text()));
    m_expression->setEnabled(entry && !stands);
    m_filling = false;
}

void ChecksPanel::focusForm()
{
    m_expression->setFocus();
    m_expression->selectAll();
}

} // namespace espalier::ui
