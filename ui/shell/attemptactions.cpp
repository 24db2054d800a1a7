// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "shell/attemptactions.h"

#include "base/usagepart.h"
#include "dialogs/comparedialog.h"
#include "models/attempttry.h"
#include "settings/wholefile.h"
#include "text/attempttext.h"
#include "json/writer.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QPushButton>
#include <QSaveFile>

#include <utility>

namespace espalier::ui {

AttemptActions::AttemptActions(QWidget *window)
    : m_window(window)
{
}

void AttemptActions::setRun(std::shared_ptr<const store::TryRecord> asked, settings::EndpointProfile profile)
{
    m_asked = std::move(asked);
    m_profile = std::move(profile);
}

void AttemptActions::compare(const Attempt &first, const Attempt &second)
{
    if (!m_asked || !first.record || !second.record)
        return;
    CompareDialog::forOrder(m_comparing, CompareDialog::Kind::Attempts, m_window)
        .compare([asked = m_asked, a = first.record, b = second.record, titleA = wholeTitle(first),
                  titleB = wholeTitle(second)]() -> Result<CompareDialog::Pair, Error> {
            return CompareDialog::Pair{tryOf(*asked, *a), tryOf(*asked, *b), titleA, titleB};
        });
}

void AttemptActions::save(const run::AttemptRecord &record)
{
    if (!m_asked)
        return;
    auto *box = new QMessageBox(QMessageBox::NoIcon, tr("Save this exchange"), QString(), QMessageBox::Cancel,
                                m_window);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setText(tr("Save the exchange with its texts?"));
    box->setInformativeText(
        tr("Keys, passwords and secret headers are never in the file. Without texts, prompts, "
           "document and answer are replaced by how long they are and a checksum."));
    const auto add = [&](const QString &text, run::ExchangeTexts texts) {
        QPushButton *button = box->addButton(text, QMessageBox::AcceptRole);
        connect(button, &QPushButton::clicked, this, [this, record, texts] { askWhere(record, texts); });
        return button;
    };
    box->setDefaultButton(add(tr("With&out texts…"), run::ExchangeTexts::Without));
    add(tr("&With texts…"), run::ExchangeTexts::With);
    box->open();
}

void AttemptActions::askWhere(const run::AttemptRecord &record, run::ExchangeTexts texts)
{
    auto *dialog = new QFileDialog(m_window, tr("Save exchange"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("json"));
    dialog->setNameFilters({tr("JSON files (*.json)"), tr("All files (*)")});
    dialog->selectFile(QStringLiteral("exchange-%1-%2.json").arg(record.attempt).arg(record.tryNumber));
    connect(dialog, &QFileDialog::fileSelected, this, [this, record, texts](const QString &path) {
        const std::optional<Error> error = write(path, record, texts);
        m_again = {};
        if (error)
            m_again = [this, record, texts] { askWhere(record, texts); };
        if (error)
            Q_EMIT failed(*error);
        else
            Q_EMIT saved(path);
    });
    dialog->open();
}

void AttemptActions::saveElsewhere()
{
    if (const auto again = m_again)
        again();
}

std::optional<Error> AttemptActions::write(const QString &path, const run::AttemptRecord &record,
                                           run::ExchangeTexts texts) const
{
    run::ExchangePlace place;
    place.document = m_asked ? m_asked->documentName : std::string();
    place.model = m_asked ? m_asked->model : std::string();
    place.url = m_asked ? m_asked->result.url : std::string();
    place.currency = m_asked ? m_asked->result.currency : std::string();
    place.profile = m_profile;
    QSaveFile file(path);
    const std::string text = json::writePretty(run::exchangeValue(record, place, texts)) + "\n";
    // The mode is set while the file is still empty.
    const bool open = file.open(QIODevice::WriteOnly) &&
                      file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    if (open && settings::writeWhole(file, text))
        return std::nullopt;
    Error error;
    error.kind = ErrorKind::CannotWrite;
    error.code = std::string(usagepart::kExchange);
    error.message = tr("%1: %2").arg(QDir::toNativeSeparators(path), file.errorString()).toStdString();
    error.nextStep =
        tr("Choose a folder you may write to; what was there before is unchanged.").toStdString();
    return error;
}

} // namespace espalier::ui
