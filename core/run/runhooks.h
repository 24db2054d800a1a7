// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "run/runevent.h"
#include "schema/issue.h"
#include "json/value.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

class QObject;

namespace espalier::run {

class Observers;

/// What a validation hook is asked: an answer ended properly and does not fit. Counts as in the product
/// specification, section 2.
struct ValidationQuestion
{
    std::string run; ///< which call of the program
    std::string document;
    std::string text;        ///< of the document, what the model was shown
    std::int64_t unixMs = 0; ///< when, milliseconds since 1970
    int tryNumber = 1;       ///< within the attempt
    json::Value value;       ///< what the answer holds; null when it holds no JSON
    schema::Issues issues;
    std::string message; ///< what is wrong, one line for people
    int retryCount = 0;  ///< re-asks already made: 0 at the first failure
    int failures = 1;    ///< 1 at the first
    int reasksLeft = 0;
    std::int64_t tokens = 0;    ///< of the document so far
    std::optional<double> cost; ///< the same in money; absent: there are no prices
};

/// What a validation hook says.
struct Verdict
{
    enum class Kind : std::uint8_t {
        Continue, ///< ask again when a re-ask is left; a hook cannot go beyond the limit
        Accept,   ///< the value passes as it is
        Stop,
    };
    Kind kind = Kind::Continue;
    std::string message;   ///< Continue: text for the model instead of ours; Stop: why. May be empty
    bool byPerson = false; ///< somebody was asked and said so: a Stop is theirs and not a rule's

    bool operator==(const Verdict &) const = default;
};
[[nodiscard]] std::string_view verdictName(Verdict::Kind kind) noexcept;

/// Decides what happens to an answer that does not fit. One of the two decision points.
class ValidationHook
{
public:
    virtual ~ValidationHook();
    [[nodiscard]] virtual std::string name() const = 0;
    /// True: it decides by what was spent. Without prices of the model nothing is asked then.
    [[nodiscard]] virtual bool needsPrices() const { return false; }
    /// Calls `done` exactly once, at once or later from the event loop, and never when `context` is gone by
    /// then. Whoever may be slow sees to it that it ends: the run waits.
    virtual void ask(const ValidationQuestion &question, QObject *context,
                     std::function<void(Verdict)> done) = 0;

protected:
    ValidationHook() = default;
    ValidationHook(const ValidationHook &) = default;
    ValidationHook &operator=(const ValidationHook &) = default;
};

/// May change the body of each attempt before it is sent. The other decision point. Address, headers and key
/// are out of its reach; a transport retry sends what was made of the first try.
class SendHook
{
public:
    virtual ~SendHook();
    [[nodiscard]] virtual std::string name() const = 0;
    /// `body` or a changed one; anything but an object is passed over and said in the notes.
    [[nodiscard]] virtual json::Value amend(json::Value body) = 0;

protected:
    SendHook() = default;
    SendHook(const SendHook &) = default;
    SendHook &operator=(const SendHook &) = default;
};

/// The hooks of a run. The lists are copied before each firing, so one may change them meanwhile. Hooks are
/// shared: they live as long as any run has them.
struct RunHooks
{
    std::vector<std::shared_ptr<SendHook>> beforeSend; ///< each gets what the one before made
    std::vector<std::shared_ptr<ValidationHook>>
        validation;                       ///< asked in turn; the first that does not continue decides
    std::shared_ptr<Observers> observers; ///< null: nobody watches
};

} // namespace espalier::run
