// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/resources.h"

#include "base/ascii.h"
#include "cli/input.h"
#include "json/read.h"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <system_error>

namespace espalier::cli {

namespace {

namespace fs = std::filesystem;

int hexDigit(char c)
{
    if (isAsciiDigit(c))
        return c - '0';
    const char lower = asciiLower(c);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/// RFC 3986, section 2.1; nullopt for what no name of a file holds.
std::optional<std::string> decoded(std::string_view text)
{
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const int high = text[i] == '%' && i + 2 < text.size() ? hexDigit(text[i + 1]) : -1;
        const int low = high < 0 ? -1 : hexDigit(text[i + 2]);
        out += low < 0 ? text[i] : static_cast<char>(high * 16 + low);
        i += low < 0 ? 0 : 2;
    }
    return out.find('\0') == std::string::npos ? std::optional(out) : std::nullopt;
}

/// `rest` below `folder`, links followed; nullopt when it is not a file in there.
std::optional<std::string> fileIn(const std::string &folder, const std::string &rest)
{
    std::error_code error;
    const fs::path top = fs::canonical(folder, error);
    if (error)
        return std::nullopt;
    const fs::path file = fs::canonical(top / fs::path(rest).relative_path(), error);
    if (error || !fs::is_regular_file(file, error))
        return std::nullopt;
    const fs::path inside = file.lexically_relative(top);
    if (inside.empty() || *inside.begin() == "..")
        return std::nullopt;
    return file.string();
}

} // namespace

std::shared_ptr<const json::Value> loadResource(const ResourceFolders &folders, std::string_view uri)
{
    const std::pair<std::string, std::string> *best = nullptr;
    for (const auto &folder : folders) {
        if (uri.starts_with(folder.first) && (!best || folder.first.size() > best->first.size()))
            best = &folder;
    }
    if (!best)
        return nullptr;
    const auto rest = decoded(uri.substr(best->first.size()));
    const auto file = rest ? fileIn(best->second, *rest) : std::nullopt;
    if (!file)
        return nullptr;
    const auto text = readText(*file);
    if (!text)
        return nullptr;
    auto value = json::readStrict(*text);
    return value ? std::make_shared<const json::Value>(std::move(value).value()) : nullptr;
}

bool addResourceFolder(ResourceFolders &folders, const std::string &given)
{
    const std::size_t equals = given.rfind('='); // a base URI may hold one, a path rarely does
    if (equals == std::string::npos || equals == 0)
        return false;
    std::error_code error;
    const std::string folder = given.substr(equals + 1);
    if (!fs::is_directory(folder, error))
        return false;
    folders.emplace_back(given.substr(0, equals), folder);
    return true;
}

} // namespace espalier::cli
