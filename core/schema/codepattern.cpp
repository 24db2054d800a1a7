// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/codepattern_p.h"

#include "base/ascii.h"
#include "json/utf8.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <optional>
#include <vector>

namespace espalier::schema {

namespace {

constexpr std::size_t kLongest = 2000;
constexpr std::size_t kDeepest = 40;
constexpr std::uint64_t kMostUsual = 4000; ///< states, roughly, that pydantic's engine takes without refusing
constexpr std::uint64_t kMostCount = 100000;
constexpr std::string_view kMeta = R"(\.+*?()|[]{}^$-&~#)";

/// One character, or a set of them ("\d").
struct Atom
{
    std::string text;
    std::optional<char32_t> character;
};

class Porter
{
public:
    explicit Porter(std::string_view pattern)
        : m_left(pattern)
    {
    }

    PythonPattern port()
    {
        if (m_left.size() > kLongest)
            return {};
        m_costs.push_back(0);
        while (!m_left.empty() && m_possible)
            step();
        if (!m_possible || m_costs.size() != 1 || (m_python && m_categories))
            return {};
        const bool usual = !m_python && m_costs.front() <= kMostUsual;
        if (!usual && m_categories)
            return {};
        std::string forPython = m_categories ? std::string() : withTrueEnds();
        return usual ? PythonPattern{PythonPattern::Engine::Usual, std::move(m_out), std::move(forPython)}
                     : PythonPattern{PythonPattern::Engine::Python, forPython, forPython};
    }

private:
    /// "$" is the end of the text, never the place before its last line break.
    [[nodiscard]] std::string withTrueEnds() const
    {
        std::string out;
        std::size_t from = 0;
        for (const std::size_t end : m_ends) {
            out += m_out.substr(from, end - from) + "(?!\\n)";
            from = end;
        }
        return out + m_out.substr(from);
    }

    char take()
    {
        const char c = m_left.front();
        m_left.remove_prefix(1);
        return c;
    }
    bool takeIf(std::string_view text)
    {
        if (!m_left.starts_with(text))
            return false;
        m_left.remove_prefix(text.size());
        return true;
    }
    char32_t takeCharacter()
    {
        const json::Utf8Sequence next = json::decodeUtf8(m_left);
        m_left.remove_prefix(next.length);
        return next.codePoint;
    }
    std::nullopt_t refuse()
    {
        m_possible = false;
        return std::nullopt;
    }

    /// Something that a quantifier may follow.
    void add(std::string_view text, std::uint64_t cost)
    {
        m_out += text;
        m_costs.back() += cost;
        m_last = cost;
    }

    void step()
    {
        const char c = m_left.front();
        if (c == '(')
            open();
        else if (c == ')')
            close();
        else if (c == '[')
            set();
        else if (c == '*' || c == '+' || c == '?' || c == '{')
            quantify();
        else if (c == '|' || c == '^' || c == '$') {
            m_out += take();
            m_last = 0;
            if (c == '$')
                m_ends.push_back(m_out.size());
        } else if (c == '.') {
            take();
            add(".", 2);
        } else if (c == '\\') {
            escape();
        } else {
            add(quoted(takeCharacter()), 1);
        }
    }

    void open()
    {
        take();
        m_out += '(';
        if (takeIf("?")) {
            if (takeIf(":")) {
                m_out += "?:";
            } else if (m_left.starts_with("=") || m_left.starts_with("!")) {
                m_python = true;
                m_out += '?';
                m_out += take();
            } else if (m_left.starts_with("<") && m_left.size() > 1 && isAsciiAlpha(m_left[1])) {
                const std::size_t end = m_left.find('>'); // a name changes nothing but references by name
                m_left.remove_prefix(std::min(end, m_left.size() - 1) + 1);
            } else {
                m_possible = false; // looking behind, flags: other rules elsewhere
            }
        }
        m_costs.push_back(0);
        m_last = 0;
        m_possible = m_possible && m_costs.size() < kDeepest;
    }

    void close()
    {
        take();
        if (m_costs.size() == 1) {
            m_possible = false;
            return;
        }
        const std::uint64_t cost = m_costs.back() + 1;
        m_costs.pop_back();
        add(")", cost);
    }

    /// "{2,5}" in front; nullopt when it is no quantifier but a brace.
    std::optional<std::pair<std::string, std::uint64_t>> counted()
    {
        const std::size_t end = m_left.find('}');
        if (end == std::string_view::npos)
            return std::nullopt;
        const std::string_view inside = m_left.substr(1, end - 1);
        const std::size_t comma = std::min(inside.find(','), inside.size());
        std::uint64_t least = 0;
        std::uint64_t most = 0;
        const auto read = [](std::string_view digits, std::uint64_t &out) {
            const auto [at, error] = std::from_chars(digits.data(), digits.data() + digits.size(), out);
            return error == std::errc() && at == digits.data() + digits.size();
        };
        if (!read(inside.substr(0, comma), least))
            return std::nullopt;
        most = least;
        const std::string_view second = inside.substr(std::min(comma + 1, inside.size()));
        if (comma != inside.size() && !second.empty() && !read(second, most))
            return std::nullopt;
        m_possible = m_possible && most >= least && most <= kMostCount;
        return std::pair(std::string(m_left.substr(0, end + 1)), std::max<std::uint64_t>(most, 1));
    }

    void quantify()
    {
        std::string text(1, m_left.front());
        std::uint64_t times = 2;
        if (text == "{") {
            const auto found = counted();
            if (!found) {
                take();
                add("\\{", 1);
                return;
            }
            text = found->first;
            times = found->second;
        }
        m_left.remove_prefix(text.size());
        if (m_last == 0) { // nothing to repeat
            m_possible = false;
            return;
        }
        m_out += text;
        if (takeIf("?"))
            m_out += '?';
        m_costs.back() += std::min(m_last * (times - 1), kMostUsual * 2);
        m_last = 0;
    }

    void escape()
    {
        if (m_left.size() > 1 && (m_left[1] == 'b' || m_left[1] == 'B')) {
            m_out += m_left.substr(0, 2);
            m_left.remove_prefix(2);
            m_last = 0;
            return;
        }
        if (m_left.size() > 1 && m_left[1] >= '1' && m_left[1] <= '9') {
            m_possible = m_left.size() == 2 || !isAsciiDigit(m_left[2]);
            m_python = true;
            add(m_left.substr(0, 2), 1);
            m_left.remove_prefix(2);
            return;
        }
        if (const auto atom = escaped(false))
            add(atom->text, atom->character ? 1 : 3);
    }

    static std::string quoted(char32_t c)
    {
        std::string out;
        if (c < 0x80 && kMeta.find(static_cast<char>(c)) != std::string_view::npos)
            out += '\\';
        json::appendUtf8(out, c);
        return out;
    }
    static Atom one(char32_t c) { return {quoted(c), c}; }

    /// `digits` hexadecimal digits.
    std::optional<char32_t> hexadecimal(std::size_t digits)
    {
        std::uint32_t out = 0;
        const auto [end, error] =
            std::from_chars(m_left.data(), m_left.data() + std::min(digits, m_left.size()), out, 16);
        if (error != std::errc() || end != m_left.data() + digits)
            return refuse();
        m_left.remove_prefix(digits);
        return out;
    }

    std::optional<Atom> unicode()
    {
        if (takeIf("{")) {
            const std::size_t end = std::min(m_left.find('}'), m_left.size());
            const auto c = hexadecimal(end);
            if (!c || !takeIf("}"))
                return refuse();
            return one(*c);
        }
        auto c = hexadecimal(4);
        if (c && *c >= 0xD800 && *c < 0xDC00 && takeIf("\\u")) {
            const auto low = hexadecimal(4);
            if (!low || *low < 0xDC00 || *low > 0xDFFF)
                return refuse();
            c = 0x10000 + ((*c - 0xD800) << 10) + (*low - 0xDC00);
        }
        if (!c || (*c >= 0xD800 && *c <= 0xDFFF))
            return refuse();
        return one(*c);
    }

    /// \p{Lu}: general categories only.
    std::optional<Atom> category(char letter)
    {
        const std::size_t end = m_left.find('}');
        if (!takeIf("{") || end == std::string_view::npos || end < 2 || end > 3)
            return refuse();
        const std::string name(m_left.substr(0, end - 1));
        m_left.remove_prefix(end);
        static constexpr std::string_view kNames = " L Lu Ll Lt Lm Lo M Mn Mc Me N Nd Nl No P Pc Pd Ps Pe Pi "
                                                   "Pf Po S Sm Sc Sk So Z Zs Zl Zp C Cc Cf ";
        if (kNames.find(" " + name + " ") == std::string_view::npos)
            return refuse();
        m_categories = true;
        return Atom{std::string("\\") + letter + "{" + name + "}", std::nullopt};
    }

    /// What a backslash begins; nullopt when that cannot be said elsewhere.
    std::optional<Atom> escaped(bool inSet)
    {
        take();
        if (m_left.empty())
            return refuse();
        const char c = take();
        const auto wrapped = [inSet](const char *plain) {
            return Atom{inSet ? plain : std::string("[") + plain + "]", std::nullopt};
        };
        switch (c) {
        case 'd':
            return wrapped("0-9");
        case 'w':
            return wrapped("A-Za-z0-9_");
        case 'D': // elsewhere "\D" leaves out the digits of all scripts
            return Atom{inSet ? "\\x00-/:-\xF4\x8F\xBF\xBF" : "[^0-9]", std::nullopt};
        case 'W':
            return Atom{inSet ? "\\x00-/:-@\\[-\\^`\\{-\xF4\x8F\xBF\xBF" : "[^A-Za-z0-9_]", std::nullopt};
        case 's':
        case 'S':
            return Atom{std::string("\\") + c, std::nullopt};
        case 'n':
            return Atom{"\\n", U'\n'};
        case 'r':
            return Atom{"\\r", U'\r'};
        case 't':
            return Atom{"\\t", U'\t'};
        case 'f':
            return Atom{"\\f", U'\f'};
        case 'v':
            return Atom{"\\v", U'\v'};
        case 'b':
            return Atom{"\\x08", U'\b'};
        case 'x': {
            const auto code = hexadecimal(2);
            return code ? std::optional(Atom{*code < 0x20 ? control(*code) : quoted(*code), *code})
                        : std::nullopt;
        }
        case 'u':
            return unicode();
        case 'p':
        case 'P':
            return category(c);
        default:
            break;
        }
        if (isAsciiAlpha(c) || isAsciiDigit(c) || static_cast<unsigned char>(c) >= 0x80)
            return refuse();
        return one(static_cast<char32_t>(c));
    }

    static std::string control(char32_t c)
    {
        static constexpr std::string_view kDigits = "0123456789abcdef";
        return {'\\', 'x', kDigits[c >> 4], kDigits[c & 0xF]};
    }

    std::optional<Atom> setAtom()
    {
        return m_left.front() == '\\' ? escaped(true) : std::optional(one(takeCharacter()));
    }

    void set()
    {
        take();
        std::string text = takeIf("^") ? "[^" : "[";
        const std::size_t start = text.size();
        while (m_possible && !m_left.empty() && m_left.front() != ']') {
            const auto first = setAtom();
            if (!first)
                return;
            text += first->text;
            const bool isRange =
                first->character && m_left.size() > 1 && m_left[0] == '-' && m_left[1] != ']';
            if (!isRange)
                continue;
            take();
            const auto second = setAtom();
            if (!second)
                return;
            m_possible = !second->character || *first->character <= *second->character;
            text += (second->character ? "-" : "\\-") + second->text;
        }
        if (text.size() == start || !takeIf("]")) {
            m_possible = false;
            return;
        }
        add(text + "]", 2);
    }

    std::string_view m_left;
    std::string m_out;
    std::vector<std::uint64_t> m_costs; ///< of the open groups, outermost first
    std::vector<std::size_t> m_ends;    ///< behind each "$" of the result
    std::uint64_t m_last = 0;           ///< cost of what a quantifier would repeat; 0: nothing
    bool m_possible = true;
    bool m_python = false;
    bool m_categories = false;
};

} // namespace

PythonPattern pythonPattern(std::string_view pattern)
{
    return Porter(pattern).port();
}

} // namespace espalier::schema
