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

namespace {

/// Words that stand in one line where there is room, and in several where there is not.
class Words : public QLabel
{
public:
    explicit Words(const QString &text)
        : QLabel(text)
    {
        setTextFormat(Qt::PlainText);
        setWordWrap(true);
    }
    /// Qt's own would rather have two lines, and be narrow.
    [[nodiscard]] QSize sizeHint() const override
    {
        return {fontMetrics().size(0, text()).width() + 2, fontMetrics().lineSpacing()};
    }
};

} // namespace

QLabel *sentenceWords(const QString &text)
{
    return new Words(text);
}

QLayout *addSentence(QVBoxLayout &form, QWidget *before, QWidget *box, const QString &after)
{
    auto *row = new WrappingRow(8);
    row->addWidget(before);
    row->addWidget(box);
    if (!after.isEmpty())
        row->addWidget(sentenceWords(after));
    form.addLayout(row);
    return row;
}

} // namespace espalier::ui
