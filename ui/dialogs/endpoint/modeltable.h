// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "settings/endpointprofile.h"
#include "wire/modellist.h"

#include <QAbstractTableModel>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace espalier::ui {

/// The models of an endpoint, one a row, with what is known of each: editable but for name and source.
/// Figures that a person enters are theirs: a list from the server does not overwrite them.
class ModelTable : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Name, Context, MaxOutput, PriceIn, PriceOut, Currency, Source, BestMode, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setModels(std::vector<settings::ModelFacts> models);
    [[nodiscard]] const std::vector<settings::ModelFacts> &models() const { return m_models; }
    /// The row of that name; a new one when there was none. -1 for a blank name.
    int addModel(const QString &name);
    void removeModel(int row);
    /// What a probe found of a model, which is added when it is not there. No edit of the person's.
    void setProbed(const std::string &name, std::optional<wire::AnswerMode> bestMode,
                   const json::Value &report);
    /// The model of which one price is entered and the other is not; empty: there is none. It has no price
    /// yet.
    [[nodiscard]] QString halfPriced() const;
    /// Takes what a server listed: new models at the end, figures where nobody entered any.
    void merge(const std::vector<wire::ModelInfo> &listed);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;

Q_SIGNALS:
    /// The person changed something.
    void edited();
    /// What was entered cannot be taken, and why.
    void refused(const QString &why);

private:
    /// A price while it is entered: without one of its two figures it is none.
    struct PriceDraft
    {
        std::optional<double> in;
        std::optional<double> out;
        std::string currency; ///< empty: nobody has said
        bool operator==(const PriceDraft &) const = default;
    };
    using PriceDrafts = std::map<std::string, PriceDraft>; ///< by model

    [[nodiscard]] PriceDraft priceOf(const settings::ModelFacts &model) const;
    void keepPrice(settings::ModelFacts &model, const PriceDraft &draft);
    bool setTokens(settings::ModelFacts &model, int column, const QString &text);
    bool setPrice(settings::ModelFacts &model, int column, const QString &text);

    std::vector<settings::ModelFacts> m_models;
    PriceDrafts m_prices; ///< those that are not whole
};

} // namespace espalier::ui
