// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "base/result.h"
#include "common/endpointaccess.h"
#include "net/transport.h"
#include "wire/modellist.h"

#include <functional>
#include <vector>

class QObject;

namespace espalier::app {

/// What came of asking for models, with what a diagnosis wants to know beside it.
struct ModelAnswer
{
    Result<std::vector<wire::ModelInfo>, Error> models;
    net::ConnectionFault fault = net::ConnectionFault::None;
    int httpStatus = 0; ///< 0: no answer
};

/// As fetchModels().
void askForModels(net::Transport &transport, const EndpointAccess &access, const net::Timeouts &timeouts,
                  QObject *context, std::function<void(ModelAnswer)> done);

/// Asks an endpoint for its models (GET {base}/models), once. Calls `done` exactly once, queued; deleting
/// `context` (not null) cancels. Errors: what the transport or the server says, typed, its own words with the
/// secrets masked.
void fetchModels(net::Transport &transport, const EndpointAccess &access, const net::Timeouts &timeouts,
                 QObject *context, std::function<void(Result<std::vector<wire::ModelInfo>, Error>)> done);

} // namespace espalier::app
