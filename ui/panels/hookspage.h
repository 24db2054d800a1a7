// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QStackedWidget;

namespace espalier::ui {

class CodePermission;
class HookListPanel;
class LimitsForm;
class RecipeDocument;
class RehearsalPanel;
class Segments;

/// The page “Retries and hooks”: limits, hooks, and the rehearsal of both, one of them at a time, so that
/// each has the whole height. Document and permission stay the caller's and must outlive the page.
class HooksPage : public QWidget
{
    Q_OBJECT

public:
    enum Part { LimitsPart, HooksPart, RehearsalPart };

    HooksPage(RecipeDocument &document, CodePermission &permission, QWidget *parent = nullptr);
    void commit();
    [[nodiscard]] Part part() const;
    void showPart(Part part);
    [[nodiscard]] LimitsForm *limits() const { return m_limits; }
    [[nodiscard]] HookListPanel *hooks() const { return m_hooks; }
    [[nodiscard]] RehearsalPanel *rehearsal() const { return m_rehearsal; }

private:
    Segments *m_choice;
    QStackedWidget *m_parts;
    LimitsForm *m_limits;
    HookListPanel *m_hooks;
    RehearsalPanel *m_rehearsal;
};

} // namespace espalier::ui
