// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "dialogs/comparedialog.h"

#include <QTest>

#include <utility>

namespace espalier::test {

/// A comparison of two tries that has been read; it lives as long as the test wants it.
class ComparedPair : public ui::CompareDialog
{
public:
    ComparedPair(store::TryRecord a, store::TryRecord b, qint64 nowMs)
        : CompareDialog(Kind::Tries, nowMs)
    {
        setAttribute(Qt::WA_DeleteOnClose, false);
        compare([pair = Pair{std::move(a), std::move(b), {}, {}}]() -> Result<Pair, Error> { return pair; });
        settle();
    }
    /// The page, once it is there.
    void turnTo(Page page)
    {
        showPage(page);
        settle();
    }
    void settle() const
    {
        if (!QTest::qWaitFor([this] { return !isComparing(); }, 10'000))
            qFatal("the comparison does not end");
    }
};

} // namespace espalier::test
