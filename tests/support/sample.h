// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

#include <algorithm>
#include <cstddef>

namespace espalier::test {

/// Of a long list of like cases, each n-th is taken: ESPALIER_SAMPLE, which the asan preset sets, since
/// instrumented code takes several times as long and the whole list has its turn without. 1 where it is not
/// set: all.
inline std::size_t sampleStep()
{
    return static_cast<std::size_t>(std::max(1, qEnvironmentVariableIntValue("ESPALIER_SAMPLE")));
}

} // namespace espalier::test
