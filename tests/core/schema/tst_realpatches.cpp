// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/fieldedit.h"
#include "schema/schematext.h"
#include "schema/textpatch.h"
#include "support/sample.h"
#include "support/suites.h"
#include "json/pointer.h"
#include "json/read.h"
#include "json/writer.h"

#include <QTest>

#include <algorithm>
#include <cstring>

using namespace espalier;

// Edits of schemas that other people wrote: the text changes where the field is, and every other byte stays.

namespace {

constexpr int kFields = 2; // of each schema, in either spelling: every edit copies and reads the whole of it

struct Span
{
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// Behind the value that begins at `at`.
std::size_t endOfValue(std::string_view text, std::size_t at)
{
    int depth = 0;
    bool quoted = false;
    for (; at < text.size(); ++at) {
        const char c = text[at];
        if (quoted) {
            at += c == '\\' ? 1 : 0;
            quoted = c != '"';
        } else if (c == '"') {
            quoted = true;
        } else if (c == '{' || c == '[') {
            ++depth;
        } else if (c == '}' || c == ']') {
            if (depth == 0)
                return at;
            --depth;
        }
        if (!quoted && depth == 0 && (at + 1 == text.size() || std::strchr(",:}] \t\r\n", text[at + 1])))
            return at + 1;
    }
    return at;
}

std::size_t pastBlanks(std::string_view text, std::size_t at)
{
    return std::min(text.find_first_not_of(" \t\r\n", at), text.size());
}

/// A schema and the text it was read from.
struct Written
{
    std::string text;
    json::Value value;

    /// Where the value at a pointer stands, its name left out.
    [[nodiscard]] Span valueAt(const std::string &pointer) const
    {
        auto begin = static_cast<std::size_t>(schema::placeOf(text, pointer)->offset);
        const std::string parent = pointer.substr(0, std::min(pointer.rfind('/'), pointer.size()));
        if (!pointer.empty() && json::resolve(value, parent)->isObject())
            begin = pastBlanks(text, pastBlanks(text, endOfValue(text, begin)) + 1);
        return {begin, endOfValue(text, begin)};
    }
    [[nodiscard]] Span memberAt(const std::string &pointer) const
    {
        return {static_cast<std::size_t>(schema::placeOf(text, pointer)->offset), valueAt(pointer).end};
    }
    /// Between the members beside a place among an object's members: `first` and `last` may change.
    [[nodiscard]] Span around(const std::string &object, std::size_t first, std::size_t last) const
    {
        const auto &members = json::resolve(value, object)->members();
        const auto at = [&](std::size_t i) {
            std::string pointer = object;
            json::appendToken(pointer, members[i].key);
            return memberAt(pointer);
        };
        const Span whole = valueAt(object);
        return {first == 0 ? whole.begin + 1 : at(first - 1).end,
                last >= members.size() ? whole.end - 1 : at(last).begin};
    }
};

/// Whether `after` is `before` with other bytes in the spans and nowhere else.
bool changesOnly(const std::string &before, std::vector<Span> spans, const std::string &after)
{
    std::sort(spans.begin(), spans.end(), [](const Span &a, const Span &b) { return a.begin < b.begin; });
    std::size_t at = 0;
    std::size_t found = 0;
    for (const Span &span : spans) {
        if (span.begin < at) { // inside the one before
            at = std::max(at, span.end);
            continue;
        }
        const std::string kept = before.substr(at, span.begin - at);
        const std::size_t place = at == 0 ? (after.compare(0, kept.size(), kept) == 0 ? 0 : std::string::npos)
                                          : after.find(kept, found);
        if (place == std::string::npos)
            return false;
        found = place + kept.size();
        at = span.end;
    }
    const std::string rest = before.substr(at);
    return after.size() >= found + rest.size() &&
           after.compare(after.size() - rest.size(), rest.size(), rest) == 0;
}

/// The same JSON as nobody would write it.
std::string oddly(std::string_view text)
{
    std::string out;
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (quoted && c == '\\') {
            out.append(text.substr(i++, 2));
        } else if (quoted && c == 'e' && i % 3 == 0) {
            out += "\\u0065";
        } else {
            quoted = quoted != (c == '"');
            out += !quoted && c == ':' && i % 2 == 0 ? " :" : std::string(1, c);
            if (!quoted && (c == ',' || c == '{') && i % 5 == 0)
                out += "\t ";
        }
    }
    return out;
}

} // namespace

class TestRealPatches : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void edits_data();
    void edits();

private:
    void tryField(const Written &written, const schema::Field &field);
    void walk(const Written &written, const std::vector<schema::Field> &fields, int &left);
    /// The text of an edit reads as the edit's value, and nothing outside the spans has changed.
    void check(const Written &written, const schema::FieldEditResult &edit, const std::vector<Span> &spans,
               const char *what);

    int m_checked = 0;
};

void TestRealPatches::edits_data()
{
    ESPALIER_NEEDS_SUITES();
    QTest::addColumn<QString>("file");
    const QStringList files = test::realSchemaFiles();
    QCOMPARE(files.size(), 287);
    for (qsizetype i = 0; i < files.size(); i += static_cast<qsizetype>(test::sampleStep()))
        QTest::newRow(qPrintable(files[i])) << files[i];
}

void TestRealPatches::check(const Written &written, const schema::FieldEditResult &edit,
                            const std::vector<Span> &spans, const char *what)
{
    if (!edit)
        return; // refused for a reason, which the tests of the edits look at
    const std::string after = schema::patchedText(written.text, edit->schema);
    const auto value = json::readStrict(after);
    QVERIFY2(value.ok() && *value == edit->schema, (what + (" gives other JSON: " + after)).c_str());
    if (!spans.empty())
        QVERIFY2(changesOnly(written.text, spans, after), (what + (" changes more: " + after)).c_str());
    ++m_checked;
}

void TestRealPatches::tryField(const Written &written, const schema::Field &field)
{
    const std::size_t slash = field.pointer.rfind("/properties/");
    const std::string owner = field.pointer.substr(0, slash);
    const std::string group = owner + "/properties";
    const json::Value &holder = *json::resolve(written.value, owner);
    const auto &siblings = holder["properties"].members();
    const auto place = static_cast<std::size_t>(
        std::find_if(siblings.begin(), siblings.end(),
                     [&field](const json::Member &member) { return member.key == field.name; }) -
        siblings.begin());
    // What names the field beside the properties: required, dependencies, parts of the group.
    std::vector<Span> names{written.around(owner, holder.members().size(), holder.members().size())};
    for (std::size_t i = 0; i < holder.members().size(); ++i) {
        if (holder.members()[i].key != "properties")
            names.push_back(written.around(owner, i, i + 1));
    }
    const auto with = [&names](Span span) {
        std::vector<Span> all = names;
        all.push_back(span);
        return all;
    };
    const json::Value &schema = written.value;
    const Span own = written.valueAt(field.pointer);
    const Span member = written.memberAt(field.pointer);
    // References may name the field anywhere; then only the value is looked at.
    const bool referred = json::writeCompact(schema).find("\"#" + field.pointer) != std::string::npos;
    check(written, schema::setFieldDescription(schema, field.pointer, "said \"anew\"\n\u00e9"), {own},
          "describe");
    check(written, schema::setFieldMust(schema, field.pointer, !field.must), names, "must");
    check(written, schema::setFieldType(schema, field.pointer, {schema::FieldKind::Date, !field.type.isList}),
          {own}, "kind");
    check(written, schema::setFieldAllowed(schema, field.pointer, {"a", "b"}), {own}, "values");
    check(written, schema::renameField(schema, field.pointer, "an other/~ name"),
          referred ? std::vector<Span>() : with({member.begin, own.begin}), "rename");
    check(written, schema::removeField(schema, field.pointer),
          referred ? std::vector<Span>() : with(written.around(group, place, place + 1)), "remove");
    check(written,
          schema::addField(schema, owner, place, "a new one",
                           json::Value::object({{"type", json::Value::string("string")}}), true),
          with(written.around(group, place, place)), "add");
    check(written, schema::moveField(schema, field.pointer, owner, place == 0 ? siblings.size() - 1 : 0),
          {written.valueAt(group)}, "move");
    const std::string moved = schema::patchedText(
        written.text,
        schema::moveField(schema, field.pointer, owner, place == 0 ? siblings.size() - 1 : 0)->schema);
    QVERIFY2(moved.find(written.text.substr(member.begin, member.end - member.begin)) != std::string::npos,
             "a moved field is spelled anew");
}

void TestRealPatches::walk(const Written &written, const std::vector<schema::Field> &fields, int &left)
{
    for (std::size_t i = 0; i < fields.size() && left > 0; i += std::max<std::size_t>(1, fields.size() / 3)) {
        const schema::Field &field = fields[i];
        if (field.name.empty() || field.pointer.rfind("/properties/") == std::string::npos)
            continue;
        --left;
        tryField(written, field);
        if (QTest::currentTestFailed())
            return;
        walk(written, field.children, left);
    }
}

void TestRealPatches::edits()
{
    QFETCH(QString, file);
    const std::string text = test::suiteFile(QStringLiteral("real-schemas/") + file).toStdString();
    for (const std::string &spelled : {text, oddly(text)}) {
        const auto schema = schema::readSchemaText(spelled);
        QVERIFY(schema.ok());
        QCOMPARE(schema::patchedText(spelled, *schema), spelled);
        const schema::FieldTree tree = schema::fieldTree(*schema);
        const Written written{spelled, *schema};
        int left = kFields;
        m_checked = 0;
        walk(written, tree.fields, left);
        if (QTest::currentTestFailed())
            return;
        QVERIFY(left == kFields || m_checked > 0);
        if (tree.form != schema::RootForm::Answer)
            check(written, schema::setRootForm(*schema, schema::RootForm::List), {}, "a list");
    }
}

QTEST_GUILESS_MAIN(TestRealPatches)
#include "tst_realpatches.moc"
