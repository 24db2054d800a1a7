// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dialogs/endpoint/modelspage.h"

#include "dialogs/endpoint/modeltable.h"
#include "text/endpointtext.h"
#include "text/valuetext.h"
#include "theme/espalierstyle.h"
#include "theme/icons.h"
#include "widgets/filteredit.h"
#include "widgets/sectionlabel.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QShortcut>
#include <QSortFilterProxyModel>
#include <QTreeView>
#include <QVBoxLayout>

#include <utility>

namespace espalier::ui {

static constexpr int kMargin = 20;

ModelsPage::ModelsPage(QWidget *parent)
    : QWidget(parent)
    , m_table(new ModelTable(this))
    , m_filtered(new QSortFilterProxyModel(this))
    , m_filter(new FilterEdit)
    , m_fetch(new QPushButton(icon(QStringLiteral("refresh")), tr("&Fetch list")))
    , m_view(new QTreeView)
    , m_empty(new DimLabel)
    , m_name(new QLineEdit)
    , m_note(new DimLabel)
{
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    m_filtered->setSourceModel(m_table);
    m_filtered->setFilterKeyColumn(ModelTable::Name);
    m_filtered->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_filter->setPlaceholderText(tr("filter"));
    m_filter->setAccessibleName(tr("Filter models"));
    m_view->setModel(m_filtered);
    m_view->setRootIsDecorated(false);
    m_view->setUniformRowHeights(true);
    m_view->setAccessibleName(tr("Models"));
    m_view->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed |
                            QAbstractItemView::AnyKeyPressed);
    const int letter = fontMetrics().horizontalAdvance(u'0');
    m_view->header()->setStretchLastSection(false);
    m_view->header()->setSectionResizeMode(ModelTable::Name, QHeaderView::Stretch);
    for (int column = ModelTable::Context; column < ModelTable::ColumnCount; ++column) {
        const QString title = m_table->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
        m_view->setColumnWidth(column, fontMetrics().horizontalAdvance(title) + 2 * letter);
    }
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setAttribute(Qt::WA_TransparentForMouseEvents);
    auto *inside = new QVBoxLayout(m_view->viewport());
    inside->addWidget(m_empty);
    m_name->setPlaceholderText(tr("a model's name, as the endpoint calls it"));
    m_name->setAccessibleName(tr("Model to add"));
    auto *add = new QPushButton(icon(QStringLiteral("add")), tr("&Add model"));
    auto *remove = new QPushButton(icon(QStringLiteral("remove")), tr("&Remove model"));
    for (QPushButton *button : {m_fetch, add, remove})
        button->setAutoDefault(false);
    EspalierStyle::setButtonKind(remove, ButtonKind::Quiet);
    m_note->setWordWrap(true);

    auto *top = new QHBoxLayout;
    top->addWidget(m_filter, 1);
    top->addWidget(m_fetch);
    auto *bottom = new QHBoxLayout;
    bottom->addWidget(m_name, 1);
    bottom->addWidget(add);
    bottom->addWidget(remove);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(kMargin, kMargin - 4, kMargin, kMargin);
    layout->setSpacing(8);
    layout->addWidget(new SectionLabel(tr("Models"), m_view));
    layout->addLayout(top);
    layout->addWidget(m_view, 1);
    layout->addLayout(bottom);
    layout->addWidget(m_note);

    connect(m_filter, &QLineEdit::textChanged, m_filtered, &QSortFilterProxyModel::setFilterFixedString);
    for (const auto &signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(m_filtered, signal, this, &ModelsPage::sayWhyEmpty);
    connect(m_filtered, &QAbstractItemModel::modelReset, this, &ModelsPage::sayWhyEmpty);
    connect(m_filter, &QLineEdit::textChanged, this, &ModelsPage::sayWhyEmpty);
    connect(m_fetch, &QPushButton::clicked, this, &ModelsPage::fetchAsked);
    connect(add, &QPushButton::clicked, this, &ModelsPage::addTyped);
    connect(m_name, &QLineEdit::returnPressed, this, &ModelsPage::addTyped);
    connect(remove, &QPushButton::clicked, this, &ModelsPage::removeChosen);
    connect(m_table, &ModelTable::edited, this, &ModelsPage::sayPrices);
    connect(m_table, &ModelTable::edited, this, &ModelsPage::edited);
    connect(m_table, &ModelTable::refused, this, [this](const QString &why) { say(why, true); });
    auto *deletion = new QShortcut(QKeySequence::Delete, m_view, this, &ModelsPage::removeChosen);
    deletion->setContext(Qt::WidgetShortcut);
}

void ModelsPage::setProfile(const settings::EndpointProfile &profile)
{
    m_filter->clear();
    m_name->clear();
    m_table->setModels(profile.models);
    sayWhyEmpty();
    sayUsual();
}

void ModelsPage::sayUsual()
{
    say(tr("Prices are for a million tokens. Double-click a figure to enter your own."), false);
}

/// Half a price is said while it is one.
void ModelsPage::sayPrices()
{
    const QString problem = priceProblem();
    if (!problem.isEmpty())
        say(problem, true);
    else if (std::exchange(m_halfSaid, false))
        sayUsual();
    m_halfSaid = !problem.isEmpty();
}

QString ModelsPage::priceProblem() const
{
    const QString model = m_table->halfPriced();
    return model.isEmpty() ? QString()
                           : tr("“%1” needs both prices, in and out; with one of them it has none, and its "
                                "costs stay unknown.")
                                 .arg(model);
}

void ModelsPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::EnabledChange)
        sayWhyEmpty();
}

/// Return in a line of this page is said to the page: it is not the dialog's OK.
void ModelsPage::keyPressEvent(QKeyEvent *event)
{
    const bool confirms = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    event->setAccepted(confirms && (focusWidget() == m_name || focusWidget() == m_filter));
}

/// An empty list says what belongs there, and the first step.
void ModelsPage::sayWhyEmpty()
{
    m_empty->setVisible(m_filtered->rowCount() == 0);
    if (m_table->rowCount() > 0)
        m_empty->setText(tr("No model has “%1” in its name.").arg(displayText(m_filter->text())));
    else if (isEnabled())
        m_empty->setText(tr("No models are known yet.\nFetch the list, or add one by its name below."));
    else
        m_empty->setText(tr("This endpoint brings its own model."));
}

void ModelsPage::focusList()
{
    QWidget *field = m_table->rowCount() > 0 ? static_cast<QWidget *>(m_view) : m_name;
    field->setFocus(Qt::OtherFocusReason);
}

void ModelsPage::focusPrice(const QString &model)
{
    m_filter->clear();
    const QModelIndexList found = m_filtered->match(m_filtered->index(0, ModelTable::Name), Qt::DisplayRole,
                                                    displayText(model), 1, Qt::MatchExactly);
    if (found.isEmpty()) {
        m_name->setText(model);
        m_name->setFocus(Qt::OtherFocusReason);
        return;
    }
    m_view->setCurrentIndex(found.constFirst().siblingAtColumn(ModelTable::PriceIn));
    m_view->setFocus(Qt::OtherFocusReason);
}

void ModelsPage::store(settings::EndpointProfile &profile) const
{
    profile.models = m_table->models();
}

void ModelsPage::setFetching(bool fetching)
{
    m_fetch->setEnabled(!fetching);
    m_fetch->setText(fetching ? tr("Fetching…") : tr("&Fetch list"));
}

void ModelsPage::addListed(const std::vector<wire::ModelInfo> &models)
{
    m_table->merge(models);
    say(tr("The endpoint lists %1.").arg(modelCountText(static_cast<int>(models.size()))), false);
}

void ModelsPage::setProbed(const std::string &name, std::optional<wire::AnswerMode> bestMode,
                           const json::Value &report)
{
    m_table->setProbed(name, bestMode, report);
}

void ModelsPage::say(const QString &text, bool urgent)
{
    m_note->setText(displayText(text));
    m_note->setUrgent(urgent);
}

void ModelsPage::addTyped()
{
    const int row = m_table->addModel(m_name->text());
    if (row < 0)
        return;
    m_name->clear();
    m_filter->clear();
    m_view->setCurrentIndex(m_filtered->mapFromSource(m_table->index(row, ModelTable::Name)));
}

void ModelsPage::removeChosen()
{
    m_table->removeModel(m_filtered->mapToSource(m_view->currentIndex()).row());
}

} // namespace espalier::ui
