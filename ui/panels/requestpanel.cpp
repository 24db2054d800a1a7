// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/requestpanel.h"

#include "text/excerpt.h"
#include "text/requesttext.h"
#include "text/valuetext.h"
#include "theme/espalierstyle.h"
#include "theme/icons.h"
#include "widgets/banner.h"
#include "widgets/contextmeter.h"
#include "widgets/growingtext.h"
#include "widgets/jsonhighlighter.h"
#include "widgets/messageview.h"
#include "widgets/sectionlabel.h"
#include "widgets/segments.h"
#include "json/read.h"
#include "json/writer.h"

#include <QApplication>
#include <QClipboard>
#include <QFrame>
#include <QHBoxLayout>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace espalier::ui {

namespace {

constexpr int kDelayMs = 150;
constexpr int kPauseFactor = 5; // a preview that is dear to make is made less often

QScrollArea *scrolled(QWidget *content)
{
    auto *area = new QScrollArea;
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setWidget(content);
    return area;
}

void showExcerpt(GrowingText &view, const QByteArray &utf8)
{
    view.restart();
    for (const ExcerptPart &part : excerptOf(utf8))
        view.append(part.gap ? u'\n' + part.text + u'\n' : part.text);
    view.moveCursor(QTextCursor::Start);
}

/// Indented to be read, where that is quick; the words are the same.
QByteArray readable(const QByteArray &body)
{
    if (body.size() > kExcerptBytes)
        return body;
    const auto value =
        json::readStrict(std::string_view(body.constData(), static_cast<std::size_t>(body.size())));
    return value ? QByteArray::fromStdString(json::writePretty(*value)) : body;
}

/// Lines of words in `layout`, reusing the labels that are there.
void setLines(QVBoxLayout &layout, const QList<RequestLine> &lines)
{
    while (layout.count() > lines.size())
        delete layout.takeAt(layout.count() - 1)->widget();
    for (int i = 0; i < lines.size(); ++i) {
        if (i == layout.count()) {
            auto *label = new DimLabel;
            label->setWordWrap(true);
            label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
            layout.addWidget(label);
        }
        auto *label = static_cast<DimLabel *>(layout.itemAt(i)->widget());
        label->setText(displayText(lines.at(i).text));
        label->setUrgent(lines.at(i).urgent);
    }
}

} // namespace

RequestPanel::RequestPanel(QWidget *parent)
    : QWidget(parent)
    , m_filled({false, false, false})
    , m_banner(new Banner)
    , m_segments(new Segments({tr("Messages"), tr("JSON"), tr("curl")}))
    , m_copied(new DimLabel)
    , m_copy(new QPushButton(tr("Copy")))
    , m_content(new QWidget)
    , m_pages(new QStackedWidget)
    , m_messages(new QVBoxLayout)
    , m_moreMessages(new DimLabel)
    , m_structure(new DimLabel)
    , m_json(new GrowingText)
    , m_curl(new GrowingText)
    , m_meter(new ContextMeter)
    , m_contextLines(new QVBoxLayout)
    , m_leaves(new QVBoxLayout)
{
    setAutoFillBackground(true);
    m_copy->setIcon(icon(QStringLiteral("copy")));
    m_copy->setAutoDefault(false);
    EspalierStyle::setButtonKind(m_copy, ButtonKind::Quiet);
    m_segments->setAccessibleName(tr("Ways to look at the question"));

    auto *row = new QHBoxLayout(m_content);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(12);
    row->addWidget(makePages(), 1);
    row->addWidget(makeSide());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 6, 12, 6);
    layout->setSpacing(4);
    layout->addWidget(m_banner);
    connect(m_banner, &Banner::stepWanted, this, &RequestPanel::stepWanted);
    layout->addWidget(m_content, 1);
    layout->addStretch(0);

    m_later.setSingleShot(true);
    m_later.setInterval(kDelayMs);
    connect(&m_later, &QTimer::timeout, this, [this] {
        m_stale = false; // what changes from now on is for the next
        m_sinceAsked.start();
        Q_EMIT previewWanted();
    });
    connect(m_segments, &Segments::currentChanged, this, [this](int page) {
        m_pages->setCurrentIndex(page);
        m_copied->clear();
        fillPage();
    });
    connect(m_copy, &QPushButton::clicked, this, &RequestPanel::copy);
}

QWidget *RequestPanel::makePages()
{
    auto *messages = new QWidget;
    messages->setAutoFillBackground(true);
    messages->setBackgroundRole(QPalette::Base);
    m_messages->setContentsMargins(0, 4, 8, 4);
    m_messages->setSpacing(2);
    m_messages->addWidget(m_moreMessages);
    m_structure->setWordWrap(true);
    m_structure->setContentsMargins(8, 4, 0, 0);
    m_messages->addWidget(m_structure);
    m_messages->addStretch(1);
    messages->setLayout(m_messages);
    m_moreMessages->hide();
    m_json->setAccessibleName(tr("Body of the question as JSON"));
    m_curl->setAccessibleName(tr("The question as a curl command"));
    new JsonHighlighter(m_json->document());
    m_pages->addWidget(scrolled(messages));
    m_pages->addWidget(m_json);
    m_pages->addWidget(m_curl);

    auto *part = new QWidget;
    auto *layout = new QVBoxLayout(part);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    auto *head = new QHBoxLayout;
    head->addWidget(m_segments);
    head->addStretch(1);
    head->addWidget(m_copied);
    head->addWidget(m_copy);
    layout->addLayout(head);
    layout->addWidget(m_pages, 1);
    return part;
}

QWidget *RequestPanel::makeSide()
{
    auto *side = new QWidget;
    auto *layout = new QVBoxLayout(side);
    layout->setContentsMargins(0, 8, 4, 0);
    layout->setSpacing(4);
    layout->addWidget(new SectionLabel(tr("Tokens, estimated")));
    layout->addWidget(m_meter);
    layout->addLayout(m_contextLines);
    layout->addSpacing(8);
    layout->addWidget(new SectionLabel(tr("What leaves, and where to")));
    layout->addLayout(m_leaves);
    layout->addStretch(1);
    QScrollArea *area = scrolled(side);
    area->setFixedWidth(fontMetrics().averageCharWidth() * 44);
    area->setFocusPolicy(Qt::NoFocus);
    return area;
}

void RequestPanel::invalidate()
{
    m_stale = true;
    if (isVisible())
        m_later.start();
}

void RequestPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_stale)
        m_later.start();
}

void RequestPanel::showPage(Page page)
{
    m_segments->setCurrent(page);
}

void RequestPanel::setPreview(const RequestPreview &preview)
{
    m_preview = preview;
    std::fill(m_filled.begin(), m_filled.end(), false);
    m_copied->clear();
    const Error &error = preview.error;
    m_content->setVisible(error.kind == ErrorKind::None);
    if (error.kind == ErrorKind::None) {
        m_banner->clear();
        fillSide();
        fillPage();
    } else {
        NextSteps steps = nextStepsFor(error, false);
        std::erase_if(steps, [](NextStep step) { // nothing was asked, and the request is here
            return step == NextStep::TryAgain || step == NextStep::ShowRequest;
        });
        m_banner->say(Banner::Kind::Hint, tr("This cannot be asked yet"),
                      QString::fromStdString(error.message), QString::fromStdString(error.nextStep), steps);
    }
    const qint64 cost = m_sinceAsked.isValid() ? m_sinceAsked.elapsed() : 0;
    m_later.setInterval(std::max(kDelayMs, static_cast<int>(kPauseFactor * cost)));
    m_sinceAsked.invalidate();
}

void RequestPanel::fillPage()
{
    const int page = m_segments->current();
    if (std::exchange(m_filled[page], true))
        return;
    if (page == Json)
        showExcerpt(*m_json, readable(m_preview.body));
    else if (page == Curl)
        showExcerpt(*m_curl, m_preview.curl);
    else
        fillMessages();
}

void RequestPanel::fillMessages()
{
    const qsizetype shown = std::min<qsizetype>(m_preview.messages.size(), kMostMessages);
    while (m_views.size() > shown)
        delete m_views.takeLast();
    for (qsizetype i = 0; i < shown; ++i) {
        if (i == m_views.size()) {
            m_views.append(new MessageView);
            m_messages->insertWidget(static_cast<int>(i), m_views.last());
        }
        m_views.at(i)->setMessage(m_preview.messages.at(i));
    }
    const qsizetype more = m_preview.messages.size() - shown;
    m_moreMessages->setVisible(more > 0);
    m_moreMessages->setText(tr("and %1 more messages; Copy gives all").arg(QLocale().toString(more)));
    m_structure->setText(displayText(m_preview.structure));
}

void RequestPanel::fillSide()
{
    m_meter->setFigures(m_preview.promptTokens, m_preview.contextWindow, answerRoom(m_preview));
    m_meter->setVisible(m_preview.contextWindow.has_value());
    setLines(*m_contextLines, contextLines(m_preview));
    QList<RequestLine> leaves;
    for (const QString &sentence : std::as_const(m_preview.leaves))
        leaves.append({sentence, false});
    if (!m_preview.url.isEmpty())
        leaves.append({tr("To: %1").arg(m_preview.url), false});
    setLines(*m_leaves, leaves);
}

QString RequestPanel::copyText() const
{
    switch (m_segments->current()) {
    case Json:
        return QString::fromUtf8(m_preview.body);
    case Curl:
        return QString::fromUtf8(m_preview.curl);
    default:
        return messagesText(m_preview);
    }
}

void RequestPanel::copy()
{
    const QString text = copyText();
    QApplication::clipboard()->setText(text);
    m_copied->setText(m_segments->current() == Json ? tr("copied, as it is sent") : tr("copied"));
}

} // namespace espalier::ui
