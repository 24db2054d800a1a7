// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStringList>
#include <QWidget>

class QButtonGroup;

namespace espalier::ui {

/// A few ways to look at the same thing, side by side; one is chosen. Arrow keys move the choice.
class Segments : public QWidget
{
    Q_OBJECT

public:
    explicit Segments(const QStringList &texts, QWidget *parent = nullptr);
    [[nodiscard]] int current() const;
    void setCurrent(int index);

Q_SIGNALS:
    void currentChanged(int index);

private:
    QButtonGroup *m_group;
};

} // namespace espalier::ui
