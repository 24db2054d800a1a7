// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "run/itemsagain.h"

#include "json/answerreader.h"
#include "json/writer.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

namespace espalier::run {

namespace {

std::string place(std::size_t index)
{
    return "/" + std::to_string(index);
}

bool isOf(const std::string &pointer, const std::string &item)
{
    return pointer.starts_with(item) && (pointer.size() == item.size() || pointer[item.size()] == '/');
}

void move(std::string &pointer, const std::string &from, const std::string &to)
{
    if (isOf(pointer, from))
        pointer.replace(0, from.size(), to);
}

/// All items of a list answer by their place, good or bad.
std::map<std::size_t, Item> itemsOf(const RunResult &answer)
{
    std::map<std::size_t, Item> out;
    for (const SetAside &aside : answer.setAside)
        out[aside.index] = {aside.index, aside.value, aside.issues, {}};
    std::size_t next = 0;
    for (const json::Value &value : answer.value.items()) {
        while (out.count(next) > 0)
            ++next;
        out[next] = {next, value, {}, {}};
    }
    for (auto &[index, item] : out) {
        const std::string prefix = place(index);
        std::copy_if(answer.coercions.begin(), answer.coercions.end(), std::back_inserter(item.coercions),
                     [&prefix](const schema::Coercion &made) { return isOf(made.instance, prefix); });
    }
    return out;
}

} // namespace

bool onlyItemsAreWrong(const RunResult &result)
{
    return result.status == RunStatus::Invalid && result.issues.empty() && !result.setAside.empty();
}

schema::Issues allIssues(const RunResult &result)
{
    schema::Issues out = result.issues;
    for (const SetAside &item : result.setAside)
        out.insert(out.end(), item.issues.begin(), item.issues.end());
    return out;
}

ItemsAgain::ItemsAgain(RunResult whole, std::vector<wire::AnsweredCall> calls)
    : m_whole(std::move(whole))
    , m_calls(std::move(calls))
{
    if (m_calls.size() != count())
        m_calls.clear();
}

const wire::AnsweredCall *ItemsAgain::callOf(std::size_t index) const
{
    return index < m_calls.size() ? &m_calls[index] : nullptr;
}

std::optional<std::vector<Item>> ItemsAgain::take(const RunResult &answer)
{
    std::map<std::size_t, Item> given = itemsOf(answer);
    const json::Value came = answer.lastObject.value_or(json::Value());
    const bool wholeAgain = given.size() == count();
    if ((given.size() != asked().size() && !wholeAgain) || came.items().size() != given.size())
        return std::nullopt;
    std::vector<Item> out;
    std::vector<std::size_t> places; // of each in the answer
    for (std::size_t i = 0; i < asked().size(); ++i) {
        const std::size_t index = asked()[i].index;
        const std::size_t from = wholeAgain ? index : i;
        Item item = std::move(given.at(from));
        item.index = index;
        for (schema::Issue &issue : item.issues)
            move(issue.instance, place(from), place(index));
        for (schema::Coercion &made : item.coercions) {
            move(made.instance, place(from), place(index));
            move(made.origin, place(from), place(index));
        }
        out.push_back(std::move(item));
        places.push_back(from);
    }
    put(out, came, places);
    return out;
}

void ItemsAgain::put(const std::vector<Item> &items, const json::Value &came,
                     const std::vector<std::size_t> &places)
{
    std::map<std::size_t, Item> all = itemsOf(m_whole);
    json::Value list = m_whole.lastObject.value_or(json::Value::array());
    for (std::size_t i = 0; i < items.size(); ++i) {
        const std::size_t index = items[i].index;
        all[index] = items[i];
        if (index < list.items().size())
            list.mutableItems()[index] = came.items()[places[i]];
    }
    json::Value::Array good;
    m_whole.setAside.clear();
    m_whole.coercions.clear();
    for (auto &[index, item] : all) {
        std::move(item.coercions.begin(), item.coercions.end(), std::back_inserter(m_whole.coercions));
        if (item.issues.empty())
            good.push_back(std::move(item.value));
        else
            m_whole.setAside.push_back({index, std::move(item.value), std::move(item.issues)});
    }
    m_whole.value = json::Value::array(std::move(good));
    m_whole.text = json::writeCompact(list);
    m_whole.lastObject = std::move(list);
}

json::TreeChanges changesOf(std::string_view json)
{
    json::AnswerReader reader;
    reader.feed(json);
    reader.finish();
    json::TreeChange reset;
    reset.op = json::TreeOp::Reset;
    json::TreeChanges out{reset};
    json::TreeChanges grown = reader.takeChanges();
    std::move(grown.begin(), grown.end(), std::back_inserter(out));
    return out;
}

} // namespace espalier::run
