// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dialogs/endpointdialog.h"

#include "dialogs/endpoint/advancedpage.h"
#include "dialogs/endpoint/askbar.h"
#include "dialogs/endpoint/connectionpage.h"
#include "dialogs/endpoint/endpointlist.h"
#include "dialogs/endpoint/keysection.h"
#include "dialogs/endpoint/modelspage.h"
#include "dialogs/endpoint/probepanel.h"
#include "dialogs/endpoint/testpanel.h"
#include "engine/engine.h"
#include "text/runtext.h"
#include "widgets/banner.h"
#include "widgets/sectionlabel.h"

#include <QPushButton>
#include <QTabBar>

#include <algorithm>
#include <utility>

namespace espalier::ui {

using settings::EndpointProfile;

EndpointDialog::~EndpointDialog() = default;

void EndpointDialog::showEndpoint(const QString &name)
{
    const QList<EndpointInfo> all = m_engine.endpoints();
    if (all.isEmpty())
        return;
    const bool known =
        std::any_of(all.begin(), all.end(), [&](const EndpointInfo &info) { return info.name == name; });
    const QString shown = known ? name : all.constFirst().name;
    m_unsaved.clear();
    showProfile(m_engine.profile(shown), shown);
}

void EndpointDialog::showProfile(EndpointProfile profile, const QString &former)
{
    EndpointInfo info;
    for (const EndpointInfo &known : m_engine.endpoints()) {
        if (!former.isEmpty() && known.name == former)
            info = known;
    }
    m_loading = true;
    m_base = std::move(profile);
    m_former = former;
    m_probed.clear();
    m_connection->setProfile(m_base, m_former, info.preset);
    m_models->setProfile(m_base);
    m_models->setFetching(false); // the test that asked was dropped with the other endpoint
    m_advanced->setProfile(m_base, !m_former.isEmpty());
    showRecent();
    m_connection->setSecretHeaders(
        std::any_of(m_base.headers.begin(), m_base.headers.end(),
                    [](const settings::ExtraHeader &header) { return header.secret; }));
    for (QWidget *page : {static_cast<QWidget *>(m_models), static_cast<QWidget *>(m_advanced)})
        page->setEnabled(!info.practice);
    m_connection->setPractice(info.practice);
    m_list->fill(m_unsaved);
    m_list->choose(m_former.isEmpty() ? m_unsaved : m_former);
    m_remove->setEnabled(info.preset ? info.stored : true);
    m_remove->setToolTip(info.preset ? tr("Bring this endpoint back as it came with Espalier")
                                     : tr("Remove this endpoint"));
    m_banner->clear();
    m_ask->close();
    m_loading = false;
    noteEdit();
}

void EndpointDialog::addNew(EndpointProfile profile, const QString &wantedName)
{
    m_unsaved = freeName(wantedName, takenNames({}));
    profile.name = m_unsaved.toStdString();
    profile.stored.set("name", json::Value::string(profile.name));
    showProfile(std::move(profile), {});
    m_tabs->setCurrentIndex(Connection);
    m_connection->focusName();
}

QStringList EndpointDialog::takenNames(const QString &except) const
{
    QStringList out;
    for (const EndpointInfo &info : m_engine.endpoints()) {
        if (info.name != except)
            out.append(info.name);
    }
    return out;
}

EndpointProfile EndpointDialog::draft() const
{
    EndpointProfile out = m_base;
    m_connection->store(out);
    m_models->store(out);
    m_advanced->store(out);
    for (const auto &[model, report] : m_probed)
        run::applyProbe(out, model, report);
    if (m_connection->refusesSecrets()) {
        const EnteredSecrets entered = m_advanced->entered(out);
        std::erase_if(out.headers, [&](const settings::ExtraHeader &header) {
            return header.secret && entered.count(settings::secretHeaderEntry(out, header)) == 0;
        });
    }
    return out;
}

bool EndpointDialog::hasChanges() const
{
    const EndpointProfile now = draft();
    return !(now == m_base) || !m_advanced->limitsProblem().isEmpty() ||
           !m_models->priceProblem().isEmpty() || m_connection->key().hasEntered() ||
           !m_advanced->entered(now).empty();
}

void EndpointDialog::noteEdit()
{
    if (m_loading)
        return;
    if (!m_connection->test().isTesting())
        m_models->setFetching(false); // an edit of the address ended the test that asked
    m_apply->setEnabled(m_pending.empty() && (hasChanges() || m_former.isEmpty()));
    m_status->setText(hasChanges() ? tr("Changed, not kept yet") : QString());
}

/// Does `then`, after asking what is to become of changes.
void EndpointDialog::leave(const std::function<void()> &then)
{
    if (!hasChanges()) {
        then();
        return;
    }
    const QString name = QString::fromStdString(draft().name);
    m_ask->ask(tr("There are changes to %1 that are not kept yet.").arg(name),
               {tr("&Keep them"), [this, then] { apply(then); }},
               {tr("&Discard them"),
                [this, then] {
                    if (m_former.isEmpty())
                        showEndpoint({});
                    else
                        showEndpoint(m_former);
                    then();
                }},
               {tr("&Go on editing"), [this] { m_list->choose(m_former.isEmpty() ? m_unsaved : m_former); }});
}

void EndpointDialog::removeChosen()
{
    if (m_former.isEmpty()) {
        leave([this] { showEndpoint({}); });
        return;
    }
    const QString name = m_former;
    const QList<EndpointInfo> all = m_engine.endpoints();
    const bool preset = std::any_of(
        all.begin(), all.end(), [&](const EndpointInfo &info) { return info.name == name && info.preset; });
    m_ask->ask(preset ? tr("Bring %1 back as it came with Espalier? Its key is forgotten too.").arg(name)
                      : tr("Remove %1? Its key is forgotten too.").arg(name),
               {},
               {tr("&Remove"),
                [this, name] {
                    if (const auto error = m_engine.removeProfile(name))
                        say(*error);
                    else
                        showEndpoint(name);
                }},
               {tr("&Keep it"), {}});
}

/// True when there is nothing wrong; else it is said beside the fields.
bool EndpointDialog::showProblems(const EndpointProfile &profile)
{
    const EndpointFacts facts = m_engine.facts({m_former, QString::fromStdString(profile.baseUrl)});
    std::vector<DraftProblem> problems = checkDraft(profile, takenNames(m_former), facts.usable);
    const QString header = m_advanced->headerWithoutValue();
    const bool kept =
        std::any_of(profile.headers.begin(), profile.headers.end(), [&](const settings::ExtraHeader &entry) {
            return QString::fromStdString(entry.name) == header;
        });
    if (!header.isEmpty() && kept)
        problems.push_back({DraftField::Headers, tr("Enter the value of “%1”.").arg(header)});
    if (const QString limits = m_advanced->limitsProblem(); !limits.isEmpty())
        problems.push_back({DraftField::Limits, limits});
    if (const QString prices = m_models->priceProblem(); !prices.isEmpty())
        problems.push_back({DraftField::Prices, prices});
    m_connection->showProblems(problems);
    m_advanced->showProblems(problems);
    if (problems.empty())
        return true;
    const DraftField first = problems.front().field;
    m_tabs->setCurrentIndex(first == DraftField::Prices    ? Models
                            : first >= DraftField::Headers ? Advanced
                                                           : Connection);
    if (first == DraftField::Prices)
        m_models->say(problems.front().text, true);
    return false;
}

void EndpointDialog::apply(const std::function<void()> &then)
{
    const EndpointProfile profile = draft();
    if (!m_pending.empty() || !showProblems(profile))
        return;
    m_banner->clear();
    const EndpointFacts facts = m_engine.facts({m_former, QString::fromStdString(profile.baseUrl)});
    m_hostMoved = !facts.keyMovesFrom.isEmpty() || !facts.keptKeyMovesFrom.isEmpty();
    if (const std::optional<Error> error = save(profile)) {
        say(*error);
        return;
    }
    m_unsaved.clear();
    m_former = QString::fromStdString(profile.name);
    m_then = then;
    m_failure.reset();
    storeSecrets(profile);
    if (m_pending.empty())
        finishApply();
    else
        setWaiting(true);
}

std::optional<Error> EndpointDialog::save(const EndpointProfile &profile)
{
    m_saving = true;
    const std::optional<Error> error = m_engine.saveProfile(profile, m_former);
    m_saving = false;
    return error;
}

void EndpointDialog::storeSecrets(const EndpointProfile &profile)
{
    const bool session = profile.key.from == secrets::KeySource::From::Session;
    const KeyPlace place = session ? KeyPlace::Session : KeyPlace::KeyRing;
    EnteredSecrets others = m_advanced->entered(profile);
    const bool key = m_connection->key().hasEntered() &&
                     (session || profile.key.from == secrets::KeySource::From::Keychain);
    // All are awaited before the first is asked for: an answer may not look like the last one.
    if (key)
        m_pending.insert(m_former);
    for (const auto &[entry, secret] : others)
        m_pending.insert(QString::fromStdString(entry));
    if (key)
        m_engine.storeKey(m_former, m_connection->key().entered(), place);
    for (auto &[entry, secret] : others)
        m_engine.storeSecret(QString::fromStdString(entry), std::move(secret), place);
}

void EndpointDialog::noteStored(const QString &entry, const Error &error)
{
    if (m_pending.erase(entry) == 0)
        return;
    if (error.kind != ErrorKind::None && !m_failure)
        m_failure = error;
    else if (error.kind == ErrorKind::None && entry == m_former)
        m_connection->key().clearEntered();
    if (m_pending.empty())
        finishApply();
}

/// Everything was kept, or the rest stays in its fields and the dialog stays with it.
void EndpointDialog::finishApply()
{
    setWaiting(false);
    const std::function<void()> then = std::exchange(m_then, {});
    if (m_failure) {
        refuseFormerKey();
        m_base = m_engine.profile(m_former);
        m_list->fill({});
        m_list->choose(m_former);
        m_connection->refreshKeyFacts();
        say(*m_failure);
        noteEdit();
        Q_EMIT saved(m_former);
        return;
    }
    m_advanced->markStored();
    const QString name = m_former;
    showEndpoint(name);
    Q_EMIT saved(name);
    if (then)
        then();
}

/// The new key was not taken, and the one that lies there is another host's: the endpoint goes without a key
/// until it has its own.
void EndpointDialog::refuseFormerKey()
{
    EndpointProfile kept = m_engine.profile(m_former);
    if (!m_hostMoved || !m_connection->key().hasEntered() ||
        kept.key.from != secrets::KeySource::From::Keychain)
        return;
    kept.key = secrets::KeySource::none();
    if (const auto error = save(kept))
        m_failure = error;
}

std::pair<EndpointProfile, EnteredSecrets> EndpointDialog::asked() const
{
    EndpointProfile profile = draft();
    // Under which its secrets are stored; what is not kept has none. The slash keeps it off the secrets of an
    // endpoint that has the name which was typed.
    profile.name = m_former.isEmpty() ? profile.name + "/new" : m_former.toStdString();
    EnteredSecrets entered = m_advanced->entered(profile);
    if (m_connection->key().hasEntered())
        entered.insert_or_assign(profile.name, m_connection->key().entered());
    return {std::move(profile), std::move(entered)};
}

void EndpointDialog::testNow()
{
    auto [profile, entered] = asked();
    m_models->setFetching(true);
    m_connection->test().follow(m_engine.testConnection(profile, std::move(entered)));
}

void EndpointDialog::probeNow()
{
    auto [profile, entered] = asked();
    // What other settings than the stored ones have found is kept with them, or not at all.
    const bool stored = !m_former.isEmpty() && profile.baseUrl == m_base.baseUrl;
    ProbePanel &panel = m_connection->probe();
    panel.follow(
        m_engine.probeModes(profile, panel.model(), std::move(entered), stored ? m_former : QString()));
}

void EndpointDialog::takeProbe(const std::string &model, const run::ProbeReport &report, bool kept)
{
    m_models->setProbed(model, report.bestMode(), run::probeValue(report));
    if (kept)
        run::applyProbe(m_base, model, report); // as it stands in the store now
    else if (m_models->isEnabled())             // not of practice, which keeps nothing
        m_probed.insert_or_assign(model, report);
    m_connection->probe().setModels(draft().models);
    noteEdit();
}

/// What was found is of another address now. What the store has comes back with the stored address.
void EndpointDialog::forgetProbes()
{
    const bool stored = draft().baseUrl == m_base.baseUrl;
    for (const auto &[model, report] : std::exchange(m_probed, {}))
        m_models->setProbed(model, std::nullopt, {});
    for (const settings::ModelFacts &kept : m_base.models) {
        if (kept.probe.isObject())
            m_models->setProbed(kept.name, stored ? kept.bestMode : std::nullopt,
                                stored ? kept.probe : json::Value());
    }
    m_connection->probe().startOver(draft().models);
}

void EndpointDialog::say(const Error &error)
{
    m_banner->say(Banner::Kind::Failure, errorTitle(error.kind), QString::fromStdString(error.message),
                  QString::fromStdString(error.nextStep));
}

void EndpointDialog::accept()
{
    if (hasChanges() || m_former.isEmpty())
        apply([this] { QDialog::accept(); });
    else
        QDialog::accept();
}

void EndpointDialog::reject()
{
    if (!m_ask->isHidden()) {
        m_ask->stay();
        return;
    }
    leave([this] { QDialog::reject(); });
}

} // namespace espalier::ui
