// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "desktop/desktopengine.h"

#include "base/usagepart.h"
#include "common/endpointchoice.h"
#include "common/engine.h"
#include "common/modelfetch.h"
#include "desktop/desktophooks.h"
#include "desktop/desktoppreview.h"
#include "desktop/desktoprun.h"
#include "desktop/endpointaddress.h"
#include "schema/answershape.h"
#include "settings/presets.h"
#include "wire/endpointurl.h"

#include <QUrl>

#include <algorithm>
#include <utility>

namespace espalier::app {

using settings::EndpointProfile;

DesktopEngine::DesktopEngine(app::Engine &engine)
    : m_bench(engine, *this)
    , m_engine(engine)
{
}

EndpointProfile DesktopEngine::profileOf(const QString &endpoint) const
{
    const std::string name = endpoint.toStdString();
    EndpointProfile profile = m_engine.profiles().find(name).value_or(EndpointProfile{});
    profile.name = name;
    if (m_sessionKeys.count(name) > 0)
        profile.key = secrets::KeySource::session();
    return profile;
}

Result<EndpointProfile, Error> DesktopEngine::profileFor(const ui::EndpointChoice &choice) const
{
    EndpointProfile profile = profileOf(choice.name);
    if (isPractice(profile))
        return profile;
    const std::string typed = choice.baseUrl.toStdString();
    if (!isUsableAddress(typed))
        return usagepart::about(usagepart::kEndpoint,
                                usageError(typed.empty() ? "This endpoint has no address yet."
                                                         : typed + " is no http or https address.",
                                           "Enter one like https://models.example/v1"));
    if (movesKey(profile, typed))
        return usagepart::about(
            usagepart::kEndpoint,
            usageError("The key of " + profile.name + " belongs to " + nameApart(profile.baseUrl, typed) +
                           ".",
                       "Choose the endpoint Custom for another address, or allow it there."));
    profile.baseUrl = typed;
    return profile;
}

QList<ui::EndpointInfo> DesktopEngine::endpoints() const
{
    QList<ui::EndpointInfo> out;
    const settings::ProfileStore &store = m_engine.profiles();
    const auto add = [&out, &store](const EndpointProfile &profile) {
        ui::EndpointInfo info;
        info.name = QString::fromStdString(profile.name);
        info.practice = isPractice(profile);
        info.preset = settings::preset(profile.name) != nullptr;
        info.stored = std::any_of(store.profiles().begin(), store.profiles().end(),
                                  [&](const EndpointProfile &kept) { return kept.name == profile.name; });
        info.baseUrl = QString::fromStdString(profile.baseUrl);
        info.placeholder = tr("https://your-service.example/v1");
        info.model = QString::fromStdString(profile.lastModel);
        for (const settings::ModelFacts &model : profile.models)
            info.models.append(QString::fromStdString(model.name));
        if (!info.model.isEmpty() && !info.models.contains(info.model))
            info.models.prepend(info.model);
        out.append(info);
    };
    for (const EndpointProfile &preset : settings::presets())
        add(store.find(preset.name).value_or(preset));
    for (const EndpointProfile &profile : store.profiles()) {
        if (!settings::preset(profile.name))
            add(profile);
    }
    return out;
}

ui::EndpointFacts DesktopEngine::facts(const ui::EndpointChoice &choice) const
{
    const EndpointProfile profile = profileOf(choice.name);
    const std::string typed = choice.baseUrl.toStdString();
    ui::EndpointFacts facts;
    facts.usable = isPractice(profile) || isUsableAddress(typed);
    if (isPractice(profile))
        return facts;
    facts.hint = QString::fromStdString(wire::endpointHint(typed));
    if (!facts.usable)
        return facts;
    facts.requestUrl = QString::fromStdString(wire::chatUrl(typed));
    facts.host = QString::fromStdString(receiverOf(profile, typed));
    const QString former = QString::fromStdString(nameApart(profile.baseUrl, typed));
    facts.keyMovesTo = QString::fromStdString(nameApart(typed, profile.baseUrl));
    if (movesKey(profile, typed))
        facts.keyMovesFrom = former;
    const bool kept = m_engine.storedKeys().contains(profile.name) || m_sessionKeys.count(profile.name) > 0;
    if (kept && isOtherOrigin(profile.baseUrl, typed))
        facts.keptKeyMovesFrom = former;
    return facts;
}

void DesktopEngine::fetchModels(const ui::EndpointChoice &choice)
{
    const Result<EndpointProfile, Error> profile = profileFor(choice);
    if (!profile) {
        QMetaObject::invokeMethod(
            this, [this, choice, error = profile.error()] { Q_EMIT modelsFailed(choice.name, error); },
            Qt::QueuedConnection);
        return;
    }
    openEndpoint(m_engine, *profile, this, [this, choice](const Result<EndpointAccess, Error> &access) {
        if (!access) {
            Q_EMIT modelsFailed(choice.name, access.error());
            return;
        }
        app::fetchModels(m_engine.transport(), *access, net::Timeouts(), this,
                         [this, choice](const Result<std::vector<wire::ModelInfo>, Error> &models) {
                             if (!models) {
                                 Q_EMIT modelsFailed(choice.name, models.error());
                                 return;
                             }
                             QStringList names;
                             for (const wire::ModelInfo &model : *models)
                                 names.append(QString::fromStdString(model.id));
                             Q_EMIT modelsFetched(choice.name, names);
                         });
    });
}

void DesktopEngine::remember(const ui::EndpointChoice &choice, const QString &model)
{
    const EndpointProfile before = profileOf(choice.name);
    const auto error = m_engine.profiles().update(choice.name.toStdString(), [&](EndpointProfile &profile) {
        profile.lastModel = model.toStdString();
        if (!isPractice(profile))
            profile.baseUrl = choice.baseUrl.toStdString();
    });
    if (error)
        qWarning("The endpoint could not be kept: %s", error->message.c_str());
    else
        settleSecrets(before, profileOf(choice.name));
}

Result<DesktopEngine::Plan, Error> DesktopEngine::planOf(const ui::RunOrder &order) const
{
    Result<EndpointProfile, Error> profile = profileFor(order.endpoint);
    if (!profile)
        return profile.error();
    Result<RunOptions, Error> options = optionsOf(order);
    if (!options)
        return options.error();
    return Plan{std::move(profile).value(), std::move(options).value()};
}

Result<RunOptions, Error> DesktopEngine::optionsOf(const ui::RunOrder &order) const
{
    auto shape = schema::AnswerShape::of(order.schema, order.stream == wire::StreamKind::Iterable);
    if (!shape)
        return Error{ErrorKind::Usage, shape.error().message, "Mend the schema.", {}, {}, {}};
    RunOptions options;
    if (!order.documentName.isEmpty())
        options.documentName = order.documentName.toStdString();
    options.document = order.document.toStdString();
    options.instructions = order.instructions.toStdString();
    options.shape = std::move(shape).value();
    options.model = order.model.toStdString();
    options.mode = order.mode;
    options.stream = order.stream;
    options.examples = fewShots(order.examples);
    options.reading = order.reading;
    options.timeouts = timeoutsOf(order.limits);
    options.retries = retriesOf(order.limits);
    setParameters(options, order.parameters);
    return options;
}

std::unique_ptr<ui::LiveRun> DesktopEngine::start(const ui::RunOrder &order)
{
    Result<Plan, Error> made = planOf(order);
    if (!made)
        return std::make_unique<DesktopRun>(made.error());
    Plan plan = std::move(made).value();
    auto hooks = DesktopHooks::make();
    if (const auto error =
            DesktopHooks::equip(plan.options, order, m_engine.scripts(), hooks, DesktopHooks::Use::Run))
        return std::make_unique<DesktopRun>(*error);
    return std::make_unique<DesktopRun>(m_engine, std::move(plan.profile), std::move(plan.options),
                                        std::move(hooks));
}

ui::RequestPreview DesktopEngine::preview(const ui::RunOrder &order) const
{
    Result<Plan, Error> plan = planOf(order);
    ui::RequestPreview failed;
    if (!plan) {
        failed.error = plan.error();
        return failed;
    }
    EndpointAccess access; // without secrets: none is asked for
    access.profile = std::move(plan->profile);
    if (isPractice(access.profile)) {
        const auto address = m_engine.practice();
        if (!address) {
            failed.error = address.error();
            return failed;
        }
        access.profile.baseUrl = address->baseUrl.toString().toStdString();
    }
    return previewOf(extractionRequest(std::move(plan->options), std::move(access)));
}

} // namespace espalier::app
