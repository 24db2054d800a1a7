// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "practice/capabilities.h"

#include <QObject>
#include <QString>
#include <QUrl>

#include <cstdint>
#include <memory>
#include <string>

namespace espalier::practice {

/// The practice endpoint: an OpenAI-compatible server on 127.0.0.1 inside the program (product specification,
/// section 8). It reads documents by rule, not by a model, and says so in its model's name,
/// "practice-reader". It is the one place in the program where something plays a model.
///
/// Thread: the object belongs to its creator; the sockets live in a thread of the server's own, which start()
/// begins and the destructor ends. Requires nothing of the caller's event loop once started.
class PracticeServer : public QObject
{
    Q_OBJECT

public:
    struct Options
    {
        std::uint16_t port = 0;     ///< 0: any free one
        std::string faults;         ///< steps as in the formats specification, "practice"; empty: none
        double tokensPerSecond = 0; ///< 0: unthrottled; the window asks for 60
        Without without;            ///< what it is not able to; see capabilities.h
    };

    explicit PracticeServer(QObject *parent = nullptr);
    ~PracticeServer() override;

    /// Listens. False when the port cannot be had or the faults cannot be read: errorText() says why and what
    /// to do.
    [[nodiscard]] bool start(const Options &options);
    [[nodiscard]] QString errorText() const;

    /// "http://127.0.0.1:PORT/v1"; invalid before start.
    [[nodiscard]] QUrl baseUrl() const;
    /// Random for each start; requests without it get 401 in OpenAI's form. Never stored.
    [[nodiscard]] QString key() const;
    [[nodiscard]] static QString modelName();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace espalier::practice
