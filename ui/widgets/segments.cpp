// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/segments.h"

#include "theme/espalierstyle.h"

#include "widgets/wrappingrow.h"

#include <QButtonGroup>
#include <QPushButton>

namespace espalier::ui {

Segments::Segments(const QStringList &texts, QWidget *parent)
    : QWidget(parent)
    , m_group(new QButtonGroup(this))
{
    auto *layout = new WrappingRow(2); // in a narrow page the last ones go below, whole
    setLayout(layout);
    for (const QString &text : texts) {
        auto *button = new QPushButton(text);
        button->setCheckable(true);
        button->setAutoDefault(false);
        EspalierStyle::setButtonKind(button, ButtonKind::Quiet);
        m_group->addButton(button, static_cast<int>(m_group->buttons().size()));
        layout->addWidget(button);
    }
    m_group->button(0)->setChecked(true);
    connect(m_group, &QButtonGroup::idToggled, this, [this](int id, bool checked) {
        if (checked)
            Q_EMIT currentChanged(id);
    });
}

int Segments::current() const
{
    return m_group->checkedId();
}

void Segments::setCurrent(int index)
{
    m_group->button(index)->setChecked(true);
}

} // namespace espalier::ui
