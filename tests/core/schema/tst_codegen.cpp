// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/codegen_python.h"
#include "schema/codegen_typescript.h"
#include "schema/codepattern_p.h"
#include "schema/codetext_p.h"
#include "support/golden.h"
#include "support/suites.h"

#include "shapetest.h"

#include <QTest>

using namespace espalier;
using schema::PythonPattern;

// What is written of a schema, to the letter. Whether it runs and judges rightly is shown by
// tests/integration/generated_python.py and generated_typescript.py, which run it.

namespace {

QString dataFile(const QString &name)
{
    return QStringLiteral(TEST_DATA_DIR "/codegen/") + name;
}

json::Value schemaOf(const QString &name)
{
    QFile file(dataFile(name + QStringLiteral(".json")));
    return file.open(QIODevice::ReadOnly) ? test::readValue(file.readAll().toStdString()) : json::Value();
}

} // namespace

class TestCodegen : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void modules_data();
    void modules();
    void everyKeywordIsCarriedOrNamed_data();
    void everyKeywordIsCarriedOrNamed();
    void patterns_data();
    void patterns();
    void endsOfTextsAreSaid_data();
    void endsOfTextsAreSaid();
    void textsStayInside_data();
    void textsStayInside();
    void namesOfPythonAreNoMembers();
    void callNamesWhatItIsGiven();
    void limitsThatAreNoNumbersAreNotWritten();
    void whatIsAskedOfNamesIsNotLost();
    void realSchemasAreWrittenTwiceTheSame();
};

void TestCodegen::modules_data()
{
    QTest::addColumn<QString>("name");
    const auto files =
        QDir(dataFile({})).entryList({QStringLiteral("*.instances.json")}, QDir::Files, QDir::Name);
    QVERIFY(files.size() > 10);
    for (const QString &file : files)
        QTest::newRow(qPrintable(file)) << file.left(file.indexOf(u'.'));
}

void TestCodegen::modules()
{
    QFETCH(QString, name);
    const json::Value schema = schemaOf(name);
    QVERIFY(schema.isObject());
    const std::string python =
        test::compareGolden(dataFile(name + QStringLiteral(".py.txt")), schema::pythonModule(schema));
    const std::string script =
        test::compareGolden(dataFile(name + QStringLiteral(".ts.txt")), schema::typescriptModule(schema));
    QVERIFY2(python.empty(), python.c_str());
    QVERIFY2(script.empty(), script.c_str());
}

void TestCodegen::everyKeywordIsCarriedOrNamed_data()
{
    QTest::addColumn<std::string>("keyword");
    QTest::addColumn<std::string>("python");
    QTest::addColumn<std::string>("script");
    const auto row = [](const char *keyword, const char *python, const char *script) {
        QTest::newRow(keyword) << std::string(keyword) << std::string(python) << std::string(script);
    };
    const char *const notCarried = "Not carried over: ";
    const char *const left = "# Left to SCHEMA: \"";
    const char *const leftToWhole = "// Left to the schema as a whole: \"";
    row(R"("type":"string","not":{"const":"x"})", left, leftToWhole);
    row(R"("type":"object","properties":{"x":{}},"if":{"required":["x"]},"then":{"required":["y"]})", left,
        leftToWhole);
    row(R"("type":"object","dependentSchemas":{"x":{"required":["y"]}})", left, leftToWhole);
    row(R"("type":"array","contains":{"type":"string"})", left, leftToWhole);
    row(R"("type":"integer","multipleOf":4,"allOf":[{"multipleOf":6}])", left, leftToWhole);
    row(R"("oneOf":[{"type":"integer"},{"type":"number","minimum":10}])", left, leftToWhole);
    row(R"("oneOf":[true,{"type":"string"}])", left, leftToWhole);
    row(R"("oneOf":[{"type":"string"},{"type":"string"}])", left, leftToWhole);
    row(R"("type":"string","not":{"pattern":"(?<=a)b"})", notCarried, leftToWhole); // not for Python's `re`
    row(R"("$ref":"https://example.org/other.json")", notCarried, notCarried);
    row(R"("type":"string","pattern":"(?<=a)b")", "told but not checked", ".regex(pattern(");
    row(R"("type":"string","minLength":3)", "min_length=3", ".min(3)");
    row(R"("type":"string","format":"ipv4")", "IPv4Address", "z.ipv4()");
    row(R"("type":"string","format":"email")", R"({"format": "email"})", "email\" are checked by zod");
    row(R"("type":"string","nullable":true)", "str | None", "true lets null pass beside the type");
    row(R"("type":"string","format":"hostname")", R"({"format": "hostname"})", R"(format: "hostname")");
    row(R"("items":{"type":"null"},"anyOf":[{"type":["number","array"]},{}])",
        R"(list[None], OrOther("array")])", R"(orOther(["array"], z.array(z.null())))");
    row(R"("type":"number","multipleOf":0.5)", "multipleOf=0.5", ".multipleOf(0.5)");
    row(R"("type":"number","multipleOf":1e-400)", notCarried, notCarried); // 0 for both
    row(R"("type":"integer","maximum":1e400)", notCarried, ".max(1e400)");
    row(R"("type":"string","minLength":1e400)", notCarried, notCarried);
    row(R"("type":"object","properties":{"x":{}},"patternProperties":{"(?<=a)b":{"type":"null"}})",
        "# Not carried over: what is asked of members by the pattern", "[\"(?<=a)b\", z.null()]");
    row(R"("type":"string","title":"T","description":"D","examples":["e"],"deprecated":true,"x-order":1)",
        R"(json_schema_extra={"deprecated": True, "x-order": 1})",
        R"(.meta({"title": "T", "description": "D", "examples": ["e"], "deprecated": true, "x-order": 1}))");
    row(R"("oneOf":[{"type":"string"},{"type":"string","minLength":2}])", "a value that fits several",
        "a value that fits several");
    row(R"("type":"object","properties":{"x":{}},"additionalProperties":{"not":{"type":"null"}})", left,
        leftToWhole);
    row(R"("type":"object","properties":{"x":{}},"propertyNames":{"not":{"const":"y"}})", left, leftToWhole);
    row(R"("type":"object","propertyNames":{"not":{"const":"y"}})", left, leftToWhole);
    row(R"("$defs":{"n":{}},"$ref":"#/properties/a/$defs/n","allOf":[{"type":"object"},{"required":["x"]}])",
        "    x: Any", "    x: z.json()");
    row(R"("type":"object","allOf":[{"additionalProperties":false},{"patternProperties":{"^x":{}}}])",
        "# Left to SCHEMA: what one part asks", "// Left to the schema as a whole: what one part asks");
    row(R"("type":"integer","const":1e20)", "one_of([1e20])", "1e20");
    row(R"("minimum":3)", R"(Annotated[float, Field(ge=3), OrOther("number")])",
        R"(orOther(["number"], z.number().min(3)))");
    row(R"("required":["x"],"pattern":"]")", R"(OrOther("string", "object"))",
        R"(orOther(["string", "object"], )");
    row(R"("propertyNames":{"minimum":3})", R"(dict[str, Any], OrOther("object"))",
        "z.record(z.string(), z.json())");
    row(R"("type":"integer","minimum":0,"exclusiveMinimum":0.5)", "Field(ge=1)", ".min(0).gt(0.5)");
    row(R"("type":"object","patternProperties":{"^x":{}},"additionalProperties":{"type":"string"})",
        R"("additionalProperties": {"type": "string"})", "others: z.string()");
    row(R"("type":"object","patternProperties":{"^x":{}},"additionalProperties":{"$ref":"#"})",
        "# Left to SCHEMA: to tell what is asked of names that match a pattern",
        "get others(): z.ZodType { return Answer; }");
}

void TestCodegen::everyKeywordIsCarriedOrNamed()
{
    QFETCH(std::string, keyword);
    QFETCH(std::string, python);
    QFETCH(std::string, script);
    const json::Value schema = test::readValue(R"({"type":"object","properties":{"a":{)" + keyword + "}}}");
    const std::string inPython = schema::pythonModule(schema);
    const std::string inScript = schema::typescriptModule(schema);
    QVERIFY2(inPython.find(python) != std::string::npos, inPython.c_str());
    QVERIFY2(inScript.find(script) != std::string::npos, inScript.c_str());
}

void TestCodegen::patterns_data()
{
    using Engine = PythonPattern::Engine;
    QTest::addColumn<std::string>("pattern");
    QTest::addColumn<Engine>("engine");
    QTest::addColumn<std::string>("text");
    const auto row = [](const char *pattern, Engine engine, const char *text) {
        QTest::newRow(pattern) << std::string(pattern) << engine << std::string(text);
    };
    row("^[a-z]+$", Engine::Usual, "^[a-z]+$");
    row(R"(^\d{4}\w\D\W$)", Engine::Usual, "^[0-9]{4}[A-Za-z0-9_][^0-9][^A-Za-z0-9_]$");
    row(R"([\d_-])", Engine::Usual, R"([0-9_\-])");
    row(R"([\w-.])", Engine::Usual, R"([A-Za-z0-9_\-\.])");
    row(R"([a&&b[c])", Engine::Usual, R"([a\&\&b\[c])");
    row(R"(\cJ\0\c)", Engine::Neither, "");
    row(R"(\cJ\0)", Engine::Usual, R"(\x0a\x00)");
    row("^.$", Engine::Usual, R"(^[^\n\r\u2028\u2029]$)");
    row(R"(\s[^\s])", Engine::Usual,
        R"([\t-\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff][^\t-\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff])");
    row(R"(\ba)", Engine::Python,
        R"((?:(?<=[0-9A-Za-z_])(?![0-9A-Za-z_])|(?<![0-9A-Za-z_])(?=[0-9A-Za-z_]))a)");
    row(R"((?<q>a)\k<q>$)", Engine::Python, R"((a)\1$)");
    row(R"(\1(a))", Engine::Neither, "");        // empty in ECMA-262, refused by `re`
    row(R"((?:(a)|b)*\1)", Engine::Neither, ""); // each round empties the group in ECMA-262 alone
    row(R"(\/\"\u0041\x42\u{43})", Engine::Usual, R"(/"ABC)");
    row(R"([^\W_])", Engine::Usual, "[^\\x00-/:-@\\[-\\^`\\{-\xF4\x8F\xBF\xBF_]");
    row(R"([\D.])", Engine::Usual, "[\\x00-/:-\xF4\x8F\xBF\xBF\\.]");
    row("^(?=a)a$", Engine::Python, R"(^(?=a)a$(?!\n))");
    row(R"(^{x}]$)", Engine::Usual, R"(^\{x\}\]$)");
    row("(?<year>[0-9]+)", Engine::Usual, "([0-9]+)");
    row("(?=a)b", Engine::Python, "(?=a)b");
    row(R"((a)\1)", Engine::Python, R"((a)\1)");
    row("[a-z]{1,5000}", Engine::Python, "[a-z]{1,5000}");
    row(R"(\p{Lu}x)", Engine::Usual, R"(\p{Lu}x)");
    row(R"((?!\p{Lu})x)", Engine::Neither, "");
    row(R"(\p{Script=Greek})", Engine::Neither, "");
    row("(?<=a)b", Engine::Neither, "");
    row("(?i)b", Engine::Neither, "");
    row("(a", Engine::Neither, "");
    row("a)", Engine::Neither, "");
    row("[z-a]", Engine::Neither, "");
    row("[", Engine::Neither, "");
    row("[]", Engine::Neither, "");
    row("a**", Engine::Neither, "");
    row("*a", Engine::Neither, "");
    row("a{2}{3}", Engine::Neither, "");
    row("a{3,2}", Engine::Neither, "");
    row("a{1,99999999999}", Engine::Neither, "");
    row("a\\", Engine::Neither, "");
    row(R"(\z)", Engine::Neither, "");
}

void TestCodegen::patterns()
{
    QFETCH(std::string, pattern);
    QFETCH(PythonPattern::Engine, engine);
    QFETCH(std::string, text);
    const PythonPattern ported = schema::pythonPattern(pattern);
    QCOMPARE(static_cast<int>(ported.engine), static_cast<int>(engine));
    QCOMPARE(ported.text, text);
    const bool sayable = engine != PythonPattern::Engine::Neither && pattern.find("\\p") == std::string::npos;
    QCOMPARE(!ported.forPython.empty(), sayable);
    QCOMPARE(ported.forPython.find('$') != std::string::npos,
             ported.forPython.find(R"($(?!\n))") != std::string::npos);
}

void TestCodegen::endsOfTextsAreSaid_data()
{
    QTest::addColumn<std::string>("schema");
    QTest::addColumn<bool>("said");
    const auto row = [](const char *name, const char *schema, bool said) {
        QTest::newRow(name) << std::string(schema) << said;
    };
    row("in a field", R"({"type":"object","properties":{"a":{"type":"string","pattern":"^a$"}}})", true);
    row("of names",
        R"({"type":"object","properties":{"b":{}},"patternProperties":{"^a$":{"type":"string"}}})", true);
    row("in the schema that comes along", R"({"type":"string","not":{"pattern":"^a$"}})", true);
    row("in what is told of a part",
        R"({"type":"object","properties":{"a":{"type":["string","null"],"pattern":"^a$"}}})", true);
    row("as a letter", R"({"type":"object","properties":{"a":{"type":"string","pattern":"^[$]\\$a"}}})",
        false);
    row("written for Python", R"({"type":"string","pattern":"^(?=a)a$"})", false);
    row("in no pattern", R"({"type":"object","properties":{"$":{"type":"string","const":"a$"}}})", false);
}

void TestCodegen::endsOfTextsAreSaid()
{
    QFETCH(std::string, schema);
    QFETCH(bool, said);
    const std::string code = schema::pythonModule(test::readValue(schema));
    QCOMPARE(code.find("passes a line break at the end") != std::string::npos, said);
}

void TestCodegen::textsStayInside_data()
{
    QTest::addColumn<std::string>("text");
    for (const char *text : {"\"\"\"", "\\", "\\\"\"\"", "a\nb", "a\r\nb", "*/", "\xE2\x80\xA8x",
                             "\xE2\x80\xAEx", "\x01", "\xFF", "\"", "x\""})
        QTest::newRow(text) << std::string(text);
}

void TestCodegen::textsStayInside()
{
    QFETCH(std::string, text);
    const std::string string = schema::codeString(text);
    // Read as both languages do: the first quote that no backslash stands before ends it.
    std::size_t end = 1;
    while (end < string.size() && string[end] != '"')
        end += string[end] == '\\' ? 2 : 1;
    QCOMPARE(end, string.size() - 1);
    QCOMPARE(string.find_first_of("\n\r"), std::string::npos);
    QCOMPARE(string.find("\xE2\x80"), std::string::npos);
    const std::string comment = schema::codeComment("a" + text + "b");
    QCOMPARE(comment.find_first_of("\n\r\x01"), std::string::npos);
    QCOMPARE(comment.find("\xE2\x80"), std::string::npos);
    const std::string docstring = schema::pythonDocstring(text, 4);
    QVERIFY(docstring.starts_with("\"\"\"") && docstring.ends_with("\"\"\""));
    const std::string inner = docstring.substr(3, docstring.size() - 6);
    QCOMPARE(inner.find("\"\"\""), std::string::npos);
    std::size_t backslashes = 0;
    while (backslashes < inner.size() && inner[inner.size() - 1 - backslashes] == '\\')
        ++backslashes;
    QCOMPARE(backslashes % 2, 0U);
}

/// An answer is read by the names of the schema alone, so that one of them cannot fill the field of another.
void TestCodegen::namesOfPythonAreNoMembers()
{
    const std::string module = schema::pythonModule(schemaOf(QStringLiteral("names")));
    QVERIFY2(module.find("by_name") == std::string::npos, module.c_str());
    for (const char *field :
         {R"(first_name: Annotated[str | None, NotNull()] = Field(default=None, alias="first-name"))",
          R"(first_name_2: Annotated[str | None, NotNull()] = Field(default=None, alias="first_name"))",
          R"(a_b_2: Annotated[Integer | None, NotNull()] = Field(default=None, alias="a_b"))",
          R"(class_: Annotated[str | None, NotNull()] = Field(default=None, alias="class"))",
          R"(class__2: Annotated[Integer | None, NotNull()] = Field(default=None, alias="class_"))",
          R"(x: Annotated[Integer | None, NotNull()] = Field(default=None, alias="_x"))",
          R"(x_2: Annotated[str | None, NotNull()] = Field(default=None, alias="x"))",
          R"(last_name_: Annotated[str | None, NotNull()] = Field(default=None, alias="last-name"))",
          R"(last_name: Annotated[str | None, NotNull()] = None)"})
        QVERIFY2(module.find(field) != std::string::npos, field);
}

void TestCodegen::callNamesWhatItIsGiven()
{
    schema::PythonCall call;
    call.baseUrl = "https://example.org/\"v1";
    call.keyVariable = "ANYSCALE_API_KEY";
    call.model = "some/model";
    call.mode = "JSON";
    const std::string module = schema::pythonModule(
        test::readValue(R"({"type":"array","items":{"title":"P","type":"object","properties":{"a":{}}}})"),
        call);
    for (const char *part :
         {R"(OpenAI(base_url="https://example.org/\"v1", api_key=os.environ["ANYSCALE_API_KEY"]))",
          "instructor.Mode.JSON", R"(model="some/model")", "response_model=list[P]", "Answer(answer)"})
        QVERIFY2(module.find(part) != std::string::npos, module.c_str());
}

/// A schema is data of other people: nothing in it becomes code.
void TestCodegen::limitsThatAreNoNumbersAreNotWritten()
{
    for (const char *limits :
         {R"x("minimum":"evil()","exclusiveMinimum":true)x", R"x("exclusiveMaximum":true)x",
          R"x("maximum":"evil()","exclusiveMaximum":true,"multipleOf":"evil()")x",
          R"x("minLength":"evil()","maxItems":"evil()")x"}) {
        const json::Value schema = test::readValue(R"({"type":"object","properties":{"a":{"type":"number",)" +
                                                   std::string(limits) + "}}}");
        for (const std::string &code : {schema::pythonModule(schema), schema::typescriptModule(schema)}) {
            for (const QString &line : QString::fromStdString(code).split(u'\n')) {
                const QString bare = line.trimmed(); // a comment may say what is not carried over
                const bool comment = bare.startsWith(u'#') || bare.startsWith(QLatin1String("//"));
                QVERIFY2(comment || !bare.contains(QLatin1String("evil()")), code.c_str());
            }
            for (const char *empty : {".gt()", ".lt()", "gt=)", "lt=)", "gt=,", "lt=,"})
                QVERIFY2(code.find(empty) == std::string::npos, code.c_str());
        }
    }
}

/// A limit of numbers says nothing of names, which are texts; what stands beside it may.
void TestCodegen::whatIsAskedOfNamesIsNotLost()
{
    const json::Value schema =
        test::readValue(R"({"propertyNames":{"not":{"maxProperties":2},"maximum":2}})");
    QVERIFY(schema::pythonModule(schema).find("SCHEMA = ") != std::string::npos);
    QVERIFY(schema::typescriptModule(schema).find("new Ajv2020") != std::string::npos);
    const json::Value limit = test::readValue(R"({"propertyNames":{"maximum":2}})");
    QVERIFY(schema::pythonModule(limit).find("SCHEMA = ") == std::string::npos);
}

void TestCodegen::realSchemasAreWrittenTwiceTheSame()
{
    ESPALIER_NEEDS_SUITES();
    int count = 0;
    for (const QString &file : test::suiteFiles(QStringLiteral("real-schemas"), QStringLiteral("*.json"))) {
        const json::Value schema =
            test::readValue(test::suiteFile(QStringLiteral("real-schemas/") + file).toStdString());
        if (!schema.isObject())
            continue;
        QCOMPARE(schema::pythonModule(schema), schema::pythonModule(schema));
        QVERIFY(schema::typescriptModule(schema).starts_with("// Made by Espalier"));
        ++count;
    }
    QCOMPARE(count, 287);
}

QTEST_GUILESS_MAIN(TestCodegen)
#include "tst_codegen.moc"
