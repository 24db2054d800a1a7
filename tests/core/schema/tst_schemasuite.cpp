// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/validator.h"
#include "support/suites.h"
#include "json/read.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <string>

using namespace espalier;

namespace {

/// A file of the official suite and how many of its tests use nothing but keywords that are understood now.
/// The numbers are fixed so that a test can neither be skipped unseen nor be forgotten when a keyword is
/// added.
struct Claim
{
    const char *file;
    int tests;
};

constexpr std::array<Claim, 18> kClaims{{
    {"additionalProperties.json", 8},
    {"allOf.json", 20},
    {"anchor.json", 2},
    {"anyOf.json", 11},
    {"boolean_schema.json", 18},
    {"const.json", 54},
    {"enum.json", 51},
    {"infinite-loop-detection.json", 2},
    {"items.json", 27},
    {"oneOf.json", 20},
    {"optional/anchor.json", 4},
    {"optional/bignum.json", 5},
    {"prefixItems.json", 11},
    {"properties.json", 20},
    {"ref.json", 29},
    {"required.json", 18},
    {"type.json", 80},
    {"default.json", 2},
}};

constexpr std::array<std::string_view, 19> kUnderstood{
    "$schema",     "$comment", "$defs", "definitions", "$anchor",  "title",      "description",
    "default",     "type",     "enum",  "const",       "required", "properties", "additionalProperties",
    "prefixItems", "items",    "allOf", "anyOf",       "oneOf"};

constexpr std::array<std::string_view, 2> kMaps{"properties", "$defs"};
constexpr std::array<std::string_view, 4> kLists{"prefixItems", "allOf", "anyOf", "oneOf"};

template <typename List>
bool contains(const List &list, std::string_view name)
{
    return std::find(list.begin(), list.end(), name) != list.end();
}

bool isUnderstood(const json::Value &schema)
{
    const auto &members = schema.members();
    return std::all_of(members.begin(), members.end(), [](const json::Member &member) {
        if (member.key == "$ref")
            return member.value.text().substr(0, 1) == "#"; // other documents are not fetched
        if (!contains(kUnderstood, member.key))
            return false;
        const auto &children = member.value.members();
        const auto &items = member.value.items();
        if (contains(kMaps, member.key) || member.key == "definitions")
            return std::all_of(children.begin(), children.end(),
                               [](const json::Member &child) { return isUnderstood(child.value); });
        if (contains(kLists, member.key))
            return std::all_of(items.begin(), items.end(), isUnderstood);
        const bool holdsSchema = member.key == "items" || member.key == "additionalProperties";
        return !holdsSchema || isUnderstood(member.value);
    });
}

} // namespace

class TestSchemaSuite : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void draft2020_data();
    void draft2020();
};

void TestSchemaSuite::draft2020_data()
{
    ESPALIER_NEEDS_SUITES();
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("claimed");
    for (const Claim &claim : kClaims)
        QTest::newRow(claim.file)
            << QStringLiteral("json-schema/tests/draft2020-12/%1").arg(QLatin1String(claim.file))
            << claim.tests;
}

void TestSchemaSuite::draft2020()
{
    QFETCH(QString, path);
    QFETCH(int, claimed);
    const auto groups = json::readStrict(test::suiteFile(path).toStdString());
    QVERIFY(groups.ok());
    int run = 0;
    for (const json::Value &group : groups->items()) {
        if (!isUnderstood(group["schema"]))
            continue;
        const auto validator = schema::Validator::compile(group["schema"]);
        QVERIFY2(
            validator.ok(),
            (group["description"].text() + ": " + (validator.ok() ? "" : validator.error().message)).c_str());
        for (const json::Value &test : group["tests"].items()) {
            const bool valid = validator->validate(test["data"]).empty();
            QVERIFY2(valid == test["valid"].isTrue(),
                     (group["description"].text() + ": " + test["description"].text()).c_str());
            ++run;
        }
    }
    QCOMPARE(run, claimed);
}

QTEST_GUILESS_MAIN(TestSchemaSuite)
#include "tst_schemasuite.moc"
