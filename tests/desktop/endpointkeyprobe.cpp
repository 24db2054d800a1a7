// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Enters a key in the real endpoint dialog, as a person would: endpointkeyprobe ENDPOINT
// store|forget|show|rename NAME|replace NAME|leave URL|remove. replace: a new name and a new key at once;
// leave: no key any more, at another address. The key comes from the environment variable PROBE_KEY. Says in
// one line what the dialog then says of the key. For tst_endpointkeyring.

#include "common/engine.h"
#include "desktop/desktopengine.h"
#include "dialogs/endpoint/askbar.h"
#include "dialogs/endpoint/keyfield.h"
#include "dialogs/endpoint/keysection.h"
#include "dialogs/endpointdialog.h"
#include "theme/theme.h"
#include "widgets/banner.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include <cstdio>

using namespace espalier;

namespace {

QAbstractButton *button(const QWidget &in, const char *text)
{
    for (QAbstractButton *found : in.findChildren<QAbstractButton *>()) {
        if (found->text().remove(u'&') == QLatin1String(text))
            return found;
    }
    qFatal("no button %s", text);
}

QLineEdit *line(const QWidget &in, const char *name)
{
    for (QLineEdit *found : in.findChildren<QLineEdit *>()) {
        if (found->accessibleName() == QLatin1String(name))
            return found;
    }
    qFatal("no line %s", name);
}

QString said(const ui::EndpointDialog &dialog)
{
    if (const auto *banner = dialog.findChild<ui::Banner *>(); banner && banner->isVisible())
        return banner->text();
    QStringList words;
    for (const QLabel *label : dialog.findChild<ui::KeySection *>()->findChildren<QLabel *>()) {
        if (label->isVisible() && !label->text().isEmpty())
            words.append(label->text());
    }
    return words.join(u' ');
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    app::Engine engine;
    (void)engine.profiles().load();
    app::DesktopEngine desktop(engine);
    const ui::Theme theme(application);
    ui::EndpointDialog dialog(desktop, arguments.at(1));
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.open();
    QSignalSpy stored(&desktop, &ui::Engine::keyStored);
    QSignalSpy moved(&desktop, &ui::Engine::keysMoved);
    QSignalSpy forgotten(&desktop, &ui::Engine::secretsForgotten);
    bool done = true;
    if (arguments.at(2) == QLatin1String("store")) {
        dialog.findChild<ui::KeySection *>()->findChild<ui::KeyField *>()->setText(
            qEnvironmentVariable("PROBE_KEY"));
        button(dialog, "Apply")->click();
        done = QTest::qWaitFor([&] { return stored.count() == 1; }, 60'000);
    } else if (arguments.at(2) == QLatin1String("forget")) {
        button(dialog, "Forget key")->click();
        done = QTest::qWaitFor([&] { return stored.count() == 1; }, 60'000);
    } else if (arguments.at(2) == QLatin1String("rename")) {
        line(dialog, "Name")->setText(arguments.at(3));
        button(dialog, "Apply")->click();
        done = QTest::qWaitFor([&] { return moved.count() == 1; }, 60'000);
    } else if (arguments.at(2) == QLatin1String("replace")) {
        line(dialog, "Name")->setText(arguments.at(3));
        dialog.findChild<ui::KeySection *>()->findChild<ui::KeyField *>()->setText(
            qEnvironmentVariable("PROBE_KEY"));
        button(dialog, "Apply")->click();
        done = QTest::qWaitFor([&] { return stored.count() == 1 && moved.count() == 1; }, 60'000);
    } else if (arguments.at(2) == QLatin1String("leave")) {
        button(dialog, "No key")->click();
        line(dialog, "Base URL")->setText(arguments.at(3));
        button(dialog, "Apply")->click();
        done = QTest::qWaitFor([&] { return forgotten.count() == 1; }, 60'000);
        button(dialog, "Key ring of this computer")->click();
    } else if (arguments.at(2) == QLatin1String("remove")) {
        button(dialog, "Remove")->click();
        button(*dialog.findChild<ui::AskBar *>(), "Remove")->click();
        done = QTest::qWaitFor([&] { return forgotten.count() == 1; }, 60'000);
    }
    QTest::qWait(50);
    const QString words = said(dialog).replace(u'\n', u' ');
    std::printf("%s%s\n", done ? "" : "no answer came: ", qUtf8Printable(words));
    return 0;
}
