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

protected:
    void changeEvent(QEvent *event) override;

private:
    void restyle();

    bool m_urgent = false;
};

} // namespace espalier::ui
