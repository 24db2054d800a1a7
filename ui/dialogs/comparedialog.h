// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "base/result.h"
#include "models/latestjob.h"
#include "store/trystore.h"

#include <QDialog>
#include <QPointer>

#include <functional>
#include <memory>
#include <vector>

class QHBoxLayout;
class QStackedWidget;
class QTabBar;

namespace espalier::ui {

class DimLabel;

/// Two tries of a recipe side by side: their results field by field, what became of the recipe, what was
/// sent, the texts. Or two attempts of one run: results, requests, and the answers word by word. A window of
/// its own beside the main one; any number may be open. F7 and Shift+F7 go from difference to difference.
/// Both are read in another thread, and so is a page compared when it is looked at first; "Comparing…" stands
/// there meanwhile.
class CompareDialog : public QDialog
{
    Q_OBJECT

public:
    enum class Page { Result, Recipe, Request, Text };
    enum class Kind { Tries, Attempts };
    struct Pair
    {
        store::TryRecord a; ///< the older one
        store::TryRecord b;
        QString titleA; ///< what stands above each side; empty: when it was asked
        QString titleB;
    };
    /// Called in another thread.
    using Read = std::function<Result<Pair, Error>()>;

    /// `nowMs`: the moment from which "3 minutes ago" is counted.
    CompareDialog(Kind kind, qint64 nowMs, QWidget *parent = nullptr);
    ~CompareDialog() override;
    /// The window that was ordered last while it shows nothing yet, so that the newer order takes the place
    /// of the older; else a new one, on show.
    static CompareDialog &forOrder(QPointer<CompareDialog> &last, Kind kind, QWidget *parent);

    /// Takes the place of what was ordered before.
    void compare(Read read);
    /// What was ordered has not been read yet, or the page on show is still to be compared.
    [[nodiscard]] bool isComparing() const;

    /// Of two tries of a recipe.
    void showPage(Page page);
    /// Goes to the next difference of the page, or the one before; from the last one to the first. False when
    /// there is none.
    bool step(bool forward);

Q_SIGNALS:
    /// One of the two cannot be read; the window closes.
    void failed(const espalier::Error &error);

private:
    /// Called in another thread; gives what shows its outcome.
    using Compared = std::function<LatestJob::Finish(const Pair &pair)>;
    struct Sheet
    {
        Compared compared;
        std::function<bool(bool)> step;
        std::function<bool(bool)> wrap;
        std::unique_ptr<LatestJob> job;
        bool filled = false;
    };
    template <typename View>
    void addSheet(View *view, const QString &title, Compared compared);
    void addSheets();
    void addTextSheets();
    QLayout *makeFoot();
    void take(std::shared_ptr<const Pair> pair);
    void clear();
    void turnTo(int page);
    void fill(int page);
    void sayNoMemory();
    [[nodiscard]] bool isEmpty() const;

    const Kind m_kind;
    const qint64 m_now;
    LatestJob m_reading;
    std::shared_ptr<const Pair> m_pair; ///< nullptr: not read yet
    QHBoxLayout *m_heads;
    QTabBar *m_tabs;
    DimLabel *m_waiting; ///< in the place of a page that is not there yet
    QStackedWidget *m_pages;
    std::vector<Sheet> m_sheets;
};

} // namespace espalier::ui
