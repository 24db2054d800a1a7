// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "script/confinement.h"

#include <csignal>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

namespace espalier::script {

namespace {

template <typename Resource>
bool limit(Resource resource, rlim_t most)
{
    const rlimit both{most, most};
    return setrlimit(resource, &both) == 0;
}

} // namespace

bool confine(std::size_t addressSpace)
{
    const pid_t parent = getppid();
    if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return false;
    if (getppid() != parent) // it ended before it could be watched
        return false;
#if !defined(__SANITIZE_ADDRESS__)
    constexpr rlim_t kDescriptors = 3; // 0, 1 and 2 stay open; every higher number is refused
    if (!limit(RLIMIT_AS, addressSpace) || !limit(RLIMIT_FSIZE, 0))
        return false;
#else
    // The shadow of the memory is larger than any limit; the check of types asks through a pipe what can be
    // read; and where descriptors can be had the engine takes one for its stack, a file as large as that.
    constexpr rlim_t kDescriptors = 64;
    (void)addressSpace;
#endif
    return limit(RLIMIT_CORE, 0) && limit(RLIMIT_NPROC, 0) && limit(RLIMIT_NOFILE, kDescriptors);
}

} // namespace espalier::script
