// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/hooklink.h"

#include <QAbstractTableModel>
#include <QTimeZone>

#include <deque>

namespace espalier::ui {

/// Events of runs and the hooks they fired, oldest first, as they come. Holds the newest `most` rows; the
/// oldest give way. Texts may hold words of models, servers and programs: they are shown as they are. Thread:
/// GUI.
class FiringListModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { TimeColumn, EventColumn, AttemptColumn, HookColumn, WhatColumn, TookColumn, ColumnCount };
    enum Role {
        LevelRole = Qt::UserRole, ///< Level as int
        HookRole,                 ///< bool: a hook, not the event itself
        SearchRole,               ///< QString, everything a filter looks at
    };
    enum class Level { Plain, Slow, Failed };

    static constexpr int kMost = 5000;

    /// `zone`: whose time of day is meant.
    explicit FiringListModel(QTimeZone zone = QTimeZone::systemTimeZone(), int most = kMost,
                             QObject *parent = nullptr);

    void add(const run::RunEvent &event);
    void add(const HookFiring &firing);
    void clear();
    /// A row as one line, its cells apart by tabs.
    [[nodiscard]] QString line(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

private:
    [[nodiscard]] QString text(const HookFiring &firing, int column) const;

    QTimeZone m_zone;
    int m_most;
    std::deque<HookFiring> m_rows; ///< without a hook: the event itself
};

} // namespace espalier::ui
