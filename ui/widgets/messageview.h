// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/preview.h"

#include <QWidget>

namespace espalier::ui {

class GrowingText;
class MessageHead;

/// One message of a question: a head with its role and size, the text below in the fixed font, the document
/// in it marked softly. A long one shows its first lines until the head is pressed. Texts beyond
/// kExcerptBytes show their beginning and end.
class MessageView : public QWidget
{
    Q_OBJECT

public:
    static constexpr int kLinesWhenCollapsed = 8;

    explicit MessageView(QWidget *parent = nullptr);
    void setMessage(const RequestMessage &message);
    [[nodiscard]] bool isCollapsed() const;

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void mark();
    void fit();

    RequestMessage m_message;
    MessageHead *m_head;
    GrowingText *m_text;
    QList<QPair<int, int>> m_marks; // positions in the view's document
};

} // namespace espalier::ui
