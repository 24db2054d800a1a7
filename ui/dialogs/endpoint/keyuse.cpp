// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dialogs/endpoint/keyuse.h"

#include <QCoreApplication>

namespace espalier::ui {

using secrets::KeySource;

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(espalier::ui::KeyUse)
};
} // namespace

bool keyIsMissing(const KeyFacts &stored, const KeyDraft &draft)
{
    switch (draft.chosen.from) {
    case KeySource::From::None:
        return false;
    case KeySource::From::Environment:
        return !draft.variableSet;
    case KeySource::From::Keychain:
        return !draft.entered && stored.source != KeyFacts::Source::KeyRing;
    case KeySource::From::Session:
        return !draft.entered && stored.source != KeyFacts::Source::Session;
    }
    return false;
}

QString keyInUseText(const KeyFacts &stored, const KeyDraft &draft)
{
    if (stored.waiting)
        return Text::tr("Waiting for the key ring. It may be asking for its own password in another window.");
    const QString variable = QString::fromStdString(draft.chosen.variable);
    switch (draft.chosen.from) {
    case KeySource::From::None:
        return Text::tr("No key is sent.");
    case KeySource::From::Environment:
        if (variable.isEmpty())
            return Text::tr("Enter the name of the variable that holds the key.");
        return draft.variableSet
                   ? Text::tr("In use: environment variable %1.").arg(variable)
                   : Text::tr("%1 is not set where Espalier was started, so there is no key.").arg(variable);
    case KeySource::From::Keychain:
        if (draft.entered)
            return Text::tr("The key entered here goes into the key ring when you apply.");
        return stored.source == KeyFacts::Source::KeyRing
                   ? Text::tr("In use: the key in the key ring.")
                   : Text::tr("There is no key of this endpoint in the key ring yet: enter it above.");
    case KeySource::From::Session:
        if (draft.entered)
            return Text::tr("The key entered here is kept until Espalier closes, and never written.");
        return stored.source == KeyFacts::Source::Session
                   ? Text::tr("In use: the key of this session, which is never written.")
                   : Text::tr("No key was entered in this session yet: enter it above.");
    }
    return {};
}

} // namespace espalier::ui
