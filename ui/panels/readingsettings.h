// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "document/recipedocument.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QVBoxLayout;

namespace espalier::ui {

class DimLabel;

/// How the answers of a recipe are read: into the types of the schema or as they came, what separates
/// decimals, whether defaults are filled in, and what becomes of list items that do not fit. In sentences;
/// each change is one step of the document's history. The document stays the caller's and must outlive the
/// widget.
class ReadingSettings : public QWidget
{
    Q_OBJECT

public:
    explicit ReadingSettings(RecipeDocument &document, QWidget *parent = nullptr);

private:
    QComboBox *addChoice(QVBoxLayout &form, const QString &caption, const QString &tip);
    void fillChoices();
    void connectChoices();
    void showReading();
    template <typename Edit>
    void change(const QString &label, Edit edit);

    RecipeDocument &m_document;
    bool m_showing = false;
    QComboBox *m_level = nullptr;
    DimLabel *m_levelSentence;
    QComboBox *m_decimal = nullptr;
    QCheckBox *m_defaults;
    QComboBox *m_badItems = nullptr;
    DimLabel *m_badItemsSentence;
};

} // namespace espalier::ui
