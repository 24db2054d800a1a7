// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/connectiontest.h"
#include "settings/endpointprofile.h"

#include <QTest>
#include <QUrl>

#include <map>
#include <vector>

namespace espalier::test {

/// An endpoint there, asked directly.
inline settings::EndpointProfile profileAt(const QUrl &url)
{
    settings::EndpointProfile profile;
    profile.name = "Mine";
    profile.baseUrl = url.toString().toStdString();
    profile.proxy = settings::ProxyMode::None;
    return profile;
}

/// What a test said, each step's last word, and how it ended.
struct Heard
{
    explicit Heard(ui::ConnectionTest &test)
    {
        QObject::connect(
            &test, &ui::ConnectionTest::step, &test,
            [this](ui::ConnectionStep step, ui::StepState state, const QString &detail, const Error &error) {
                QVERIFY2(ends == 0, "a step after the end");
                states[step] = state;
                details[step] = detail;
                errors[step] = error;
            });
        QObject::connect(&test, &ui::ConnectionTest::modelsListed, &test,
                         [this](const std::vector<wire::ModelInfo> &list) { models = list; });
        QObject::connect(&test, &ui::ConnectionTest::finished, &test, [this] { ++ends; });
    }

    [[nodiscard]] ui::StepState state(ui::ConnectionStep step) const
    {
        const auto found = states.find(step);
        return found == states.end() ? ui::StepState::NotAsked : found->second;
    }
    [[nodiscard]] ErrorKind kind(ui::ConnectionStep step) const { return errors.at(step).kind; }

    std::map<ui::ConnectionStep, ui::StepState> states;
    std::map<ui::ConnectionStep, QString> details;
    std::map<ui::ConnectionStep, Error> errors;
    std::vector<wire::ModelInfo> models;
    int ends = 0;
};

} // namespace espalier::test
