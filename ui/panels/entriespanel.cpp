// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/entriespanel.h"

#include "delegates/entrydelegate.h"
#include "text/valuetext.h"
#include "theme/espalierstyle.h"
#include "theme/tokens.h"
#include "widgets/rowtree.h"
#include "widgets/sectionlabel.h"
#include "widgets/wrappingrow.h"

#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace espalier::ui {

static constexpr int kLeastRows = 4;

EntriesPanel::EntriesPanel(const Words &words, EntryListModel::Cells cells, EntryListModel::Blocked blocked,
                           QWidget *parent)
    : QWidget(parent)
    , m_words(words)
    , m_model(new EntryListModel(words.headers, std::move(cells), std::move(blocked), this))
    , m_pages(new QStackedWidget)
    , m_list(new RowTree)
    , m_below(new QWidget)
    , m_test(new QPushButton(words.test))
    , m_outcome(plainLabel())
{
    m_list->setModel(m_model);
    m_list->setItemDelegate(new EntryDelegate(m_list));
    m_list->setAccessibleName(words.name);
    m_list->setMinimumHeight(fontMetrics().height() * 2 * (kLeastRows + 1));
    m_list->header()->setSectionResizeMode(QHeaderView::Stretch);
    m_test->setToolTip(words.testTip);
    m_outcome->setAccessibleDescription(tr("What the test brought"));
    m_pages->addWidget(makeEmptyPage());
    m_pages->addWidget(makeListPage());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_pages);
    connect(m_model, &EntryListModel::switched, this, [this](int row, bool on) {
        setCurrent(row);
        editCurrent(m_words.switched,
                    [on](json::Value &entry) { entry.set("enabled", json::Value::boolean(on)); });
    });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] {
        if (!m_showing)
            showCurrent();
    });
    connect(m_test, &QPushButton::clicked, this, &EntriesPanel::test);
}

QAction *EntriesPanel::addVerb(const QString &text, const QList<QKeySequence> &keys,
                               const std::function<void()> &act)
{
    auto *verb = new QAction(text, m_list);
    verb->setShortcuts(keys);
    verb->setShortcutContext(Qt::WidgetShortcut);
    m_list->addAction(verb);
    connect(verb, &QAction::triggered, this, act);
    return verb;
}

QPushButton *EntriesPanel::buttonFor(QAction *verb)
{
    auto *button = new QPushButton(verb->text());
    button->setAutoDefault(false);
    EspalierStyle::setButtonKind(button, ButtonKind::Quiet);
    connect(button, &QPushButton::clicked, verb, &QAction::trigger);
    connect(verb, &QAction::changed, button, [button, verb] { button->setEnabled(verb->isEnabled()); });
    return button;
}

QWidget *EntriesPanel::makeEmptyPage()
{
    auto *page = new QWidget;
    auto *words = new DimLabel(m_words.empty);
    words->setWordWrap(true);
    auto *add = new QPushButton(m_words.add);
    connect(add, &QPushButton::clicked, this, &EntriesPanel::add);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 4, 0, 4);
    layout->addWidget(words);
    layout->addWidget(add, 0, Qt::AlignLeft);
    layout->addStretch(1);
    return page;
}

QWidget *EntriesPanel::makeListPage()
{
    m_list->setContextMenuPolicy(Qt::ActionsContextMenu);
    QAction *add = addVerb(m_words.add, {QKeySequence(Qt::Key_Insert)}, [this] { this->add(); });
    m_remove = addVerb(tr("Remove"), {QKeySequence(QKeySequence::Delete)}, [this] { remove(); });
    m_up = addVerb(tr("Move up"), {QKeySequence(Qt::ALT | Qt::Key_Up)}, [this] { move(-1); });
    m_down = addVerb(tr("Move down"), {QKeySequence(Qt::ALT | Qt::Key_Down)}, [this] { move(1); });
    auto *buttons = new WrappingRow(4);
    for (QAction *verb : {add, m_up, m_down, m_remove})
        buttons->addWidget(buttonFor(verb));
    auto *page = new QWidget;
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addLayout(buttons);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_below);
    return page;
}

void EntriesPanel::setForm(QWidget *form)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_test, 0, Qt::AlignTop);
    row->addWidget(m_outcome, 1);
    auto *layout = new QVBoxLayout(m_below);
    layout->setContentsMargins(0, 4, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(form);
    layout->addLayout(row);
}

int EntriesPanel::current() const
{
    return m_list->currentIndex().row();
}

void EntriesPanel::setCurrent(int row)
{
    m_list->setCurrentIndex(m_model->index(row, 0));
}

void EntriesPanel::showEntries()
{
    const int before = current();
    m_showing = true;
    m_model->setEntries(entries());
    m_showing = false;
    const int count = m_model->rowCount();
    m_pages->setCurrentIndex(count == 0 ? 0 : 1);
    setCurrent(std::clamp(before, count == 0 ? -1 : 0, count - 1));
    showCurrent();
}

void EntriesPanel::refresh()
{
    m_model->refresh();
    showCurrent();
}

void EntriesPanel::showCurrent()
{
    const int row = current();
    const bool any = row >= 0 && row < m_model->rowCount();
    m_remove->setEnabled(any);
    m_up->setEnabled(any && row > 0);
    m_down->setEnabled(any && row + 1 < m_model->rowCount());
    const bool blocked = any && m_model->index(row, 0).data(EntryListModel::BlockedRole).toBool();
    m_test->setEnabled(any && !blocked);
    m_test->setToolTip(blocked ? tr("It came with the recipe; allow it first.") : m_words.testTip);
    showOutcome(++m_ticket, {}, true);
    showEntry(any ? &m_model->entries()[static_cast<std::size_t>(row)] : nullptr);
}

void EntriesPanel::change(const json::Value::Array &entries, const QString &label, int current)
{
    setEntries(entries, label);
    showEntries();
    setCurrent(current);
}

void EntriesPanel::editCurrent(const QString &label, const std::function<void(json::Value &)> &edit)
{
    const int row = current();
    json::Value::Array next = entries();
    if (row < 0 || row >= static_cast<int>(next.size()))
        return;
    json::Value &entry = next[static_cast<std::size_t>(row)];
    const json::Value before = entry;
    edit(entry);
    if (entry == before)
        return;
    wrote(before, entry);
    change(next, label, row);
}

void EntriesPanel::add()
{
    commit();
    json::Value::Array next = entries();
    next.push_back(newEntry());
    wrote({}, next.back());
    change(next, m_words.added, static_cast<int>(next.size()) - 1);
    focusForm();
}

void EntriesPanel::remove()
{
    const int row = current();
    json::Value::Array next = entries();
    if (row < 0 || row >= static_cast<int>(next.size()))
        return;
    next.erase(next.begin() + row);
    change(next, m_words.removed, std::min(row, static_cast<int>(next.size()) - 1));
    m_list->setFocus();
}

void EntriesPanel::move(int by)
{
    commit();
    const int row = current();
    const int to = row + by;
    json::Value::Array next = entries();
    if (row < 0 || to < 0 || to >= static_cast<int>(next.size()))
        return;
    std::swap(next[static_cast<std::size_t>(row)], next[static_cast<std::size_t>(to)]);
    change(next, m_words.moved, to);
}

void EntriesPanel::test()
{
    commit();
    const int row = current();
    if (row < 0 || !m_test->isEnabled())
        return;
    m_outcome->setText(tr("Trying…"));
    Q_EMIT testWanted(m_model->entries()[static_cast<std::size_t>(row)], ++m_ticket);
}

void EntriesPanel::showOutcome(int ticket, const QString &text, bool good)
{
    if (ticket != m_ticket)
        return;
    const Tokens &tokens = tokensFor(QApplication::palette());
    QPalette palette = QApplication::palette();
    palette.setColor(QPalette::WindowText, good ? tokens.leaf : tokens.brick);
    m_outcome->setPalette(palette);
    m_outcome->setText(displayText(text));
    if (text.isEmpty())
        return;
    QAccessibleEvent alert(m_outcome, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

} // namespace espalier::ui
