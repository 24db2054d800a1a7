// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "engine/connectiontest.h"
#include "engine/order.h"
#include "run/concurrencyadvice.h"
#include "run/probereport.h"
#include "settings/endpointprofile.h"

#include <QDialog>

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

class QPushButton;
class QStackedWidget;
class QTabBar;

namespace espalier::ui {

class AdvancedPage;
class AskBar;
class Banner;
class ConnectionPage;
class DimLabel;
class EndpointList;
class Engine;
class ModelsPage;

/// Where in the settings of an endpoint something is mended.
enum class EndpointPlace : std::uint8_t { Prices, Proxy, CaFile, Limits };

/// The endpoints of this person: which there are, how each is reached, with which key, which models it has.
///
/// Opened with open(), never exec(). What is edited is kept with Apply or OK; leaving an endpoint or the
/// dialog with changes asks, inside the dialog. Nothing is sent but by Test connection, Fetch list and Look
/// for local servers. A key is never shown but while its eye is held, and leaves the dialog only into the
/// engine. The engine stays the caller's and must outlive the dialog. Thread: GUI.
class EndpointDialog : public QDialog
{
    Q_OBJECT

public:
    /// Begins with the endpoint of that name, else with the first.
    EndpointDialog(Engine &engine, const QString &endpoint, QWidget *parent = nullptr);
    ~EndpointDialog() override;

    /// The endpoint on show; empty for one that is not kept yet.
    [[nodiscard]] QString endpoint() const { return m_former; }
    [[nodiscard]] bool hasChanges() const;
    /// Its page in front, the keyboard there. `model`: whose prices.
    void showPlace(EndpointPlace place, const QString &model = {});
    /// What requests met so far, by endpoint: the limits then say how many at once seem right.
    void setRecent(std::map<std::string, std::vector<run::RequestSample>> recent);

public Q_SLOTS:
    void accept() override;
    void reject() override;

Q_SIGNALS:
    /// An endpoint was kept under this name: what the person most likely wants to use next.
    void saved(const QString &endpoint);

private:
    enum Page { Connection, Models, Advanced };

    QWidget *buildList();
    QWidget *buildPages();
    QWidget *buildButtons();
    void connectParts();
    void connectEngine();

    void showEndpoint(const QString &name);
    void showRecent();
    void showProfile(settings::EndpointProfile profile, const QString &former);
    void addNew(settings::EndpointProfile profile, const QString &wantedName);
    void removeChosen();
    void leave(const std::function<void()> &then);
    void noteEdit();

    [[nodiscard]] settings::EndpointProfile draft() const;
    [[nodiscard]] QStringList takenNames(const QString &except) const;
    [[nodiscard]] bool showProblems(const settings::EndpointProfile &profile);
    void apply(const std::function<void()> &then);
    void storeSecrets(const settings::EndpointProfile &profile);
    void noteStored(const QString &entry, const Error &error);
    void finishApply();
    void refuseFormerKey();
    std::optional<Error> save(const settings::EndpointProfile &profile);
    void testNow();
    /// The draft under the name its stored secrets lie under, and those that were entered.
    [[nodiscard]] std::pair<settings::EndpointProfile, EnteredSecrets> asked() const;
    void probeNow();
    void forgetProbes();
    void takeProbe(const std::string &model, const run::ProbeReport &report, bool kept);
    void say(const Error &error);
    void setWaiting(bool waiting);
    void showLocalServers(const QList<LocalServer> &servers);

    Engine &m_engine;
    settings::EndpointProfile m_base; ///< as it is kept, or as a new one began
    QString m_former;                 ///< its name as it is kept; empty for a new one
    std::map<std::string, std::vector<run::RequestSample>> m_recent;
    QString m_unsaved;              ///< name of the new one in the list
    std::set<QString> m_pending;    ///< entries that are being stored
    std::optional<Error> m_failure; ///< the first of them that was not
    std::function<void()> m_then;   ///< after all are stored
    /// What was found of an address or a name that is not kept yet, by model.
    std::map<std::string, run::ProbeReport> m_probed;
    bool m_loading = false; ///< the fields change by themselves
    bool m_saving = false;
    bool m_hostMoved = false; ///< what is applied has another host than the keys that lie there

    EndpointList *m_list;
    QPushButton *m_remove;
    QPushButton *m_search;
    DimLabel *m_found;
    Banner *m_banner;
    QTabBar *m_tabs;
    QStackedWidget *m_pages;
    ConnectionPage *m_connection;
    ModelsPage *m_models;
    AdvancedPage *m_advanced;
    AskBar *m_ask;
    DimLabel *m_status;
    QPushButton *m_ok;
    QPushButton *m_apply;
};

} // namespace espalier::ui
