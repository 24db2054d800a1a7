// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QAbstractButton>

namespace espalier::ui {

/// The heading of a part that can be folded away: a chevron, words as of a SectionLabel, and what the part is
/// about, dim. Checked: open.
class FoldButton : public QAbstractButton
{
    Q_OBJECT

public:
    explicit FoldButton(const QString &text, QWidget *parent = nullptr);
    /// What the part shows; elided where there is no room.
    void setSubject(const QString &subject);

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QString m_subject;
};

} // namespace espalier::ui
