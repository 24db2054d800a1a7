// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "secrets/secretstore.h"

#include <QObject>
#include <QPointer>

#include <memory>

namespace espalier::secrets {

/// Answers from the event loop, unless `store` or `context` is gone by then.
inline void answerLater(QObject *store, QObject *context, SecretStore::Done done, SecretResult result)
{
    auto held =
        std::make_shared<SecretResult>(std::move(result)); // std::function must be copyable, a secret is not
    QMetaObject::invokeMethod(
        store,
        [context = QPointer<QObject>(context), done = std::move(done), held] {
            if (context)
                done(std::move(*held));
        },
        Qt::QueuedConnection);
}

} // namespace espalier::secrets
