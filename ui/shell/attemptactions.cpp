// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "shell/attemptactions.h"

#include "dialogs/comparedialog.h"
#include "models/attempttry.h"
#include "settings/wholefile.h"
#include "text/attempttext.h"
#include "json/writer.h"

#include <QDateTime>
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

void AttemptActions::compare(const run::AttemptRecord &first, const run::AttemptRecord &second)
{
    if (!m_asked)
        return;
    const CompareDialog::Titles titles{wholeTitle(attemptOf(first)), wholeTitle(attemptOf(second))};
    auto *dialog = new CompareDialog(tryOf(*m_asked, first), tryOf(*m_asked, second),
                                     QDateTime::currentMSecsSinceEpoch(), m_window, titles);
    dialog->show();
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
        connect(button, &QPushButton::clicked, this, [this, record, texts] {
            auto *dialog = new QFileDialog(m_window, tr("Save exchange"));
            dialog->setAttribute(Qt::WA_DeleteOnClose);
            dialog->setAcceptMode(QFileDialog::AcceptSave);
            dialog->setDefaultSuffix(QStringLiteral("json"));
            dialog->setNameFilters({tr("JSON files (*.json)"), tr("All files (*)")});
            dialog->selectFile(
                QStringLiteral("exchange-%1-%2.json").arg(record.attempt).arg(record.tryNumber));
            connect(dialog, &QFileDialog::fileSelected, this, [this, record, texts](const QString &path) {
                if (const std::optional<Error> error = write(path, record, texts))
                    Q_EMIT failed(*error);
                else
                    Q_EMIT saved(path);
            });
            dialog->open();
        });
        return button;
    };
    box->setDefaultButton(add(tr("With&out texts…"), run::ExchangeTexts::Without));
    add(tr("&With texts…"), run::ExchangeTexts::With);
    box->open();
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
    error.message = tr("%1: %2").arg(QDir::toNativeSeparators(path), file.errorString()).toStdString();
    error.nextStep =
        tr("Choose a folder you may write to; what was there before is unchanged.").toStdString();
    return error;
}

} // namespace espalier::ui
