// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"

#include <QString>
#include <QUrl>

#include <optional>

namespace espalier::secrets {

/// Where a key may go: to the origin of the profile that names it (scheme, host, port), and over http only to
/// this machine, not by way of a proxy elsewhere, unless the profile allows it. Plain value; the last word
/// before every request.
class KeyScope
{
public:
    KeyScope() = default; ///< nowhere
    /// `proxyHost`: through which requests go; empty: none that is known.
    KeyScope(const QUrl &baseUrl, bool allowPlainHttp, QString proxyHost = {});

    /// Why the key may not go along with a request to `url`; nullopt when it may. Kind Usage, with a next
    /// step.
    [[nodiscard]] std::optional<Error> refusal(const QUrl &url) const;

private:
    QUrl m_base;
    bool m_allowPlainHttp = false;
    QString m_proxyHost;
};

/// True for localhost (RFC 6761 section 6.3: and names below it), 127.0.0.0/8 and ::1. No look-up is made: a
/// name that only resolves to a loopback address is none.
[[nodiscard]] bool isLoopbackHost(const QString &host);

} // namespace espalier::secrets
