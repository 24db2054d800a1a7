// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "text/difftext.h"

#include <QPlainTextEdit>
#include <QString>

#include <string_view>
#include <vector>

namespace espalier::ui {

/// Two texts as one: what went is struck through on brick, what came is underlined on leaf. To be read and
/// copied, plain text whatever it looks like. Long stretches without a change are folded (shownParts).
class WordDiffView : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit WordDiffView(QWidget *parent = nullptr);

    /// Compares and shows; UTF-8. Goes to the first difference.
    void setTexts(std::string_view before, std::string_view after);
    /// Shows what was compared elsewhere.
    void setParts(std::vector<ShownPart> parts);
    /// Shows nothing.
    void forget();
    /// Prose in the interface's font instead of the fixed one.
    void setProse(bool prose);

    /// Places where the texts differ; a replacement is one.
    [[nodiscard]] int differences() const { return static_cast<int>(m_places.size()); }
    /// Which of them is marked, from 0; -1 when none is.
    [[nodiscard]] int current() const { return m_current; }
    /// Marks and shows the next difference, or the one before. False, and nothing changed, at the end.
    bool step(bool forward);
    /// Before the first difference, or past the last one.
    void rewind(bool toStart);

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    struct Place
    {
        int begin = 0; ///< positions in the document
        int end = 0;
    };
    void write();
    void mark();

    std::vector<ShownPart> m_parts;
    std::vector<Place> m_places;
    int m_current = -1;
    bool m_prose = false;
};

} // namespace espalier::ui
