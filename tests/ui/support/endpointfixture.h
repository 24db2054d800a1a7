// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "dialogs/endpointdialog.h"
#include "support/fakeengine.h"

#include <QAbstractButton>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QTest>

namespace espalier::test {

/// The dialog on a fake engine with Practice, OpenAI (a preset) and Mine.
struct EndpointFixture
{
    explicit EndpointFixture(const char *endpoint = "Mine")
    {
        engine.known[1].preset = true;
        settings::EndpointProfile mine;
        mine.name = "Mine";
        mine.baseUrl = "https://models.example/v1";
        mine.key = secrets::KeySource::keychain();
        (void)engine.saveProfile(mine, {});
        engine.saves.clear();
        engine.key.source = ui::KeyFacts::Source::KeyRing;
        show(endpoint);
    }
    ~EndpointFixture() { delete dialog; }

    /// A new dialog, beginning with that endpoint.
    void show(const char *endpoint)
    {
        delete dialog;
        dialog = new ui::EndpointDialog(engine, QLatin1String(endpoint));
        dialog->open();
    }
    template <typename T>
    [[nodiscard]] T *part(const char *name = nullptr) const
    {
        if (!name) // the dialog's own before one of its pages
            return dialog->findChild<T *>();
        for (T *found : dialog->findChildren<T *>()) {
            if (found->accessibleName() == QLatin1String(name))
                return found;
        }
        return nullptr;
    }
    [[nodiscard]] QAbstractButton *button(const char *text) const
    {
        for (QAbstractButton *found : dialog->findChildren<QAbstractButton *>()) {
            if (found->text().remove(u'&') == QLatin1String(text) && found->isVisible())
                return found;
        }
        return nullptr;
    }
    void press(const char *text) const
    {
        QAbstractButton *found = button(text);
        QVERIFY2(found, text);
        found->click();
    }
    [[nodiscard]] QLineEdit *line(const char *name) const { return part<QLineEdit>(name); }
    [[nodiscard]] bool says(const QString &words) const
    {
        for (const QLabel *label : dialog->findChildren<QLabel *>()) {
            if (label->isVisible() && label->text().contains(words))
                return true;
        }
        return false;
    }

    FakeEngine engine;
    QPointer<ui::EndpointDialog> dialog;
};

} // namespace espalier::test
