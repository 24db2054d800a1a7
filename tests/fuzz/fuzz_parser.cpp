// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Any two ways to cut the same bytes give the same tree, repairs, ignored spans, errors and changes; the
// changes keep their promises and make the reader's tree; what is accepted strictly gives the same value
// tolerantly, without a repair. The first two bytes of an input choose the cut and the options, the rest is
// the answer.

#include "support/reading.h"

#include "json/read.h"

#include <cstdlib>
#include <iostream>
#include <random>

using namespace espalier;

namespace {

test::Pieces randomPieces(std::string_view text, std::uint32_t seed)
{
    std::minstd_rand random(seed + 1);
    test::Pieces out;
    while (!text.empty()) {
        const std::size_t size = std::min<std::size_t>(random() % 9, text.size());
        out.push_back(text.substr(0, size)); // empty pieces, too
        text.remove_prefix(size);
    }
    return out;
}

json::ParseOptions optionsFrom(unsigned choice)
{
    using Root = json::AnswerExpectation::Root;
    json::ParseOptions out;
    json::AnswerExpectation &expected = out.expectation;
    expected.root = static_cast<Root>(choice % 4);
    if ((choice & 4U) != 0) {
        expected.keys = {"a", "name", "items"};
        expected.title = "User";
    }
    if ((choice & 8U) != 0)
        expected.envelope = expected.root == Root::Array ? "items" : "value";
    out.locate = (choice & 16U) == 0;
    out.strict = (choice & 96U) == 96U;
    if ((choice & 128U) != 0) {
        out.limits.depth = 5;
        out.limits.stringBytes = 12;
        out.limits.answerBytes = 300;
        out.limits.repairs = 4;
    }
    return out;
}

void require(bool holds, std::string_view what, std::string_view input, const test::Reading &one,
             const test::Reading &other)
{
    if (holds)
        return;
    std::cerr << what << "\n"
              << input << "\n"
              << test::describe(one) << "\n"
              << test::describe(other) << "\n"
              << test::describeChanges(one.changes) << "--\n"
              << test::describeChanges(other.changes);
    std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 2)
        return 0;
    const std::string_view text(reinterpret_cast<const char *>(data) + 2, size - 2);
    const json::ParseOptions options = optionsFrom(data[1]);

    const test::Reading whole = test::readWhole(text, options);
    const test::Reading pieces = test::readPieces(randomPieces(text, data[0]), options);
    const test::Reading bytes = test::readPieces(test::evenPieces(text, 1), options);
    require(whole.broken.empty() && pieces.broken.empty(), "broken promise", text, whole, pieces);
    require(whole == pieces, "two cuts differ", text, whole, pieces);
    require(whole == bytes, "byte by byte differs", text, whole, bytes);

    const auto strict = json::readStrict(text, options.limits);
    if (strict.ok()) {
        const test::Reading tolerant = test::readWhole(text);
        const bool same =
            tolerant.value.equals(*strict) && tolerant.repairs.empty() && tolerant.ignored.empty();
        require(same, "strictly accepted, tolerantly another", text, tolerant, whole);
    }
    return 0;
}
