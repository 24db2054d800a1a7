// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Feeds a fuzz target without libFuzzer: every file of the corpus, then inputs made from them by fixed rules.
// Arguments: number of inputs (default 2000), seed.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size);

namespace {

using Random = std::mt19937_64;

std::size_t below(Random &random, std::size_t limit)
{
    return limit == 0 ? 0 : static_cast<std::size_t>(random() % limit);
}

std::vector<std::string> corpus()
{
    std::vector<std::filesystem::path> paths;
    for (const auto &entry : std::filesystem::directory_iterator(FUZZ_CORPUS_DIR))
        paths.push_back(entry.path());
    std::sort(paths.begin(), paths.end());
    std::vector<std::string> out;
    for (const auto &path : paths) {
        std::ifstream file(path, std::ios::binary);
        out.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
    }
    return out;
}

/// One small change: a byte, a piece cut out, doubled, or brought in from another input.
void mutate(std::string &input, const std::vector<std::string> &seeds, Random &random)
{
    const std::size_t at = below(random, input.size() + 1);
    const std::size_t length = below(random, std::min<std::size_t>(input.size() - at, 32) + 1);
    switch (random() % 5) {
    case 0:
        if (at < input.size())
            input[at] = static_cast<char>(random());
        break;
    case 1:
        input.erase(at, length);
        break;
    case 2:
        input.insert(at, input.substr(at, length));
        break;
    case 3:
        input.insert(at, 1, "\"\\{}[]:,\r\n \xEF\xBB\xBF\xC3"[random() % 15]);
        break;
    default:
        const std::string &other = seeds[below(random, seeds.size())];
        input.insert(at, other.substr(below(random, other.size()), below(random, 200)));
    }
}

} // namespace

int main(int argc, char **argv)
{
    const unsigned long runs = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 2000;
    Random random(argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 20261122);
    const std::vector<std::string> seeds = corpus();
    if (seeds.empty()) {
        std::cerr << "no corpus in " << FUZZ_CORPUS_DIR << '\n';
        return 1;
    }
    const auto run = [](const std::string &input) {
        LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t *>(input.data()), input.size());
    };
    std::for_each(seeds.begin(), seeds.end(), run);
    for (unsigned long i = 0; i < runs; ++i) {
        std::string input = seeds[below(random, seeds.size())];
        for (std::size_t change = 1 + below(random, 6); change > 0; --change)
            mutate(input, seeds, random);
        run(input);
    }
    std::cout << runs << " inputs, no finding\n";
    return 0;
}
