// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "text/nextstep.h"

#include <QFrame>
#include <QString>

class QHBoxLayout;
class QLabel;
class QToolButton;

namespace espalier::ui {

class OverflowRow;

/// A coloured strip that says what happened, where, and what to do next, with a button for each step that can
/// be taken in this window. Hidden until there is something to say. All texts are shown as plain text: they
/// may hold a server's words. Speaks to screen readers when it appears.
class Banner : public QFrame
{
    Q_OBJECT

public:
    enum class Kind { Failure, Hint, Good };

    explicit Banner(QWidget *parent = nullptr);
    /// `nextStep` may be empty, `steps` too.
    void say(Kind kind, const QString &title, const QString &message, const QString &nextStep = {},
             const NextSteps &steps = {});
    void clear();
    /// The title and the buttons alone: what else it says stands below it in full. Until the next say().
    void setBrief(bool brief);
    /// Takes a widget that stands at the end of the row of next steps.
    void setAside(QWidget *widget);
    [[nodiscard]] QString text() const;

Q_SIGNALS:
    void stepWanted(espalier::ui::NextStep step);
    /// The person has closed it.
    void closed();

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void restyle();
    void showSteps(const NextSteps &steps);

    Kind m_kind = Kind::Hint;
    QLabel *m_title;
    QLabel *m_message;
    QLabel *m_nextStep;
    QHBoxLayout *m_stepRow;
    OverflowRow *m_steps; ///< hidden when there are none
    QToolButton *m_close;
};

} // namespace espalier::ui
