// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dialogs/markdialog.h"

#include "schema/sampleschema.h"
#include "shell/windowfit.h"
#include "text/valuetext.h"
#include "theme/espalierstyle.h"
#include "widgets/sectionlabel.h"

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTextCursor>
#include <QTextEdit>
#include <QVBoxLayout>

namespace espalier::ui {

/// Bytes of UTF-8 before a place in the text.
static std::size_t bytesBefore(const QString &text, int place)
{
    return static_cast<std::size_t>(QStringView(text).left(place).toUtf8().size());
}

MarkDialog::MarkDialog(const QString &text, bool hasFields, QWidget *parent)
    : QDialog(parent)
    , m_text(new QPlainTextEdit(text))
    , m_name(new QLineEdit)
    , m_mark(new QPushButton(tr("&Mark")))
    , m_list(new QListWidget)
    , m_unmark(new QPushButton(tr("Re&move")))
    , m_said(plainLabel())
{
    setWindowTitle(tr("Fields from a marked text"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_bytes = m_text->toPlainText().toStdString();
    m_text->setReadOnly(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setAccessibleName(tr("Text"));
    m_text->setTabChangesFocus(true);
    m_name->setAccessibleName(tr("Name of the field"));
    m_name->setPlaceholderText(tr("total, or lines.price for a list of lines"));
    m_list->setAccessibleName(tr("Marks"));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_replace = buttons->addButton(hasFields ? tr("&Replace all fields") : tr("&Take these fields"),
                                   QDialogButtonBox::ActionRole);
    if (hasFields)
        m_add = buttons->addButton(tr("&Add these fields"), QDialogButtonBox::ActionRole);
    EspalierStyle::setButtonKind(m_add ? m_add : m_replace, ButtonKind::Primary);
    for (QPushButton *each : {m_replace, buttons->button(QDialogButtonBox::Cancel), m_unmark})
        each->setAutoDefault(false);
    m_mark->setDefault(true);

    auto *naming = new QHBoxLayout;
    naming->addWidget(m_name, 1);
    naming->addWidget(m_mark);
    naming->addWidget(m_unmark);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 20, 20, 16);
    layout->setSpacing(10);
    layout->addWidget(
        plainLabel(tr("Select a part of the text, name it and mark it. What the parts say makes "
                      "the kinds of the fields; a name that comes again makes a list.")));
    layout->addWidget(m_text, 3);
    layout->addLayout(naming);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_said);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_mark, &QPushButton::clicked, this, &MarkDialog::mark);
    connect(m_unmark, &QPushButton::clicked, this, &MarkDialog::unmark);
    connect(m_replace, &QPushButton::clicked, this, [this] { take(true); });
    if (m_add)
        connect(m_add, &QPushButton::clicked, this, [this] { take(false); });
    connect(m_name, &QLineEdit::textChanged, this, &MarkDialog::update);
    connect(m_text, &QPlainTextEdit::selectionChanged, this, &MarkDialog::update);
    connect(m_list, &QListWidget::currentRowChanged, this, &MarkDialog::update);
    update();
    m_text->setFocus();
    resize(fontMetrics().averageCharWidth() * 80, fontMetrics().lineSpacing() * 30);
    fitToScreen(*this);
}

void MarkDialog::mark()
{
    const QTextCursor selected = m_text->textCursor();
    const QString text = m_text->toPlainText();
    const QString name = m_name->text().trimmed();
    if (!selected.hasSelection() || name.isEmpty())
        return;
    m_marks.push_back({name.toStdString(), bytesBefore(text, selected.selectionStart()),
                       bytesBefore(text, selected.selectionEnd())});
    const QString part =
        text.mid(selected.selectionStart(), selected.selectionEnd() - selected.selectionStart());
    m_list->addItem(displayText(tr("%1: %2").arg(name, part.simplified())));
    QTextEdit::ExtraSelection shade;
    shade.cursor = selected;
    shade.format.setFontUnderline(true);
    shade.format.setBackground(palette().alternateBase());
    m_text->setExtraSelections(m_text->extraSelections() << shade);
    m_name->clear();
    update();
    m_text->setFocus();
}

void MarkDialog::unmark()
{
    const int row = m_list->currentRow();
    if (row < 0)
        return;
    m_marks.erase(m_marks.begin() + row);
    auto shades = m_text->extraSelections();
    shades.removeAt(row);
    m_text->setExtraSelections(shades);
    delete m_list->takeItem(row);
    update();
}

void MarkDialog::take(bool replace)
{
    const schema::MarkedAnswer marked = schema::answerOfMarks(m_bytes, m_marks);
    Q_EMIT taken(schema::schemaOfSample(marked.answer), replace);
    accept();
}

void MarkDialog::update()
{
    const schema::MarkedAnswer marked = schema::answerOfMarks(m_bytes, m_marks);
    const bool some = !marked.answer.members().empty();
    m_replace->setEnabled(some);
    if (m_add)
        m_add->setEnabled(some);
    m_mark->setEnabled(m_text->textCursor().hasSelection() && !m_name->text().trimmed().isEmpty());
    m_unmark->setEnabled(m_list->currentRow() >= 0);
    QStringList said;
    for (const std::string &sentence : marked.said)
        said.append(QString::fromStdString(sentence));
    m_said->setText(displayText(said.join(u' ')));
    m_said->setVisible(!said.isEmpty());
}

} // namespace espalier::ui
