// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "bench/measure.h"

#include <algorithm>
#include <cstdio>
#include <ctime>

namespace espalier::bench {

namespace {

/// Processor time of this program: what the machine does besides does not count, and nothing here waits.
double cpuMs()
{
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return double(time.tv_sec) * 1e3 + double(time.tv_nsec) / 1e6;
}

} // namespace

bool measure(const std::vector<Case> &cases, int rounds)
{
    std::vector<std::vector<double>> times(cases.size());
    for (int round = 0; round < rounds; ++round) {
        for (std::size_t i = 0; i < cases.size(); ++i) {
            const double begin = cpuMs();
            const std::size_t results = cases[i].run();
            const double took = cpuMs() - begin;
            if (results == 0) {
                std::fprintf(stderr, "%s failed\n", cases[i].name.c_str());
                return false;
            }
            times[i].push_back(took);
        }
    }
    for (std::size_t i = 0; i < cases.size(); ++i) {
        std::ranges::sort(times[i]);
        std::printf("{\"name\":\"%s\",\"bytes\":%zu,\"ms\":%.4f,\"best_ms\":%.4f,\"rounds\":%d}\n",
                    cases[i].name.c_str(), cases[i].bytes, times[i][times[i].size() / 2], times[i].front(),
                    rounds);
    }
    return true;
}

void printFigure(const std::string &name, double value, const std::string &unit)
{
    std::printf("{\"name\":\"%s\",\"value\":%.3f,\"unit\":\"%s\"}\n", name.c_str(), value, unit.c_str());
}

} // namespace espalier::bench
