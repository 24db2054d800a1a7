// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "schema/fieldrules.h"

#include <QMap>
#include <QString>
#include <QWidget>

class QFormLayout;
class QHBoxLayout;
class QLineEdit;

namespace espalier::ui {

class FieldEditor;

/// The rules that suit a field's kind, as lines of a form: what is changed in one is one step of the history.
/// A value that makes no sense stays where it was typed, in brick; the editor has said why. The editor must
/// outlive it.
class FieldRulesForm : public QWidget
{
    Q_OBJECT

public:
    explicit FieldRulesForm(FieldEditor &editor, QWidget *parent = nullptr);

    /// The rules of the field at `field` of `schema`. What is being typed stays.
    void show(const QString &field, schema::FieldType type, const json::Value &schema);

private:
    void build();
    void addLine(const schema::RuleOffer &offer, QWidget *box);
    [[nodiscard]] QWidget *makeBox(const schema::RuleOffer &offer);
    [[nodiscard]] QLineEdit *makeEdit(const schema::RuleOffer &offer);
    [[nodiscard]] QWidget *makeFormats();
    [[nodiscard]] QWidget *makeExamples();
    void showValue(const schema::RuleOffer &offer, const json::Value &schema);
    bool take(std::string_view keyword, const std::optional<json::Value> &value);

    FieldEditor &m_editor;
    QFormLayout *m_form;
    QHBoxLayout *m_line = nullptr; ///< the last one
    QString m_caption;             ///< its caption
    QString m_field;
    schema::FieldType m_type;
    bool m_built = false;
    bool m_showing = false;
    QMap<QByteArray, QWidget *> m_boxes; ///< by keyword
};

} // namespace espalier::ui
