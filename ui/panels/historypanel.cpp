// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/historypanel.h"

#include "text/valuetext.h"
#include "theme/espalierstyle.h"
#include "theme/icons.h"
#include "widgets/confirmstrip.h"
#include "widgets/filteredit.h"
#include "widgets/sectionlabel.h"
#include "widgets/tryview.h"

#include <QAction>
#include <QDateTime>
#include <QDir>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace espalier::ui {

static constexpr int kTickMs = 30'000;
static constexpr int kMostKept = 10'000;

HistoryPanel::HistoryPanel(store::TryStore &store, QWidget *parent)
    : QWidget(parent)
    , m_store(store)
    , m_view(new TryView(m_model))
    , m_stack(new QStackedWidget)
    , m_empty(new DimLabel)
    , m_filter(new FilterEdit)
    , m_confirm(new ConfirmStrip)
    , m_kept(new QSpinBox)
    , m_show(addVerb(tr("Show"), {Qt::Key_Return, Qt::Key_Enter}, &HistoryPanel::showSelected))
    , m_compare(addVerb(tr("Compare"), {}, &HistoryPanel::compareSelected))
    , m_compareShown(addVerb(tr("Compare with the one shown"), {}, &HistoryPanel::compareWithShown))
    , m_restore(addVerb(tr("Use this recipe again"), {}, &HistoryPanel::restoreSelected))
    , m_delete(addVerb(tr("Delete"), {QKeySequence::Delete}, &HistoryPanel::deleteSelected))
{
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_view);
    auto *strip = new QHBoxLayout;
    strip->setContentsMargins(12, 0, 12, 0);
    strip->addWidget(m_confirm);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 8, 0, 8);
    layout->setSpacing(8);
    m_foot = makeFoot();
    m_foot->hide(); // the tries themselves need the room
    layout->addLayout(makeHead());
    layout->addWidget(m_foot);
    layout->addLayout(strip);
    layout->addWidget(m_stack, 1);

    m_ticking.setInterval(kTickMs);
    connect(&m_ticking, &QTimer::timeout, this,
            [this] { m_model.setNow(QDateTime::currentMSecsSinceEpoch()); });
    connect(m_view, &TryView::selectionChangedTo, this, &HistoryPanel::updateVerbs);
    connect(m_view, &QTreeView::doubleClicked, this, &HistoryPanel::showSelected);
    updateVerbs({});
    updateEmptyState();
}

QAction *HistoryPanel::addVerb(const QString &text, const QList<QKeySequence> &keys,
                               void (HistoryPanel::*slot)())
{
    auto *verb = new QAction(text, m_view);
    verb->setShortcuts(keys);
    verb->setShortcutContext(Qt::WidgetShortcut);
    m_view->addAction(verb);
    connect(verb, &QAction::triggered, this, slot);
    return verb;
}

QPushButton *HistoryPanel::buttonFor(QAction *verb, const QString &text)
{
    auto *button = new QPushButton(text);
    connect(button, &QPushButton::clicked, verb, &QAction::trigger);
    connect(verb, &QAction::changed, button, [button, verb] {
        button->setEnabled(verb->isEnabled());
        button->setToolTip(verb->statusTip());
    });
    return button;
}

QLayout *HistoryPanel::makeHead()
{
    m_filter->setPlaceholderText(tr("Filter by recipe, text, model or outcome"));
    m_filter->setAccessibleName(tr("Filter tries"));
    m_filter->setMinimumWidth(fontMetrics().averageCharWidth() * 16);
    m_filter->setMaximumWidth(fontMetrics().averageCharWidth() * 60);
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &words) {
        m_view->setFilter(words);
        updateEmptyState();
    });
    auto *head = new QHBoxLayout;
    head->setContentsMargins(12, 0, 12, 0);
    head->setSpacing(8);
    head->addWidget(m_filter, 1);
    head->addStretch(1);
    head->addWidget(buttonFor(m_show, tr("Show")));
    head->addWidget(buttonFor(m_compare, tr("Compare")));
    head->addWidget(buttonFor(m_restore, tr("Use this recipe again")));
    head->addWidget(buttonFor(m_delete, tr("Delete")));
    auto *keeping = new QPushButton(tr("Keeping…"));
    keeping->setToolTip(tr("Where tries are kept, how many, and how to forget them"));
    keeping->setCheckable(true);
    connect(keeping, &QPushButton::toggled, m_foot, &QWidget::setVisible);
    head->addWidget(keeping);
    return head;
}

QWidget *HistoryPanel::makeFoot()
{
    auto *place = new DimLabel(displayText(tr("Kept in %1").arg(QDir::toNativeSeparators(m_store.folder()))));
    place->setElided(true);
    place->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *open = new QPushButton(tr("Open folder"));
    open->setIcon(icon(QStringLiteral("open")));
    EspalierStyle::setButtonKind(open, ButtonKind::Quiet);
    connect(open, &QPushButton::clicked, this, &HistoryPanel::openFolder);

    m_kept->setRange(0, kMostKept);
    m_kept->setValue(m_store.kept());
    m_kept->setPrefix(tr("Keep the last ", "number of tries"));
    m_kept->setSuffix(tr(" tries", "after a number"));
    m_kept->setSpecialValueText(tr("Keep no tries"));
    m_kept->setAccessibleName(tr("How many tries are kept"));
    m_kept->setKeyboardTracking(false); // a 5 on the way to 50 takes nothing away
    m_kept->setFocusPolicy(Qt::StrongFocus);
    connect(m_kept, &QSpinBox::valueChanged, this, &HistoryPanel::changeKept);
    m_forget = new QPushButton(tr("Forget all…"));
    EspalierStyle::setButtonKind(m_forget, ButtonKind::Danger);
    connect(m_forget, &QPushButton::clicked, this, &HistoryPanel::askToForget);

    auto *widget = new QWidget;
    auto *foot = new QHBoxLayout(widget);
    foot->setContentsMargins(12, 0, 12, 0);
    foot->setSpacing(8);
    foot->addWidget(place, 1);
    foot->addWidget(open);
    foot->addSpacing(8);
    foot->addWidget(m_kept);
    foot->addWidget(m_forget);
    return widget;
}

void HistoryPanel::setShown(const QString &id)
{
    m_shownId = id;
    updateVerbs(m_view->selectedIds());
}

void HistoryPanel::added(const QString &id)
{
    if (!m_read) // the first showing reads them all
        return;
    if (auto summary = m_store.summary(id.toStdString())) {
        m_model.add(*std::move(summary), m_store.ids(), QDateTime::currentMSecsSinceEpoch());
        tellState();
    }
    if (m_view->selectedIds().isEmpty())
        m_view->scrollTo(m_view->model()->index(0, 0));
}

void HistoryPanel::reload()
{
    m_read = true;
    m_model.sync(m_store.list(), QDateTime::currentMSecsSinceEpoch());
    tellState();
}

void HistoryPanel::tellState()
{
    updateVerbs(m_view->selectedIds());
    updateEmptyState();
}

void HistoryPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (!m_read)
        reload();
    m_model.setNow(QDateTime::currentMSecsSinceEpoch());
    m_ticking.start();
}

void HistoryPanel::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_ticking.stop();
}

void HistoryPanel::updateEmptyState()
{
    const bool none = m_model.tryCount() == 0;
    if (!none)
        m_empty->setText(displayText(tr("No try matches “%1”.").arg(m_filter->text().trimmed())));
    else if (m_store.kept() == 0)
        m_empty->setText(tr("No tries are kept. Below one says how many should be."));
    else
        m_empty->setText(
            tr("Each Try is kept here: what was asked, the text, and what came.\nPress Try for the "
               "first one."));
    m_stack->setCurrentIndex(none || m_view->isEmpty() ? 0 : 1);
    m_filter->setEnabled(!none);
    m_forget->setEnabled(!none);
}

} // namespace espalier::ui
