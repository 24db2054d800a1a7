// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "document/recipedocument.h"

#include <QList>
#include <QWidget>

#include <functional>
#include <utility>

class QCheckBox;
class QDoubleSpinBox;
class QLayout;
class QSpinBox;
class QVBoxLayout;

namespace espalier::ui {

class DimLabel;
class LinkButton;

/// How often, how long and for how much a recipe asks, as sentences with numbers in them; the names of the
/// library and the command line stand in the tool tips. Each change is one step of the document's history.
/// All but the links begin LinkButton::kPad further in, because a link has as much before its words.
/// The document stays the caller's and must outlive the form.
class LimitsForm : public QWidget
{
    Q_OBJECT

public:
    explicit LimitsForm(RecipeDocument &document, QWidget *parent = nullptr);
    /// Takes over what is still being typed.
    void commit();

Q_SIGNALS:
    /// Concurrency and rate belong to the endpoint.
    void endpointWanted();

private:
    using Box = std::pair<QSpinBox *, int recipe::Limits::*>;

    void addHow(QVBoxLayout &form);
    void addWaiting(QVBoxLayout &form);
    void addInAll(QVBoxLayout &form);
    static void addFoot(QVBoxLayout &form);
    QLayout *makeLinks();
    QLayout *addNumber(QVBoxLayout &form, QSpinBox *box, const QString &before, const QString &after,
                       const QString &tip, int recipe::Limits::*limit);
    template <typename NumberBox>
    void addOptional(QVBoxLayout &form, QCheckBox *used, NumberBox *box, const QString &name,
                     const QString &after, const QString &tip,
                     const std::function<void(recipe::Limits &)> &set);
    void change(const QString &label, const std::function<void(recipe::Limits &)> &edit);
    void showLimits();

    RecipeDocument &m_document;
    bool m_showing = false;
    QList<Box> m_boxes;
    DimLabel *m_attempts;
    QCheckBox *m_deadlineUsed;
    QSpinBox *m_deadline;
    QCheckBox *m_budgetUsed;
    QSpinBox *m_budget;
    QCheckBox *m_costUsed;
    QDoubleSpinBox *m_cost;
    LinkButton *m_reset;
};

} // namespace espalier::ui
