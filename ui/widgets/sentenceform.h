// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QWheelEvent>

class QLabel;
class QLayout;
class QSpinBox;
class QVBoxLayout;
class QWidget;

namespace espalier::ui {

// Forms that read as sentences: words, a box to choose or enter, words again.

/// A box on a page that scrolls: the wheel scrolls the page and changes a value only where one has gone on
/// purpose.
template <typename Box>
class Calm : public Box
{
public:
    Calm() { this->setFocusPolicy(Qt::StrongFocus); }

protected:
    void wheelEvent(QWheelEvent *event) override
    {
        if (this->hasFocus())
            Box::wheelEvent(event);
        else
            event->ignore();
    }
};

/// A number of seconds, at least 1. It changes when it is finished, not with each digit: one step of a
/// history.
[[nodiscard]] QSpinBox *secondsBox();

/// Plain words for a line of the form; they wrap where they have no room.
[[nodiscard]] QLabel *sentenceWords(const QString &text);

/// Adds a line to the form: it goes on below where the form is narrow. More can be added to its end.
QLayout *addSentence(QVBoxLayout &form, QWidget *before, QWidget *box, const QString &after = {});

} // namespace espalier::ui
