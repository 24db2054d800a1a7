// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "dialogs/endpoint/draftcheck.h"
#include "engine/connectiontest.h"
#include "run/concurrencyadvice.h"
#include "settings/endpointprofile.h"

#include <QWidget>

#include <vector>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QTreeView;
class QVBoxLayout;

namespace espalier::ui {

class FieldNote;
class HeaderTable;
class KeyField;

/// What few endpoints need: headers, proxy, certificates, HTTP/2, limits.
class AdvancedPage : public QWidget
{
    Q_OBJECT

public:
    enum class Part { Proxy, CaFile, Limits };

    explicit AdvancedPage(QWidget *parent = nullptr);
    /// The keyboard goes there; it is in sight when the page is.
    void focusPart(Part part);

    /// `stored`: the secrets of the profile lie under its name.
    void setProfile(const settings::EndpointProfile &profile, bool stored);
    /// What the newest requests to this endpoint met, oldest first: said beside how many may go at once.
    void setSamples(std::vector<run::RequestSample> samples);
    void store(settings::EndpointProfile &profile) const;
    /// Secrets that were entered and are not stored yet, for a profile of that name.
    [[nodiscard]] EnteredSecrets entered(const settings::EndpointProfile &profile) const;
    void markStored();
    /// A secret header without a value; empty: none.
    [[nodiscard]] QString headerWithoutValue() const;
    /// What is wrong with the limits; empty: nothing.
    [[nodiscard]] QString limitsProblem() const;
    void showProblems(const std::vector<DraftProblem> &problems);

Q_SIGNALS:
    void edited();

private:
    void buildHeaders(QVBoxLayout *page);
    void buildNetwork(QVBoxLayout *page);
    void buildLimits(QVBoxLayout *page);
    void showProxy();
    void showAdvice();
    void sayProxyMove();
    void chooseFile();

    QString m_storedProxy; ///< for which a password may be stored; empty: none
    HeaderTable *m_headers;
    QTreeView *m_headerView;
    FieldNote *m_headerNote;
    QComboBox *m_proxy;
    QWidget *m_manual;
    QLineEdit *m_proxyUrl;
    QLineEdit *m_proxyUser;
    KeyField *m_proxyPassword;
    FieldNote *m_proxyNote;
    QLineEdit *m_caFile;
    QCheckBox *m_http2;
    QCheckBox *m_plainHttp;
    QLineEdit *m_concurrency;
    QLineEdit *m_requests;
    QLineEdit *m_tokens;
    FieldNote *m_limitNote;
    QLabel *m_advice;
    std::vector<run::RequestSample> m_samples;
};

} // namespace espalier::ui
