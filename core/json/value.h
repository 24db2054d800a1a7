// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace espalier::json {

struct Member;

/// A JSON value (RFC 8259) that loses nothing: members keep their order and their duplicates, numbers their
/// text
/// ("1.0", 30 digits). A plain value type; copying is deep, unless share() was called. Any thread.
class Value
{
public:
    enum class Kind : std::uint8_t { Null, Bool, Number, String, Array, Object };

    using Array = std::vector<Value>;
    using Object = std::vector<Member>;

    Value() = default; ///< null
    static Value null();
    static Value boolean(bool value);
    /// `text` must be a JSON number (RFC 8259 section 6); it is kept verbatim, not checked.
    static Value number(std::string text);
    static Value number(std::int64_t value);
    /// UTF-8. Not checked here; the parser and writer see to it.
    static Value string(std::string text);
    static Value array();
    static Value array(Array items);
    static Value object();
    static Value object(Object members);

    [[nodiscard]] Kind kind() const noexcept
    {
        const std::size_t index = m_data.index();
        return static_cast<Kind>(index < kSharedFrom ? index : index - kSharedFrom + kContainersFrom);
    }
    [[nodiscard]] bool isNull() const noexcept { return kind() == Kind::Null; }
    [[nodiscard]] bool isBool() const noexcept { return kind() == Kind::Bool; }
    [[nodiscard]] bool isNumber() const noexcept { return kind() == Kind::Number; }
    [[nodiscard]] bool isString() const noexcept { return kind() == Kind::String; }
    [[nodiscard]] bool isArray() const noexcept { return kind() == Kind::Array; }
    [[nodiscard]] bool isObject() const noexcept { return kind() == Kind::Object; }

    /// True only for a boolean true.
    [[nodiscard]] bool isTrue() const noexcept;
    /// The bytes of a string or the text of a number; empty for every other kind.
    [[nodiscard]] const std::string &text() const noexcept;
    /// The nearest double; nullopt when this is no number or does not fit a finite double.
    [[nodiscard]] std::optional<double> toDouble() const;
    /// Exact; nullopt when this is no number, is not whole, or does not fit. "25.0" and "1e2" are whole.
    [[nodiscard]] std::optional<std::int64_t> toInt64() const;

    /// The items of an array; empty for every other kind.
    [[nodiscard]] const Array &items() const noexcept;
    /// The members of an object in order, duplicates included; empty for every other kind.
    [[nodiscard]] const Object &members() const noexcept;
    /// For building. Calling it on another kind is a programming error and asserts.
    Array &mutableItems();
    Object &mutableMembers();

    /// The last member of that name, or nullptr (no object, no such member). Linear in the number of members.
    [[nodiscard]] const Value *find(std::string_view key) const noexcept;
    /// Like find, but a shared null value instead of nullptr; chains well: `v["a"]["b"].text()`.
    [[nodiscard]] const Value &operator[](std::string_view key) const noexcept;
    /// From now on its copies hold the items or members together with it, until one of them is changed: that
    /// one gets its own. For an object or a list that is large and goes to many; parts of it that are copied
    /// alone are copied as ever.
    void share();

    /// Replaces the last member of that name or appends one. Turns null into an object first.
    void set(std::string_view key, Value value);
    /// Removes every member of that name.
    void remove(std::string_view key);

    /// JSON Schema equality (2020-12 core, section 4.2.2): numbers by mathematical value, objects without
    /// regard to order, the last of duplicates counting.
    [[nodiscard]] bool equals(const Value &other) const;
    /// Identity of representation: order, duplicates and number text count.
    bool operator==(const Value &) const;

private:
    struct NumberText
    {
        std::string text;
        bool operator==(const NumberText &) const = default;
    };
    static constexpr std::size_t kContainersFrom = 4;
    static constexpr std::size_t kSharedFrom = 6;
    std::variant<std::monostate, bool, NumberText, std::string, Array, Object, std::shared_ptr<Array>,
                 std::shared_ptr<Object>>
        m_data;
};

/// One member of an object.
struct Member
{
    std::string key; ///< UTF-8, unescaped
    Value value;
    bool operator==(const Member &) const = default;
};

/// Mathematical comparison of two JSON number texts, exact for any length: -1, 0 or 1. "1.0" equals "1",
/// "1e2" equals "100".
[[nodiscard]] int compareNumbers(std::string_view left, std::string_view right);

} // namespace espalier::json
