// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/examplespanel.h"

#include "schema/answershape.h"
#include "text/valuetext.h"
#include "theme/espalierstyle.h"
#include "widgets/exampleeditor.h"
#include "widgets/sectionlabel.h"

#include <QHBoxLayout>
#include <QListWidget>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace espalier::ui {

namespace {

constexpr qsizetype kTitleLetters = 80;

QPushButton *button(const QString &text, ButtonKind kind = ButtonKind::Quiet)
{
    auto *out = new QPushButton(text);
    out->setAutoDefault(false);
    EspalierStyle::setButtonKind(out, kind);
    return out;
}

/// The beginning of the text, for the list.
QString titleOf(const recipe::Example &example, int row, bool unfinished)
{
    const QString text = QString::fromStdString(example.text.substr(0, 4 * kTitleLetters)).simplified();
    const QString title =
        text.isEmpty() ? ExamplesPanel::tr("no text yet") : displayText(text.left(kTitleLetters));
    return QStringLiteral("%1   %2").arg(row + 1).arg(
        unfinished ? ExamplesPanel::tr("no JSON yet · %1").arg(title) : title);
}

} // namespace

ExamplesPanel::ExamplesPanel(RecipeDocument &document, QWidget *parent)
    : QWidget(parent)
    , m_document(document)
    , m_pages(new QStackedWidget)
    , m_list(new QListWidget)
    , m_editor(new ExampleEditor)
    , m_remove(button(tr("Remove")))
    , m_up(button(tr("Move up")))
    , m_down(button(tr("Move down")))
{
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    m_pages->addWidget(makeEmptyPage());
    m_pages->addWidget(makeListPage());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 12);
    layout->addWidget(m_pages);
    setLastTry(false);
    connect(&m_document, &RecipeDocument::examplesChanged, this, &ExamplesPanel::showExamples);
    connect(&m_document, &RecipeDocument::schemaChecked, this, &ExamplesPanel::checkSchema);
    connect(&m_document, &RecipeDocument::settingsChanged, this, &ExamplesPanel::checkSchema);
    checkSchema();
    showExamples();
}

QWidget *ExamplesPanel::makeEmptyPage()
{
    auto *page = new QWidget;
    auto *words =
        new DimLabel(tr("An example is a text with the answer that is right for it. The model sees it "
                        "before your text, and does likewise: two or three settle what instructions "
                        "cannot. Each costs its tokens with every question."));
    words->setWordWrap(true);
    words->setAlignment(Qt::AlignCenter);
    words->setMaximumWidth(fontMetrics().averageCharWidth() * 70);
    auto *add = button(tr("Add example"), ButtonKind::Plain);
    m_take.append(button(tr("Take from the last try")));
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(add);
    buttons->addWidget(m_take.last());
    buttons->addStretch(1);
    auto *row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(words, 10);
    row->addStretch(1);
    auto *layout = new QVBoxLayout(page);
    layout->addStretch(1);
    layout->addLayout(row);
    layout->addSpacing(8);
    layout->addLayout(buttons);
    layout->addStretch(2);
    connect(add, &QPushButton::clicked, this, [this] { addExample({}, json::Value::object()); });
    connect(m_take.last(), &QPushButton::clicked, this, &ExamplesPanel::lastTryWanted);
    return page;
}

QWidget *ExamplesPanel::makeListPage()
{
    auto *page = new QWidget;
    auto *add = button(tr("Add example"));
    m_take.append(button(tr("Take from the last try")));
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(4);
    for (QPushButton *one : {add, m_take.last(), m_up, m_down, m_remove})
        buttons->addWidget(one);
    buttons->addStretch(1);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setTextElideMode(Qt::ElideRight);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setAccessibleName(tr("Examples"));
    auto *splitter = new QSplitter;
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(m_list);
    splitter->addWidget(m_editor);
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 3);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(buttons);
    layout->addWidget(splitter, 1);

    connect(add, &QPushButton::clicked, this, [this] { addExample({}, json::Value::object()); });
    connect(m_take.last(), &QPushButton::clicked, this, &ExamplesPanel::lastTryWanted);
    connect(m_remove, &QPushButton::clicked, this, &ExamplesPanel::removeCurrent);
    connect(m_up, &QPushButton::clicked, this, [this] { moveCurrent(-1); });
    connect(m_down, &QPushButton::clicked, this, [this] { moveCurrent(1); });
    connect(m_list, &QListWidget::currentRowChanged, this, [this](int row) {
        if (m_showing)
            return;
        m_editor->commit(); // belongs to the one before
        m_current = row;
        showCurrent();
    });
    connect(m_editor, &ExampleEditor::textCommitted, this, [this](const QString &text) {
        editCurrent([&](recipe::Example &example) { example.text = text.toStdString(); }, draft());
    });
    connect(m_editor, &ExampleEditor::answerCommitted, this, [this](const json::Value &value) {
        editCurrent([&](recipe::Example &example) { example.value = value; }, std::nullopt);
    });
    connect(m_editor, &ExampleEditor::draftCommitted, this,
            [this](const QString &answer) { editCurrent([](recipe::Example &) {}, answer); });
    return page;
}

const QList<recipe::Example> &ExamplesPanel::examples() const
{
    return m_document.content().examples;
}

/// Of the one that is shown.
std::optional<QString> ExamplesPanel::draft() const
{
    const AnswerDrafts &drafts = m_document.content().answerDrafts;
    const auto found = drafts.constFind(m_current);
    return found == drafts.cend() ? std::nullopt : std::optional(*found);
}

template <typename Edit>
void ExamplesPanel::editCurrent(Edit edit, const std::optional<QString> &draft)
{
    if (m_current < 0)
        return;
    QList<recipe::Example> next = examples();
    edit(next[m_current]);
    AnswerDrafts drafts = m_document.content().answerDrafts;
    if (draft)
        drafts.insert(m_current, *draft);
    else
        drafts.remove(m_current);
    setExamples(next, drafts, tr("Edit example"), m_current);
}

void ExamplesPanel::setExamples(const QList<recipe::Example> &examples, const AnswerDrafts &drafts,
                                const QString &label, int current)
{
    m_current = current;
    m_document.setExamples(examples, drafts, label);
    showExamples();
}

void ExamplesPanel::addExample(const QString &text, const json::Value &value)
{
    commit();
    QList<recipe::Example> next = examples();
    next.append({text.toStdString(), value});
    setExamples(next, m_document.content().answerDrafts, tr("Add example"),
                static_cast<int>(next.size()) - 1);
    if (isVisible() && text.isEmpty())
        m_editor->focusText();
}

/// The drafts after their examples have gone to other rows; -1: away.
template <typename Row>
static AnswerDrafts movedDrafts(const AnswerDrafts &drafts, Row newRow)
{
    AnswerDrafts out;
    for (auto draft = drafts.cbegin(); draft != drafts.cend(); ++draft) {
        if (const int row = newRow(draft.key()); row >= 0)
            out.insert(row, draft.value());
    }
    return out;
}

void ExamplesPanel::removeCurrent()
{
    if (m_current < 0)
        return;
    commit();
    const int gone = m_current;
    QList<recipe::Example> next = examples();
    next.removeAt(gone);
    const AnswerDrafts drafts = movedDrafts(m_document.content().answerDrafts, [gone](int row) {
        return row == gone ? -1 : row > gone ? row - 1 : row;
    });
    setExamples(next, drafts, tr("Remove example"), std::min(gone, static_cast<int>(next.size()) - 1));
}

void ExamplesPanel::moveCurrent(int by)
{
    const int from = m_current;
    const int to = from + by;
    if (from < 0 || to < 0 || to >= examples().size())
        return;
    commit();
    QList<recipe::Example> next = examples();
    next.swapItemsAt(from, to); // of neighbours
    const AnswerDrafts drafts = movedDrafts(m_document.content().answerDrafts, [from, to](int row) {
        return row == from ? to : row == to ? from : row;
    });
    setExamples(next, drafts, tr("Move example"), to);
}

void ExamplesPanel::commit()
{
    m_editor->commit();
}

void ExamplesPanel::showAnswer(int row)
{
    m_list->setCurrentRow(row);
    m_editor->focusAnswer();
}

void ExamplesPanel::setLastTry(bool available)
{
    for (QPushButton *take : std::as_const(m_take)) {
        take->setEnabled(available);
        take->setToolTip(available ? QString() : tr("Press Try first"));
    }
}

void ExamplesPanel::showExamples()
{
    const QList<recipe::Example> &shown = examples();
    m_current = std::clamp(m_current, shown.isEmpty() ? -1 : 0, static_cast<int>(shown.size()) - 1);
    m_showing = true;
    while (m_list->count() > shown.size())
        delete m_list->takeItem(m_list->count() - 1);
    for (int row = 0; row < shown.size(); ++row) {
        if (row == m_list->count())
            m_list->addItem(QString());
        m_list->item(row)->setText(
            titleOf(shown.at(row), row, m_document.content().answerDrafts.contains(row)));
    }
    m_list->setCurrentRow(m_current);
    m_showing = false;
    m_pages->setCurrentIndex(shown.isEmpty() ? 0 : 1);
    showCurrent();
}

void ExamplesPanel::showCurrent()
{
    const bool any = m_current >= 0;
    m_editor->setEnabled(any);
    m_remove->setEnabled(any);
    m_up->setEnabled(m_current > 0);
    m_down->setEnabled(any && m_current + 1 < examples().size());
    if (any)
        m_editor->setExample(examples().at(m_current), draft());
}

/// Answers are of the person's shape, and with iterable streaming that is a list.
void ExamplesPanel::checkSchema()
{
    const std::optional<json::Value> &schema = m_document.schema();
    std::optional<schema::Validator> validator;
    if (schema) {
        const bool list = m_document.settings().streaming == wire::StreamKind::Iterable;
        if (const auto shape = schema::AnswerShape::of(*schema, list)) {
            if (auto compiled =
                    schema::Validator::compile(shape->userSchema, schema::CompileOptions::forAnswers()))
                validator = std::move(compiled).value();
        }
    }
    m_editor->setValidator(std::move(validator));
}

} // namespace espalier::ui
