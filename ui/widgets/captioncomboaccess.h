// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QAccessibleWidget>

class QComboBox;

namespace espalier::ui {

/// What a screen reader is told of a CaptionCombo: "Endpoint: Practice", a combo box. Qt's own interface
/// takes what is chosen for the name and, on Linux, nothing of accessibleName(): it expects a label beside
/// the box, and our captions are painted inside.
class CaptionComboAccess : public QAccessibleWidget
{
public:
    explicit CaptionComboAccess(QComboBox *combo);
    /// From now on every CaptionCombo has this interface. May be called again.
    static void install();

    [[nodiscard]] QString text(QAccessible::Text which) const override;
    [[nodiscard]] QAccessible::State state() const override;
    /// The list, and the field when one can type.
    [[nodiscard]] int childCount() const override;
    [[nodiscard]] QAccessibleInterface *child(int index) const override;
    [[nodiscard]] int indexOfChild(const QAccessibleInterface *child) const override;
    [[nodiscard]] QStringList actionNames() const override;
    void doAction(const QString &action) override;

private:
    [[nodiscard]] QComboBox *combo() const;
};

} // namespace espalier::ui
