// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QMap>
#include <QString>
#include <QStringList>

namespace espalier::test {

/// What one folder below core/ may use.
struct Layer
{
    QStringList folders; ///< other folders of core, in includes and in link lines
    QStringList qt; ///< targets of Qt and its kin in the link line; empty: no Qt at all, so no QObject and no
                    ///< event loop
    bool pure = false; ///< of Qt only values (texts, patterns, dates): no QObject and no event loop either
};

/// The dependency rule (CONTRIBUTING, "Layers"). A folder that is missing here may not exist: a new one
/// states its rule first.
inline const QMap<QString, Layer> &layers()
{
    using S = QStringList;
    const QString core = QStringLiteral("Qt6::Core");
    const QString network = QStringLiteral("Qt6::Network");
    const QString keychain = QStringLiteral("Qt6Keychain::Qt6Keychain");
    const QString dbus = QStringLiteral("Qt6::DBus"); // to ask which key ring service is missing
    const auto names = [](const char *text) {
        return QString::fromLatin1(text).split(u' ', Qt::SkipEmptyParts);
    };
    static const QMap<QString, Layer> table{
        {QStringLiteral("base"), {S{}, S{}}},
        {QStringLiteral("json"), {names("base"), S{}}},
        {QStringLiteral("schema"),
         {names("base json"), S{core}, true}}, // regular expressions, Unicode, dates
        {QStringLiteral("wire"), {names("base json schema"), S{}}},
        {QStringLiteral("net"), {names("base"), S{core, network}}},
        {QStringLiteral("secrets"), {names("base"), S{core, keychain, dbus}}},
        {QStringLiteral("settings"), {names("base json wire secrets"), S{core}}},
        {QStringLiteral("recipe"), {names("base json schema wire"), S{}}},
        {QStringLiteral("results"), {names("base json schema"), S{}}},
        {QStringLiteral("store"), {names("base json schema wire run recipe settings"), S{core}}},
        {QStringLiteral("run"), {names("base json schema wire net secrets settings"), S{core}}},
        {QStringLiteral("practice"), {names("base json schema wire"), S{core, network}}},
    };
    return table;
}

} // namespace espalier::test
