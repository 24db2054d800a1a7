// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// bench_schema TOOL FOLDER: judges every instance of FOLDER/instances.jsonl ({"file","data"} a line) by its
// schema in FOLDER with TOOL (espalier, valijson, rapidjson), compiled once. One JSON line for each: {"line",
// "valid","ns"}, ns being the best of several rounds of processor time; none where the tool has no schema.
// The last line: {"compiled"}.

#include "bench/schemapeers.h"

#include "json/read.h"
#include "json/writer.h"

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

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

struct Instance
{
    int line;
    json::Value data;
};

/// In a process of its own: some validators end their program over a schema they cannot handle. True when it
/// could be compiled.
bool judgeApart(const bench::MakeSchemaPeer &make, const std::string &schema,
                const std::vector<Instance> &instances)
{
    const pid_t child = fork();
    if (child == 0) {
        const std::unique_ptr<bench::SchemaPeer> peer = make(schema);
        for (const Instance &instance : instances) {
            if (!peer)
                break;
            peer->take(json::writeCompact(instance.data));
            const auto [valid, ns] = measured(*peer);
            std::printf("{\"line\":%d,\"valid\":%s,\"ns\":%.0f}\n", instance.line, valid ? "true" : "false",
                        ns);
            std::fflush(stdout);
        }
        _exit(peer ? 0 : 1);
    }
    int status = 1;
    return child > 0 && waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
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
    std::map<std::string, std::vector<Instance>> instances;
    std::ifstream lines(folder + "/instances.jsonl");
    std::string line;
    for (int number = 0; std::getline(lines, line); ++number) {
        auto entry = json::readStrict(line);
        if (!entry)
            return EXIT_FAILURE;
        instances[(*entry)["file"].text()].push_back({number, (*entry)["data"]});
    }
    int compiled = 0;
    for (const auto &[file, ofIt] : instances)
        compiled += judgeApart(make, contents(folder + "/" + file), ofIt) ? 1 : 0;
    std::printf("{\"compiled\":%d}\n", compiled);
    return EXIT_SUCCESS;
}
