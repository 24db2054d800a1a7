// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace espalier::settings {

/// One setting: where it is kept and what holds as long as nobody changed it.
template <typename T>
struct Setting
{
    const char *key;
    T fallback;
};

/// Every setting of the program, declared here and nowhere else. Never a secret.
namespace setting {

inline const Setting<QString> lastEndpoint{"endpoint/last",
                                           QStringLiteral("Practice")};     ///< profile or preset name
inline const Setting<int> keychainTimeoutMs{"keychain/timeout_ms", 30'000}; ///< a prompt may be waiting
inline const Setting<QStringList> storedKeyNames{"keychain/stored_names",
                                                 {}}; ///< what lies in the key ring; names only
inline const Setting<double> practiceTokensPerSecond{"practice/tokens_per_second", 60.0}; ///< in the window
inline const Setting<QByteArray> windowGeometry{"window/geometry", {}};
inline const Setting<QByteArray> windowState{"window/state", {}};
inline const Setting<QByteArray> windowRecipeState{"window/recipe_state", {}};
inline const Setting<QByteArray> windowResultState{"window/result_state", {}};
inline const Setting<QString> windowTheme{"window/theme", QStringLiteral("system")}; ///< system, light, dark
inline const Setting<QByteArray> windowDocks{"window/docks", {}};
inline const Setting<QByteArray> windowDesignState{"window/design_state", {}};
inline const Setting<bool> windowBeside{"window/fields_beside_json", false};
inline const Setting<bool> windowFieldDetails{"window/field_details", false};
inline const Setting<int> windowDesignTab{"window/design_tab", 0};
inline const Setting<int> windowResultTab{"window/result_tab", 0};
inline const Setting<bool> practiceNote{"window/practice_note", true}; ///< until the person closes it
inline const Setting<bool> windowMotion{"window/motion", true};        ///< the caret at what grows
inline const Setting<QStringList> recentRecipes{"recipes/recent", {}}; ///< paths, newest first
inline const Setting<QStringList> allowedCode{"hooks/allowed", {}}; ///< hashes of checks, scripts, programs
inline const Setting<int> keptTries{"history/kept_tries", 200};
inline const Setting<bool> rememberTexts{"window/remember_texts", true}; ///< in the session file, mode 0600

} // namespace setting
} // namespace espalier::settings
