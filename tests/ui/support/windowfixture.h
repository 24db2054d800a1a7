// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "settings/appsettings.h"
#include "shell/mainwindow.h"
#include "support/fakeengine.h"

#include <QComboBox>
#include <QPushButton>

namespace espalier::test {

/// A window on a fake engine, with files of its own. On the first start in a folder the sample about people
/// is opened, unless the start page is wanted.
struct Fixture
{
    explicit Fixture(const QString &folder, bool startPage = false)
        : settings(folder + QStringLiteral("/settings.ini"))
        , theme(*qApp)
        , window(engine, theme, settings,
                 {folder + QStringLiteral("/session.json"), folder + QStringLiteral("/tries"),
                  folder + QStringLiteral("/versions"), folder + QStringLiteral("/usage.json")})
    {
        window.show();
        if (!startPage && window.recipe().schemaText().isEmpty())
            window.startSample(0);
    }
    template <typename T>
    T *part(const char *name = nullptr)
    {
        for (T *found : window.findChildren<T *>()) {
            if (!name || found->accessibleName() == QLatin1String(name) ||
                found->objectName() == QLatin1String(name))
                return found;
        }
        return nullptr;
    }
    QPushButton *button(const QString &text)
    {
        for (QPushButton *found : window.findChildren<QPushButton *>()) {
            if (found->text() == text)
                return found;
        }
        return nullptr;
    }
    /// The endpoint OpenAI has another address from now on, as the endpoint dialog would have it.
    void setAddress(const char *url)
    {
        engine.known[1].baseUrl = QLatin1String(url);
        Q_EMIT engine.endpointsChanged();
    }
    void choose(const char *endpoint)
    {
        part<QComboBox>("Endpoint")->setCurrentText(QLatin1String(endpoint));
    }

    settings::AppSettings settings;
    FakeEngine engine;
    ui::Theme theme;
    ui::MainWindow window;
};

} // namespace espalier::test
