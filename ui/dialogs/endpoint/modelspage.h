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

    /// The keyboard goes to the models that are known, or to where one is added.
    void focusList();
    /// The keyboard goes to the price of that model; where it is not known, it stands ready to be added.
    void focusPrice(const QString &model);
    /// What keeps the prices from being stored; empty: nothing.
    [[nodiscard]] QString priceProblem() const;

Q_SIGNALS:
    void edited();
    void fetchAsked();

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void addTyped();
    void sayUsual();
    void sayPrices();
    void sayWhyEmpty();
    void removeChosen();

    ModelTable *m_table;
    QSortFilterProxyModel *m_filtered;
    QLineEdit *m_filter;
    QPushButton *m_fetch;
    QTreeView *m_view;
    DimLabel *m_empty;
    QLineEdit *m_name;
    DimLabel *m_note;
    bool m_halfSaid = false; ///< that a price is half entered
};

} // namespace espalier::ui
