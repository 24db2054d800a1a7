// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QString>

class QApplication;

namespace espalier::ui {

/// Light, dark, or as the system is; changes while running. Sets the application's palette; everything that
/// paints takes its colours from there. One per program, made after the application. Thread: GUI.
class Theme : public QObject
{
    Q_OBJECT

public:
    enum class Choice { System, Light, Dark };

    explicit Theme(QApplication &application);

    [[nodiscard]] Choice choice() const { return m_choice; }
    void setChoice(Choice choice);

    /// "system", "light", "dark". An unknown name is System.
    [[nodiscard]] static QString nameOf(Choice choice);
    [[nodiscard]] static Choice choiceFromName(const QString &name);

Q_SIGNALS:
    void choiceChanged(espalier::ui::Theme::Choice choice);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void apply();

    QApplication &m_application;
    Choice m_choice = Choice::System;
    bool m_applying = false;
};

} // namespace espalier::ui
