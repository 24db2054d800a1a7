// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "models/trylistmodel.h"

#include <QTimer>
#include <QWidget>

class QAction;
class QLineEdit;
class QPushButton;
class QSpinBox;
class QStackedWidget;

namespace espalier::ui {

class ConfirmStrip;
class DimLabel;
class TryView;

/// The tries that were kept: to show again, to lay side by side, to take the recipe from, to delete; where
/// they lie and how many are kept. Asks in its own place before anything is removed. The store stays the
/// caller's and must outlive the panel. Reads the store when shown for the first time and when told.
class HistoryPanel : public QWidget
{
    Q_OBJECT

public:
    explicit HistoryPanel(store::TryStore &store, QWidget *parent = nullptr);

    /// The try that the window shows at the moment, which others can be compared with; empty: none.
    void setShown(const QString &id);

public Q_SLOTS:
    /// A try was kept under that id: it comes into the list, those that gave way go. Nothing is read before
    /// the panel was shown.
    void added(const QString &id);
    /// Reads the store once more; what is selected stays so.
    void reload();

Q_SIGNALS:
    void showWanted(const QString &id);
    /// The older one first.
    void compareWanted(const QString &older, const QString &newer);
    /// The recipe of that try is wanted again.
    void restoreWanted(const QString &id);
    /// How many tries are to be kept from now on; the store knows already.
    void keptChanged(int kept);
    /// "Forget all" was pressed and done.
    void forgotten();
    void failed(const espalier::Error &error);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QAction *addVerb(const QString &text, const QList<QKeySequence> &keys, void (HistoryPanel::*slot)());
    QPushButton *buttonFor(QAction *verb, const QString &text);
    QLayout *makeHead();
    QWidget *makeFoot();
    void updateVerbs(const QStringList &ids);
    void updateEmptyState();
    void tellState();
    void showSelected();
    void compareSelected();
    void compareWithShown();
    void restoreSelected();
    void deleteSelected();
    void askToForget();
    void changeKept(int kept);
    void openFolder();
    [[nodiscard]] QStringList comparedByOne(const QString &id) const;

    store::TryStore &m_store;
    TryListModel m_model;
    TryView *m_view;
    QStackedWidget *m_stack;
    DimLabel *m_empty;
    QLineEdit *m_filter;
    ConfirmStrip *m_confirm;
    QSpinBox *m_kept;
    QPushButton *m_forget = nullptr;
    QWidget *m_foot = nullptr; ///< where tries are kept and how many; shown when asked for
    QAction *m_show;
    QAction *m_compare;
    QAction *m_compareShown;
    QAction *m_restore;
    QAction *m_delete;
    QTimer m_ticking; ///< "3 minutes ago" goes on while somebody looks
    QString m_shownId;
    bool m_read = false;
};

} // namespace espalier::ui
