// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "shell/codepermission.h"

#include "run/hookentry.h"
#include "run/recipecode.h"
#include "settings/appsettings.h"

#include <algorithm>
#include <iterator>

namespace espalier::ui {

using json::Value;

namespace {

constexpr qsizetype kMostKept = 5000; // the newest; who wrote more is asked about old ones again

/// The words that run, without where or when.
std::string codeTextOf(const Value &entry)
{
    return entry["expression"].text() + '\n' + entry["script"].text() + '\n' + entry["command"].text();
}

template <typename Fits>
Value::Array those(const Value::Array &entries, Fits fits)
{
    Value::Array out;
    std::copy_if(entries.begin(), entries.end(), std::back_inserter(out), fits);
    return out;
}

QString toQt(const std::string &hash)
{
    return QString::fromStdString(hash);
}

} // namespace

CodePermission::CodePermission(RecipeDocument &recipe, settings::AppSettings &settings, QObject *parent)
    : QObject(parent)
    , m_recipe(recipe)
    , m_settings(settings)
{
    const QStringList kept = settings.value(settings::setting::allowedCode);
    m_allowed = QSet<QString>(kept.begin(), kept.end());
    connect(&recipe, &RecipeDocument::checksChanged, this, &CodePermission::changed);
    connect(&recipe, &RecipeDocument::hooksChanged, this, &CodePermission::changed);
}

bool CodePermission::mayRunCheck(const Value &check) const
{
    const std::string hash = run::checkCodeHash(check);
    return hash.empty() || m_allowed.contains(toQt(hash));
}

bool CodePermission::mayRunHook(const Value &hook) const
{
    const std::string hash = run::hookCodeHash(hook);
    return hash.empty() || m_allowed.contains(toQt(hash));
}

Value::Array CodePermission::waitingChecks() const
{
    return those(m_recipe.content().checks,
                 [this](const Value &check) { return run::isOn(check) && !mayRunCheck(check); });
}

Value::Array CodePermission::waitingHooks() const
{
    return those(m_recipe.content().hooks,
                 [this](const Value &hook) { return run::isOn(hook) && !mayRunHook(hook); });
}

Value::Array CodePermission::runningChecks() const
{
    return those(m_recipe.content().checks,
                 [this](const Value &check) { return run::isOn(check) && mayRunCheck(check); });
}

Value::Array CodePermission::runningHooks() const
{
    return those(m_recipe.content().hooks,
                 [this](const Value &hook) { return run::isOn(hook) && mayRunHook(hook); });
}

void CodePermission::allowWaiting()
{
    QStringList hashes;
    for (const Value &check : waitingChecks())
        hashes.append(toQt(run::checkCodeHash(check)));
    for (const Value &hook : waitingHooks())
        hashes.append(toQt(run::hookCodeHash(hook)));
    allow(hashes);
}

void CodePermission::wroteCheck(const Value &before, const Value &after)
{
    if (before.isObject() && codeTextOf(before) == codeTextOf(after) && !mayRunCheck(before))
        return;
    if (!mayRunCheck(after))
        allow({toQt(run::checkCodeHash(after))});
}

void CodePermission::wroteHook(const Value &before, const Value &after)
{
    if (before.isObject() && codeTextOf(before) == codeTextOf(after) && !mayRunHook(before))
        return;
    if (!mayRunHook(after))
        allow({toQt(run::hookCodeHash(after))});
}

void CodePermission::allow(const QStringList &hashes)
{
    if (hashes.isEmpty())
        return;
    m_allowed.unite(QSet<QString>(hashes.begin(), hashes.end()));
    QStringList kept = m_settings.value(settings::setting::allowedCode); // another window may have added some
    for (const QString &hash : hashes) {
        if (!kept.contains(hash))
            kept.append(hash);
    }
    m_settings.set(settings::setting::allowedCode, kept.mid(std::max<qsizetype>(0, kept.size() - kMostKept)));
    Q_EMIT changed();
}

} // namespace espalier::ui
