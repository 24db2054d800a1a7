// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dialogs/versionsdialog.h"

#include "delegates/rowdelegate.h"
#include "models/reciperows.h"
#include "shell/windowfit.h"
#include "text/plaintip.h"
#include "text/timetext.h"
#include "text/valuetext.h"
#include "theme/espalierstyle.h"
#include "widgets/captioncombo.h"
#include "widgets/recipediffview.h"
#include "widgets/rowtree.h"
#include "widgets/sectionlabel.h"
#include "widgets/stepbuttons.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QStandardItemModel>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace espalier::ui {

static constexpr int kNumberRole = Qt::UserRole;

VersionsDialog::VersionsDialog(recipe::Recipe current, std::vector<store::RecipeVersion> versions,
                               qint64 nowMs, QWidget *parent)
    : QDialog(parent)
    , m_now(nowMs)
    , m_rows(new QStandardItemModel(this))
    , m_list(new RowTree)
    , m_pages(new QStackedWidget)
    , m_with(new CaptionCombo(tr("Compared with")))
    , m_diff(new RecipeDiffView)
    , m_restore(new QPushButton(tr("Restore this version")))
{
    setAttribute(Qt::WA_DeleteOnClose);
    auto *none =
        new DimLabel(tr("There is no version yet. One is kept each time a changed recipe is tried or "
                        "saved."));
    none->setAlignment(Qt::AlignCenter);
    none->setWordWrap(true);
    auto *splitter = new QSplitter(Qt::Horizontal);
    splitter->addWidget(makeList());
    splitter->addWidget(makeComparison());
    splitter->setChildrenCollapsible(false);
    splitter->setStretchFactor(0, 2);
    splitter->setStretchFactor(1, 3);
    m_pages->addWidget(none);
    m_pages->addWidget(splitter);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 12);
    layout->setSpacing(12);
    layout->addWidget(m_pages, 1);
    layout->addLayout(makeFoot());
    const int letter = fontMetrics().averageCharWidth();
    resize(letter * 168, letter * 90);
    fitToScreen(*this);
    setContent(std::move(current), std::move(versions));
}

QWidget *VersionsDialog::makeList()
{
    m_rows->setHorizontalHeaderLabels({tr("Version"), tr("When"), tr("What changed")});
    for (int column = 0; column < m_rows->columnCount(); ++column)
        m_rows->horizontalHeaderItem(column)->setTextAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_list->setModel(m_rows);
    m_list->setItemDelegate(new RowDelegate(m_list));
    m_list->setAccessibleName(tr("Versions"));
    m_list->setColumnLetters(0, 11);
    m_list->setColumnLetters(1, 24);
    m_list->header()->setStretchLastSection(true);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] {
        fillChoice();
        compare();
    });
    return m_list;
}

QWidget *VersionsDialog::makeComparison()
{
    auto *side = new QWidget;
    side->setAutoFillBackground(true);
    side->setBackgroundRole(QPalette::Base);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(12, 12, 12, 4);
    head->addWidget(m_with);
    head->addStretch(1);
    auto *layout = new QVBoxLayout(side);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(m_diff, 1);
    connect(m_with, &QComboBox::activated, this, &VersionsDialog::compare);
    return side;
}

QLayout *VersionsDialog::makeFoot()
{
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(12, 0, 12, 0);
    foot->setSpacing(8);
    addStepButtons(*this, *foot, [this](bool forward) { step(forward); });
    foot->addStretch(1);
    EspalierStyle::setButtonKind(m_restore, ButtonKind::Primary);
    m_restore->setAutoDefault(false);
    connect(m_restore, &QPushButton::clicked, this, [this] {
        if (const store::RecipeVersion *version = selected())
            Q_EMIT restoreWanted(version->recipe);
    });
    auto *close = new QPushButton(tr("Close"));
    close->setAutoDefault(false);
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    foot->addWidget(m_restore);
    foot->addWidget(close);
    return foot;
}

void VersionsDialog::setContent(recipe::Recipe current, std::vector<store::RecipeVersion> versions)
{
    const store::RecipeVersion *before = selected();
    const int number = before ? before->number : 0;
    m_current = std::move(current);
    m_versions = std::move(versions);
    const QString name = QString::fromStdString(m_current.name);
    setWindowTitle(name.isEmpty() ? tr("Versions of this recipe")
                                  : tr("Versions of “%1”").arg(displayText(name)));
    fillList();
    m_pages->setCurrentIndex(m_versions.empty() ? 0 : 1);
    if (number > 0)
        select(number);
    if (!selected() && !m_versions.empty())
        select(m_versions.back().number);
    compare();
}

static QStandardItem *cell(const QString &text, int number, const QString &tip)
{
    auto *item = new QStandardItem(displayText(text));
    item->setEditable(false);
    item->setData(number, kNumberRole);
    item->setToolTip(plainTip(displayText(tip)));
    return item;
}

void VersionsDialog::fillList()
{
    const QSignalBlocker quiet(m_list->selectionModel());
    m_rows->removeRows(0, m_rows->rowCount());
    const QTimeZone zone = QTimeZone::systemTimeZone();
    for (std::size_t at = m_versions.size(); at-- > 0;) {
        const store::RecipeVersion &version = m_versions[at];
        const QString changes =
            at == 0 ? tr("the first one") : recipeChanges(m_versions[at - 1].recipe, version.recipe);
        const QString name = QString::fromStdString(version.recipe.name);
        m_rows->appendRow(
            {cell(tr("v%1").arg(version.number), version.number, name),
             cell(timeText(version.madeMs, m_now, zone), version.number, momentText(version.madeMs, zone)),
             cell(changes, version.number, changes)});
    }
}

/// What the selected version can be compared with: what is now, and every other version.
void VersionsDialog::fillChoice()
{
    const store::RecipeVersion *shown = selected();
    const int before = m_with->currentData().toInt();
    m_with->clear();
    m_with->addItem(tr("as it is now"), 0);
    for (auto version = m_versions.rbegin(); version != m_versions.rend(); ++version) {
        if (shown && version->number != shown->number)
            m_with->addItem(tr("v%1").arg(version->number), version->number);
    }
    m_with->setCurrentIndex(std::max(0, m_with->findData(before)));
}

static const store::RecipeVersion *versionOf(const std::vector<store::RecipeVersion> &versions, int number)
{
    const auto found = std::find_if(versions.begin(), versions.end(),
                                    [number](const auto &version) { return version.number == number; });
    return found == versions.end() ? nullptr : &*found;
}

const store::RecipeVersion *VersionsDialog::selected() const
{
    return versionOf(m_versions, m_list->currentIndex().data(kNumberRole).toInt());
}

const store::RecipeVersion *VersionsDialog::other() const
{
    return versionOf(m_versions, m_with->currentData().toInt());
}

void VersionsDialog::select(int number)
{
    for (int row = 0; row < m_rows->rowCount(); ++row) {
        if (m_rows->index(row, 0).data(kNumberRole).toInt() == number)
            m_list->setCurrentIndex(m_rows->index(row, 0));
    }
}

/// Equal but for the name and the file's own form.
static bool asksTheSame(recipe::Recipe a, const recipe::Recipe &b)
{
    a.name = b.name;
    a.stored = b.stored;
    return a == b;
}

void VersionsDialog::compare()
{
    const store::RecipeVersion *shown = selected();
    m_restore->setEnabled(shown && !asksTheSame(shown->recipe, m_current));
    if (!shown)
        return;
    const store::RecipeVersion *against = other();
    const QString number = tr("v%1").arg(shown->number);
    const bool newer = against && against->number < shown->number; // time goes from left to right
    const QString name = against ? tr("v%1").arg(against->number) : tr("now");
    const recipe::Recipe &recipe = against ? against->recipe : m_current;
    m_diff->setTitles(newer ? name : number, newer ? number : name);
    m_diff->setRecipes(newer ? recipe : shown->recipe, newer ? shown->recipe : recipe);
}

bool VersionsDialog::step(bool forward)
{
    return m_diff->step(forward) || m_diff->wrap(forward);
}

} // namespace espalier::ui
