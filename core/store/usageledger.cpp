// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/usageledger.h"

#include "run/resultjson.h"
#include "store/privatefile_p.h"
#include "json/memberreader.h"
#include "json/read.h"
#include "json/writer.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLockFile>

#include <utility>

namespace espalier::store {

using json::MemberReader;
using json::Value;

namespace {

constexpr std::int64_t kFormat = 1;
constexpr int kLockMs = 2000;

Value sumsValue(const UsageSums &sums)
{
    Value times = Value::array();
    for (const std::int64_t time : sums.firstTokenMs)
        times.mutableItems().push_back(Value::number(time));
    return Value::object({{"runs", Value::number(sums.runs)},
                          {"attempts", Value::number(sums.attempts)},
                          {"requests", Value::number(sums.requests)},
                          {"failures", Value::number(sums.failures)},
                          {"rate_limited", Value::number(sums.rateLimited)},
                          {"tokens_in", Value::number(sums.tokensIn)},
                          {"tokens_out", Value::number(sums.tokensOut)},
                          {"tokens_estimated", Value::number(sums.tokensEstimated)},
                          {"unpriced", Value::number(sums.unpriced)},
                          {"cost", run::costValue(sums.cost)},
                          {"first_token_ms", std::move(times)}});
}

void readSums(MemberReader &reader, const Value &value, UsageSums &out)
{
    reader.read("runs", out.runs, 0);
    reader.read("attempts", out.attempts, 0);
    reader.read("requests", out.requests, 0);
    reader.read("failures", out.failures, 0);
    reader.read("rate_limited", out.rateLimited, 0);
    reader.read("tokens_in", out.tokensIn, 0);
    reader.read("tokens_out", out.tokensOut, 0);
    reader.read("tokens_estimated", out.tokensEstimated, 0);
    reader.read("unpriced", out.unpriced, 0);
    if (reader.present("cost"))
        reader.read("cost", out.cost.emplace());
    for (const Value &time : value["first_token_ms"].items()) {
        if (const auto number = time.toInt64();
            number && out.firstTokenMs.size() < UsageSums::kMostFirstTokens)
            out.firstTokenMs.push_back(*number);
    }
}

Value sampleValue(const run::RequestSample &sample)
{
    Value out = Value::object({{"parallel", Value::number(sample.parallel)}});
    if (sample.firstTokenMs)
        out.set("first_token_ms", Value::number(*sample.firstTokenMs));
    if (sample.rateLimited)
        out.set("rate_limited", Value::boolean(true));
    return out;
}

void readRecent(MemberReader &reader, const Value &value, UsageBook &out)
{
    for (const json::Member &endpoint : value["recent"].members()) {
        std::vector<run::RequestSample> &list = out.recent[endpoint.key];
        for (const Value &item : endpoint.value.items()) {
            run::RequestSample sample;
            MemberReader entry(item, "recent.");
            entry.read("parallel", sample.parallel, 1);
            entry.read("first_token_ms", sample.firstTokenMs, 0);
            entry.read("rate_limited", sample.rateLimited);
            reader.adopt(entry);
            list.push_back(sample);
        }
    }
}

} // namespace

std::string usageText(const UsageBook &book)
{
    Value rows = Value::array();
    for (const UsageRow &row : book.rows) {
        Value line = Value::object({{"day", Value::string(row.day)},
                                    {"endpoint", Value::string(row.endpoint)},
                                    {"model", Value::string(row.model)},
                                    {"currency", Value::string(row.currency)}});
        line.set("sums", sumsValue(row.sums));
        rows.mutableItems().push_back(std::move(line));
    }
    Value recent = Value::object();
    for (const auto &[endpoint, samples] : book.recent) {
        Value list = Value::array();
        for (const run::RequestSample &sample : samples)
            list.mutableItems().push_back(sampleValue(sample));
        recent.set(endpoint, std::move(list));
    }
    return json::writeCompact(Value::object({{"espalier_usage", Value::number(kFormat)},
                                             {"rows", std::move(rows)},
                                             {"recent", std::move(recent)}})) +
           "\n";
}

Result<UsageBook, std::string> readUsage(std::string_view text)
{
    const auto value = json::readStrict(text, json::kOwnFileLimits);
    if (!value)
        return "it is no JSON: " + value.error().message;
    if ((*value)["espalier_usage"].toInt64() != kFormat)
        return std::string("it holds no figures that this version of Espalier knows");
    UsageBook out;
    MemberReader reader(*value, {});
    for (const Value &item : (*value)["rows"].items()) {
        UsageRow &row = out.rows.emplace_back();
        MemberReader entry(item, "rows.");
        entry.read("day", row.day);
        entry.read("endpoint", row.endpoint);
        entry.read("model", row.model);
        entry.read("currency", row.currency);
        MemberReader sums(item["sums"], "rows.sums.");
        readSums(sums, item["sums"], row.sums);
        reader.adopt(entry);
        reader.adopt(sums);
    }
    readRecent(reader, *value, out);
    if (!reader.problem().empty())
        return reader.problem();
    return out;
}

QString UsageLedger::defaultPath()
{
    return stateFolder(QStringLiteral("usage")) + QStringLiteral("/usage.json");
}

UsageLedger::UsageLedger(QString path)
    : m_path(std::move(path))
{
}

UsageBook UsageLedger::load() const
{
    const std::lock_guard lock(m_changing);
    return read(false);
}

UsageBook UsageLedger::read(bool putBrokenAside) const
{
    QFile file(m_path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    auto book = readUsage(viewOf(file.readAll()));
    if (book)
        return std::move(book).value();
    file.close();
    if (putBrokenAside) {
        const QString aside = m_path + QStringLiteral(".broken");
        QFile::remove(aside);
        QFile::rename(m_path, aside);
    }
    return {};
}

Result<UsageBook, Error> UsageLedger::add(std::string_view day, std::string_view endpoint,
                                          std::string_view model, const run::RunResult &result)
{
    const std::lock_guard lock(m_changing);
    const QString folder = QFileInfo(m_path).path();
    if (!makePrivateFolder(folder))
        return cannotWrite(folder, "the folder cannot be made for you alone");
    QLockFile other(m_path + QStringLiteral(".lock")); // another program
    if (!other.tryLock(kLockMs))
        return cannotWrite(m_path, other.error() == QLockFile::LockFailedError
                                       ? "another program holds it"
                                       : "no file can be made beside it");
    UsageBook book = read(true);
    book.add(day, endpoint, model, result);
    if (auto error = writePrivateFile(m_path, usageText(book)))
        return *std::move(error);
    return book;
}

std::optional<Error> UsageLedger::forgetAll()
{
    const std::lock_guard lock(m_changing);
    return removeFiles({m_path, m_path + QStringLiteral(".broken")});
}

} // namespace espalier::store
