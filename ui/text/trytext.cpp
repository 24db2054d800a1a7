// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "text/trytext.h"

#include "text/valuetext.h"

#include <QCoreApplication>
#include <QLocale>

namespace espalier::ui {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(espalier::ui::TryText)
};
} // namespace

ValueState stateOf(run::RunStatus status)
{
    switch (status) {
    case run::RunStatus::Valid:
        return ValueState::Complete;
    case run::RunStatus::Accepted:
        return ValueState::Repaired;
    case run::RunStatus::Cut:
    case run::RunStatus::Cancelled:
        return ValueState::Cut;
    case run::RunStatus::Invalid:
    case run::RunStatus::Refused:
    case run::RunStatus::Failed:
        return ValueState::Invalid;
    }
    return ValueState::Invalid;
}

QString tokensText(const std::optional<std::int64_t> &tokens, bool estimated)
{
    if (!tokens)
        return QStringLiteral("–");
    const QString text = numberOf(*tokens, Text::tr("1 token"), Text::tr("%1 tokens"));
    return estimated ? Text::tr("≈ %1").arg(text) : text;
}

QString tokenCount(const std::optional<std::int64_t> &tokens, bool estimated)
{
    if (!tokens)
        return QStringLiteral("–");
    const QString text = QLocale().toString(static_cast<qlonglong>(*tokens));
    return estimated ? Text::tr("≈ %1").arg(text) : text;
}

QString askedText(const QString &endpoint, const QString &model)
{
    if (endpoint.isEmpty() || model.isEmpty())
        return endpoint + model;
    return QStringLiteral("%1 · %2").arg(endpoint, model);
}

QString recipeText(const QString &name, int version)
{
    const QString shown = name.isEmpty() ? Text::tr("without a name") : name;
    return version > 0 ? Text::tr("%1, v%2").arg(shown, QString::number(version)) : shown;
}

} // namespace espalier::ui
