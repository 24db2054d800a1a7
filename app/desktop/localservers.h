// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/order.h"
#include "net/transport.h"
#include "settings/endpointprofile.h"

#include <QList>

#include <chrono>
#include <functional>
#include <vector>

class QObject;

namespace espalier::app {

/// The presets that stand for a server on this computer (vLLM, Ollama, llama.cpp, LM Studio), their addresses
/// with 127.0.0.1 as host, so that no name is looked up.
[[nodiscard]] std::vector<settings::EndpointProfile> localCandidates();

/// Asks each candidate once for its models, without key and without proxy, and gives it `patience`. Calls
/// `done` exactly once, queued, with those that answered with a list, in the order of the candidates;
/// deleting `context` (not null) cancels. A candidate whose host is not 127.0.0.1 is not asked.
void findLocalServers(net::Transport &transport, const std::vector<settings::EndpointProfile> &candidates,
                      QObject *context, std::function<void(const QList<ui::LocalServer> &)> done,
                      std::chrono::milliseconds patience = std::chrono::seconds(2));

} // namespace espalier::app
