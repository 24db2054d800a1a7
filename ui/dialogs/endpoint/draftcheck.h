// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "settings/endpointprofile.h"

#include <QString>
#include <QStringList>

#include <cstdint>
#include <vector>

namespace espalier::ui {

/// Beside what a problem of an endpoint's draft is shown.
enum class DraftField : std::uint8_t { Name, BaseUrl, Variable, Headers, ProxyUrl, Limits, Prices };

struct DraftProblem
{
    DraftField field = DraftField::Name;
    QString text; ///< what is wrong and what to do, one line; never holds a secret
    bool operator==(const DraftProblem &) const = default;
};

/// What keeps a draft from being stored. `takenNames`: of the other endpoints. `addressUsable`: what the
/// engine says of the base URL, which may also be empty. Secret headers that have no value yet are not looked
/// at here. Pure.
[[nodiscard]] std::vector<DraftProblem> checkDraft(const settings::EndpointProfile &draft,
                                                   const QStringList &takenNames, bool addressUsable);

/// The part of it that is told while one types: what is wrong with a base URL; empty when nothing is.
[[nodiscard]] QString addressProblem(const std::string &address, bool usable);

/// `wanted`, with a number behind it when it is taken: "OpenAI copy 2".
[[nodiscard]] QString freeName(const QString &wanted, const QStringList &takenNames);

} // namespace espalier::ui
