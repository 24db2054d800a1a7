// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/framed.h"

#include "theme/styleshapes.h"
#include "theme/tokens.h"

#include <QApplication>
#include <QPainter>
#include <QVBoxLayout>

namespace espalier::ui {

namespace {

class Frame : public QFrame
{
public:
    explicit Frame(QWidget *editor)
        : m_editor(editor)
    {
        auto *layout = new QVBoxLayout(this);
        layout->setContentsMargins(5, 4, 3, 4);
        layout->addWidget(editor);
        if (auto *own = qobject_cast<QFrame *>(editor))
            own->setFrameShape(QFrame::NoFrame); // no box in a box
        connect(qApp, &QApplication::focusChanged, this, [this] { update(); });
    }

protected:
    void paintEvent(QPaintEvent *event) override
    {
        Q_UNUSED(event)
        const Tokens &tokens = tokensFor(palette());
        const QWidget *focus = QApplication::focusWidget();
        const bool typing = focus && (focus == m_editor || m_editor->isAncestorOf(focus));
        QPainter painter(this);
        paintBox(&painter, rect(), tokens.panel, typing ? tokens.leaf : tokens.line, 6);
    }

private:
    QWidget *m_editor;
};

} // namespace

QFrame *framed(QWidget *editor)
{
    return new Frame(editor);
}

} // namespace espalier::ui
