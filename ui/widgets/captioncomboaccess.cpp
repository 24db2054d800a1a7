// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/captioncomboaccess.h"

#include "widgets/captioncombo.h"

#include <QAbstractItemView>
#include <QLineEdit>

namespace espalier::ui {

static QAccessibleInterface *makeAccess(const QString &className, QObject *object)
{
    Q_UNUSED(className)
    auto *combo = qobject_cast<CaptionCombo *>(object);
    return combo ? new CaptionComboAccess(combo) : nullptr;
}

CaptionComboAccess::CaptionComboAccess(QComboBox *combo)
    : QAccessibleWidget(combo, QAccessible::ComboBox)
{
}

void CaptionComboAccess::install()
{
    QAccessible::installFactory(makeAccess); // Qt takes one only once
}

QComboBox *CaptionComboAccess::combo() const
{
    return static_cast<QComboBox *>(widget());
}

QString CaptionComboAccess::text(QAccessible::Text which) const
{
    if (which == QAccessible::Value)
        return combo()->currentText();
    if (which == QAccessible::Name)
        return QStringLiteral("%1: %2").arg(combo()->accessibleName(), combo()->currentText());
    return QAccessibleWidget::text(which);
}

QAccessible::State CaptionComboAccess::state() const
{
    QAccessible::State out = QAccessibleWidget::state();
    out.expandable = true;
    out.expanded = combo()->view()->isVisible();
    out.collapsed = !out.expanded;
    out.editable = combo()->isEditable();
    return out;
}

int CaptionComboAccess::childCount() const
{
    return combo()->isEditable() ? 2 : 1;
}

QAccessibleInterface *CaptionComboAccess::child(int index) const
{
    if (index == 0)
        return QAccessible::queryAccessibleInterface(combo()->view());
    if (index == 1 && combo()->isEditable())
        return QAccessible::queryAccessibleInterface(combo()->lineEdit());
    return nullptr;
}

int CaptionComboAccess::indexOfChild(const QAccessibleInterface *child) const
{
    if (child && child->object() == combo()->view())
        return 0;
    return child && combo()->isEditable() && child->object() == combo()->lineEdit() ? 1 : -1;
}

QStringList CaptionComboAccess::actionNames() const
{
    return {showMenuAction(), pressAction()};
}

void CaptionComboAccess::doAction(const QString &action)
{
    if (action != showMenuAction() && action != pressAction())
        return;
    if (combo()->view()->isVisible())
        combo()->hidePopup();
    else
        combo()->showPopup();
}

} // namespace espalier::ui
