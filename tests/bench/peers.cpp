// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "bench/peers.h"

#include "support/splits.h"

#include <QByteArray>
#include <QJsonDocument>

#include <boost/json/stream_parser.hpp>
#include <yajl/yajl_parse.h>

#include <memory>

namespace espalier::bench {

std::size_t boostStream(std::string_view text, std::size_t piece)
{
    boost::json::stream_parser parser;
    boost::json::error_code error;
    std::size_t pieces = 0;
    for (const std::string_view part : test::evenPieces(text, piece)) {
        parser.write(part.data(), part.size(), error);
        if (error)
            return 0;
        ++pieces;
    }
    parser.finish(error);
    return !error && parser.release().is_object() ? pieces : 0;
}

std::size_t yajlEvents(std::string_view text, std::size_t piece)
{
    static const yajl_callbacks counting{
        [](void *count) { return int(++*static_cast<std::size_t *>(count) > 0); },
        [](void *count, int) { return int(++*static_cast<std::size_t *>(count) > 0); },
        nullptr,
        nullptr,
        [](void *count, const char *, std::size_t) { return int(++*static_cast<std::size_t *>(count) > 0); },
        [](void *count, const unsigned char *, std::size_t) {
            return int(++*static_cast<std::size_t *>(count) > 0);
        },
        [](void *) { return 1; },
        [](void *count, const unsigned char *, std::size_t) {
            return int(++*static_cast<std::size_t *>(count) > 0);
        },
        [](void *) { return 1; },
        [](void *) { return 1; },
        [](void *) { return 1; },
    };
    std::size_t events = 0;
    const std::unique_ptr<yajl_handle_t, decltype(&yajl_free)> handle(yajl_alloc(&counting, nullptr, &events),
                                                                      yajl_free);
    for (const std::string_view part : test::evenPieces(text, piece)) {
        const auto *bytes = reinterpret_cast<const unsigned char *>(part.data());
        if (yajl_parse(handle.get(), bytes, part.size()) != yajl_status_ok)
            return 0;
    }
    return yajl_complete_parse(handle.get()) == yajl_status_ok ? events : 0;
}

std::size_t qtWhole(std::string_view text)
{
    const auto bytes = QByteArray::fromRawData(text.data(), static_cast<qsizetype>(text.size()));
    return QJsonDocument::fromJson(bytes).isObject() ? 1 : 0;
}

std::size_t qtEveryPiece(std::string_view text, std::size_t piece)
{
    std::size_t calls = 0;
    bool complete = false;
    for (std::size_t at = piece; !complete; at += piece) {
        complete = at >= text.size();
        const auto soFar =
            QByteArray::fromRawData(text.data(), static_cast<qsizetype>(std::min(at, text.size())));
        if (QJsonDocument::fromJson(soFar).isObject() != complete)
            return 0;
        ++calls;
    }
    return calls;
}

} // namespace espalier::bench
