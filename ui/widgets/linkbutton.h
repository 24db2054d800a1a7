// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QAbstractButton>

namespace espalier::ui {

/// A small action as words alone, beside a heading or in a line of text. With setMenu it opens a menu and has
/// a chevron behind it. Reached by Tab, pressed by Space.
class LinkButton : public QAbstractButton
{
    Q_OBJECT

public:
    static constexpr int kPad = 4; ///< around its words

    explicit LinkButton(const QString &text, QWidget *parent = nullptr);
    /// Opened below the button when it is pressed; not owned.
    void setMenu(class QMenu *menu);
    /// Quiet words (dim) instead of leaf.
    void setQuiet(bool quiet);

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    [[nodiscard]] QFont wordsFont() const;

    QMenu *m_menu = nullptr;
    bool m_quiet = false;
};

} // namespace espalier::ui
