// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QLineEdit>

namespace espalier::ui {

/// A line to filter a list with. Escape empties it, and only an empty one leaves the key to the window. Its
/// button that empties it has a name, which Qt's own has not.
class FilterEdit : public QLineEdit
{
    Q_OBJECT

public:
    explicit FilterEdit(QWidget *parent = nullptr);

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    [[nodiscard]] bool isMeant(const QKeyEvent &key) const;
};

} // namespace espalier::ui
