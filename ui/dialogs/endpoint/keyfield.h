// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "secrets/secret.h"

#include <QLineEdit>

class QToolButton;

namespace espalier::ui {

/// A line for a secret: dots, and the characters only while the eye in it is held down (or the space bar on
/// it). Nothing of what was typed can be brought back by undo after wipe() or while it is shown.
class KeyField : public QLineEdit
{
    Q_OBJECT

public:
    explicit KeyField(QWidget *parent = nullptr);

    [[nodiscard]] bool isBlank() const { return text().trimmed().isEmpty(); }
    /// What was typed, without blanks around it.
    [[nodiscard]] secrets::Secret secret() const;
    /// Empty, with no history.
    void wipe();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void reveal(bool shown);

    QToolButton *m_eye;
};

} // namespace espalier::ui
