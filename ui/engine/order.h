// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "recipe/recipe.h"
#include "wire/answermode.h"
#include "json/value.h"

#include <QString>
#include <QStringList>

#include <cstdint>
#include <vector>

namespace espalier::ui {

// What the window and the engine say to each other. Plain values.

/// An endpoint profile as the chooser shows it.
struct EndpointInfo
{
    QString name;          ///< shown, and what the engine knows it by
    QString baseUrl;       ///< as last used; empty when none was entered yet
    QString placeholder;   ///< an example of what to enter
    bool practice = false; ///< built in: nothing to enter, nothing leaves
    bool preset = false;   ///< comes with the program: cannot be renamed, removing brings it back as it came
    bool stored = false;   ///< the person changed it or made it
    QString model;         ///< last used
    QStringList models;    ///< known without asking
};

/// Which endpoint is meant, with what was typed into the window.
struct EndpointChoice
{
    QString name;
    QString baseUrl; ///< ignored for the practice endpoint
    bool operator==(const EndpointChoice &) const = default;
};

/// What follows from a choice. Known at once: nothing is sent to find out.
struct EndpointFacts
{
    QString requestUrl;  ///< where a question would go; empty when that cannot be said
    QString hint;        ///< a plain sentence, e.g. that this address closed; may be empty
    QString host;        ///< who gets the text; empty for this computer itself
    bool usable = false; ///< a question can be sent there
    /// The key was meant for this host so far, and the address is another's: the person has to allow it
    /// first, which Engine::remember() records. Empty: nothing moves.
    QString keyMovesFrom;
    /// The same for a key that lies in the key ring or in this session, whether the profile uses it or not.
    QString keptKeyMovesFrom;
    QString keyMovesTo; ///< whom it would be sent to, in words that tell both apart
};

/// Where the key of an endpoint is. Never the key.
struct KeyFacts
{
    enum class Source : std::uint8_t { NotNeeded, Environment, KeyRing, Session, Missing };
    Source source = Source::NotNeeded;
    QString variable;     ///< the profile's environment variable, when it names one
    bool waiting = false; ///< a store is being asked
    QString problem;      ///< why a store could not be used; may be empty
};

/// A server that answered on this computer.
struct LocalServer
{
    QString endpoint; ///< the preset whose usual port it is
    QString baseUrl;
    int models = 0; ///< how many it lists
    bool operator==(const LocalServer &) const = default;
};

/// Where a key that was entered goes.
enum class KeyPlace : std::uint8_t { KeyRing, Session };

/// Everything that one press of Try asks for.
struct RunOrder
{
    EndpointChoice endpoint;
    QString model;
    wire::AnswerMode mode = wire::AnswerMode::Auto;
    wire::StreamKind stream = wire::StreamKind::Partial;
    QString instructions; ///< may hold {{document}}
    QString documentName; ///< for people
    QString document;
    json::Value schema; ///< compiles
    std::vector<recipe::Example> examples;
    recipe::Reading reading;
    recipe::Limits limits;
    json::Value::Object parameters; ///< further members of the body
    /// Of the recipe (recipe::Recipe): those that are on and may run here. Code that was not allowed is not
    /// among them.
    json::Value::Array checks;
    json::Value::Array hooks;
};

} // namespace espalier::ui
