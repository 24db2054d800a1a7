// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/zodwhole_p.h"

#include "schema/codetext_p.h"
#include "schema/codewhole_p.h"

#include <string_view>
#include <utility>

namespace espalier::schema {

namespace {

constexpr std::string_view kOptions = R"ts(({
    strict: false,
    validateSchema: false,
    validateFormats: false,
    ownProperties: true,
    multipleOfPrecision: 9,
    code: { regExp: Object.assign((source: string) => pattern(source), { code: "pattern" }) },
}).compile(
    JSON.parse(String.raw`
)ts";

constexpr std::string_view kWhole = R"ts(
`),
);

/** Judges the answer as it came, before the types take it apart. */
const whole = z.unknown().superRefine((value, context) => {
    if (fits(value)) return;
    for (const { instancePath, message } of fits.errors ?? [])
        context.addIssue({ code: "custom", message: `${instancePath} ${message}`.trim() });
});
)ts";

/// ajv has a class for each of the last three drafts; the first of them reads the older ones, too.
std::string_view classOf(Draft draft)
{
    if (draft == Draft::Draft2020)
        return "Ajv2020";
    return draft == Draft::Draft2019 ? "Ajv2019" : "Ajv";
}

} // namespace

ZodWhole::ZodWhole(json::Value schema, Draft draft)
    : m_schema(std::move(schema))
    , m_draft(draft)
{
}

std::optional<ZodWhole> ZodWhole::of(const PlainSchema &schema)
{
    const auto whole = wholeSchema(schema);
    auto adapted = whole ? forAjv(*whole) : std::nullopt;
    if (!adapted)
        return {};
    return ZodWhole(*std::move(adapted), whole->draft);
}

std::string ZodWhole::import() const
{
    const std::string name(classOf(m_draft));
    const std::string from = name == "Ajv" ? "ajv" : "ajv/dist/" + name.substr(3) + ".js";
    return "import { " + name + " } from \"" + from + "\";\n";
}

std::string ZodWhole::definition() const
{
    std::string out =
        "\n/** The schema as a whole, which judges what types cannot say. */\nconst fits = new ";
    out.append(classOf(m_draft)).append(kOptions).append(rawJson(m_schema)).append(kWhole);
    return out;
}

} // namespace espalier::schema
