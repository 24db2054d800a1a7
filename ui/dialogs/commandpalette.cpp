// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dialogs/commandpalette.h"

#include "delegates/documentdelegate.h"
#include "theme/tokens.h"

#include <QAction>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMenuBar>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

namespace espalier::ui {

static constexpr int kRows = 10;
static constexpr int kKeysRole = Qt::UserRole + 1;

namespace {

/// Icon, the command, and its keys at the right.
class CommandDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        Q_UNUSED(index)
        return {120, option.fontMetrics.height() + 12};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Tokens &tokens = tokensFor(option.palette);
        painter->save();
        paintListRow(painter, option);
        const int size = option.fontMetrics.height() + 2;
        QRect rect = option.rect.adjusted(10, 0, -10, 0);
        index.data(Qt::DecorationRole)
            .value<QIcon>()
            .paint(painter, QRect(rect.left(), rect.center().y() - size / 2, size, size));
        rect.setLeft(rect.left() + size + 8);
        painter->setPen(tokens.dim);
        const QString keys = index.data(kKeysRole).toString();
        painter->drawText(rect, Qt::AlignRight | Qt::AlignVCenter, keys);
        rect.setRight(rect.right() - option.fontMetrics.horizontalAdvance(keys) - 8);
        painter->setPen(option.state & QStyle::State_Enabled ? tokens.text : tokens.dim);
        painter->drawText(
            rect, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
            option.fontMetrics.elidedText(index.data().toString(), Qt::ElideRight, rect.width()));
        painter->restore();
    }
};

} // namespace

static QString plain(const QString &text)
{
    QString out = text;
    out.remove(u'&');
    return out.endsWith(u'…') ? out.chopped(1) : out;
}

static void collect(const QList<QAction *> &actions, const QString &path, QList<Command> &out)
{
    for (QAction *action : actions) {
        const QString here =
            path.isEmpty() ? plain(action->text()) : path + QStringLiteral(" › ") + plain(action->text());
        if (action->menu())
            collect(action->menu()->actions(), here, out);
        else if (!action->isSeparator() && action->isEnabled() && action->isVisible())
            out.append({here, action});
    }
}

QList<Command> commandsOf(const QMenuBar &menus)
{
    QList<Command> out;
    collect(menus.actions(), {}, out);
    return out;
}

bool matches(const QString &path, const QString &typed)
{
    const QStringList words = typed.split(u' ', Qt::SkipEmptyParts);
    return std::all_of(words.begin(), words.end(),
                       [&path](const QString &word) { return path.contains(word, Qt::CaseInsensitive); });
}

CommandPalette::CommandPalette(const QMenuBar &menus, QWidget *parent)
    : QDialog(parent, Qt::Popup)
    , m_commands(commandsOf(menus))
    , m_typed(new QLineEdit)
    , m_list(new QListWidget)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Commands"));
    m_typed->setPlaceholderText(tr("What do you want to do?"));
    m_typed->setAccessibleName(tr("Command"));
    m_list->setAccessibleName(tr("Commands"));
    m_list->setItemDelegate(new CommandDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setFocusPolicy(Qt::NoFocus); // the keys go through the line above it
    m_typed->installEventFilter(this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->setSpacing(6);
    layout->addWidget(m_typed);
    layout->addWidget(m_list);
    connect(m_typed, &QLineEdit::textChanged, this, &CommandPalette::filter);
    connect(m_typed, &QLineEdit::returnPressed, this, &CommandPalette::give);
    connect(m_list, &QListWidget::itemClicked, this, &CommandPalette::give);
    filter({});
    const int width = fontMetrics().averageCharWidth() * 64;
    const int height = (fontMetrics().height() + 10) * kRows + m_typed->sizeHint().height() + 24;
    const QPoint corner = parent->mapToGlobal(QPoint((parent->width() - width) / 2, parent->height() / 6));
    setGeometry(QRect(corner, QSize(width, height)));
    m_typed->setFocus();
}

void CommandPalette::filter(const QString &typed)
{
    m_list->clear();
    for (qsizetype i = 0; i < m_commands.size(); ++i) {
        const Command &command = m_commands.at(i);
        if (!command.action || !matches(command.path, typed))
            continue;
        const QString keys = command.action->shortcut().toString(QKeySequence::NativeText);
        auto *item = new QListWidgetItem(command.action->icon(), command.path, m_list);
        item->setData(kKeysRole, keys);
        item->setData(Qt::UserRole, i);
    }
    if (m_list->count() == 0) {
        auto *none = new QListWidgetItem(tr("No command has these words."), m_list);
        none->setFlags(Qt::NoItemFlags);
    }
    m_list->setCurrentRow(0);
}

void CommandPalette::give()
{
    const QListWidgetItem *item = m_list->currentItem();
    if (!item || !item->flags().testFlag(Qt::ItemIsEnabled))
        return;
    const QPointer<QAction> action = m_commands.at(item->data(Qt::UserRole).toLongLong()).action;
    close();
    if (action)
        action->trigger();
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QDialog::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent *>(event)->key();
    const int step = key == Qt::Key_Down ? 1 : key == Qt::Key_Up ? -1 : 0;
    if (step == 0)
        return QDialog::eventFilter(watched, event);
    m_list->setCurrentRow(std::clamp(m_list->currentRow() + step, 0, std::max(0, m_list->count() - 1)));
    return true;
}

} // namespace espalier::ui
