// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// MainWindow and the endpoint that is asked: what is kept of it, and where it is edited.

#include "shell/mainwindow.h"

#include "base/usagepart.h"
#include "dialogs/endpointdialog.h"
#include "panels/endpointbar.h"
#include "panels/resultpanel.h"
#include "settings/appsettings.h"
#include "widgets/banner.h"

namespace espalier::ui {

void MainWindow::keepEndpoint()
{
    const QString chosen = m_endpoint->choice().name;
    if (m_settings.value(settings::setting::lastEndpoint) != chosen)
        m_settings.set(settings::setting::lastEndpoint, chosen);
}

/// A complaint about prices is over once they are there.
void MainWindow::forgetMissingPrices()
{
    if (m_said.code != usagepart::kPrices)
        return;
    const settings::EndpointProfile profile = m_engine.profile(m_endpoint->choice().name);
    const settings::ModelFacts *model = profile.model(m_endpoint->model().toStdString());
    if (!model || !model->price)
        return;
    m_said = {};
    m_result->banner()->clear();
}

void MainWindow::showEndpoints(const QString &name)
{
    if (m_endpointDialog) {
        m_endpointDialog->raise();
        m_endpointDialog->activateWindow();
        return;
    }
    m_endpointDialog = new EndpointDialog(m_engine, name.isEmpty() ? m_endpoint->choice().name : name, this);
    m_endpointDialog->setAttribute(Qt::WA_DeleteOnClose);
    m_endpointDialog->setRecent(m_workspace.usage().book().recent);
    connect(m_endpointDialog, &EndpointDialog::saved, m_endpoint, &EndpointBar::select);
    m_endpointDialog->open();
}

/// Of the endpoint that is asked.
void MainWindow::showEndpointPlace(EndpointPlace place)
{
    showEndpoints(m_endpoint->choice().name);
    m_endpointDialog->showPlace(place, m_endpoint->model());
}

} // namespace espalier::ui
