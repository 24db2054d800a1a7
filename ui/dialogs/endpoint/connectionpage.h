// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "dialogs/endpoint/draftcheck.h"
#include "settings/endpointprofile.h"

#include <QWidget>

class QGridLayout;
class QLineEdit;

namespace espalier::ui {

class DimLabel;
class Engine;
class FieldNote;
class KeySection;
class MoveQuestion;
class ProbePanel;
class TestPanel;

/// Name, address, key and test of an endpoint. The engine says what follows from an address; it stays the
/// caller's and must outlive the page.
class ConnectionPage : public QWidget
{
    Q_OBJECT

public:
    explicit ConnectionPage(Engine &engine, QWidget *parent = nullptr);

    /// Shows a profile; `formerName` is empty for one that is not stored yet.
    void setProfile(const settings::EndpointProfile &profile, const QString &formerName, bool fixedName);
    /// Writes what stands in the fields into `profile`. Secrets that may not go to another host are taken
    /// out.
    void store(settings::EndpointProfile &profile) const;
    /// True when the secret headers the endpoint had may not go to the address that stands there.
    [[nodiscard]] bool refusesSecrets() const;
    /// Whether there are secret headers, which go to the address like a key.
    void setSecretHeaders(bool any);
    /// Practice has nothing to enter.
    void setPractice(bool practice);
    void showProblems(const std::vector<DraftProblem> &problems);
    void refreshKeyFacts();
    void focusName();

    [[nodiscard]] KeySection &key() { return *m_key; }
    [[nodiscard]] TestPanel &test() { return *m_test; }
    [[nodiscard]] ProbePanel &probe() { return *m_probe; }

Q_SIGNALS:
    void edited();
    /// The person changed the address: what was found out is of another one.
    void addressEdited();

private:
    void follow();
    void followAddress();

    Engine &m_engine;
    QString m_formerName;
    QGridLayout *m_addressSection = nullptr;
    QGridLayout *m_keySection = nullptr;
    secrets::KeySource m_storedKey;
    bool m_storedKeyGoes = false; ///< the key that would go is one that is stored
    bool m_secretHeaders = false;
    QLineEdit *m_name;
    FieldNote *m_nameNote;
    QLineEdit *m_url;
    DimLabel *m_request;
    FieldNote *m_urlNote;
    FieldNote *m_hint;
    MoveQuestion *m_move;
    DimLabel *m_practice;
    KeySection *m_key;
    TestPanel *m_test;
    ProbePanel *m_probe;
};

} // namespace espalier::ui
