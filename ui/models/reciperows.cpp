// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/reciperows.h"

#include "recipe/fielddiff.h"
#include "text/runtext.h"
#include "text/usagetext.h"
#include "json/writer.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include <optional>

namespace espalier::ui {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(espalier::ui::RecipeRows)
};

QString toQt(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

ChangeRow rowOf(const recipe::FieldChange &change)
{
    ChangeRow row;
    row.name = toQt(change.path);
    row.before = {toQt(change.before), false};
    row.after = {toQt(change.after), false};
    switch (change.kind) {
    case recipe::FieldChangeKind::Added:
        row.mark = ChangeMark::Added;
        break;
    case recipe::FieldChangeKind::Removed:
        row.mark = ChangeMark::Removed;
        break;
    case recipe::FieldChangeKind::Moved:
        row.mark = ChangeMark::Moved;
        break;
    case recipe::FieldChangeKind::Renamed:
    case recipe::FieldChangeKind::Changed:
        row.mark = ChangeMark::Changed;
        break;
    }
    row.word = change.kind == recipe::FieldChangeKind::Renamed ? Text::tr("renamed") : changeWord(row.mark);
    return row;
}

/// Collects what differs.
class Settings
{
public:
    void compare(const QString &name, const ChangeCell &before, const ChangeCell &after,
                 ChangeMark mark = ChangeMark::Changed)
    {
        if (before != after)
            m_rows.push_back({mark, name, before, after, changeWord(mark)});
    }
    void compare(const QString &name, const QString &before, const QString &after)
    {
        compare(name, ChangeCell{before, false}, ChangeCell{after, false});
    }
    template <typename T>
    void compare(const QString &name, const std::optional<T> &before, const std::optional<T> &after)
    {
        compare(name, cell(before), cell(after));
    }
    void seconds(const QString &name, std::optional<int> before, std::optional<int> after)
    {
        compare(name, secondsCell(before), secondsCell(after));
    }
    [[nodiscard]] ChangeRows take() { return std::move(m_rows); }

private:
    template <typename T>
    static ChangeCell cell(const std::optional<T> &number)
    {
        return number ? ChangeCell{numberText(*number), false} : ChangeCell{Text::tr("no limit"), true};
    }
    static QString numberText(double amount) { return costText(amount, {}); }
    template <typename Whole>
    static QString numberText(Whole count)
    {
        return QLocale().toString(static_cast<qlonglong>(count));
    }
    static ChangeCell secondsCell(std::optional<int> number)
    {
        ChangeCell out = cell(number);
        return number ? ChangeCell{Text::tr("%1 s").arg(out.text), false} : out;
    }

    ChangeRows m_rows;
};

void compareLimits(Settings &out, const recipe::Limits &a, const recipe::Limits &b)
{
    using Number = std::optional<int>;
    out.compare(Text::tr("Ask again at most"), Number(a.reasks), Number(b.reasks));
    out.compare(Text::tr("Send again at most"), Number(a.transportRetries), Number(b.transportRetries));
    out.seconds(Text::tr("Wait for the first word"), a.firstByteSeconds, b.firstByteSeconds);
    out.seconds(Text::tr("Silence"), a.idleSeconds, b.idleSeconds);
    out.seconds(Text::tr("Without content"), a.noContentSeconds, b.noContentSeconds);
    out.seconds(Text::tr("Time in all"), a.deadlineSeconds, b.deadlineSeconds);
    out.seconds(Text::tr("Wait between tries at most"), a.maxWaitSeconds, b.maxWaitSeconds);
    out.compare(Text::tr("Tokens in all"), a.tokenBudget, b.tokenBudget);
    out.compare(Text::tr("Cost in all"), a.costBudget, b.costBudget);
}

void compareReading(Settings &out, const recipe::Reading &a, const recipe::Reading &b)
{
    const auto onOff = [](bool on) { return on ? Text::tr("on") : Text::tr("off"); };
    out.compare(Text::tr("Read values"), coercionLevelText(a.coercion.level),
                coercionLevelText(b.coercion.level));
    out.compare(Text::tr("Decimal mark"), decimalMarkText(a.coercion.decimal),
                decimalMarkText(b.coercion.decimal));
    out.compare(Text::tr("Fill in defaults"), onOff(a.coercion.defaults), onOff(b.coercion.defaults));
    out.compare(Text::tr("Items that do not fit"), badItemsText(a.badItems), badItemsText(b.badItems));
}

void compareParameters(Settings &out, const json::Value &before, const json::Value &after)
{
    const ChangeCell none{Text::tr("not set"), true};
    const auto cell = [](const json::Value &value) {
        return ChangeCell{QString::fromStdString(json::writeCompact(value)), false};
    };
    for (const json::Member &member : after.members()) {
        const json::Value *old = before.find(member.key);
        out.compare(toQt(member.key), old ? cell(*old) : none, cell(member.value),
                    old ? ChangeMark::Changed : ChangeMark::Added);
    }
    for (const json::Member &member : before.members()) {
        if (!after.find(member.key))
            out.compare(toQt(member.key), cell(member.value), none, ChangeMark::Removed);
    }
}

QString examplesText(std::size_t count)
{
    return count == 1 ? Text::tr("1 example")
                      : Text::tr("%1 examples").arg(QLocale().toString(static_cast<qulonglong>(count)));
}

void compareExamples(Settings &out, const std::vector<recipe::Example> &a,
                     const std::vector<recipe::Example> &b)
{
    if (a == b)
        return;
    const ChangeCell other{a.size() == b.size() ? Text::tr("%1, other ones").arg(examplesText(b.size()))
                                                : examplesText(b.size()),
                           false};
    out.compare(Text::tr("Examples"), ChangeCell{examplesText(a.size()), false}, other);
}

/// As they stand in the file: what differs in them is what runs.
void compareEntries(Settings &out, const QString &name, const json::Value::Array &a,
                    const json::Value::Array &b)
{
    const auto cell = [](const json::Value::Array &entries) {
        return entries.empty()
                   ? ChangeCell{Text::tr("none"), true}
                   : ChangeCell{QString::fromStdString(json::writeCompact(json::Value::array(entries))),
                                false};
    };
    out.compare(name, cell(a), cell(b));
}

} // namespace

ChangeRows fieldRows(const json::Value &before, const json::Value &after)
{
    ChangeRows rows;
    for (const recipe::FieldChange &change : recipe::fieldDiff(before, after))
        rows.push_back(rowOf(change));
    return rows;
}

ChangeRows settingRows(const recipe::Recipe &before, const recipe::Recipe &after)
{
    Settings out;
    out.compare(Text::tr("Name"), toQt(before.name), toQt(after.name));
    compareExamples(out, before.examples, after.examples);
    out.compare(Text::tr("Mode"), toQt(wire::answerModeName(before.mode)),
                toQt(wire::answerModeName(after.mode)));
    out.compare(Text::tr("Streaming"), toQt(wire::streamKindName(before.streaming)),
                toQt(wire::streamKindName(after.streaming)));
    compareReading(out, before.reading, after.reading);
    if (before.fields != after.fields)
        out.compare(Text::tr("Said of fields"),
                    QString::fromStdString(json::writeCompact(json::Value::object(before.fields))),
                    QString::fromStdString(json::writeCompact(json::Value::object(after.fields))));
    compareEntries(out, Text::tr("Checks"), before.checks, after.checks);
    compareEntries(out, Text::tr("Hooks"), before.hooks, after.hooks);
    compareLimits(out, before.limits, after.limits);
    compareParameters(out, json::Value::object(before.parameters), json::Value::object(after.parameters));
    return out.take();
}

QString recipeChanges(const recipe::Recipe &before, const recipe::Recipe &after)
{
    QStringList said;
    if (before.instructions != after.instructions)
        said.append(Text::tr("instructions"));
    const std::size_t fields = fieldRows(before.schema, after.schema).size();
    if (fields > 0)
        said.append(fields == 1
                        ? Text::tr("1 field")
                        : Text::tr("%1 fields").arg(QLocale().toString(static_cast<qulonglong>(fields))));
    else if (before.schema != after.schema)
        said.append(Text::tr("schema"));
    for (const ChangeRow &row : settingRows(before, after))
        said.append(row.name);
    return said.isEmpty() ? Text::tr("the same") : said.join(QStringLiteral(", "));
}

} // namespace espalier::ui
