// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "run/runresult.h"
#include "text/failuretext.h"

#include <QWidget>

class QLabel;

namespace espalier::ui {

class LinkButton;
class SectionLabel;

/// “Why did this fail?” below the banner, opened from it: the cause, the server's own words, what was tried,
/// and what can be done, for which the banner has the buttons. Folded until a person asks; hidden when
/// nothing failed.
class WhyFailedPane : public QWidget
{
    Q_OBJECT

public:
    explicit WhyFailedPane(QWidget *parent = nullptr);
    /// `title`: what the banner says above it in any case, and is not said again.
    void finish(const run::RunResult &result, const QString &title);
    void clear();
    void setOpen(bool open);
    /// “Why did this fail?”, to be put where there is room.
    [[nodiscard]] LinkButton *opener() const { return m_opener; }

Q_SIGNALS:
    void opened(bool open);

private:
    void showFailure(const Failure &failure, const QString &title);

    LinkButton *m_opener;
    QLabel *m_cause;
    SectionLabel *m_ownTitle;
    QLabel *m_own;
    QLabel *m_tried;
    QLabel *m_next;
};

} // namespace espalier::ui
