// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "run/freeelsewhere.h"

namespace espalier::ui {

using run::freeElsewhere;

} // namespace espalier::ui
