// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// How EndpointDialog is put together, and what it hears from its parts and from the engine.

#include "dialogs/endpoint/advancedpage.h"
#include "dialogs/endpoint/askbar.h"
#include "dialogs/endpoint/connectionpage.h"
#include "dialogs/endpoint/endpointlist.h"
#include "dialogs/endpoint/keysection.h"
#include "dialogs/endpoint/modelspage.h"
#include "dialogs/endpoint/probepanel.h"
#include "dialogs/endpoint/testpanel.h"
#include "dialogs/endpointdialog.h"
#include "engine/engine.h"
#include "shell/windowfit.h"
#include "text/endpointtext.h"
#include "text/valuetext.h"
#include "theme/espalierstyle.h"
#include "theme/icons.h"
#include "widgets/banner.h"
#include "widgets/sectionlabel.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

namespace espalier::ui {

static constexpr int kGap = 8;
static constexpr int kListLetters = 44;

EndpointDialog::EndpointDialog(Engine &engine, const QString &endpoint, QWidget *parent)
    : QDialog(parent)
    , m_engine(engine)
    , m_list(new EndpointList(engine))
    , m_remove(new QPushButton(icon(QStringLiteral("remove")), tr("Re&move")))
    , m_search(new QPushButton(tr("&Look for local servers")))
    , m_found(new DimLabel)
    , m_banner(new Banner)
    , m_tabs(new QTabBar)
    , m_pages(new QStackedWidget)
    , m_connection(new ConnectionPage(engine))
    , m_models(new ModelsPage)
    , m_advanced(new AdvancedPage)
    , m_ask(new AskBar)
    , m_status(new DimLabel)
    , m_ok(new QPushButton(tr("OK")))
    , m_apply(new QPushButton(tr("&Apply")))
{
    setWindowTitle(tr("Endpoints"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *sides = new QHBoxLayout;
    sides->setSpacing(0);
    sides->addWidget(buildList());
    sides->addWidget(buildPages(), 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(sides, 1);
    layout->addWidget(m_ask);
    layout->addWidget(buildButtons());
    const QSize letter(fontMetrics().averageCharWidth(), fontMetrics().height());
    resize(letter.width() * 164, letter.height() * 48);
    fitToScreen(*this);
    connectParts();
    connectEngine();
    showEndpoint(endpoint);
}

QWidget *EndpointDialog::buildList()
{
    auto *add = new QPushButton(icon(QStringLiteral("add")), tr("A&dd"));
    auto *copy = new QPushButton(icon(QStringLiteral("copy")), tr("D&uplicate"));
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(2);
    for (QPushButton *button : {add, copy, m_remove}) {
        EspalierStyle::setButtonKind(button, ButtonKind::Quiet);
        button->setAutoDefault(false);
        buttons->addWidget(button);
    }
    m_search->setAutoDefault(false);
    m_search->setToolTip(
        tr("Asks this computer, and no other, on the usual ports of vLLM, Ollama, llama.cpp and "
           "LM Studio"));
    m_found->setWordWrap(true);
    m_found->hide();
    connect(add, &QPushButton::clicked, this, [this] { leave([this] { addNew({}, tr("New endpoint")); }); });
    connect(copy, &QPushButton::clicked, this, [this] {
        leave([this] { addNew(m_base, tr("%1 copy").arg(QString::fromStdString(m_base.name))); });
    });

    auto *side = new QWidget;
    auto *layout = new QVBoxLayout(side);
    layout->setContentsMargins(12, 16, 12, 12);
    layout->setSpacing(kGap);
    layout->addWidget(new SectionLabel(tr("Endpoints"), m_list));
    layout->addWidget(m_list, 1);
    layout->addLayout(buttons);
    layout->addWidget(m_search);
    layout->addWidget(m_found);
    m_list->setAutoFillBackground(false);
    m_list->viewport()->setAutoFillBackground(false);
    side->setFixedWidth(
        std::max(fontMetrics().averageCharWidth() * kListLetters, side->minimumSizeHint().width()));
    return side;
}

QWidget *EndpointDialog::buildPages()
{
    m_tabs->setDrawBase(true);
    m_tabs->setExpanding(false);
    m_tabs->addTab(tr("Connection"));
    m_tabs->addTab(tr("Models"));
    m_tabs->addTab(tr("Advanced"));
    m_tabs->setAccessibleName(tr("Parts of the endpoint"));
    m_pages->addWidget(m_connection);
    m_pages->addWidget(m_models);
    m_pages->addWidget(m_advanced);
    auto *side = new QWidget;
    side->setAutoFillBackground(true);
    side->setBackgroundRole(QPalette::Base);
    auto *layout = new QVBoxLayout(side);
    layout->setContentsMargins(0, 6, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_tabs);
    layout->addWidget(m_banner);
    layout->addWidget(m_pages, 1);
    return side;
}

void EndpointDialog::showPlace(EndpointPlace place, const QString &model)
{
    using Part = AdvancedPage::Part;
    m_tabs->setCurrentIndex(place == EndpointPlace::Prices ? Models : Advanced);
    switch (place) {
    case EndpointPlace::Prices:
        if (model.isEmpty())
            m_models->focusList();
        else
            m_models->focusPrice(model);
        break;
    case EndpointPlace::Proxy:
        m_advanced->focusPart(Part::Proxy);
        break;
    case EndpointPlace::CaFile:
        m_advanced->focusPart(Part::CaFile);
        break;
    case EndpointPlace::Limits:
        m_advanced->focusPart(Part::Limits);
        break;
    }
}

QWidget *EndpointDialog::buildButtons()
{
    auto *cancel = new QPushButton(tr("Cancel"));
    m_ok->setDefault(true);
    EspalierStyle::setButtonKind(m_ok, ButtonKind::Primary);
    connect(m_ok, &QPushButton::clicked, this, &EndpointDialog::accept);
    connect(cancel, &QPushButton::clicked, this, &EndpointDialog::reject);
    connect(m_apply, &QPushButton::clicked, this, [this] { apply({}); });
    auto *bar = new QWidget;
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(16, 10, 16, 12);
    layout->setSpacing(kGap);
    layout->addWidget(m_status, 1);
    layout->addWidget(cancel);
    layout->addWidget(m_apply);
    layout->addWidget(m_ok);
    for (QPushButton *button : {cancel, m_apply})
        button->setAutoDefault(false);
    return bar;
}

void EndpointDialog::connectParts()
{
    connect(m_tabs, &QTabBar::currentChanged, m_pages, &QStackedWidget::setCurrentIndex);
    connect(m_list, &EndpointList::chosenByHand, this, [this](const QString &name) {
        if (name != (m_former.isEmpty() ? m_unsaved : m_former))
            leave([this, name] { showEndpoint(name); });
    });
    connect(m_remove, &QPushButton::clicked, this, &EndpointDialog::removeChosen);
    connect(m_search, &QPushButton::clicked, this, [this] {
        m_search->setEnabled(false);
        m_found->setText(tr("Asking this computer…"));
        m_found->show();
        m_engine.findLocalServers();
    });
    connect(m_connection, &ConnectionPage::edited, this, &EndpointDialog::noteEdit);
    connect(m_models, &ModelsPage::edited, this, &EndpointDialog::noteEdit);
    connect(m_advanced, &AdvancedPage::edited, this, &EndpointDialog::noteEdit);
    connect(&m_connection->key(), &KeySection::forgetAsked, this, [this] { m_engine.forgetKey(m_former); });
    TestPanel *test = &m_connection->test();
    connect(test, &TestPanel::testAsked, this, &EndpointDialog::testNow);
    connect(m_models, &ModelsPage::fetchAsked, this, &EndpointDialog::testNow);
    ProbePanel *probe = &m_connection->probe();
    connect(probe, &ProbePanel::costAsked, this,
            [this, probe] { probe->offer(m_engine.probeCost(draft(), probe->model())); });
    connect(probe, &ProbePanel::probeAsked, this, &EndpointDialog::probeNow);
    connect(probe, &ProbePanel::probed, this, &EndpointDialog::takeProbe);
    connect(m_connection, &ConnectionPage::addressEdited, this, &EndpointDialog::forgetProbes);
    connect(test, &TestPanel::modelsListed, this, [this](const std::vector<wire::ModelInfo> &models) {
        if (m_models->isEnabled()) // not of practice, which keeps nothing
            m_models->addListed(models);
        m_connection->probe().setModels(draft().models);
    });
    connect(test, &TestPanel::modelsSaid, this, [this](const QString &complaint) {
        m_models->setFetching(false);
        if (!complaint.isEmpty())
            m_models->say(complaint, true);
    });
}

void EndpointDialog::connectEngine()
{
    connect(&m_engine, &Engine::endpointsChanged, this, [this] {
        if (!m_saving)
            m_list->fill(m_unsaved);
    });
    connect(&m_engine, &Engine::keyFactsChanged, this, [this] {
        m_list->refresh();
        m_connection->refreshKeyFacts();
    });
    connect(&m_engine, &Engine::keyStored, this, [this](const QString &name, const Error &error) {
        const bool awaited = m_pending.count(name) > 0;
        noteStored(name, error);
        if (!awaited && error.kind != ErrorKind::None)
            say(error); // a key that could not be forgotten, whichever endpoint is on show by now
    });
    connect(&m_engine, &Engine::secretStored, this, &EndpointDialog::noteStored);
    connect(&m_engine, &Engine::keysMoved, this, [this](const QString &name, const Error &error) {
        if (name == m_former && error.kind != ErrorKind::None)
            say(error);
        m_connection->refreshKeyFacts();
    });
    connect(&m_engine, &Engine::secretsForgotten, this, [this](const QString &, const Error &error) {
        if (error.kind == ErrorKind::None)
            return;
        if (!m_pending.empty()) // said when all is stored: what is shown then begins with a clean banner
            m_failure = m_failure.value_or(error);
        else
            say(error); // what was promised did not happen
    });
    connect(&m_engine, &Engine::localServersFound, this, &EndpointDialog::showLocalServers);
}

void EndpointDialog::showLocalServers(const QList<LocalServer> &servers)
{
    QStringList lines;
    for (const LocalServer &server : servers)
        lines.append(tr("%1 answers, %2").arg(server.endpoint, modelCountText(server.models)));
    m_search->setEnabled(true);
    m_found->setText(lines.isEmpty() ? tr("No local server answers on its usual port.")
                                     : displayText(lines.join(u'\n')));
    m_found->show();
}

void EndpointDialog::setWaiting(bool waiting)
{
    m_ok->setEnabled(!waiting);
    m_apply->setEnabled(!waiting);
    m_pages->setEnabled(!waiting);
    m_list->setEnabled(!waiting);
    if (waiting)
        m_status->setText(
            tr("Waiting for the key ring. It may be asking for its own password in another window."));
}

void EndpointDialog::setRecent(std::map<std::string, std::vector<run::RequestSample>> recent)
{
    m_recent = std::move(recent);
    showRecent();
}

void EndpointDialog::showRecent()
{
    const auto found = m_recent.find(m_former.toStdString());
    m_advanced->setSamples(found == m_recent.end() ? std::vector<run::RequestSample>() : found->second);
}

} // namespace espalier::ui
