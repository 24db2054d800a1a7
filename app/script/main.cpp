// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "script/confinement.h"
#include "script/evaluator.h"

#include "json/read.h"
#include "json/writer.h"

#include <QCoreApplication>

#include <cstddef>
#include <iostream>
#include <string>

#if defined(__SANITIZE_ADDRESS__)
// A sanitizer's shadow of the memory has no room below a limit of addresses; what is really used is limited.
extern "C" const char *__asan_default_options(); // NOLINT(bugprone-reserved-identifier)
extern "C" const char *__asan_default_options()  // NOLINT(bugprone-reserved-identifier)
{
    return "hard_rss_limit_mb=512:detect_leaks=0";
}
#endif

// Reads questions as lines and prints an answer line for each, until its input ends. No event loop.
int main(int argc, char **argv)
{
    using namespace espalier;
    // Without compiled code: that wants memory which may be executed, and is of no use for small expressions.
    qputenv("QV4_FORCE_INTERPRETER", "1");
    const QCoreApplication application(argc, argv);
    (void)script::answerTo(json::Value()); // whatever an engine loads with its first script, it loads now
    constexpr std::size_t kAddressSpace = 512UL * 1024 * 1024;
    if (!script::confine(kAddressSpace))
        return 2;
    std::ios::sync_with_stdio(false);
    std::cout << R"({"ready":true})" << std::endl;
    std::string line;
    while (std::getline(std::cin, line)) {
        const auto question = json::readStrict(line);
        const json::Value answer = question
                                       ? script::answerTo(*question)
                                       : json::Value::object({{"thrown", json::Value::string("no JSON")}});
        std::cout << json::writeCompact(answer) << std::endl;
    }
    return 0;
}
