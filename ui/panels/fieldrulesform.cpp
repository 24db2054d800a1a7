// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/fieldrulesform.h"

#include "models/fieldeditor.h"
#include "text/ruletext.h"
#include "theme/tokens.h"
#include "widgets/commitedit.h"
#include "widgets/formlabels.h"
#include "widgets/framed.h"
#include "widgets/sectionlabel.h"
#include "widgets/sentenceform.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QScopedValueRollback>

#include <algorithm>

namespace espalier::ui {

using schema::RuleForm;
using schema::RuleOffer;

static QByteArray keyOf(std::string_view keyword)
{
    return {keyword.data(), static_cast<qsizetype>(keyword.size())};
}

/// Whether what is typed cannot be taken.
static void mark(QWidget *box, bool wrong)
{
    QPalette palette = QApplication::palette(box);
    if (wrong)
        palette.setColor(QPalette::Text, tokensFor(QApplication::palette()).brick);
    box->setPalette(palette);
}

FieldRulesForm::FieldRulesForm(FieldEditor &editor, QWidget *parent)
    : QWidget(parent)
    , m_editor(editor)
    , m_form(new QFormLayout(this))
{
    m_form->setContentsMargins(0, 0, 0, 0);
    m_form->setHorizontalSpacing(12);
    m_form->setVerticalSpacing(6);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
}

void FieldRulesForm::show(const QString &field, schema::FieldType type, const json::Value &schema)
{
    const bool other = m_field != field;
    m_field = field;
    if (!m_built || type != m_type) {
        m_type = type;
        build();
    }
    const QScopedValueRollback showing(m_showing, true);
    for (const RuleOffer &offer : schema::rulesFor(m_type)) {
        QWidget *box = m_boxes.value(keyOf(offer.keyword));
        auto *edit = qobject_cast<QLineEdit *>(box);
        if (!other && edit && edit->isModified() && edit->hasFocus())
            continue;
        mark(box, false);
        showValue(offer, schema);
    }
}

void FieldRulesForm::build()
{
    m_built = true;
    m_boxes.clear();
    m_line = nullptr;
    m_caption.clear();
    while (m_form->rowCount() > 0) {
        const QFormLayout::TakeRowResult row = m_form->takeRow(0);
        for (QLayoutItem *item : {row.labelItem, row.fieldItem}) {
            if (item && item->widget()) {
                item->widget()->hide();
                item->widget()->deleteLater(); // one of them may be what told of the change
            }
            delete item;
        }
    }
    for (const RuleOffer &offer : schema::rulesFor(m_type)) {
        QWidget *box = makeBox(offer);
        m_boxes.insert(keyOf(offer.keyword), box);
        box->setAccessibleName(ruleWords(offer.keyword).name);
        box->setToolTip(QString::fromUtf8(keyOf(offer.keyword))); // as JSON Schema calls it
        addLine(offer, box);
    }
    levelLabels(*m_form);
}

void FieldRulesForm::addLine(const RuleOffer &offer, QWidget *box)
{
    const QString caption = ruleCaption(offer.keyword);
    const RuleWords words = ruleWords(offer.keyword);
    if (!m_line || caption != m_caption) {
        auto *line = new QWidget;
        m_line = new QHBoxLayout(line);
        m_line->setContentsMargins(0, 0, 0, 0);
        m_line->setSpacing(6);
        m_form->addRow(new DimLabel(caption), line);
        m_caption = caption;
    } else if (offer.keyword == "exclusiveMinimum") { // a second line for who needs it
        auto *line = new QWidget;
        m_line = new QHBoxLayout(line);
        m_line->setContentsMargins(0, 0, 0, 0);
        m_line->setSpacing(6);
        m_form->addRow(QString(), line);
    }
    if (offer.form == RuleForm::Flag) {
        m_line->addSpacing(6);
        m_line->addWidget(box);
        return;
    }
    if (!words.before.isEmpty())
        m_line->addWidget(new DimLabel(words.before));
    const bool isShort = offer.form == RuleForm::Count || offer.form == RuleForm::Number;
    if (isShort)
        box->setMaximumWidth(fontMetrics().averageCharWidth() * 14);
    m_line->addWidget(offer.form == RuleForm::Values ? framed(box) : box, isShort ? 0 : 1);
    if (!words.after.isEmpty())
        m_line->addWidget(new DimLabel(words.after));
    if (offer.keyword == "maxLength" || offer.keyword == "maximum" || offer.keyword == "multipleOf")
        m_line->addStretch(1);
}

QWidget *FieldRulesForm::makeBox(const RuleOffer &offer)
{
    switch (offer.form) {
    case RuleForm::Flag: {
        auto *box = new QCheckBox(ruleWords(offer.keyword).before);
        connect(box, &QCheckBox::toggled, this, [this, keyword = offer.keyword](bool on) {
            if (!m_showing)
                take(keyword, on ? std::optional(json::Value::boolean(true)) : std::nullopt);
        });
        return box;
    }
    case RuleForm::Format:
        return makeFormats();
    case RuleForm::Values:
        return makeExamples();
    default:
        return makeEdit(offer);
    }
}

QLineEdit *FieldRulesForm::makeEdit(const RuleOffer &offer)
{
    auto *edit = new QLineEdit;
    connect(edit, &QLineEdit::editingFinished, this, [this, edit, offer] {
        if (!edit->isModified())
            return;
        edit->setModified(false);
        const bool isText = offer.form == RuleForm::Pattern;
        const bool isNumber = offer.form == RuleForm::Count || offer.form == RuleForm::Number;
        const schema::FieldType type = isText     ? schema::FieldType{schema::FieldKind::Text, false}
                                       : isNumber ? schema::FieldType{schema::FieldKind::Number, false}
                                                  : m_type;
        const bool taken = take(offer.keyword, ruleValueOf(edit->text(), type));
        mark(edit, !taken);
    });
    return edit;
}

QWidget *FieldRulesForm::makeFormats()
{
    auto *box = new Calm<QComboBox>;
    box->addItem(formatWords({}), QString());
    for (const std::string &format : offeredFormats())
        box->addItem(formatWords(format), QString::fromStdString(format));
    connect(box, &QComboBox::activated, this, [this, box] {
        const std::string format = box->currentData().toString().toStdString();
        take("format", format.empty() ? std::nullopt : std::optional(json::Value::string(format)));
    });
    return box;
}

QWidget *FieldRulesForm::makeExamples()
{
    auto *edit = new CommitEdit;
    edit->setFrameShape(QFrame::NoFrame);
    edit->setFixedHeight(edit->fontMetrics().lineSpacing() * 3);
    connect(edit, &CommitEdit::committed, this, [this, edit] {
        json::Value::Array values;
        for (const QString &line : edit->toPlainText().split(u'\n')) {
            if (const auto value = ruleValueOf(line, m_type))
                values.push_back(*value);
        }
        const bool taken = take(
            "examples", values.empty() ? std::nullopt : std::optional(json::Value::array(std::move(values))));
        mark(edit, !taken);
    });
    return edit;
}

void FieldRulesForm::showValue(const RuleOffer &offer, const json::Value &schema)
{
    QWidget *box = m_boxes.value(keyOf(offer.keyword));
    const std::optional<json::Value> value = schema::fieldRule(schema, m_field.toStdString(), offer.keyword);
    if (auto *flag = qobject_cast<QCheckBox *>(box)) {
        flag->setChecked(value && value->isTrue());
    } else if (auto *formats = qobject_cast<QComboBox *>(box)) {
        const QString format = value ? QString::fromStdString(value->text()) : QString();
        while (formats->count() > static_cast<int>(offeredFormats().size()) + 1) // what another field had
            formats->removeItem(formats->count() - 1);
        if (formats->findData(format) < 0)
            formats->addItem(formatWords(format.toStdString()), format);
        formats->setCurrentIndex(formats->findData(format));
    } else if (auto *examples = qobject_cast<CommitEdit *>(box)) {
        QStringList lines;
        for (const json::Value &each : value ? value->items() : json::Value::Array())
            lines.append(ruleValueText(each, m_type));
        if (!examples->isPending())
            examples->setShown(lines.join(u'\n'));
    } else if (auto *edit = qobject_cast<QLineEdit *>(box)) {
        const bool isText = offer.form == RuleForm::Pattern;
        edit->setText(!value   ? QString()
                      : isText ? QString::fromStdString(value->text())
                               : ruleValueText(*value, m_type));
    }
}

bool FieldRulesForm::take(std::string_view keyword, const std::optional<json::Value> &value)
{
    return m_editor.setRule(m_field, keyword, value);
}

} // namespace espalier::ui
