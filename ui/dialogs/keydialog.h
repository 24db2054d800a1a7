// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "engine/order.h"
#include "secrets/secret.h"

#include <QDialog>

class QDialogButtonBox;
class QLabel;
class QLineEdit;
class QRadioButton;

namespace espalier::ui {

/// Asks for the key of an endpoint and where to keep it. Shows that it waits while a key ring thinks; the
/// person may close it meanwhile and go on. The key is never shown and leaves the dialog once, by
/// keyEntered().
class KeyDialog : public QDialog
{
    Q_OBJECT

public:
    KeyDialog(const QString &endpoint, const KeyFacts &facts, QWidget *parent = nullptr);
    [[nodiscard]] QString endpoint() const { return m_endpoint; }
    /// The answer to keyEntered() or forgetAsked(): closes, or says what is wrong and waits for another try.
    void showOutcome(const Error &error);

Q_SIGNALS:
    /// Emitted from accept; whoever takes it moves the key out.
    void keyEntered(const QString &endpoint, espalier::secrets::Secret &key, espalier::ui::KeyPlace place);
    void forgetAsked(const QString &endpoint);

private:
    void save();
    void setWaiting(bool waiting);

    QString m_endpoint;
    QLineEdit *m_key;
    QRadioButton *m_keyRing;
    QRadioButton *m_session;
    QLabel *m_message;
    QDialogButtonBox *m_buttons;
};

} // namespace espalier::ui
