// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/onceupload.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace espalier::net {

OnceUpload::OnceUpload(QByteArray body, QObject *parent)
    : QIODevice(parent)
    , m_body(std::move(body))
{
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

qint64 OnceUpload::bytesAvailable() const
{
    return m_body.size() - m_read + QIODevice::bytesAvailable();
}

bool OnceUpload::seek(qint64)
{
    return false;
}

qint64 OnceUpload::readData(char *data, qint64 maxSize)
{
    const qsizetype size = std::min<qsizetype>(maxSize, m_body.size() - m_read);
    if (size == 0)
        return -1; // the end, not "nothing yet": Qt waits for more after a 0
    std::memcpy(data, m_body.constData() + m_read, static_cast<std::size_t>(size));
    m_read += size;
    return size;
}

qint64 OnceUpload::writeData(const char *, qint64)
{
    return -1;
}

} // namespace espalier::net
