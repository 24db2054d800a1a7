// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// bench_schema TOOL FOLDER: judges every instance of FOLDER/instances.jsonl ({"file","data"} a line) by its
// schema in FOLDER with TOOL (espalier, valijson, rapidjson), compiled once. One JSON line for each: {"line",
// "valid","ns"}, ns being the best of several rounds of processor time; "valid" null where the tool has no
// schema. The last line: {"compiled","compile_ms"}.

#include "bench/schemapeers.h"

#include "json/read.h"
#include "json/writer.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <map>
#include <sstream>

using namespace espalier;

namespace {

constexpr int kRounds = 7;
constexpr double kRoundNs = 50'000; // at least so long is each round

double cpuNs()
{
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return double(time.tv_sec) * 1e9 + double(time.tv_nsec);
}

std::string contents(const std::string &path)
{
    std::ifstream file(path, std::ios::binary);
    std::ostringstream out;
    out << file.rdbuf();
    return out.str();
}

/// The verdict, and the best time of one judging.
std::pair<bool, double> measured(bench::SchemaPeer &peer)
{
    bool valid = peer.judge();
    double begin = cpuNs();
    valid = peer.judge();
    const double first = std::max(cpuNs() - begin, 50.0);
    const int repeats = std::max(1, static_cast<int>(kRoundNs / first));
    double best = first;
    for (int round = 0; round < kRounds; ++round) {
        begin = cpuNs();
        for (int i = 0; i < repeats; ++i)
            valid = peer.judge() && valid;
        best = std::min(best, (cpuNs() - begin) / repeats);
    }
    return {valid, best};
}

bench::MakeSchemaPeer makerOf(const std::string &tool)
{
    const std::map<std::string, bench::MakeSchemaPeer> makers{{"espalier", bench::espalierPeer},
                                                              {"valijson", bench::valijsonPeer},
                                                              {"rapidjson", bench::rapidjsonPeer}};
    const auto maker = makers.find(tool);
    return maker == makers.end() ? nullptr : maker->second;
}

} // namespace

int main(int argc, char **argv)
{
    const bench::MakeSchemaPeer make = argc == 3 ? makerOf(argv[1]) : nullptr;
    if (!make) {
        std::fputs("bench_schema espalier|valijson|rapidjson FOLDER\n", stderr);
        return 2;
    }
    const std::string folder = argv[2];
    std::map<std::string, std::unique_ptr<bench::SchemaPeer>> peers;
    double compileNs = 0;
    std::ifstream lines(folder + "/instances.jsonl");
    std::string line;
    for (int number = 0; std::getline(lines, line); ++number) {
        const auto entry = json::readStrict(line);
        if (!entry)
            return EXIT_FAILURE;
        const std::string file = (*entry)["file"].text();
        auto known = peers.find(file);
        if (known == peers.end()) {
            const std::string schema = contents(folder + "/" + file);
            const double begin = cpuNs();
            known = peers.emplace(file, make(schema)).first;
            compileNs += cpuNs() - begin;
        }
        if (!known->second) {
            std::printf("{\"line\":%d,\"valid\":null}\n", number);
            continue;
        }
        known->second->take(json::writeCompact((*entry)["data"]));
        const auto [valid, ns] = measured(*known->second);
        std::printf("{\"line\":%d,\"valid\":%s,\"ns\":%.0f}\n", number, valid ? "true" : "false", ns);
    }
    const auto compiled =
        std::count_if(peers.begin(), peers.end(), [](const auto &peer) { return peer.second != nullptr; });
    std::printf("{\"compiled\":%ld,\"compile_ms\":%.3f}\n", static_cast<long>(compiled), compileNs / 1e6);
    return EXIT_SUCCESS;
}
