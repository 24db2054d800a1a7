// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QPlainTextEdit>
#include <QString>

#include <vector>

namespace espalier::ui {

/// Plain text that grows at its end, in the fixed font, to be read and copied. Follows the end until a person
/// scrolls up.
///
/// A line longer than kBlockCharacters is shown in pieces, because Qt lays out a whole line again for each
/// letter added; what is copied has no breaks that the text does not have. U+2029 is shown as U+2028, what
/// turns the direction of letters as a box, the noncharacters U+FDD0 and U+FDD1 as U+FFFD: Qt keeps them for
/// itself.
class GrowingText : public QPlainTextEdit
{
    Q_OBJECT

public:
    static constexpr qsizetype kBlockCharacters = 2000;
    /// State of a block whose end is no line break of the text.
    static constexpr int kGoesOn = 1;

    explicit GrowingText(QWidget *parent = nullptr);

    /// Adds at the end.
    void append(const QString &text);
    /// Keeps the first `keep` UTF-16 units of the whole text and puts `text` in place of the rest.
    void replaceFrom(qsizetype keep, const QString &text);
    void restart();
    /// What was put in, without the breaks of the view.
    [[nodiscard]] QString wholeText() const;
    /// UTF-16 units of it.
    [[nodiscard]] qsizetype length() const { return m_length; }
    /// The units from `from` to before `to` of it. O(what is asked for).
    [[nodiscard]] QString part(qsizetype from, qsizetype to) const;
    /// Where a unit of the whole text stands in the document, and the other way round. O(log n).
    [[nodiscard]] int documentPosition(qsizetype unit) const;
    [[nodiscard]] qsizetype unitAt(int documentPosition) const;

protected:
    QMimeData *createMimeDataFromSelection() const override;
    void changeEvent(QEvent *event) override;

private:
    void takeFont(bool empty);
    [[nodiscard]] QString textBetween(int from, int to) const;
    void insertAtEnd(const QString &text);

    qsizetype m_length = 0;          // UTF-16 units of the whole text
    std::vector<qsizetype> m_breaks; // units before which a line goes on in a block of its own
};

} // namespace espalier::ui
