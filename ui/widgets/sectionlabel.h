// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QLabel>

namespace espalier::ui {

/// The heading of a part of a panel: small, semi-bold, dim. Plain text; names its buddy for keyboard and
/// screen readers.
class SectionLabel : public QLabel
{
    Q_OBJECT

public:
    explicit SectionLabel(const QString &text, QWidget *buddy = nullptr, QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;

private:
    void restyle();
};

/// A label for words that may come from a server or a document: plain text, wrapped, may be marked and
/// copied.
[[nodiscard]] QLabel *plainLabel(const QString &text = {}, QWidget *parent = nullptr);

/// Gives a widget's text the colour that goes with the palette of the moment: dim instead of full.
class DimLabel : public QLabel
{
    Q_OBJECT

public:
    explicit DimLabel(const QString &text = {}, QWidget *parent = nullptr);
    /// A hint that should be noticed: amber instead of dim.
    void setUrgent(bool urgent);
    /// Gives way where there is no room: one line, its end left out and shown in a tool tip.
    void setElided(bool elided);
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void restyle();

    [[nodiscard]] QString shownText() const;

    bool m_urgent = false;
    bool m_elided = false;
};

} // namespace espalier::ui
