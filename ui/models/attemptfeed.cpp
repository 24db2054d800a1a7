// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/attemptfeed.h"

#include "models/attemptlistmodel.h"

#include <utility>

namespace espalier::ui {

static constexpr int kTickMs = 100;

AttemptFeed::AttemptFeed(AttemptListModel &model, QObject *parent)
    : QObject(parent)
    , m_model(model)
{
    m_tick.setInterval(kTickMs);
    connect(&m_tick, &QTimer::timeout, this, &AttemptFeed::tick);
}

void AttemptFeed::tick()
{
    if (m_progress)
        takeProgress();
    else
        m_model.tick(m_clock.elapsed());
}

void AttemptFeed::begin()
{
    m_clock.start();
    m_progress.reset();
    m_model.restart();
    m_tick.start();
}

void AttemptFeed::beginTry(int number, int tryNumber, int allowed)
{
    m_progress.reset(); // of the try before
    m_model.beginTry(number, tryNumber, allowed, m_clock.elapsed());
}

void AttemptFeed::setSent(const QByteArray &requestBody)
{
    m_model.setSent(requestBody, m_clock.elapsed());
}

void AttemptFeed::setState(run::RunState state)
{
    m_model.setState(state, m_clock.elapsed());
}

void AttemptFeed::setAsks(bool asks)
{
    m_model.setAsks(asks, m_clock.elapsed());
}

void AttemptFeed::setProgress(std::optional<qint64> firstTokenMs, qint64 answerTokens, double tokensPerSecond)
{
    m_progress = Progress{firstTokenMs, answerTokens, tokensPerSecond};
}

void AttemptFeed::takeProgress()
{
    if (const auto progress = std::exchange(m_progress, std::nullopt))
        m_model.setProgress(progress->firstTokenMs, progress->answerTokens, progress->tokensPerSecond,
                            m_clock.elapsed());
}

void AttemptFeed::endTry(const run::AttemptRecord &record)
{
    takeProgress();
    m_model.endTry(record, m_clock.elapsed());
}

void AttemptFeed::wait(qint64 milliseconds, bool asksAgain)
{
    m_model.wait(milliseconds, asksAgain, m_clock.elapsed());
}

void AttemptFeed::holdBack(qint64 milliseconds)
{
    m_model.holdBack(milliseconds, m_clock.elapsed());
}

void AttemptFeed::end(run::RunStatus status)
{
    m_tick.stop();
    takeProgress();
    m_model.endRun(status, m_clock.elapsed());
}

void AttemptFeed::clear()
{
    m_tick.stop();
    m_progress.reset();
    m_model.restart();
}

} // namespace espalier::ui
