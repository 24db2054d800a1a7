// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Any two ways to cut the same bytes give the same events and the same deltas; nothing that a server sends
// crashes what reads it. The first two bytes of an input choose the cut and the content type, the rest is the
// answer.

#include "wire/errorbody.h"
#include "wire/modellist.h"
#include "wire/sseparser.h"

#include "core/wire/collected.h"

#include <array>
#include <cstdlib>
#include <iterator>
#include <random>

using namespace espalier;
using test::Pieces;

namespace {

constexpr std::size_t kLimit = 4096;

Pieces randomPieces(std::string_view text, std::uint32_t seed)
{
    std::minstd_rand random(seed + 1);
    Pieces out;
    while (!text.empty()) {
        const std::size_t size = std::min<std::size_t>(random() % 9, text.size());
        out.push_back(text.substr(0, size)); // empty pieces, too
        text.remove_prefix(size);
    }
    return out;
}

std::vector<wire::SseEvent> events(const Pieces &pieces)
{
    wire::SseParser parser(kLimit);
    std::vector<wire::SseEvent> out;
    for (const std::string_view piece : pieces) {
        std::vector<wire::SseEvent> some = parser.feed(piece);
        std::move(some.begin(), some.end(), std::back_inserter(out));
    }
    std::vector<wire::SseEvent> last = parser.finish();
    std::move(last.begin(), last.end(), std::back_inserter(out));
    return out;
}

void require(bool holds)
{
    if (!holds)
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 2)
        return 0;
    static constexpr std::array<std::string_view, 4> types{"", "text/event-stream", "application/json",
                                                           "text/html"};
    const std::string_view type = types[data[1] % types.size()];
    const std::string_view answer(reinterpret_cast<const char *>(data) + 2, size - 2);
    const Pieces whole{answer};
    const Pieces pieces = randomPieces(answer, data[0]);

    require(events(whole) == events(pieces));
    require(test::collect(type, whole, kLimit) == test::collect(type, pieces, kLimit));

    const Error error = wire::errorFromResponse(
        400 + data[0] % 130, {{"Retry-After", std::string(answer.substr(0, 40))}}, answer, answer, "m", 0);
    require(!error.message.empty() && error.message.find('\n') == std::string::npos);
    (void)wire::readModels(answer);
    return 0;
}
