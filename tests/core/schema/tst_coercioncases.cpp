// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "coercioncases.h"
#include "schema/coercion.h"
#include "schema/validator.h"
#include "json/writer.h"

#include <QTest>

#include <algorithm>

using namespace espalier;
using namespace espalier::test;
using schema::Coercer;
using schema::CoercionKind;
using schema::CoercionLevel;

namespace {

std::string textOf(const json::Value &value)
{
    std::string out;
    json::appendCompact(out, value);
    return out;
}

std::string lineOf(const schema::Coercion &made)
{
    std::string out(schema::coercionKindName(made.kind));
    if (!made.instance.empty())
        out += " " + made.instance;
    return made.origin == made.instance ? out : out + " < " + made.origin;
}

std::string lines(const schema::Coercions &made)
{
    std::string out;
    for (const schema::Coercion &one : made)
        out += lineOf(one) + "\n";
    return out;
}

std::string lines(const std::vector<std::string> &made)
{
    std::string out;
    for (const std::string &one : made)
        out += one + "\n";
    return out;
}

schema::Coerced readAt(const CoercionCase &one, CoercionLevel level, const json::Value &value)
{
    schema::CoercionOptions options = one.options;
    options.level = level;
    const auto coercer = Coercer::compile(one.schema, options);
    if (!coercer.ok())
        qFatal("%s: %s", one.name.c_str(), coercer.error().message.c_str());
    return coercer->read(value);
}

/// What may differ in an answer that fits as it came.
bool isSpelling(const schema::Coercion &made)
{
    return made.kind == CoercionKind::WholeNumber || made.kind == CoercionKind::MemberName ||
           made.kind == CoercionKind::DateInWords || made.kind == CoercionKind::Default;
}

} // namespace

/// Answers a model could write, and what is made of each.
class TestCoercionCases : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void thereAreEnough();
    void off_data() { rows(); }
    void off();
    void safe_data() { rows(); }
    void safe() { compare(CoercionLevel::Safe); }
    void all_data() { rows(); }
    void all() { compare(CoercionLevel::All); }

private:
    void rows();
    void compare(CoercionLevel level);
    const std::vector<CoercionCase> m_cases = coercionCases();
};

void TestCoercionCases::thereAreEnough()
{
    QVERIFY(m_cases.size() >= 300);
}

void TestCoercionCases::rows()
{
    QTest::addColumn<int>("index");
    for (std::size_t i = 0; i < m_cases.size(); ++i)
        QTest::newRow((m_cases[i].name + " " + textOf(m_cases[i].came)).substr(0, 100).c_str())
            << static_cast<int>(i);
}

void TestCoercionCases::off()
{
    QFETCH(const int, index);
    const CoercionCase &one = m_cases.at(static_cast<std::size_t>(index));
    const schema::Coerced out = readAt(one, CoercionLevel::Off, one.came);
    QCOMPARE(textOf(out.value), textOf(one.off));
    QCOMPARE(out.coercions.empty(), one.off == one.came);
}

void TestCoercionCases::compare(CoercionLevel level)
{
    QFETCH(const int, index);
    const CoercionCase &one = m_cases.at(static_cast<std::size_t>(index));
    const Reading &expected = level == CoercionLevel::Safe ? one.safe : one.all;
    const schema::Coerced out = readAt(one, level, one.came);
    QCOMPARE(textOf(out.value), textOf(expected.value));
    QCOMPARE(lines(out.coercions), lines(expected.made));

    // Never silent, and never twice.
    QCOMPARE(out.coercions.empty(), out.value == one.came);
    const schema::Coerced again = readAt(one, level, out.value);
    QCOMPARE(textOf(again.value), textOf(out.value));
    QCOMPARE(lines(again.coercions), std::string());

    const auto validator = schema::Validator::compile(one.schema);
    QVERIFY(validator.ok());
    const bool renamed =
        std::any_of(out.coercions.begin(), out.coercions.end(), [](const schema::Coercion &made) {
            return made.kind == CoercionKind::MemberName; // what was unknown is asked for now
        });
    if (validator->fits(one.came) && !renamed) {
        QVERIFY2(validator->fits(out.value), "it fitted as it came");
        QVERIFY2(std::all_of(out.coercions.begin(), out.coercions.end(), isSpelling), "it fitted as it came");
    }
}

QTEST_GUILESS_MAIN(TestCoercionCases)
#include "tst_coercioncases.moc"
