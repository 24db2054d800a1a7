// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/sentenceform.h"

#include "widgets/wrappingrow.h"

#include <QCoreApplication>
#include <QLabel>
#include <QSpinBox>
#include <QVBoxLayout>

namespace espalier::ui {

static constexpr int kMostSeconds = 24 * 60 * 60;

QSpinBox *secondsBox()
{
    auto *box = new Calm<QSpinBox>;
    box->setRange(1, kMostSeconds);
    const auto name = [box](int count) {
        box->setSuffix(count == 1 ? QCoreApplication::translate("espalier::ui::SentenceForm", " second")
                                  : QCoreApplication::translate("espalier::ui::SentenceForm", " seconds"));
    };
    QObject::connect(box, &QSpinBox::valueChanged, box, name);
    name(box->value());
    box->setKeyboardTracking(false);
    return box;
}

QLayout *addSentence(QVBoxLayout &form, QWidget *before, QWidget *box, const QString &after)
{
    auto *row = new WrappingRow(8);
    row->addWidget(before);
    row->addWidget(box);
    if (!after.isEmpty()) {
        auto *label = new QLabel(after);
        label->setTextFormat(Qt::PlainText);
        row->addWidget(label);
    }
    form.addLayout(row);
    return row;
}

} // namespace espalier::ui
