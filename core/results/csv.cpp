// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "results/csv.h"

#include "json/utf8.h"
#include "json/writer.h"

#include <algorithm>

namespace espalier::results {

using json::Value;

namespace {

const Value *valueAt(const Value &row, const Column &column)
{
    const Value *at = &row;
    for (const std::string &name : column.path) {
        at = at->find(name);
        if (!at)
            return nullptr;
    }
    return at;
}

bool isScalar(const Value &value)
{
    return !value.isArray() && !value.isObject();
}

std::string scalarText(const Value &value)
{
    if (value.isBool())
        return value.isTrue() ? "true" : "false";
    return value.text();
}

std::string joined(const Value::Array &items)
{
    std::string out;
    for (const Value &item : items) {
        if (&item != &items.front())
            out += "; ";
        out += scalarText(item);
    }
    return out;
}

std::string textOf(const Value &value)
{
    if (isScalar(value))
        return scalarText(value);
    const bool flat = value.isArray() && std::all_of(value.items().begin(), value.items().end(), &isScalar);
    return flat ? joined(value.items()) : json::writeCompact(value);
}

/// A spreadsheet would run it.
bool looksLikeAFormula(std::string_view text)
{
    return !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
}

class Writer
{
public:
    explicit Writer(const CsvOptions &options)
        : m_options(options)
        , m_special{options.separator, '"', '\r', '\n'}
    {
        if (options.byteOrderMark)
            m_out += json::kByteOrderMark;
    }

    void cell(std::string text, bool isNumber)
    {
        if (m_options.formulaGuard && !isNumber && looksLikeAFormula(text))
            text.insert(0, 1, '\'');
        if (m_cells++ > 0)
            m_out += m_options.separator;
        m_lineIsEmpty = m_lineIsEmpty && text.empty();
        if (text.find_first_of(m_special) == std::string::npos)
            m_out += text;
        else
            quote(text);
    }

    void endLine()
    {
        if (m_cells == 1 && m_lineIsEmpty)
            m_out += "\"\""; // an empty line would be no row for many readers
        m_out += "\r\n";
        m_cells = 0;
        m_lineIsEmpty = true;
    }

    std::string take() { return std::move(m_out); }

private:
    void quote(const std::string &text)
    {
        m_out += '"';
        for (const char c : text) {
            if (c == '"')
                m_out += '"';
            m_out += c;
        }
        m_out += '"';
    }

    const CsvOptions &m_options;
    std::string m_special;
    std::string m_out;
    std::size_t m_cells = 0;
    bool m_lineIsEmpty = true;
};

} // namespace

std::string cellText(const Value &row, const Column &column)
{
    const Value *value = valueAt(row, column);
    return value ? textOf(*value) : std::string();
}

std::string writeCsv(const Value &answer, const Value &rowSchema, const CsvOptions &options)
{
    const Value::Array rows = rowsOf(answer);
    return writeCsv(rows, columnsOf(rows, rowSchema), options);
}

std::string writeCsv(const Value::Array &rows, const std::vector<Column> &columns, const CsvOptions &options)
{
    Writer writer(options);
    for (const Column &column : columns)
        writer.cell(column.title, false);
    writer.endLine();
    for (const Value &row : rows) {
        for (const Column &column : columns) {
            const Value *value = valueAt(row, column);
            writer.cell(value ? textOf(*value) : std::string(), value && value->isNumber());
        }
        writer.endLine();
    }
    return writer.take();
}

} // namespace espalier::results
