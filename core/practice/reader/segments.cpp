// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "practice/reader/segments.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace espalier::practice {

namespace {

constexpr std::size_t largeScope = 64UL * 1024;

class Segmenter
{
public:
    Segmenter(const SourceText &source, const Field &item, Range scope)
        : m_source(source)
        , m_item(item)
        , m_scope(scope)
    {
    }

    std::vector<Segments> all()
    {
        add(byLabels());
        const Segments bullets = byBullets();
        add(bullets);
        if (areItems(bullets))
            return std::move(m_out); // what stands around the items is a heading or a remark
        add(byBlocks());
        add(byLines());
        if (m_scope.size() <= largeScope) {
            add(bySentences());
            add(byParts(false));
            add(byParts(true));
            add(byNames());
            add(byAddresses());
        }
        add({m_scope});
        return std::move(m_out);
    }

private:
    void add(Segments segments)
    {
        for (Range &range : segments)
            range = trimmedRange(m_source.text, range);
        segments.erase(std::remove_if(segments.begin(), segments.end(),
                                      [](const Range &range) { return range.empty(); }),
                       segments.end());
        if (!segments.empty() && std::find(m_out.begin(), m_out.end(), segments) == m_out.end())
            m_out.push_back(std::move(segments));
    }

    /// From each place to the next one.
    [[nodiscard]] Segments between(const std::vector<std::size_t> &begins) const
    {
        Segments out;
        for (std::size_t i = 0; i < begins.size(); ++i)
            out.push_back({begins[i], i + 1 < begins.size() ? begins[i + 1] : m_scope.end});
        return out;
    }

    /// The same label again and again begins a record; the one that comes first among those that recur.
    [[nodiscard]] Segments byLabels() const
    {
        std::map<Concepts, std::vector<std::size_t>> places;
        const auto labels = within(m_source.labels, m_scope);
        for (const Label &label : labels) {
            if (!label.concepts.empty() &&
                (label.sort == Label::Sort::Colon || label.sort == Label::Sort::Gap))
                places[label.concepts].push_back(label.name.begin);
        }
        const std::vector<std::size_t> *best = nullptr;
        for (const auto &[concepts, begins] : places) {
            if (begins.size() < 2 || !isMember(concepts, 0.5))
                continue;
            if (!best || begins.front() < best->front())
                best = &begins;
        }
        return best ? between(*best) : Segments{};
    }

    [[nodiscard]] bool isMember(const Concepts &label, double least) const
    {
        const auto fits = [&](const Field &field) {
            return std::any_of(field.members.begin(), field.members.end(), [&](const Field &member) {
                return std::any_of(member.names.begin(), member.names.end(),
                                   [&](const Concepts &name) { return likeness(name, label) >= least; });
            });
        };
        return fits(m_item) || std::any_of(m_item.variants.begin(), m_item.variants.end(), fits);
    }

    /// A bullet with the lines below it that are set further in.
    [[nodiscard]] Segments byBullets() const
    {
        Segments out;
        std::size_t indent = 0;
        bool open = false;
        for (const Line &line : within(m_source.lines, m_scope)) {
            if (line.bulleted && (!open || line.indent <= indent)) {
                indent = line.indent;
                open = true;
                out.push_back({line.content, line.range.end});
            } else if (open && !line.blank() && (line.indent > indent || line.bulleted)) {
                out.back().end = line.range.end;
            } else {
                open = false;
            }
        }
        return out;
    }

    /// At least two items, and none of them with blank lines and paragraphs between: one list.
    [[nodiscard]] bool areItems(const Segments &bullets) const
    {
        if (bullets.size() < 2 || m_item.members.empty())
            return false;
        return std::all_of(bullets.begin() + 1, bullets.end(),
                           [&, before = bullets.front().end](const Range &each) mutable {
                               const std::string_view gap = slice(m_source.text, before, each.begin);
                               before = each.end;
                               return std::count(gap.begin(), gap.end(), '\n') <= 2;
                           });
    }

    [[nodiscard]] Segments byBlocks() const
    {
        Segments out;
        bool open = false;
        for (const Line &line : within(m_source.lines, m_scope)) {
            if (!line.blank() && open)
                out.back().end = line.range.end;
            else if (!line.blank())
                out.push_back({line.range});
            open = !line.blank();
        }
        return out;
    }

    [[nodiscard]] Segments byLines() const
    {
        Segments out;
        for (const Line &line : within(m_source.lines, m_scope)) {
            if (!line.blank())
                out.push_back({line.content, line.range.end});
        }
        return out;
    }

    [[nodiscard]] Segments bySentences() const
    {
        Segments out;
        for (const Range &sentence : within(m_source.sentences, m_scope))
            out.push_back({sentence.begin, std::min(sentence.end, m_scope.end)});
        return out;
    }

    /// Sentences parted at semicolons and at commas and conjunctions before a capital; with `anyComma` before
    /// anything.
    [[nodiscard]] Segments byParts(bool anyComma) const
    {
        static constexpr std::string_view joints[] = {"; and ", "; ",    ", and ", ", und ",
                                                      " and ",  " und ", " & ",    ", "};
        Segments out;
        for (const Range &sentence : bySentences()) {
            std::size_t begin = behindLabel(sentence);
            if (anyComma && !isEnumeration({begin, sentence.end})) {
                out.push_back({begin, sentence.end});
                continue;
            }
            for (std::size_t at = begin; at < sentence.end; ++at) {
                for (const std::string_view joint : joints) {
                    if (m_source.text.compare(at, joint.size(), joint) != 0)
                        continue;
                    const std::size_t next = at + joint.size();
                    const bool begins =
                        next < sentence.end &&
                        (anyComma || joint.front() == ';' || isUpper(characterAt(m_source.text, next).code) ||
                         (m_source.text[next] >= '0' && m_source.text[next] <= '9') ||
                         m_source.text.compare(next, 2, "a ") == 0 ||
                         m_source.text.compare(next, 4, "the ") == 0);
                    if (!begins)
                        break;
                    out.push_back({begin, at});
                    begin = next;
                    at = next - 1;
                    break;
                }
            }
            out.push_back({begin, sentence.end});
        }
        return out;
    }

    /// "Jason is 25 years old, red, M" is a sentence with words behind it, no list of three.
    [[nodiscard]] bool isEnumeration(const Range &sentence) const
    {
        const std::size_t comma = m_source.of(sentence).find(", ");
        if (comma == std::string_view::npos)
            return true;
        static constexpr std::string_view verbs[] = {"is",  "was",   "are", "were", "has",
                                                     "had", "lives", "ist", "war"};
        const auto words = within(m_source.words, {sentence.begin, sentence.begin + comma});
        const bool told = std::any_of(words.begin(), words.end(), [&](const Word &word) {
            return std::find(std::begin(verbs), std::end(verbs), m_source.of(placeOf(word))) !=
                   std::end(verbs);
        });
        return !told || !within(m_source.spans, {sentence.begin + comma, sentence.end}).empty();
    }

    /// "Stock: 14 chairs, 6 tables": what is enumerated begins behind the label.
    [[nodiscard]] std::size_t behindLabel(const Range &sentence) const
    {
        const auto labels = within(m_source.labels, sentence);
        const auto colons = std::count_if(labels.begin(), labels.end(), [](const Label &label) {
            return label.sort == Label::Sort::Colon;
        });
        const bool first = colons == 1 && labels.front().sort == Label::Sort::Colon &&
                           labels.front().name.begin == sentence.begin;
        return first && !labels.front().value.empty() ? labels.front().value.begin : sentence.begin;
    }

    /// From one person to the next: names with ages where ages are asked for, else names that begin a
    /// sentence or line.
    [[nodiscard]] Segments byNames() const
    {
        std::vector<std::size_t> begins;
        for (const AgePlace &age : within(m_source.ages, m_scope)) {
            if (!age.name.empty() && m_scope.holds(age.name))
                begins.push_back(std::min(age.name.begin, age.range.begin));
        }
        if (begins.size() < 2) {
            begins.clear();
            for (const NamePlace &name : within(m_source.names, m_scope)) {
                if (name.sentenceStart || name.honoured)
                    begins.push_back(name.range.begin);
            }
        }
        std::sort(begins.begin(), begins.end());
        begins.erase(std::unique(begins.begin(), begins.end()), begins.end());
        return begins.size() < 2 ? Segments{} : untilNamedAgain(between(begins));
    }

    /// "Maria met Paul. Maria is a nurse": what is said of somebody before belongs to nobody in between.
    [[nodiscard]] Segments untilNamedAgain(const Segments &segments) const
    {
        std::set<std::string_view> known;
        Segments out;
        for (const Range &segment : segments) {
            const auto names = within(m_source.names, segment);
            if (!names.empty())
                known.insert(m_source.of(names.front().range));
            out.push_back(segment);
            bool again = false;
            for (const NamePlace &name : names) {
                const bool other = m_source.of(name.range) != m_source.of(names.front().range);
                if (!name.sentenceStart || known.count(m_source.of(name.range)) == 0 || !(again || other))
                    continue;
                again = true;
                out.back().end = name.range.begin;
                out.push_back({name.range.begin, segment.end});
            }
        }
        return out;
    }

    [[nodiscard]] Segments byAddresses() const
    {
        Segments out;
        const bool asked = std::any_of(m_item.members.begin(), m_item.members.end(), [](const Field &member) {
            return member.meaning == Meaning::Street || member.meaning == Meaning::City ||
                   member.meaning == Meaning::PostalCode;
        });
        for (const Address &address : within(m_source.addresses, asked ? m_scope : Range{}))
            out.push_back(address.range);
        return out;
    }

    const SourceText &m_source;
    const Field &m_item;
    Range m_scope;
    std::vector<Segments> m_out;
};

} // namespace

std::vector<Segments> segmentations(const SourceText &source, const Field &item, Range scope)
{
    return Segmenter(source, item, scope).all();
}

} // namespace espalier::practice
