// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/changebatcher.h"

#include <QObject>
#include <QTimer>

#include <memory>

namespace espalier::ui {

class ExpectedShapes;
class PartialTreeModel;
class ResultPanel;
struct TryPicture;

/// Puts a try that is over on show. A small one stands there at once; a large one comes in turns of the event
/// loop, as an answer does while it grows, so that the window is never held up. Thread: GUI.
class PastFeed final : public QObject
{
    Q_OBJECT

public:
    /// Up to so many changes are made at once.
    static constexpr std::size_t kAtOnce = 1000;
    /// UTF-16 units of the raw text that are told at once.
    static constexpr qsizetype kTextAtOnce = 1024 * 1024;

    PastFeed(PartialTreeModel &model, ResultPanel &result);
    ~PastFeed() override;

    /// Takes the place of what is on show, and of what was on its way.
    void show(std::unique_ptr<TryPicture> picture, ExpectedShapes expected);
    /// Gives up: what has come stays, the rest does not come.
    void cancel();

Q_SIGNALS:
    /// All of it is there; after each show() that was not given up.
    void shown();

private:
    void showText();
    void showTree();
    void end();

    PartialTreeModel &m_model;
    ResultPanel &m_result;
    ChangeBatcher m_batcher;
    QTimer m_moreText;
    qsizetype m_told = 0;                  ///< of its text
    std::unique_ptr<TryPicture> m_picture; ///< what is on its way; nullptr: nothing
};

} // namespace espalier::ui
