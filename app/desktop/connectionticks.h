// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/modelfetch.h"
#include "engine/connectiontest.h"

#include <QString>

#include <vector>

namespace espalier::app {

/// One line of a connection test.
struct Tick
{
    ui::ConnectionStep step = ui::ConnectionStep::Address;
    ui::StepState state = ui::StepState::NotAsked;
    QString detail;
    Error error; ///< kind None unless the state is Bad or Warning
};

/// What the request for the list of models was sent with.
struct AskedWith
{
    bool tls = false; ///< an https address
    bool key = false; ///< a key went along
    QString keyLabel; ///< where that key came from, for people
};

/// What an answer says about reaching the server, TLS, the key and the list of models: one tick each, in this
/// order. By status and kind of the error only, never by its words. Pure.
[[nodiscard]] std::vector<Tick> ticksOf(const ModelAnswer &answer, const AskedWith &asked);

} // namespace espalier::app
