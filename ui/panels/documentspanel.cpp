// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/documentspanel.h"

#include "delegates/documentdelegate.h"
#include "theme/espalierstyle.h"
#include "theme/icons.h"
#include "theme/tokens.h"
#include "widgets/dropzone.h"
#include "widgets/sectionlabel.h"

#include <QAction>
#include <QDragEnterEvent>
#include <QHBoxLayout>
#include <QListView>
#include <QListWidget>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace espalier::ui {

static constexpr int kSide = 12;

namespace {

/// A row of words alone, dim, under the heading.
class WordRowDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        painter->save();
        paintListRow(painter, option);
        painter->setPen(tokensFor(option.palette).dim);
        const QRect rect = option.rect.adjusted(kSide, 0, -kSide, 0);
        painter->drawText(
            rect, Qt::AlignVCenter | Qt::TextSingleLine,
            option.fontMetrics.elidedText(index.data().toString(), Qt::ElideRight, rect.width()));
        painter->restore();
    }
};

} // namespace

static void makeFlat(QListView *list)
{
    list->setFrameShape(QFrame::NoFrame);
    list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list->setMouseTracking(true);
    list->setBackgroundRole(QPalette::Window);
    list->viewport()->setBackgroundRole(QPalette::Window);
}

DocumentsPanel::DocumentsPanel(DocumentListModel &model, const QStringList &samples, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_list(new QListView)
    , m_head(new QWidget)
    , m_undoText(new DimLabel)
    , m_undoRow(makeUndoRow())
{
    setAcceptDrops(true);
    makeFlat(m_list);
    m_list->setMinimumHeight(m_list->fontMetrics().height() * 4);
    m_list->setModel(&model);
    m_list->setItemDelegate(new DocumentDelegate(m_list));
    m_list->setAccessibleName(tr("Documents"));
    m_list->setEditTriggers(QAbstractItemView::EditKeyPressed | QAbstractItemView::SelectedClicked);
    addListActions();
    connect(m_list->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &index) { Q_EMIT currentRowChanged(index.row()); });

    auto *add = new QToolButton;
    add->setIcon(icon(QStringLiteral("add")));
    add->setAutoRaise(true);
    add->setToolTip(tr("New text"));
    add->setAccessibleName(tr("New text"));
    connect(add, &QToolButton::clicked, this, &DocumentsPanel::newWanted);
    auto *head = new QHBoxLayout(m_head);
    head->setContentsMargins(kSide, 8, 8, 4);
    head->addWidget(new SectionLabel(tr("Documents"), m_list), 1);
    head->addWidget(add);

    auto *drop = new DropZone(tr("Drop text files"), tr("Nothing leaves this computer before Try"));
    connect(drop, &DropZone::dropped, this, &DocumentsPanel::filesDropped);
    connect(drop, &QAbstractButton::clicked, this, &DocumentsPanel::openWanted);
    auto *dropSpace = new QVBoxLayout;
    dropSpace->setContentsMargins(kSide, 8, kSide, 8);
    dropSpace->addWidget(drop);

    auto *sampleHead = new QHBoxLayout;
    sampleHead->setContentsMargins(kSide, 10, kSide, 6);
    QListWidget *sampleList = makeSamples(samples);
    sampleHead->addWidget(new SectionLabel(tr("Samples"), sampleList));

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 8);
    layout->setSpacing(0);
    layout->addWidget(m_head);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_undoRow);
    layout->addLayout(dropSpace);
    layout->addLayout(sampleHead);
    layout->addWidget(sampleList);
}

QListWidget *DocumentsPanel::makeSamples(const QStringList &samples)
{
    auto *list = new QListWidget;
    makeFlat(list);
    list->addItems(samples);
    list->setAccessibleName(tr("Samples"));
    list->setSelectionMode(QAbstractItemView::NoSelection);
    list->setItemDelegate(new WordRowDelegate(list));

    const int row = list->fontMetrics().height() + 13;
    for (int i = 0; i < list->count(); ++i)
        list->item(i)->setSizeHint({0, row});
    list->setMaximumHeight(row * list->count() + 2); // all of them, where there is room
    list->setMinimumHeight(row);                     // a screen at 200 % has few
    list->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    // One press is enough, and Return does the same.
    connect(list, &QListWidget::itemClicked, this,
            [this, list](QListWidgetItem *item) { Q_EMIT sampleWanted(list->row(item)); });
    auto *open = new QAction(list);
    open->setShortcuts(
        {QKeySequence(Qt::Key_Return), QKeySequence(Qt::Key_Enter), QKeySequence(Qt::Key_Space)});
    open->setShortcutContext(Qt::WidgetShortcut);
    connect(open, &QAction::triggered, this, [this, list] {
        if (list->currentRow() >= 0)
            Q_EMIT sampleWanted(list->currentRow());
    });
    list->addAction(open);
    return list;
}

void DocumentsPanel::addListActions()
{
    auto *rename = new QAction(tr("&Rename"), m_list);
    rename->setShortcut(QKeySequence(Qt::Key_F2));
    connect(rename, &QAction::triggered, this, [this] { m_list->edit(m_list->currentIndex()); });
    auto *remove = new QAction(tr("Re&move"), m_list);
    remove->setShortcut(QKeySequence::Delete);
    connect(remove, &QAction::triggered, this, &DocumentsPanel::removeCurrent);
    for (QAction *action : {rename, remove}) {
        action->setShortcutContext(Qt::WidgetShortcut);
        m_list->addAction(action);
    }
    m_list->setContextMenuPolicy(Qt::ActionsContextMenu);
}

QWidget *DocumentsPanel::makeUndoRow()
{
    auto *row = new QWidget;
    m_undoText->setElided(true);
    auto *undo = new QPushButton(tr("Put back"));
    EspalierStyle::setButtonKind(undo, ButtonKind::Quiet);
    connect(undo, &QPushButton::clicked, this, &DocumentsPanel::putBack);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(kSide, 4, 8, 0);
    layout->addWidget(m_undoText, 1);
    layout->addWidget(undo);
    row->hide();
    return row;
}

/// What stands in the list may stand nowhere else, so the last one removed can be put back.
void DocumentsPanel::removeCurrent()
{
    const int row = currentRow();
    if (row < 0)
        return;
    Q_EMIT aboutToMoveRows();
    m_removed = m_model.documents().at(row);
    m_removedRow = row;
    m_undoText->setText(tr("“%1” removed").arg(m_removed.name));
    m_undoRow->show();
    m_model.removeAt(row);
    Q_EMIT currentRowChanged(currentRow()); // the list told of the next one by the row it had before
}

void DocumentsPanel::putBack()
{
    m_undoRow->hide();
    Q_EMIT aboutToMoveRows();
    m_model.insert(m_removedRow, m_removed);
    setCurrentRow(m_removedRow);
    Q_EMIT currentRowChanged(currentRow());
    m_list->setFocus();
}

int DocumentsPanel::currentRow() const
{
    return m_list->currentIndex().row();
}

void DocumentsPanel::setCurrentRow(int row)
{
    m_list->setCurrentIndex(m_model.index(row));
}

void DocumentsPanel::dragEnterEvent(QDragEnterEvent *event)
{
    if (!localFiles(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void DocumentsPanel::dropEvent(QDropEvent *event)
{
    event->acceptProposedAction();
    Q_EMIT filesDropped(localFiles(event->mimeData()));
}

} // namespace espalier::ui
