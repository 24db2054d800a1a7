// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dialogs/endpoint/modeltable.h"

#include "dialogs/endpoint/figures.h"
#include "text/probetext.h"
#include "text/valuetext.h"

#include <QLocale>
#include <QRegularExpression>

#include <algorithm>
#include <utility>

namespace espalier::ui {

void ModelTable::setModels(std::vector<settings::ModelFacts> models)
{
    beginResetModel();
    m_models = std::move(models);
    m_prices.clear();
    endResetModel();
}

int ModelTable::addModel(const QString &name)
{
    settings::ModelFacts model;
    model.name = name.trimmed().toStdString();
    if (model.name.empty())
        return -1;
    const auto known = std::find_if(m_models.begin(), m_models.end(), [&](const settings::ModelFacts &entry) {
        return entry.name == model.name;
    });
    if (known != m_models.end())
        return static_cast<int>(known - m_models.begin());
    const int row = static_cast<int>(m_models.size());
    beginInsertRows({}, row, row);
    m_models.push_back(std::move(model));
    endInsertRows();
    Q_EMIT edited();
    return row;
}

void ModelTable::removeModel(int row)
{
    if (row < 0 || row >= rowCount())
        return;
    beginRemoveRows({}, row, row);
    m_prices.erase(m_models.at(static_cast<std::size_t>(row)).name);
    m_models.erase(m_models.begin() + row);
    endRemoveRows();
    Q_EMIT edited();
}

void ModelTable::setProbed(const std::string &name, std::optional<wire::AnswerMode> bestMode,
                           const json::Value &report)
{
    auto known = std::find_if(m_models.begin(), m_models.end(),
                              [&](const settings::ModelFacts &entry) { return entry.name == name; });
    const int row = static_cast<int>(known - m_models.begin());
    if (known == m_models.end()) {
        beginInsertRows({}, row, row);
        known = m_models.emplace(m_models.end());
        known->name = name;
        endInsertRows();
    }
    known->bestMode = bestMode;
    known->probe = report;
    Q_EMIT dataChanged(index(row, BestMode), index(row, BestMode));
}

void ModelTable::merge(const std::vector<wire::ModelInfo> &listed)
{
    std::vector<settings::ModelFacts> merged = m_models;
    settings::EndpointProfile profile; // knows how to find an entry by its name
    profile.models = std::move(merged);
    for (const wire::ModelInfo &info : listed) {
        settings::ModelFacts &entry = profile.modelEntry(info.id);
        if (entry.source == "hand" || (!info.contextWindow && !info.maxOutput))
            continue;
        entry.contextWindow = info.contextWindow;
        entry.maxOutput = info.maxOutput;
        entry.source = "server";
    }
    if (profile.models == m_models)
        return;
    PriceDrafts prices = std::exchange(m_prices, {});
    setModels(std::move(profile.models));
    m_prices = std::move(prices);
    Q_EMIT edited();
}

int ModelTable::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_models.size());
}

int ModelTable::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(ColumnCount);
}

QVariant ModelTable::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const settings::ModelFacts &model = m_models.at(static_cast<std::size_t>(index.row()));
    if (role == Qt::TextAlignmentRole && index.column() >= Context && index.column() <= PriceOut)
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole && role != Qt::EditRole)
        return {};
    // Read in the locale's groups, edited in plain digits.
    const auto figure = [&](const std::optional<std::int64_t> &tokens) {
        return role == Qt::DisplayRole && tokens ? QLocale().toString(static_cast<qlonglong>(*tokens))
                                                 : tokensText(tokens);
    };
    switch (index.column()) {
    case Name:
        return displayText(QString::fromStdString(model.name));
    case Context:
        return figure(model.contextWindow);
    case MaxOutput:
        return figure(model.maxOutput);
    case PriceIn:
        return priceText(priceOf(model).in);
    case PriceOut:
        return priceText(priceOf(model).out);
    case Currency:
        return QString::fromStdString(priceOf(model).currency);
    case BestMode:
        return bestModeText(model.probe);
    default:
        return model.source == "server" ? tr("server") : model.source == "hand" ? tr("by hand") : QString();
    }
}

QVariant ModelTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant(section >= Context && section <= PriceOut ? Qt::AlignRight | Qt::AlignVCenter
                                                                  : Qt::AlignLeft | Qt::AlignVCenter);
    const QStringList names{tr("Model"),     tr("Context"),  tr("Max. answer"),  tr("Price in"),
                            tr("Price out"), tr("Currency"), tr("Figures from"), tr("Mode auto")};
    const QStringList tips{QString(),
                           tr("Tokens that question and answer may have together"),
                           tr("Tokens that an answer may have"),
                           tr("For a million tokens of the question"),
                           tr("For a million tokens of the answer"),
                           tr("Three letters: USD, EUR, …"),
                           tr("Who told context and maximum answer: the server's list, or you"),
                           tr("The best mode that asking has found; empty: not asked yet")};
    if (role == Qt::DisplayRole)
        return names.value(section);
    return role == Qt::ToolTipRole ? QVariant(tips.value(section)) : QVariant();
}

Qt::ItemFlags ModelTable::flags(const QModelIndex &index) const
{
    const bool fixed = !index.isValid() || index.column() == Name || index.column() >= Source;
    return fixed ? QAbstractTableModel::flags(index) : QAbstractTableModel::flags(index) | Qt::ItemIsEditable;
}

bool ModelTable::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!index.isValid() || role != Qt::EditRole)
        return false;
    const PriceDrafts prices = m_prices;
    settings::ModelFacts changed = m_models.at(static_cast<std::size_t>(index.row()));
    const bool tokens = index.column() == Context || index.column() == MaxOutput;
    if (!(tokens ? setTokens(changed, index.column(), value.toString())
                 : setPrice(changed, index.column(), value.toString())))
        return false;
    settings::ModelFacts &model = m_models.at(static_cast<std::size_t>(index.row()));
    if (changed == model && prices == m_prices)
        return true;
    model = std::move(changed);
    Q_EMIT dataChanged(index.siblingAtColumn(Name), index.siblingAtColumn(Source));
    Q_EMIT edited();
    return true;
}

bool ModelTable::setTokens(settings::ModelFacts &model, int column, const QString &text)
{
    const Figure<std::int64_t> read = readTokens(text);
    if (!read.problem.isEmpty()) {
        Q_EMIT refused(read.problem);
        return false;
    }
    std::optional<std::int64_t> &figure = column == Context ? model.contextWindow : model.maxOutput;
    if (figure == read.value)
        return true;
    figure = read.value;
    model.source = model.contextWindow || model.maxOutput ? "hand" : "";
    return true;
}

ModelTable::PriceDraft ModelTable::priceOf(const settings::ModelFacts &model) const
{
    if (model.price)
        return {model.price->in, model.price->out, model.price->currency};
    const auto found = m_prices.find(model.name);
    return found == m_prices.end() ? PriceDraft() : found->second;
}

/// Half a price is none: what an answer costs would be counted too low.
void ModelTable::keepPrice(settings::ModelFacts &model, const PriceDraft &draft)
{
    m_prices.erase(model.name);
    model.price.reset();
    if (draft.in && draft.out) {
        model.price = settings::ModelPrice{*draft.in, *draft.out};
        if (!draft.currency.empty())
            model.price->currency = draft.currency;
    } else if (draft != PriceDraft()) {
        m_prices[model.name] = draft;
    }
}

QString ModelTable::halfPriced() const
{
    return m_prices.empty() ? QString() : QString::fromStdString(m_prices.begin()->first);
}

bool ModelTable::setPrice(settings::ModelFacts &model, int column, const QString &text)
{
    PriceDraft price = priceOf(model);
    if (column == Currency) {
        static const QRegularExpression code(QStringLiteral("^[A-Z]{3}$"));
        const QString currency = text.trimmed().toUpper();
        if (!code.match(currency).hasMatch()) {
            Q_EMIT refused(tr("A currency is three letters, like USD or EUR"));
            return false;
        }
        price.currency = currency.toStdString();
    } else {
        const Figure<double> read = readPrice(text);
        if (!read.problem.isEmpty()) {
            Q_EMIT refused(read.problem);
            return false;
        }
        if (!read.value) { // blank: what it costs is unknown again
            keepPrice(model, {});
            return true;
        }
        (column == PriceIn ? price.in : price.out) = read.value;
    }
    keepPrice(model, price);
    return true;
}

} // namespace espalier::ui
