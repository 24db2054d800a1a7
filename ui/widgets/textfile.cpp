// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/textfile.h"

#include "json/utf8.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QLocale>

#include <optional>
#include <string_view>

namespace espalier::ui {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(espalier::ui::TextFile)
};

Error cannotRead(const QString &message, const QString &nextStep)
{
    Error error;
    error.kind = ErrorKind::CannotRead;
    error.message = message.toStdString();
    error.nextStep = nextStep.toStdString();
    return error;
}

/// Where the bytes stop being text; nullopt when they are all text.
std::optional<qsizetype> firstBadByte(std::string_view bytes)
{
    for (std::size_t at = 0; at < bytes.size();) {
        const auto byte = static_cast<unsigned char>(bytes[at]);
        if (byte == 0)
            return static_cast<qsizetype>(at);
        if (byte < 0x80) {
            ++at;
            continue;
        }
        const json::Utf8Sequence sequence = json::decodeUtf8(bytes.substr(at));
        if (!sequence.valid)
            return static_cast<qsizetype>(at);
        at += sequence.length;
    }
    return std::nullopt;
}

} // namespace

Result<QString, Error> readTextFile(const QString &path)
{
    const QString name = QFileInfo(path).fileName();
    QFile file(path);
    if (QFileInfo(path).isDir())
        return cannotRead(Text::tr("%1 is a folder.").arg(name), Text::tr("Drop one text file at a time."));
    if (!file.open(QIODevice::ReadOnly))
        return cannotRead(Text::tr("%1: %2").arg(name, file.errorString()),
                          Text::tr("Check that you may read this file."));
    const QByteArray bytes = file.read(kMaxTextBytes + 1);
    if (bytes.size() > kMaxTextBytes)
        return cannotRead(
            Text::tr("%1 is larger than %2.").arg(name, QLocale().formattedDataSize(kMaxTextBytes)),
            Text::tr("Take a part of it: copy the text that matters and paste it."));
    std::string_view text(bytes.constData(), static_cast<std::size_t>(bytes.size()));
    if (text.substr(0, 3) == json::kByteOrderMark)
        text.remove_prefix(3);
    if (const std::optional<qsizetype> bad = firstBadByte(text))
        return cannotRead(
            Text::tr("%1 is no UTF-8 text: byte %2 cannot be read.").arg(name, QLocale().toString(*bad)),
            Text::tr("Save it as plain text in UTF-8, or copy its text and paste it."));
    QString out = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
    return out.replace(QLatin1String("\r\n"), QLatin1String("\n")).replace(u'\r', u'\n');
}

} // namespace espalier::ui
