// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/textorigin.h"
#include "run/runresult.h"

#include <QObject>

class QModelIndex;

namespace espalier::ui {

class LiveTreeView;
class PartialTreeModel;
class RawView;

/// Ties the tree to the raw text: the bytes of the selected value are marked in the text, and the value whose
/// bytes a person points at is selected in the tree.
///
/// Only where the tree was read from just that text: when an endpoint sent several calls, or words beside a
/// call, offsets are no places in what is shown, and nothing is marked (exactUpTo() is 0). Ownership: all
/// three stay the caller's and must outlive the link.
class RawLink : public QObject
{
    Q_OBJECT

public:
    RawLink(const PartialTreeModel &model, LiveTreeView &tree, RawView &raw, QObject *parent = nullptr);

    void begin();
    /// The next changes; the model has them already.
    void follow(const json::TreeChanges &changes);
    /// The text the tree was read from is known now.
    void finish(const run::RunResult &result);
    /// Every offset up to this one is a byte of the raw text as shown.
    [[nodiscard]] quint64 exactUpTo() const;

private:
    void markCurrent(bool bring);
    void selectAt(quint64 byte);

    const PartialTreeModel &m_model;
    LiveTreeView &m_tree;
    RawView &m_raw;
    TextOrigin m_origin;
    bool m_ended = false;
    bool m_sameText = false; // once it ended: the tree was read from all the text that came
    bool m_selecting = false;
};

} // namespace espalier::ui
