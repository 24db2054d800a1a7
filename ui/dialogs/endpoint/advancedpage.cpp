// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dialogs/endpoint/advancedpage.h"

#include "dialogs/endpoint/figures.h"
#include "dialogs/endpoint/form.h"
#include "dialogs/endpoint/headertable.h"
#include "dialogs/endpoint/keyfield.h"
#include "dialogs/endpoint/secretdelegate.h"
#include "text/usagetext.h"
#include "text/valuetext.h"
#include "theme/espalierstyle.h"
#include "theme/fonts.h"
#include "theme/icons.h"
#include "widgets/sectionlabel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QTimer>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace espalier::ui {

namespace {

/// Tab in an editor goes to the next cell that can be written in, so that a secret typed after a name is no
/// name; left and right go from cell to cell.
class CellView : public QTreeView
{
protected:
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override
    {
        const QModelIndex at = currentIndex();
        const bool next = action == MoveNext || action == MoveRight;
        if (!at.isValid() || !(next || action == MovePrevious || action == MoveLeft))
            return QTreeView::moveCursor(action, modifiers);
        if (action == MoveRight || action == MoveLeft)
            return at.siblingAtColumn(
                std::clamp(at.column() + (next ? 1 : -1), 0, HeaderTable::ColumnCount - 1));
        const int texts = HeaderTable::Value + 1;
        const int cell = at.row() * texts + std::min(at.column(), texts - 1) + (next ? 1 : -1);
        const QModelIndex to = model()->index(cell / texts, cell % texts);
        return cell < 0 || !to.isValid() ? at : to;
    }
};

} // namespace

AdvancedPage::AdvancedPage(QWidget *parent)
    : QWidget(parent)
    , m_headers(new HeaderTable(this))
    , m_headerView(new CellView)
    , m_headerNote(new FieldNote)
    , m_proxy(new QComboBox)
    , m_manual(new QWidget)
    , m_proxyUrl(new QLineEdit)
    , m_proxyUser(new QLineEdit)
    , m_proxyPassword(new KeyField)
    , m_proxyNote(new FieldNote)
    , m_caFile(new QLineEdit)
    , m_http2(new QCheckBox(tr("Use HTTP/&2 where the server offers it")))
    , m_plainHttp(new QCheckBox(tr("Let the key travel over plain &http, readable on the way")))
    , m_concurrency(new QLineEdit)
    , m_requests(new QLineEdit)
    , m_tokens(new QLineEdit)
    , m_limitNote(new FieldNote)
    , m_advice(plainLabel())
{
    QVBoxLayout *page = makePage(this);
    buildHeaders(page);
    buildNetwork(page);
    buildLimits(page);
    page->addStretch(1);

    connect(m_headers, &HeaderTable::edited, this, &AdvancedPage::edited);
    connect(m_proxy, &QComboBox::currentIndexChanged, this, [this] {
        showProxy();
        Q_EMIT edited();
    });
    for (QLineEdit *line : {m_proxyUrl, m_proxyUser, static_cast<QLineEdit *>(m_proxyPassword), m_caFile,
                            m_concurrency, m_requests, m_tokens})
        connect(line, &QLineEdit::textChanged, this, &AdvancedPage::edited);
    connect(m_concurrency, &QLineEdit::textChanged, this, &AdvancedPage::showAdvice);
    for (QLineEdit *line : {m_proxyUrl, m_proxyUser})
        connect(line, &QLineEdit::textChanged, this, &AdvancedPage::sayProxyMove);
    for (QCheckBox *box : {m_http2, m_plainHttp})
        connect(box, &QCheckBox::toggled, this, &AdvancedPage::edited);
}

void AdvancedPage::buildHeaders(QVBoxLayout *page)
{
    QGridLayout *section = addSection(page, tr("Extra headers"));
    m_headerView->setModel(m_headers);
    m_headerView->setRootIsDecorated(false);
    m_headerView->setUniformRowHeights(true);
    m_headerView->setItemDelegateForColumn(HeaderTable::Value, new SecretDelegate(this));
    m_headerView->setAccessibleName(tr("Extra headers"));
    m_headerView->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed |
                                  QAbstractItemView::AnyKeyPressed | QAbstractItemView::SelectedClicked);
    m_headerView->setFixedHeight(fontMetrics().height() * 8);
    m_headerView->header()->setStretchLastSection(false);
    m_headerView->header()->setSectionResizeMode(HeaderTable::Value, QHeaderView::Stretch);
    m_headerView->setColumnWidth(HeaderTable::Name, fontMetrics().averageCharWidth() * 28);
    m_headerView->setColumnWidth(HeaderTable::IsSecret, fontMetrics().averageCharWidth() * 10);
    auto *add = new QPushButton(icon(QStringLiteral("add")), tr("Add h&eader"));
    auto *remove = new QPushButton(icon(QStringLiteral("remove")), tr("Remo&ve header"));
    EspalierStyle::setButtonKind(remove, ButtonKind::Quiet);
    auto *buttons = new QHBoxLayout;
    for (QPushButton *button : {add, remove}) {
        button->setAutoDefault(false);
        buttons->addWidget(button);
    }
    buttons->addStretch(1);
    section->addWidget(m_headerView, 0, 0, 1, 2);
    section->addWidget(m_headerNote, 1, 0, 1, 2);
    section->addLayout(buttons, 2, 0, 1, 2);
    connect(add, &QPushButton::clicked, this, [this] {
        const QModelIndex name = m_headers->index(m_headers->addHeader(), HeaderTable::Name);
        m_headerView->setCurrentIndex(name);
        m_headerView->edit(name);
    });
    connect(remove, &QPushButton::clicked, this,
            [this] { m_headers->removeHeader(m_headerView->currentIndex().row()); });
}

void AdvancedPage::buildNetwork(QVBoxLayout *page)
{
    QGridLayout *section = addSection(page, tr("Network"));
    m_proxy->addItem(tr("as the system says"), static_cast<int>(settings::ProxyMode::System));
    m_proxy->addItem(tr("none"), static_cast<int>(settings::ProxyMode::None));
    m_proxy->addItem(tr("this one:"), static_cast<int>(settings::ProxyMode::Manual));
    addField(section, tr("&Proxy"), m_proxy);
    auto *manual = new QGridLayout(m_manual);
    manual->setContentsMargins(0, 0, 0, 0);
    m_proxyUrl->setFont(codeFont());
    m_proxyUrl->setPlaceholderText(QStringLiteral("http://proxy.example:3128"));
    m_proxyUrl->setAccessibleName(tr("Address of the proxy"));
    m_proxyUser->setPlaceholderText(tr("user, when it wants one"));
    m_proxyUser->setAccessibleName(tr("User of the proxy"));
    m_proxyPassword->setPlaceholderText(tr("password; kept in the key ring"));
    m_proxyPassword->setAccessibleName(tr("Password of the proxy"));
    manual->addWidget(m_proxyUrl, 0, 0, 1, 2);
    manual->addWidget(m_proxyUser, 1, 0);
    manual->addWidget(m_proxyPassword, 1, 1);
    addBelow(section, m_manual);
    addBelow(section, m_proxyNote);

    auto *file = new QWidget;
    auto *choose = new QToolButton;
    choose->setIcon(icon(QStringLiteral("open")));
    choose->setToolTip(tr("Choose a file"));
    choose->setAccessibleName(tr("Choose a CA file"));
    m_caFile->setPlaceholderText(tr("a PEM file, for a server with a certificate of its own"));
    auto *row = new QHBoxLayout(file);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_caFile, 1);
    row->addWidget(choose);
    addField(section, tr("&CA file"), file, m_caFile);
    addBelow(section, m_http2);
    addBelow(section, m_plainHttp);
    connect(choose, &QToolButton::clicked, this, &AdvancedPage::chooseFile);
}

void AdvancedPage::buildLimits(QVBoxLayout *page)
{
    QGridLayout *section = addSection(page, tr("Limits"));
    m_requests->setPlaceholderText(tr("no limit here"));
    m_tokens->setPlaceholderText(tr("no limit here"));
    addField(section, tr("Requests at &once"), m_concurrency);
    m_advice->setAccessibleDescription(tr("How many at once seem right"));
    addBelow(section, m_advice);
    addField(section, tr("Re&quests a minute"), m_requests);
    addField(section, tr("To&kens a minute"), m_tokens);
    addBelow(section, m_limitNote);
    for (QLineEdit *line : {m_concurrency, m_requests, m_tokens}) {
        line->setFixedWidth(fontMetrics().averageCharWidth() * 32);
        section->setAlignment(line, Qt::AlignLeft);
    }
}

void AdvancedPage::focusPart(Part part)
{
    QWidget *field = part == Part::Limits ? m_concurrency : m_caFile;
    if (part == Part::Proxy)
        field = m_manual->isHidden() ? static_cast<QWidget *>(m_proxy) : m_proxyUrl;
    field->setFocus(Qt::OtherFocusReason);
    QTimer::singleShot(0, field, [this, field] { // once all around it is laid out
        findChild<QScrollArea *>()->ensureWidgetVisible(field);
    });
}

void AdvancedPage::setProfile(const settings::EndpointProfile &profile, bool stored)
{
    m_storedProxy = stored ? QString::fromStdString(profile.proxyUrl) : QString();
    m_headers->setHeaders(profile.headers, stored);
    m_proxy->setCurrentIndex(m_proxy->findData(static_cast<int>(profile.proxy)));
    m_proxyUrl->setText(QString::fromStdString(profile.proxyUrl));
    m_proxyUser->clear();
    m_proxyPassword->wipe();
    m_caFile->setText(QString::fromStdString(profile.extraCaFile));
    m_http2->setChecked(profile.http2);
    m_plainHttp->setChecked(profile.allowPlainHttp);
    m_concurrency->setText(tokensText(profile.concurrency));
    m_requests->setText(tokensText(profile.limits.requestsPerMinute));
    m_tokens->setText(tokensText(profile.limits.tokensPerMinute));
    showProblems({});
    showProxy();
}

void AdvancedPage::setSamples(std::vector<run::RequestSample> samples)
{
    m_samples = std::move(samples);
    showAdvice();
}

/// For the number that stands there, applied or not.
void AdvancedPage::showAdvice()
{
    const auto number = readTokens(m_concurrency->text()).value;
    const int concurrency = static_cast<int>(std::clamp<std::int64_t>(number.value_or(0), 0, 1000));
    const run::ConcurrencyAdvice advice = run::adviseConcurrency(m_samples, concurrency);
    const bool known = concurrency > 0 && advice.kind != run::ConcurrencyAdvice::Kind::TooFewRequests;
    m_advice->setText(known ? adviceText(advice) : QString());
    m_advice->setVisible(known);
}

void AdvancedPage::store(settings::EndpointProfile &profile) const
{
    const auto limit = [](const QLineEdit *line) -> std::optional<int> {
        const Figure<std::int64_t> read = readTokens(line->text());
        return read.value ? std::optional(static_cast<int>(*read.value)) : std::nullopt;
    };
    profile.headers = m_headers->headers();
    profile.proxy = static_cast<settings::ProxyMode>(m_proxy->currentData().toInt());
    profile.proxyUrl = m_proxyUrl->text().trimmed().toStdString();
    profile.extraCaFile = m_caFile->text().trimmed().toStdString();
    profile.http2 = m_http2->isChecked();
    profile.allowPlainHttp = m_plainHttp->isChecked();
    profile.concurrency = limit(m_concurrency).value_or(profile.concurrency);
    profile.limits = {limit(m_requests), limit(m_tokens)};
}

EnteredSecrets AdvancedPage::entered(const settings::EndpointProfile &profile) const
{
    EnteredSecrets out = m_headers->entered(profile);
    const QString user = m_proxyUser->text().trimmed();
    if (profile.proxy == settings::ProxyMode::Manual && !user.isEmpty()) {
        const secrets::Secret password = m_proxyPassword->secret();
        const std::string both = user.toStdString() + ':' + std::string(password.reveal());
        out.insert_or_assign(settings::proxyPasswordEntry(profile), secrets::Secret(both));
    }
    return out;
}

void AdvancedPage::markStored()
{
    m_headers->markStored();
    m_proxyUser->clear();
    m_proxyPassword->wipe();
}

QString AdvancedPage::headerWithoutValue() const
{
    return m_headers->withoutValue();
}

QString AdvancedPage::limitsProblem() const
{
    if (!readTokens(m_concurrency->text()).value)
        return tr("Requests at once: a number from 1.");
    for (const QLineEdit *line : {m_requests, m_tokens}) {
        if (!readTokens(line->text()).problem.isEmpty())
            return tr("A limit is a number from 1, like 60 or 100k; blank for none.");
    }
    return {};
}

void AdvancedPage::showProblems(const std::vector<DraftProblem> &problems)
{
    m_headerNote->say({});
    sayProxyMove();
    m_limitNote->say({});
    for (const DraftProblem &problem : problems) {
        if (problem.field == DraftField::Headers)
            m_headerNote->say(problem.text);
        if (problem.field == DraftField::ProxyUrl)
            m_proxyNote->say(problem.text);
        if (problem.field == DraftField::Limits)
            m_limitNote->say(problem.text);
    }
}

void AdvancedPage::showProxy()
{
    m_manual->setVisible(m_proxy->currentData().toInt() == static_cast<int>(settings::ProxyMode::Manual));
}

/// The password of one proxy goes to no other one.
void AdvancedPage::sayProxyMove()
{
    const bool moves = !m_storedProxy.isEmpty() && m_proxyUrl->text().trimmed() != m_storedProxy &&
                       m_proxyUser->text().trimmed().isEmpty();
    m_proxyNote->say(moves ? tr("A password that was kept for %1 is forgotten when you apply. Enter user and "
                                "password if this proxy wants them.")
                                 .arg(displayText(m_storedProxy))
                           : QString());
}

void AdvancedPage::chooseFile()
{
    auto *dialog =
        new QFileDialog(this, tr("CA file"), m_caFile->text(), tr("Certificates (*.pem *.crt *.cer)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, m_caFile, &QLineEdit::setText);
    dialog->open();
}

} // namespace espalier::ui
