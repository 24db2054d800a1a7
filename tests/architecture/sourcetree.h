// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QStringList>

#include <vector>

namespace espalier::test {

/// One text file of the checkout.
struct SourceFile
{
    QString path;      ///< from the top of the checkout, e.g. "core/json/value.h"
    QStringList lines; ///< without line ends
};

/// One include line.
struct Include
{
    QString file; ///< who includes
    int line = 0; ///< from 1
    QString name; ///< what is included, without quotes or brackets
    bool angle = false;
};

/// Files below `folder` (from the top of the checkout) whose names match one of `globs`, in order of path.
/// Empty when the folder is missing: check that, or a test that reads nothing passes.
[[nodiscard]] std::vector<SourceFile> sourcesBelow(const QString &folder, const QStringList &globs);

/// Every #include of a C++ file, those in conditional parts too.
[[nodiscard]] std::vector<Include> includesOf(const SourceFile &file);

/// Names of the folders directly below `folder`.
[[nodiscard]] QStringList foldersBelow(const QString &folder);

} // namespace espalier::test
