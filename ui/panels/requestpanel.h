// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/preview.h"
#include "text/nextstep.h"

#include <QElapsedTimer>
#include <QList>
#include <QTimer>
#include <QWidget>

class QLabel;
class QPushButton;
class QStackedWidget;
class QVBoxLayout;

namespace espalier::ui {

class Banner;
class ContextMeter;
class DimLabel;
class GrowingText;
class MessageView;
class Segments;

/// The question before it is sent: its messages, its body as JSON, the same as a curl command; how much of
/// the model's context it takes; what leaves, and where to.
///
/// Asks for a preview (previewWanted) only while it is visible, a moment after invalidate() was called last;
/// whoever owns it answers with setPreview(). Of long texts the beginning and end are shown; copying gives
/// all. Holds no secret: a preview has none.
class RequestPanel : public QWidget
{
    Q_OBJECT

public:
    enum Page { Messages, Json, Curl };
    static constexpr int kMostMessages = 100; ///< that are shown; the others are counted

    explicit RequestPanel(QWidget *parent = nullptr);

    void setPreview(const RequestPreview &preview);
    void showPage(Page page);
    /// What the button Copy gives: the page that is shown, as a whole.
    [[nodiscard]] QString copyText() const;

public Q_SLOTS:
    /// Something that a question is made of has changed.
    void invalidate();
    void copy();

Q_SIGNALS:
    void previewWanted();
    /// To where that is mended which keeps the question from being asked.
    void stepWanted(espalier::ui::NextStep step);

protected:
    void showEvent(QShowEvent *event) override;

private:
    QWidget *makeSide();
    QWidget *makePages();
    void fillPage();
    void fillMessages();
    void fillSide();

    RequestPreview m_preview;
    QList<bool> m_filled; // by page: it shows m_preview
    bool m_stale = true;
    QTimer m_later;
    QElapsedTimer m_sinceAsked;
    Banner *m_banner;
    Segments *m_segments;
    QLabel *m_copied;
    QPushButton *m_copy;
    QWidget *m_content;
    QStackedWidget *m_pages;
    QVBoxLayout *m_messages;
    QList<MessageView *> m_views;
    DimLabel *m_moreMessages;
    DimLabel *m_structure;
    GrowingText *m_json;
    GrowingText *m_curl;
    ContextMeter *m_meter;
    QVBoxLayout *m_contextLines;
    QVBoxLayout *m_leaves;
};

} // namespace espalier::ui
