// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wire/plaintext.h"

#include "base/ascii.h"
#include "json/utf8.h"

#include <algorithm>
#include <array>
#include <utility>

namespace espalier::wire {

namespace {

constexpr std::string_view kEllipsis = "…";

/// Length of the escape sequence that begins with the ESC at the front: CSI up to its final byte, OSC up to
/// BEL or ESC \, else ESC and one byte.
std::size_t escapeLength(std::string_view text)
{
    if (text.size() < 2)
        return text.size();
    if (text[1] == '[') {
        std::size_t end = 2;
        while (end < text.size() && text[end] >= 0x20 && text[end] <= 0x3F)
            ++end;
        return std::min(end + 1, text.size());
    }
    if (text[1] == ']') {
        const std::size_t end = text.find_first_of("\a\x1B", 2);
        if (end == std::string_view::npos)
            return text.size();
        return text[end] == '\a' ? end + 1 : std::min(end + 2, text.size());
    }
    return 2;
}

/// The part of `text` from `at` on that is markup: a comment, a script or style with all inside, or one tag.
std::size_t markupLength(std::string_view html, std::size_t at)
{
    const std::string_view rest = html.substr(at);
    const auto through = [&](std::string_view end) {
        const std::size_t hit = rest.find(end);
        return hit == std::string_view::npos ? rest.size() : hit + end.size();
    };
    if (rest.starts_with("<!--"))
        return through("-->");
    const std::string name = asciiLower(rest.substr(0, 7));
    if (name == "<script")
        return through("</script>");
    if (name.starts_with("<style"))
        return through("</style>");
    return through(">");
}

std::string withoutEntities(std::string_view text)
{
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 6> entities{
        {{"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}, {"&nbsp;", " "}, {"&amp;", "&"}}};
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        const std::string_view rest = text.substr(i);
        const auto hit = std::find_if(entities.begin(), entities.end(),
                                      [&](const auto &entity) { return rest.starts_with(entity.first); });
        out.append(hit == entities.end() ? rest.substr(0, 1) : hit->second);
        i += hit == entities.end() ? 1 : hit->first.size();
    }
    return out;
}

} // namespace

std::string validUtf8(std::string_view bytes, std::uint64_t *replaced)
{
    std::string out;
    out.reserve(bytes.size());
    while (!bytes.empty()) {
        const auto high = std::find_if(bytes.begin(), bytes.end(), [](char c) { return (c & 0x80) != 0; });
        const auto ascii = static_cast<std::size_t>(high - bytes.begin());
        out.append(bytes.substr(0, ascii));
        bytes.remove_prefix(ascii);
        if (bytes.empty())
            break;
        const json::Utf8Sequence sequence = json::decodeUtf8(bytes);
        out.append(sequence.valid ? bytes.substr(0, sequence.length) : std::string_view("\xEF\xBF\xBD"));
        bytes.remove_prefix(sequence.length);
        if (replaced && !sequence.valid)
            ++*replaced;
    }
    return out;
}

std::string oneLine(std::string_view text, std::size_t maxBytes)
{
    std::string out;
    std::size_t cut = 0; // where the ellipsis would go
    bool blank = false;
    while (!text.empty()) {
        if (text.front() == '\x1B') {
            text.remove_prefix(escapeLength(text));
            continue;
        }
        const json::Utf8Sequence sequence = json::decodeUtf8(text);
        const bool space = isAsciiSpace(text.front());
        const bool control = !space && (sequence.codePoint < 0x20 ||
                                        (sequence.codePoint >= 0x7F && sequence.codePoint < 0xA0));
        if (!space && !control) {
            if (blank && !out.empty())
                out.push_back(' ');
            out.append(sequence.valid ? text.substr(0, sequence.length) : std::string_view("\xEF\xBF\xBD"));
            if (out.size() > maxBytes)
                return out.substr(0, cut).append(kEllipsis);
            if (out.size() + kEllipsis.size() <= maxBytes)
                cut = out.size();
        }
        blank = space || (control && blank);
        text.remove_prefix(sequence.length);
    }
    return out;
}

std::string pageText(std::string_view html, std::size_t maxBytes)
{
    if (!trimmed(html).starts_with('<'))
        return oneLine(html, maxBytes);
    std::string out;
    for (std::size_t at = 0; at < html.size();) {
        const std::size_t tag = std::min(html.find('<', at), html.size());
        out.append(html.substr(at, tag - at)).push_back(' ');
        at = tag == html.size() ? tag : tag + markupLength(html, tag);
    }
    return oneLine(withoutEntities(out), maxBytes);
}

} // namespace espalier::wire
