// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cliprocess.h"

#include <QTest>

using namespace espalier;
using namespace espalier::test;

/// Help, version, and every way to type something wrong: one line what, one line what to do, exit code 2.
class TestCliUsage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void helpIsThereForEverything_data();
    void helpIsThereForEverything();
    void versionIsOneLine();
    void mistakesAreSaid_data();
    void mistakesAreSaid();
    void whatIsNotThereYetSaysSo_data();
    void whatIsNotThereYetSaysSo();
    void schemasThatCannotBeUsedAreLocated_data();
    void schemasThatCannotBeUsedAreLocated();
    void hugeSchemasMakeNoCode();
    void documentsThatCannotBeReadAreSaid_data();
    void documentsThatCannotBeReadAreSaid();
    void quietSaysOnlyWhyItEnds();
    void keysOnTheCommandLineAreNotRepeated();
    void completionKnowsWhatTheHelpKnows();

private:
    [[nodiscard]] QStringList extract(const QStringList &more) const;
    Cli m_cli;
};

QStringList TestCliUsage::extract(const QStringList &more) const
{
    return QStringList{QStringLiteral("extract"), QStringLiteral("--schema"),
                       m_cli.file(QStringLiteral("schema.json"), personSchema())} +
           more;
}

void TestCliUsage::helpIsThereForEverything_data()
{
    QTest::addColumn<QString>("call");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("general") << QStringLiteral("--help") << QByteArray("Usage: espalier-cli COMMAND");
    QTest::newRow("short") << QStringLiteral("-h") << QByteArray("Usage: espalier-cli COMMAND");
    for (const char *command : {"extract", "parse", "validate", "schema", "models", "key", "practice"}) {
        const QByteArray says = QByteArray("Usage: espalier-cli ") + command;
        QTest::newRow(command) << QString::fromLatin1(command) + QStringLiteral(" --help") << says;
    }
}

void TestCliUsage::helpIsThereForEverything()
{
    QFETCH(QString, call);
    QFETCH(QByteArray, says);
    const CliEnd end = m_cli.run(call.split(QLatin1Char(' ')));
    QCOMPARE(end.exitCode, 0);
    QVERIFY(end.out.contains(says));
    QVERIFY(end.out.contains("Exampl") || end.out.contains("First steps"));
    QCOMPARE(end.err, QByteArray());
    for (const QByteArray &line : end.out.split('\n'))
        QVERIFY2(line.size() <= 120, line.constData());
}

void TestCliUsage::versionIsOneLine()
{
    const CliEnd end = m_cli.run({QStringLiteral("--version")});
    QCOMPARE(end.exitCode, 0);
    QVERIFY(end.out.startsWith("espalier-cli "));
    QCOMPARE(end.out.count('\n'), 1);
}

void TestCliUsage::mistakesAreSaid_data()
{
    QTest::addColumn<QStringList>("call");
    QTest::addColumn<QByteArray>("what");
    QTest::addColumn<QByteArray>("next");
    const auto row = [](const char *name, const QStringList &call, const char *what, const char *next) {
        QTest::newRow(name) << call << QByteArray(what) << QByteArray(next);
    };
    const auto words = [](const char *text) { return QString::fromLatin1(text).split(QLatin1Char(' ')); };
    row("nothing", {}, "No command", "--help");
    row("unknown command", {QStringLiteral("extrat")}, "no command extrat", "Did you mean extract?");
    row("far from any command", {QStringLiteral("zzzzzzzz")}, "no command zzzzzzzz", "espalier-cli --help");
    row("unknown global option", {QStringLiteral("--frob")}, "no option --frob", "--help");
    row("unknown option", extract(words("--shema x")), "no option --shema", "Did you mean --schema?");
    row("no value", extract(words("--model")), "--model needs a value", "extract --help");
    row("value for a flag", extract(words("--ndjson=1")), "--ndjson takes no value", "extract --help");
    row("no schema", words("extract --text x"), "--schema is missing", "--schema person.json");
    row("no schema and no recipe", words("extract --text x"), "--schema is missing",
        "--recipe person.recipe.json");
    row("a recipe that is not there", words("extract --text x --recipe nowhere.recipe.json"),
        "Cannot open nowhere.recipe.json", "Check the name");
    row("recipe and document", words("extract --recipe - -"), "only be read once", "Give files");
    row("nothing to read", extract({}), "nothing to read", "--text");
    row("blank text", extract({QStringLiteral("--text"), QStringLiteral("  \n")}), "nothing to read",
        "--text");
    row("standard input twice", words("extract --schema - -"), "only be read once", "Give files");
    row("two documents", extract(words("a.txt b.txt")), "Several documents are not in this version",
        "one file");
    row("text and file", extract(words("--text x a.txt")), "--text is the document", "Leave one");
    row("prompt and file", extract(words("--prompt a --prompt-file b --text x")), "do not go together",
        "Leave one");
    row("mode", extract(words("--text x --mode json_mode")), "--mode cannot be \"json_mode\"", "tools, json");
    row("stream", extract(words("--text x --stream live")), "--stream cannot be",
        "none, full, partial, iterable");
    row("dialect", extract(words("--text x --schema-dialect x")), "--schema-dialect cannot be",
        "guided_json");
    row("timeout", extract(words("--text x --idle-timeout soon")), "--idle-timeout needs a number",
        "--idle-timeout 30");
    row("negative timeout", extract(words("--text x --deadline -1")), "--deadline needs a number",
        "--deadline 30");
    row("max tokens", extract(words("--text x --max-tokens 0")), "--max-tokens needs", "--max-tokens 500");
    row("temperature", extract(words("--text x --temperature warm")), "--temperature needs",
        "--temperature 0");
    row("param without value", extract(words("--text x --param top_p")), "--param needs KEY=JSON",
        "top_p=0.9");
    row("param that is no JSON", extract(words("--text x --param user=me")), "--param user is no JSON",
        "quotes");
    row("param of the program's own", extract(words("--text x --param messages=[]")),
        "cannot set \"messages\"", "--help");
    row("changes alone", extract(words("--text x --changes")), "--changes needs --ndjson", "Add --ndjson");
    row("endpoint", extract(words("--text x --endpoint Nowhere")), "no endpoint \"Nowhere\"", "OpenAI");
    row("endpoint without address", extract(words("--text x --model m --endpoint Custom")), "has no address",
        "--base-url");
    row("endpoint with address and url",
        extract(words("--text x --endpoint Groq --base-url https://x.example")), "has its own address",
        "Leave out");
    row("url", extract(words("--text x --base-url models.example")), "no http or https address", "https://");
    row("no model", extract(words("--text x --base-url https://x.example")), "No model was named", "--model");
    row("parse with a file", words("parse a.txt"), "parse reads standard input", "parse < FILE");
    row("parse chunk", words("parse --chunk 0"), "--chunk needs", "--chunk 16");
    row("parse batch and chunk", words("parse --batch --chunk 4"), "do not go together", "Leave one");
    row("key without verb", {QStringLiteral("key")}, "set, test, delete or list", "key --help");
    row("key verb", words("key show x"), "cannot do \"show\"", "key --help");
    row("key without name", words("key set"), "needs the name", "key --help");
    row("practice port", words("practice --port 99999"), "--port needs", "--port 8080");
    row("practice faults", words("practice --faults explode"), "explode", "practice --help");
    row("an option twice", extract(words("--text x --schema other.json")), "--schema was given twice",
        "Leave one");
    row("a key for a variable", extract(words("--text x --api-key-env sk-very-secret")),
        "needs the name of an environment variable", "--api-key-env MY_KEY");
    row("a key that could be a variable",
        words("models --base-url https://x.example --api-key-env gsk_4f7Hq9verysecretKEY"),
        "needs the name of an environment variable", "--api-key-env MY_KEY");
    row("models with a file", words("models a.txt"), "takes no files", "models --help");
}

void TestCliUsage::mistakesAreSaid()
{
    QFETCH(QStringList, call);
    QFETCH(QByteArray, what);
    QFETCH(QByteArray, next);
    const CliEnd end = m_cli.run(call);
    QCOMPARE(end.exitCode, 2);
    QCOMPARE(end.out, QByteArray());
    const QByteArrayList lines = end.err.split('\n');
    QCOMPARE(lines.size(), 3); // what, what to do, and the end of the last line
    QVERIFY2(lines[0].startsWith("espalier-cli: ") && lines[0].contains(what), end.err.constData());
    QVERIFY2(lines[1].contains(next), end.err.constData());
    QVERIFY(!end.err.contains("secret")); // what may be a key is not repeated
    QVERIFY(!end.err.contains('\033'));   // no colours without a terminal
}

void TestCliUsage::whatIsNotThereYetSaysSo_data()
{
    QTest::addColumn<QStringList>("call");
    for (const char *command : {"convert", "export", "ground", "ray"})
        QTest::newRow(command) << QStringList{QString::fromLatin1(command)};
    for (const char *option : {"concurrency", "project", "resume", "out"})
        QTest::newRow(option) << extract({QStringLiteral("--text"), QStringLiteral("x"),
                                          QStringLiteral("--") + QString::fromLatin1(option),
                                          QStringLiteral("3")});
}

void TestCliUsage::whatIsNotThereYetSaysSo()
{
    QFETCH(QStringList, call);
    const CliEnd end = m_cli.run(call);
    QCOMPARE(end.exitCode, 2);
    QVERIFY2(end.err.contains("not in this version"), end.err.constData());
    QCOMPARE(end.out, QByteArray());
}

void TestCliUsage::schemasThatCannotBeUsedAreLocated_data()
{
    QTest::addColumn<QByteArray>("schema");
    QTest::addColumn<QByteArray>("place");
    QTest::newRow("no JSON") << QByteArray("{\n  \"type\": object\n}") << QByteArray("line 2");
    QTest::newRow("no schema") << QByteArray("[1]") << QByteArray("schema");
    QTest::newRow("unknown type") << QByteArray("{\n \"properties\": {\n  \"a\": {\"type\": \"integr\"}}}")
                                  << QByteArray("line 3");
    QTest::newRow("dead reference") << QByteArray("{\"$ref\": \"#/$defs/Nobody\"}") << QByteArray("Nobody");
    QTest::newRow("empty") << QByteArray() << QByteArray("schema");
    QTest::newRow("more than can be sent")
        << QByteArray(3 << 20, ' ') + "{}" << QByteArray("larger than 2 MiB");
}

void TestCliUsage::schemasThatCannotBeUsedAreLocated()
{
    QFETCH(QByteArray, schema);
    QFETCH(QByteArray, place);
    const QString file = m_cli.file(QStringLiteral("broken.json"), schema);
    const CliEnd end = m_cli.run({QStringLiteral("extract"), QStringLiteral("--schema"), file,
                                  QStringLiteral("--text"), QStringLiteral("x")});
    QCOMPARE(end.exitCode, 2);
    QVERIFY2(end.err.contains(place), end.err.constData());
}

/// A schema of that size makes a module that nobody could read.
void TestCliUsage::hugeSchemasMakeNoCode()
{
    const QString file = m_cli.file(QStringLiteral("huge.json"), QByteArray(9 << 20, ' ') + "{}");
    for (const char *language : {"python", "typescript"}) {
        const CliEnd end = m_cli.run({QStringLiteral("schema"), QString::fromLatin1(language), file});
        QCOMPARE(end.exitCode, 2);
        QVERIFY2(end.err.contains("larger than 8 MiB"), end.err.constData());
        QVERIFY(end.out.isEmpty());
    }
}

void TestCliUsage::documentsThatCannotBeReadAreSaid_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("binary") << QByteArray("PK\x03\x04\x00\x00", 6) << QByteArray("zero byte");
    QTest::newRow("latin-1") << QByteArray("one\ntwo caf\xE9\n") << QByteArray("line 2");
    QTest::newRow("utf-16") << QByteArray("\xFF\xFEJ\x00", 4) << QByteArray("UTF-16");
}

void TestCliUsage::documentsThatCannotBeReadAreSaid()
{
    QFETCH(QByteArray, content);
    QFETCH(QByteArray, says);
    const QString file = m_cli.file(QStringLiteral("document.bin"), content);
    CliEnd end = m_cli.run(extract({file}));
    QCOMPARE(end.exitCode, 2);
    QVERIFY2(end.err.contains(says), end.err.constData());
    QVERIFY(end.err.contains("document.bin"));

    // With lines it has its result line like every other document.
    end = m_cli.run(extract({file, QStringLiteral("--ndjson")}));
    QCOMPARE(end.exitCode, 2);
    QCOMPARE(end.result()["error"]["kind"].text(), std::string("cannot-read"));
    QCOMPARE(end.result()["document"].text(), file.toStdString());

    // The same text from standard input.
    end = m_cli.run(extract({QStringLiteral("-")}), content);
    QCOMPARE(end.exitCode, 2);
    QVERIFY2(end.err.contains(says), end.err.constData());

    QCOMPARE(m_cli.run(extract({m_cli.path(QStringLiteral("nowhere.txt"))})).exitCode, 2);
    const CliEnd folder = m_cli.run(extract({m_cli.path(QString())}));
    QCOMPARE(folder.exitCode, 2);
    QVERIFY2(folder.err.contains("is a folder"), folder.err.constData());
}

void TestCliUsage::quietSaysOnlyWhyItEnds()
{
    const QString file = m_cli.file(QStringLiteral("p.txt"), "\xEF\xBB\xBFJason is 25 years old");
    CliEnd end = m_cli.run(extract({file, QStringLiteral("--quiet")}));
    QCOMPARE(end.exitCode, 0);
    QCOMPARE(end.err, QByteArray());
    end = m_cli.run(QStringList{QStringLiteral("--quiet")} +
                    extract({QStringLiteral("--mode"), QStringLiteral("x")}));
    QCOMPARE(end.exitCode, 2);
    QVERIFY(!end.err.isEmpty());
}

void TestCliUsage::keysOnTheCommandLineAreNotRepeated()
{
    for (const char *option :
         {"--api-key=sk-very-secret", "--key=sk-very-secret", "--tocken=sk-very-secret"}) {
        const CliEnd end = m_cli.run(extract({QString::fromLatin1(option)}));
        QCOMPARE(end.exitCode, 2);
        QVERIFY(!end.err.contains("sk-very-secret"));
        QVERIFY(!end.out.contains("sk-very-secret"));
    }
    const CliEnd named = m_cli.run(extract({QStringLiteral("--api-key"), QStringLiteral("sk-very-secret")}));
    QVERIFY(named.err.contains("--api-key-env"));
    QVERIFY(!named.err.contains("sk-very-secret"));
    const CliEnd third = m_cli.run({QStringLiteral("key"), QStringLiteral("set"), QStringLiteral("x"),
                                    QStringLiteral("sk-very-secret")});
    QCOMPARE(third.exitCode, 2);
    QVERIFY(!third.err.contains("sk-very-secret"));
}

void TestCliUsage::completionKnowsWhatTheHelpKnows()
{
    const auto complete = [this](const QString &typed) {
        QProcess process;
        process.setProcessEnvironment(m_cli.environment());
        const QString script =
            QStringLiteral("source \"$1/espalier-cli.bash\"; shift; COMP_WORDS=(\"$0\" \"$@\"); "
                           "COMP_CWORD=$#; _espalier_cli; echo \"${COMPREPLY[*]}\"");
        const QStringList fixed{QStringLiteral("-c"), script, Cli::program(),
                                QStringLiteral(ESPALIER_COMPLETIONS)};
        process.start(QStringLiteral("bash"), fixed + typed.split(QLatin1Char(' ')));
        process.waitForStarted();
        return Cli::end(process).out.trimmed();
    };
    QCOMPARE(complete(QStringLiteral("ex")), QByteArray("extract"));
    QCOMPARE(complete(QStringLiteral("extract --s")), QByteArray("--schema --schema-dialect --stream"));
    QCOMPARE(complete(QStringLiteral("extract --mode md")), QByteArray("md_json"));
    QCOMPARE(complete(QStringLiteral("practice --")), QByteArray("--port --faults --quiet --help"));
    QCOMPARE(complete(QStringLiteral("key d")), QByteArray("delete"));
    QCOMPARE(complete(QStringLiteral("extract --rec")), QByteArray("--recipe"));
}

QTEST_GUILESS_MAIN(TestCliUsage)
#include "tst_cliusage.moc"
