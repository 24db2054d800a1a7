// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/documentlistmodel.h"

#include <QList>
#include <QString>

namespace espalier::ui {

/// A recipe that comes with the program, and texts to try it on.
struct Sample
{
    QString name;
    QString about;  ///< one line: what one gets from what
    QString icon;   ///< name of an icon
    QString recipe; ///< text of the *.recipe.json
    QList<TextDocument> documents;
    QStringList expected; ///< of each document, the right answer as JSON
};

/// The five samples (resources/recipes), in the order they are shown. Read anew with each call; all of them
/// come out right on the practice endpoint, which a test sees to.
[[nodiscard]] QList<Sample> samples();

} // namespace espalier::ui
