// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Reading an answer into the types of a schema: nothing is changed that is not listed, off changes nothing,
// what fits as it came fits afterwards, and reading and judging while it arrives comes to the same. The first
// byte of an input chooses the options, its first line is the schema, the rest the answer.

#include "schema/coercion.h"
#include "schema/incremental.h"
#include "schema/validator.h"
#include "json/answerreader.h"
#include "json/read.h"
#include "json/writer.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <string_view>

using namespace espalier;
using schema::CoercionKind;

namespace {

schema::CoercionOptions optionsFrom(unsigned choice)
{
    schema::CoercionOptions out;
    out.level = static_cast<schema::CoercionLevel>(choice % 3);
    out.decimal = static_cast<schema::DecimalMark>(choice / 3 % 3);
    out.defaults = choice / 9 % 2 == 1;
    return out;
}

void require(bool holds, std::string_view what, std::string_view input, const schema::Coerced &read)
{
    if (holds)
        return;
    std::cerr << what << "\n" << input << "\n" << json::writeCompact(read.value) << "\n";
    for (const schema::Coercion &made : read.coercions)
        std::cerr << schema::coercionKindName(made.kind) << ' ' << made.instance << ' ' << made.from << ' '
                  << made.to << "\n";
    std::abort();
}

/// Readings after which what fitted need not fit: a member that was unknown is judged now, a date is another
/// text.
bool maySpoil(const schema::Coercion &made)
{
    return made.kind == CoercionKind::MemberName || made.kind == CoercionKind::DateInWords ||
           made.kind == CoercionKind::Default;
}

/// Byte by byte.
void requireSameWhileItGrows(std::string_view answer, const schema::Validator &validator,
                             const schema::Coercer &coercer, std::string_view input)
{
    json::ParseOptions options;
    options.locate = false;
    json::AnswerReader reader(options);
    schema::IncrementalValidation growing(validator, coercer);
    for (std::size_t i = 0; i < answer.size(); ++i) {
        reader.feed(answer.substr(i, 1));
        growing.take(reader.takeChanges());
    }
    reader.finish();
    growing.take(reader.takeChanges());
    const schema::Issues issues = growing.issues();
    const auto read = growing.takeWhole();
    if (!read)
        return;
    const schema::Coerced whole = coercer.read(reader.tree().value());
    require(read->value == whole.value, "growing, it is read as another value", input, *read);
    require(read->coercions == whole.coercions, "growing, it is read otherwise", input, *read);
    require(issues == validator.validate(whole.value), "growing, it is judged otherwise", input, *read);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 2)
        return 0;
    const std::string_view text(reinterpret_cast<const char *>(data) + 1, size - 1);
    const std::size_t line = std::min(text.find('\n'), text.size());
    const auto written = json::readStrict(text.substr(0, line));
    const std::string_view came = text.substr(std::min(line + 1, text.size()));
    const auto answer = json::readStrict(came);
    if (!written || !answer)
        return 0;
    const schema::CoercionOptions options = optionsFrom(data[0]);
    const auto coercer = schema::Coercer::compile(*written, options);
    const auto validator = schema::Validator::compile(*written);
    if (!coercer || !validator)
        return 0;
    const schema::Coerced read = coercer->read(*answer);
    require(read.coercions.empty() == (read.value == *answer), "listed and changed differ", text, read);
    if (options.level == schema::CoercionLevel::Off && !options.defaults)
        require(read.coercions.empty(), "off changed something", text, read);
    if (validator->fits(*answer) && std::none_of(read.coercions.begin(), read.coercions.end(), maySpoil))
        require(validator->fits(read.value), "it fitted as it came", text, read);
    requireSameWhileItGrows(came, *validator, *coercer, text);
    (void)coercer->items().read(*answer, "/0");
    return 0;
}
