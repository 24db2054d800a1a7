// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "text/difftext.h"

#include <QWidget>

#include <string_view>
#include <vector>

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
    struct Compared
    {
        std::vector<ShownPart> parts;
        bool whole = true; ///< nothing of them was left out
        bool same = true;
    };

    explicit TextDiffView(QWidget *parent = nullptr);

    /// UTF-8. Pure: may run in any thread.
    [[nodiscard]] static Compared compare(std::string_view before, std::string_view after);
    /// `same`: what is said when nothing differs.
    void setCompared(Compared compared, const QString &same);
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
