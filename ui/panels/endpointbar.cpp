// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/endpointbar.h"

#include "engine/engine.h"
#include "text/endpointtext.h"
#include "text/plaintip.h"
#include "text/runtext.h"
#include "text/valuetext.h"
#include "widgets/captioncombo.h"
#include "widgets/sectionlabel.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QHBoxLayout>
#include <QHash>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QToolButton>

#include <algorithm>
#include <initializer_list>
#include <string>
#include <utility>

namespace espalier::ui {

void EndpointBar::setRecipeWidget(QWidget *widget)
{
    QLayout *slot = m_recipe->layout();
    while (QLayoutItem *old = slot->takeAt(0)) {
        delete old->widget();
        delete old;
    }
    if (widget)
        slot->addWidget(widget);
    m_recipe->setVisible(widget != nullptr);
}

void EndpointBar::setPracticeNote(bool shown)
{
    m_practiceNote = shown;
    showFacts();
}

/// What is typed stays with its endpoint while one looks at another.
EndpointInfo *EndpointBar::mutableCurrent()
{
    return m_shown < m_endpoints.size() ? &m_endpoints[m_shown] : nullptr;
}

EndpointInfo EndpointBar::current() const
{
    return m_shown < m_endpoints.size() ? m_endpoints.at(m_shown) : EndpointInfo();
}

EndpointChoice EndpointBar::choice() const
{
    const EndpointInfo info = current();
    return {info.name, info.practice ? QString() : info.baseUrl.trimmed()};
}

QString EndpointBar::model() const
{
    return m_model->currentText().trimmed();
}

wire::AnswerMode EndpointBar::mode() const
{
    return static_cast<wire::AnswerMode>(m_mode->currentData().toInt());
}

wire::AnswerMode EndpointBar::autoMode() const
{
    return m_engine.profile(current().name).autoMode(model().toStdString());
}

wire::StreamKind EndpointBar::stream() const
{
    return static_cast<wire::StreamKind>(m_stream->currentData().toInt());
}

EndpointFacts EndpointBar::facts() const
{
    return m_engine.facts(choice());
}

void EndpointBar::setMode(wire::AnswerMode mode)
{
    m_mode->setCurrentIndex(m_mode->findData(static_cast<int>(mode)));
}

void EndpointBar::setStream(wire::StreamKind kind)
{
    m_stream->setCurrentIndex(m_stream->findData(static_cast<int>(kind)));
}

void EndpointBar::select(const QString &endpoint)
{
    const int at = m_endpoint->findText(endpoint);
    if (at >= 0)
        m_endpoint->setCurrentIndex(at);
}

void EndpointBar::fillEndpoints()
{
    const QString before = current().name;
    QHash<QString, QString> typedModels;
    for (const EndpointInfo &info : m_endpoints)
        typedModels.insert(info.name, info.model);
    {
        const QSignalBlocker quiet(m_endpoint);
        m_endpoints = m_engine.endpoints();
        m_endpoint->clear();
        for (EndpointInfo &info : m_endpoints) {
            m_endpoint->addItem(info.name);
            if (const QString typed = typedModels.value(info.name); !typed.isEmpty())
                info.model = typed; // what was typed stays with its endpoint
        }
        m_endpoint->insertSeparator(m_endpoint->count());
        m_endpoint->addItem(tr("Edit endpoints…"));
        refreshDots();
        m_endpoint->view()->setMinimumWidth(m_endpoint->view()->sizeHintForColumn(0) +
                                            24); // names longer than the box
        // The separator has an empty name.
        m_endpoint->setCurrentIndex(before.isEmpty() ? 0 : std::max(0, m_endpoint->findText(before)));
    }
    endpointChosen();
}

void EndpointBar::refreshDots()
{
    for (int row = 0; row < m_endpoints.size(); ++row) {
        const EndpointState state = endpointState(m_engine, m_endpoints.at(row));
        m_endpoint->setItemIcon(row, statusDot(endpointDot(state), *this));
        m_endpoint->setItemData(row, endpointStateText(state), Qt::AccessibleDescriptionRole);
    }
    m_endpoint->setMark(m_endpoint->itemIcon(m_shown));
}

void EndpointBar::endpointChosen()
{
    const int row = m_endpoint->currentIndex();
    const bool byArrow = std::exchange(m_arrowKey, false);
    if (row >= m_endpoints.size()) { // "Edit endpoints…" is no endpoint
        const QSignalBlocker quiet(m_endpoint);
        m_endpoint->setCurrentIndex(m_shown);
        if (!byArrow)
            Q_EMIT endpointsWanted(current().name);
        return;
    }
    m_shown = std::max(0, row);
    const EndpointInfo info = current();
    m_endpoint->setMark(m_endpoint->itemIcon(m_shown));
    m_endpoint->setItemText(m_endpoint->count() - 1,
                            info.practice ? tr("Connect an endpoint…") : tr("Edit endpoints…"));
    showModels(info);
    showFacts();
}

/// An arrow key in the closed list walks over the endpoints; beyond the last of them it opens nothing.
bool EndpointBar::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_endpoint && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool walks = key->key() == Qt::Key_Up || key->key() == Qt::Key_Down ||
                           key->key() == Qt::Key_End || key->key() == Qt::Key_PageDown;
        m_arrowKey = walks && !(key->modifiers() & Qt::AltModifier);
    }
    return QWidget::eventFilter(watched, event);
}

void EndpointBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && !m_endpoints.isEmpty())
        refreshDots();
}

void EndpointBar::showModels(const EndpointInfo &info)
{
    const QSignalBlocker quiet(m_model);
    m_model->clear();
    m_model->addItems(info.models);
    m_model->setCurrentText(info.model);
    m_model->lineEdit()->setCursorPosition(0);
    m_fetch->setVisible(!info.practice);
}

void EndpointBar::showFacts()
{
    const EndpointFacts known = facts();
    showLine(current(), known);
    showAutoMode();
    Q_EMIT changed();
}

void EndpointBar::showAutoMode()
{
    const std::string name(wire::answerModeName(autoMode()));
    m_mode->setItemText(0, tr("auto: %1").arg(QString::fromStdString(name)));
}

/// What is missing, or what practice is; nothing when all is well.
void EndpointBar::showLine(const EndpointInfo &info, const EndpointFacts &facts)
{
    const KeyFacts key = m_engine.keyFacts(info.name);
    const bool keyMissing = !info.practice && key.source == KeyFacts::Source::Missing;
    QString words = facts.hint;
    if (info.practice && m_practiceNote)
        words =
            tr("Practice reads the text by rule, for trying things out. It is no model. It needs no key, and "
               "nothing leaves this computer.");
    else if (!info.practice && words.isEmpty() && !facts.usable)
        words = info.baseUrl.isEmpty() ? tr("%1 has no address yet.").arg(displayText(info.name))
                                       : tr("The address of %1 cannot be used.").arg(displayText(info.name));
    else if (words.isEmpty() && keyMissing)
        words = keyText(key);
    const bool pick = words.isEmpty() && !info.practice && model().isEmpty();
    if (pick)
        words = tr("No model is chosen yet: enter its name, or take one from the endpoint's list.");
    const bool address = !info.practice && (!facts.usable || !facts.hint.isEmpty());
    m_hint->setText(displayText(words));
    m_hint->setUrgent(!info.practice);
    m_setKey->setVisible(keyMissing && !address);
    m_connect->setVisible(address);
    m_pick->setVisible(pick);
    m_pick->setText(info.models.isEmpty() ? tr("Fetch &list") : tr("Choose a &model…"));
    m_closeNote->setVisible(info.practice && m_practiceNote);
    m_line->setVisible(!words.isEmpty());
}

void EndpointBar::setRunning(bool running)
{
    if (running)
        m_stop->setEnabled(true);
    if (running && m_try->hasFocus())
        m_stop->setFocus(Qt::OtherFocusReason); // Try is disabled next; what follows it is not what one means
    else if (!running && m_stop->hasFocus())
        m_try->setFocus(Qt::OtherFocusReason);
    if (!running)
        m_stop->setEnabled(false);
    if (running)
        m_focusBefore = isAncestorOf(QApplication::focusWidget()) ? QApplication::focusWidget() : nullptr;
    for (QWidget *input : std::initializer_list<QWidget *>{m_recipe, m_endpoint, m_edit, m_model, m_fetch,
                                                           m_mode, m_stream, m_setKey, m_connect, m_pick})
        input->setEnabled(!running && ((input != m_fetch && input != m_pick) || !m_fetching));
    if (!running && m_focusBefore && isAncestorOf(QApplication::focusWidget()))
        m_focusBefore->setFocus();
    if (!running)
        m_focusBefore = nullptr;
}

void EndpointBar::focusTry()
{
    m_try->setFocus(Qt::OtherFocusReason);
}

void EndpointBar::openEndpoints()
{
    m_endpoint->setFocus();
    m_endpoint->showPopup();
}

void EndpointBar::openModels()
{
    m_model->setFocus();
    m_model->showPopup();
}

void EndpointBar::setFetching(bool fetching)
{
    m_fetching = fetching;
    for (QWidget *button : {static_cast<QWidget *>(m_fetch), static_cast<QWidget *>(m_pick)})
        button->setEnabled(!fetching && m_endpoint->isEnabled());
    m_fetch->setToolTip(fetching ? tr("Waiting for the list of models…")
                                 : tr("Fetch the list of models from the endpoint"));
}

void EndpointBar::setTryEnabled(bool enabled, const QString &whyNot)
{
    m_try->setEnabled(enabled);
    m_try->setToolTip(enabled ? tr("Ask now (Ctrl+Return)") : plainTip(whyNot)); // may quote a schema
}

} // namespace espalier::ui
