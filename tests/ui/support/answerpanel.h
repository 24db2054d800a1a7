// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/partialtreemodel.h"
#include "panels/answerviews.h"
#include "panels/resultpanel.h"
#include "widgets/livetreeview.h"
#include "json/answerreader.h"
#include "json/read.h"

#include <QPushButton>
#include <QTest>

#include <string>

namespace espalier::test {

/// A panel on an answer whose every step the test makes.
struct Answer
{
    Answer()
        : panel(tree)
    {
        panel.resize(700, 600);
        panel.show();
        panel.begin();
    }
    void expect(const char *schema)
    {
        tree.setExpected(ui::ExpectedShapes(*json::readStrict(schema), false));
        panel.begin();
    }
    void feed(const std::string &bytes)
    {
        reader.feed(bytes);
        text += bytes;
        panel.addRaw(QString::fromStdString(bytes));
        hand();
    }
    void hand()
    {
        const json::TreeChanges changes = reader.takeChanges();
        tree.apply(changes);
        panel.follow(changes);
    }
    void end(run::RunStatus status = run::RunStatus::Valid, run::RunResult result = {})
    {
        reader.finish();
        hand();
        result.status = status;
        result.text = text;
        result.repairs = reader.repairs();
        panel.finish(result, true);
    }
    template <typename T>
    T *part() const
    {
        return panel.findChild<T *>();
    }
    void select(const char *pointer)
    {
        part<ui::LiveTreeView>()->reveal(tree.indexOf(QLatin1String(pointer)));
    }
    void press(const QString &words)
    {
        for (QPushButton *button : panel.findChildren<QPushButton *>()) {
            if (button->isVisible() && button->text().remove(u'&') == words) {
                button->click();
                return;
            }
        }
        QFAIL(qPrintable(words));
    }
    /// Keys of a menu go to what has the focus in the active window.
    void focus(QWidget *widget)
    {
        panel.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&panel));
        widget->setFocus();
        QVERIFY(widget->hasFocus());
    }
    [[nodiscard]] QString marked() const { return part<ui::RawView>()->markedText(); }

    ui::PartialTreeModel tree;
    ui::ResultPanel panel;
    json::AnswerReader reader;
    std::string text;
};

} // namespace espalier::test
