// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

#include <string_view>

namespace espalier::ui {

class DimLabel;
class WordDiffView;

/// Two texts word by word, and above them in words how much they differ.
class TextDiffView : public QWidget
{
    Q_OBJECT

public:
    /// Bytes of each text that are compared; the rest is said to be left out.
    static constexpr std::size_t kMostCompared = 2 * 1024 * 1024;

    explicit TextDiffView(QWidget *parent = nullptr);

    /// `same`: what is said when nothing differs. UTF-8.
    void setTexts(std::string_view before, std::string_view after, const QString &same);
    [[nodiscard]] WordDiffView *view() const { return m_view; }
    [[nodiscard]] QString said() const;
    bool step(bool forward);
    /// To the first difference of all, or the last one. False when there is none.
    bool wrap(bool forward);

private:
    DimLabel *m_said;
    WordDiffView *m_view;
};

} // namespace espalier::ui
