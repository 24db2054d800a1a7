// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the buttons of the history do.

#include "panels/historypanel.h"

#include "base/usagepart.h"
#include "widgets/confirmstrip.h"
#include "widgets/tryview.h"

#include <QAction>
#include <QDesktopServices>
#include <QDir>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QUrl>

namespace espalier::ui {

/// The two that Compare takes when one is selected: the try before it and itself; empty when it is the first.
QStringList HistoryPanel::comparedByOne(const QString &id) const
{
    const QString before = m_model.before(id);
    return before.isEmpty() ? QStringList() : QStringList{before, id};
}

void HistoryPanel::updateVerbs(const QStringList &ids)
{
    const bool one = ids.size() == 1;
    m_show->setEnabled(one);
    m_restore->setEnabled(one);
    m_delete->setEnabled(!ids.isEmpty());
    m_compare->setEnabled(ids.size() == 2 || (one && !comparedByOne(ids.first()).isEmpty()));
    m_compare->setText(one ? tr("Compare with the try before it") : tr("Compare these two"));
    m_compare->setStatusTip(one ? tr("With the try before it; select two to compare those.")
                                : tr("Select two tries, or one to compare it with the try before it."));
    m_compareShown->setEnabled(one && !m_shownId.isEmpty() && ids.first() != m_shownId &&
                               m_model.indexOf(m_shownId).isValid());
}

void HistoryPanel::showSelected()
{
    if (const QStringList ids = m_view->selectedIds(); ids.size() == 1)
        Q_EMIT showWanted(ids.first());
}

void HistoryPanel::compareSelected()
{
    QStringList ids = m_view->selectedIds();
    if (ids.size() == 1)
        ids = comparedByOne(ids.first());
    if (ids.size() == 2)
        Q_EMIT compareWanted(ids.first(), ids.last());
}

void HistoryPanel::compareWithShown()
{
    const QStringList ids = m_view->selectedIds();
    if (ids.size() != 1 || m_shownId.isEmpty())
        return;
    const bool older = ids.first() < m_shownId; // ids sort by time
    Q_EMIT compareWanted(older ? ids.first() : m_shownId, older ? m_shownId : ids.first());
}

void HistoryPanel::restoreSelected()
{
    if (const QStringList ids = m_view->selectedIds(); ids.size() == 1)
        Q_EMIT restoreWanted(ids.first());
}

void HistoryPanel::deleteSelected()
{
    const QStringList ids = m_view->selectedIds();
    if (ids.isEmpty())
        return;
    const QString question =
        ids.size() == 1 ? tr("Delete this try? Its text and answer are removed from this computer.")
                        : tr("Delete these %1 tries? Their texts and answers are removed from this computer.")
                              .arg(locale().toString(ids.size()));
    m_confirm->ask(question, tr("Delete"), [this, ids] {
        for (const QString &id : ids) {
            if (const std::optional<Error> error = m_store.remove(id.toStdString()))
                Q_EMIT failed(*error);
        }
        reload();
        m_view->setFocus(Qt::OtherFocusReason);
    });
}

void HistoryPanel::askToForget()
{
    const int count = m_model.tryCount();
    const QString question = count == 1
                                 ? tr("Forget the one try, the versions of all recipes, and the figures "
                                      "of tokens and cost? Its text and answer are "
                                      "removed from this computer for good.")
                                 : tr("Forget all %1 tries, the versions of all recipes, and the figures "
                                      "of tokens and cost? Texts and answers are "
                                      "removed from this computer for good.")
                                       .arg(locale().toString(count));
    m_confirm->ask(question, tr("Forget all"), [this] {
        const std::optional<Error> error = m_store.forgetAll();
        reload();
        if (error)
            Q_EMIT failed(*error);
        else
            Q_EMIT forgotten();
    });
}

void HistoryPanel::changeKept(int kept)
{
    const auto apply = [this, kept] {
        m_store.setKept(kept);
        reload();
        Q_EMIT keptChanged(kept);
    };
    const int gone = m_model.tryCount() - kept;
    if (gone <= 0) {
        apply();
        return;
    }
    const QString number = locale().toString(gone);
    const QString question =
        kept == 0   ? tr("Keep no tries? Those that are here (%1) are removed for good.").arg(number)
        : gone == 1 ? tr("Keep fewer? The oldest try is removed for good.")
                    : tr("Keep fewer? The %1 oldest tries are removed for good.").arg(number);
    m_confirm->ask(question, tr("Remove"), apply, [this] {
        const QSignalBlocker quiet(m_kept);
        m_kept->setValue(m_store.kept());
    });
}

void HistoryPanel::openFolder()
{
    const QString folder = m_store.folder();
    if (!QDir(folder).exists()) {
        Q_EMIT failed({ErrorKind::CannotRead,
                       tr("The folder %1 is not there yet.").arg(folder).toStdString(),
                       tr("It is made with the first try that is kept.").toStdString(),
                       {},
                       std::string(usagepart::kOwnFiles),
                       {}});
        return;
    }
    if (!QDesktopServices::openUrl(QUrl::fromLocalFile(folder)))
        Q_EMIT failed({ErrorKind::CannotRead,
                       tr("The folder %1 could not be opened.").arg(folder).toStdString(),
                       tr("Open it in a file manager.").toStdString(),
                       {},
                       std::string(usagepart::kOwnFiles),
                       {}});
}

} // namespace espalier::ui
