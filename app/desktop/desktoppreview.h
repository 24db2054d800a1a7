// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/preview.h"
#include "run/extractionrun.h"

namespace espalier::app {

/// What this request sends, for people: made from run::tryRequest(), which is what a run sends. The request
/// needs no secrets and none that it holds is shown; its profile has an address. Nothing is sent.
[[nodiscard]] ui::RequestPreview previewOf(const run::ExtractionRequest &request);

} // namespace espalier::app
