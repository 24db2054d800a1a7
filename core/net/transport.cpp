// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/transport.h"

namespace espalier::net {

HttpStream::HttpStream(QObject *parent)
    : QObject(parent)
{
}

HttpStream::~HttpStream() = default;

Transport::~Transport() = default;

} // namespace espalier::net
