// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "document/recipedocument.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QSpinBox;
class QVBoxLayout;

namespace espalier::ui {

class CommitEdit;
class DimLabel;

/// How a recipe is asked: mode, streaming, reading, what the model is told beside the texts. In
/// sentences; the API's own names stand in the tool tips. Each change is one step of the document's history.
/// The document stays the caller's and must outlive the panel.
class SettingsPanel : public QWidget
{
    Q_OBJECT

public:
    explicit SettingsPanel(RecipeDocument &document, QWidget *parent = nullptr);
    /// Takes over what is still being typed; call it before a question is made. What cannot be used is
    /// kept as it was typed, with its error.
    void commit();
    /// The keyboard goes to the further parameters.
    void showFurther();

private:
    QWidget *makeForm();
    void addAsking(QVBoxLayout &form);
    void addModel(QVBoxLayout &form);
    void addFurther(QVBoxLayout &form);
    void showSettings();
    void showSentences();
    void checkFurther();
    template <typename Edit>
    void change(const QString &label, Edit edit);

    RecipeDocument &m_document;
    bool m_showing = false;
    QComboBox *m_mode;
    DimLabel *m_modeSentence;
    QComboBox *m_stream;
    DimLabel *m_streamSentence;
    QCheckBox *m_temperatureUsed;
    QDoubleSpinBox *m_temperature;
    QCheckBox *m_tokensUsed;
    QSpinBox *m_tokens;
    CommitEdit *m_further;
    DimLabel *m_furtherError;
    QString m_furtherShown; ///< the document's, as the editor was filled from it last
};

} // namespace espalier::ui
