// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QIODevice>

namespace espalier::net {

/// A request body that can be read once and never rewound.
///
/// When a connection closes before the first byte of an answer, Qt sends the request again by itself, which a
/// paid endpoint may charge twice. It has to rewind the body for that; a sequential device whose seek() fails
/// makes it give up with QNetworkReply::ContentReSendError instead. QIODevice's own seek() fails too, but
/// prints a warning.
///
/// Use with DoNotBufferUploadDataAttribute (a buffered copy could be rewound) and an explicit Content-Length
/// (a sequential device has no size). Holds the body by implicit sharing. Open from the start.
class OnceUpload final : public QIODevice
{
    Q_OBJECT

public:
    explicit OnceUpload(QByteArray body, QObject *parent = nullptr);

    [[nodiscard]] bool isSequential() const override { return true; }
    [[nodiscard]] bool atEnd() const override { return bytesAvailable() == 0; }
    [[nodiscard]] qint64 bytesAvailable() const override;
    bool seek(qint64 position) override;

protected:
    qint64 readData(char *data, qint64 maxSize) override;
    qint64 writeData(const char *data, qint64 size) override;

private:
    QByteArray m_body;
    qsizetype m_read = 0;
};

} // namespace espalier::net
