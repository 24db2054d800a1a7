// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/tablepage.h"

#include "delegates/celldelegate.h"
#include "models/resulttablemodel.h"
#include "panels/tablecopy.h"
#include "text/valuetext.h"
#include "theme/icons.h"
#include "widgets/sectionlabel.h"

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

namespace espalier::ui {

static constexpr int kColumnLetters = 20;

TablePage::TablePage(ResultTableModel &model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_choice(new QWidget)
    , m_lists(new QComboBox)
    , m_stack(new QStackedWidget)
    , m_empty(new DimLabel)
    , m_view(new QTableView)
{
    buildView();
    m_lists->setAccessibleName(tr("List to show"));
    m_lists->setToolTip(tr("The answer holds several lists"));
    m_lists->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_view);
    auto *choice = new QHBoxLayout(m_choice);
    choice->setContentsMargins(12, 6, 12, 6);
    choice->addWidget(m_lists);
    choice->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_choice);
    layout->addWidget(m_stack, 1);
    connect(m_lists, &QComboBox::activated, this,
            [this](int at) { m_model.choose(m_lists->itemData(at).toString()); });
    connect(&m_model, &ResultTableModel::listsChanged, this, &TablePage::showLists);
    connect(&m_model, &QAbstractItemModel::modelReset, this, &TablePage::showLists);
    showLists();
}

void TablePage::buildView()
{
    m_view->setModel(&m_model);
    m_view->setItemDelegate(new CellDelegate(m_view));
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setAccessibleName(tr("Answer as a table"));
    m_view->setWordWrap(false);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->setTabKeyNavigation(false); // Tab leaves the table; arrows move in it
    m_view->setCornerButtonEnabled(false);
    // Fixed sizes only: measuring contents costs as much as the table is long.
    QHeaderView *rows = m_view->verticalHeader();
    rows->setSectionResizeMode(QHeaderView::Fixed);
    rows->setDefaultSectionSize(fontMetrics().height() + 12);
    rows->setFixedWidth(fontMetrics().horizontalAdvance(itemText(100'000)) + 16);
    rows->setDefaultAlignment(Qt::AlignRight | Qt::AlignVCenter);
    rows->setAccessibleName(tr("Numbers of the items"));
    QHeaderView *columns = m_view->horizontalHeader();
    columns->setDefaultSectionSize(fontMetrics().averageCharWidth() * kColumnLetters);
    columns->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    columns->setStretchLastSection(true);
    columns->setHighlightSections(false);
    columns->setAccessibleName(tr("Columns of the table"));

    auto *copy = new QAction(icon(QStringLiteral("copy")), tr("&Copy cells"), m_view);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    connect(copy, &QAction::triggered, this, &TablePage::copySelection);
    auto *show = new QAction(tr("Show in the &tree"), m_view);
    show->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_T));
    show->setShortcutContext(Qt::WidgetShortcut);
    const auto showPlace = [this](const QModelIndex &index) {
        const QString pointer = index.data(ResultTableModel::PointerRole).toString();
        if (!pointer.isEmpty())
            Q_EMIT placeChosen(pointer);
    };
    connect(show, &QAction::triggered, this, [this, showPlace] { showPlace(m_view->currentIndex()); });
    connect(m_view, &QAbstractItemView::activated, this, showPlace);
    m_view->addActions({copy, show});
    m_view->setContextMenuPolicy(Qt::ActionsContextMenu);
    connect(m_view->verticalScrollBar(), &QScrollBar::actionTriggered, this, [this] {
        const QScrollBar *bar = m_view->verticalScrollBar();
        m_following = bar->sliderPosition() >= bar->maximum();
    });
    connect(m_view, &QAbstractItemView::pressed, this, [this] { m_following = false; });
}

void TablePage::showLists()
{
    const QList<ResultTableModel::List> lists = m_model.lists();
    const QString chosen = m_model.chosen();
    const QSignalBlocker quiet(m_lists);
    while (m_lists->count() > lists.size())
        m_lists->removeItem(m_lists->count() - 1);
    for (int at = 0; at < lists.size(); ++at) {
        if (at == m_lists->count())
            m_lists->addItem(QString());
        if (m_lists->itemText(at) != lists[at].name)
            m_lists->setItemText(at, lists[at].name);
        m_lists->setItemData(at, lists[at].pointer);
        if (m_model.hasList() && lists[at].pointer == chosen)
            m_lists->setCurrentIndex(at);
    }
    m_choice->setVisible(lists.size() > 1);
    m_stack->setCurrentIndex(m_model.hasList() ? 1 : 0);
    m_empty->setText(!m_ended      ? tr("A list in the answer grows here, a row for each item.")
                     : !m_answered ? tr("No answer came.")
                                   : tr("The answer holds no list. A table shows lists; the tree shows the "
                                        "rest."));
}

void TablePage::begin()
{
    m_ended = false;
    m_following = true;
    m_view->setSortingEnabled(false);
    m_view->horizontalHeader()->setSortIndicatorShown(false);
    showLists();
}

void TablePage::follow()
{
    if (m_following && m_view->isVisible())
        m_view->scrollToBottom();
}

void TablePage::finish(bool answered)
{
    m_ended = true;
    m_answered = answered;
    QHeaderView *columns = m_view->horizontalHeader();
    columns->setSortIndicator(-1, Qt::AscendingOrder); // as it came
    columns->setSortIndicatorClearable(true);
    m_view->setSortingEnabled(true);
    showLists();
}

void TablePage::copySelection()
{
    const QModelIndexList cells = m_view->selectionModel()->selectedIndexes();
    if (!cells.isEmpty())
        QGuiApplication::clipboard()->setText(cellsText(m_model, cells));
}

} // namespace espalier::ui
