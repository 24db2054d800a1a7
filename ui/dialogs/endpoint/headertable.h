// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/connectiontest.h"
#include "settings/endpointprofile.h"

#include <QAbstractTableModel>

#include <string>
#include <vector>

namespace espalier::ui {

/// The extra headers of an endpoint, one a row: name, value, whether the value is secret. A secret value is
/// shown as dots and never given out, not for editing either: it can only be replaced. Headers whose name
/// says that they carry a secret (Authorization, X-Api-Key, …) are secret whatever is ticked.
class HeaderTable : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Name, Value, IsSecret, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    /// `stored`: their secret values lie in a store under this profile's name.
    void setHeaders(const std::vector<settings::ExtraHeader> &headers, bool stored);
    [[nodiscard]] std::vector<settings::ExtraHeader> headers() const;
    int addHeader();
    void removeHeader(int row);
    /// Secret values that were entered and are not stored yet, by the entry's name below `profile`.
    [[nodiscard]] EnteredSecrets entered(const settings::EndpointProfile &profile) const;
    /// They are stored now.
    void markStored();
    /// The first secret header that has no value, neither entered nor stored; empty: none.
    [[nodiscard]] QString withoutValue() const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;

Q_SIGNALS:
    void edited();

private:
    struct Row
    {
        settings::ExtraHeader header;
        secrets::Secret entered;
        std::string storedName; ///< the name under which its value is stored; empty: it is not
    };
    static void setSecret(Row &row, bool secret);

    std::vector<Row> m_rows;
};

} // namespace espalier::ui
