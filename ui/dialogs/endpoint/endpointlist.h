// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/order.h"

#include <QListWidget>

namespace espalier::ui {

class Engine;

/// The endpoints by name, each with a dot: leaf when it can be used, amber when an address or a key is
/// missing, grey for practice. The engine stays the caller's and must outlive the list.
class EndpointList : public QListWidget
{
    Q_OBJECT

public:
    explicit EndpointList(Engine &engine, QWidget *parent = nullptr);

    /// Fills anew. `unsaved` is shown at the end when it is not empty: an endpoint that is not kept yet.
    void fill(const QString &unsaved);
    void choose(const QString &endpoint);
    [[nodiscard]] QString chosen() const;
    /// The dots, again.
    void refresh();

Q_SIGNALS:
    /// By the person only.
    void chosenByHand(const QString &endpoint);

protected:
    void changeEvent(QEvent *event) override;

private:
    Engine &m_engine;
    bool m_quiet = false;
};

} // namespace espalier::ui
