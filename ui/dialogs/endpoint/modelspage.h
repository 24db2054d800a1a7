// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "settings/endpointprofile.h"
#include "wire/modellist.h"

#include <QWidget>

class QLineEdit;
class QPushButton;
class QSortFilterProxyModel;
class QTreeView;

namespace espalier::ui {

class DimLabel;
class ModelTable;

/// The models of an endpoint: a list with a filter, fetched or entered by hand, with context, limits and
/// prices.
class ModelsPage : public QWidget
{
    Q_OBJECT

public:
    explicit ModelsPage(QWidget *parent = nullptr);

    void setProfile(const settings::EndpointProfile &profile);
    void store(settings::EndpointProfile &profile) const;
    void setFetching(bool fetching);
    void addListed(const std::vector<wire::ModelInfo> &models);
    /// As ModelTable::setProbed().
    void setProbed(const std::string &name, std::optional<wire::AnswerMode> bestMode,
                   const json::Value &report);
    /// Beside the button: why there is no list. Plain text.
    void say(const QString &text, bool urgent);

Q_SIGNALS:
    void edited();
    void fetchAsked();

private:
    void addTyped();
    void removeChosen();

    ModelTable *m_table;
    QSortFilterProxyModel *m_filtered;
    QLineEdit *m_filter;
    QPushButton *m_fetch;
    QTreeView *m_view;
    QLineEdit *m_name;
    DimLabel *m_note;
};

} // namespace espalier::ui
