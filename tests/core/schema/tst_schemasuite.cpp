// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/validator.h"
#include "support/suites.h"
#include "json/read.h"

#include <QTest>

#include <map>
#include <string>
#include <string_view>
#include <vector>

using namespace espalier;

// The official suite of JSON Schema: everything required, without exception; of what is optional, everything
// but what tests/data/schema/suite-exceptions.tsv names with its reason (and no line there that is not
// needed).

namespace {

struct Part
{
    const char *folder; ///< below json-schema/tests
    schema::Draft draft;
    bool required;
    bool formats;
    int tests; ///< how many the suite has, so that none is skipped unseen
};

constexpr Part kParts[] = {
    {"draft2020-12", schema::Draft::Draft2020, true, false, 1299},
    {"draft2020-12/optional", schema::Draft::Draft2020, false, false, 162},
    {"draft2020-12/optional/format", schema::Draft::Draft2020, false, true, 764},
    {"draft7", schema::Draft::Draft7, true, false, 927},
    {"draft7/optional", schema::Draft::Draft7, false, false, 118},
    {"draft7/optional/format", schema::Draft::Draft7, false, true, 676},
};

QString folderOf(const Part &part)
{
    return QStringLiteral("json-schema/tests/") + QLatin1String(part.folder);
}

schema::CompileOptions::Document read(const QByteArray &text)
{
    auto value = json::readStrict(std::string_view(text.constData(), static_cast<std::size_t>(text.size())));
    return value.ok() ? std::make_shared<const json::Value>(std::move(value).value()) : nullptr;
}

/// The documents that the suite expects to be served.
schema::CompileOptions::Document remote(std::string_view uri)
{
    constexpr std::string_view kServer = "http://localhost:1234/";
    if (!uri.starts_with(kServer))
        return nullptr;
    uri.remove_prefix(kServer.size());
    return read(test::suiteFile(QStringLiteral("json-schema/remotes/") +
                                QString::fromUtf8(uri.data(), static_cast<qsizetype>(uri.size()))));
}

schema::CompileOptions optionsFor(const Part &part)
{
    schema::CompileOptions options;
    options.draft = part.draft;
    options.assertFormats = part.formats;
    options.loader = remote;
    return options;
}

/// Line of the exceptions, without its reason.
QString nameOf(const QString &file, const json::Value &group, const json::Value &test)
{
    return QStringLiteral("%1\t%2\t%3")
        .arg(file, QString::fromStdString(group["description"].text()),
             QString::fromStdString(test["description"].text()));
}

/// Names of the tests of a file that are judged wrong. `run` counts all.
QStringList wrongIn(const Part &part, const QString &file, int &run)
{
    QStringList wrong;
    const auto groups = read(test::suiteFile(folderOf(part) + u'/' + file));
    for (const json::Value &group : groups ? groups->items() : json::Value::Array()) {
        const auto validator = schema::Validator::compile(group["schema"], optionsFor(part));
        for (const json::Value &test : group["tests"].items()) {
            ++run;
            const bool expected = test["valid"].isTrue();
            const bool right = validator.ok() && validator->fits(test["data"]) == expected &&
                               validator->validate(test["data"]).empty() == expected;
            if (right)
                continue;
            wrong.append(nameOf(QLatin1String(part.folder) + u'/' + file, group, test));
            if (!validator.ok())
                qInfo("%s: %s", validator.error().pointer.c_str(), validator.error().message.c_str());
        }
    }
    return wrong;
}

QStringList exceptions()
{
    QFile file(QStringLiteral(TEST_DATA_DIR "/schema/suite-exceptions.tsv"));
    QStringList out;
    if (!file.open(QIODevice::ReadOnly))
        return out;
    const QStringList lines = QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts);
    for (const QString &line : lines) {
        if (!line.startsWith(u'#'))
            out.append(line.section(u'\t', 0, 2));
    }
    return out;
}

} // namespace

class TestSchemaSuite : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void files_data();
    void files();
    void nothingIsForgotten();
};

void TestSchemaSuite::files_data()
{
    ESPALIER_NEEDS_SUITES();
    QTest::addColumn<int>("part");
    QTest::addColumn<QString>("file");
    for (int part = 0; part < static_cast<int>(std::size(kParts)); ++part) {
        for (const QString &file : test::suiteFiles(folderOf(kParts[part]), QStringLiteral("*.json")))
            QTest::newRow(qPrintable(QLatin1String(kParts[part].folder) + u'/' + file)) << part << file;
    }
}

void TestSchemaSuite::files()
{
    QFETCH(const int, part);
    QFETCH(const QString, file);
    int run = 0;
    const QStringList wrong = wrongIn(kParts[part], file, run);
    QVERIFY(run > 0);
    QStringList excused;
    for (const QString &name : exceptions()) {
        if (!kParts[part].required &&
            name.startsWith(QLatin1String(kParts[part].folder) + u'/' + file + u'\t'))
            excused.append(name);
    }
    QCOMPARE(wrong, excused);
}

void TestSchemaSuite::nothingIsForgotten()
{
    ESPALIER_NEEDS_SUITES();
    int optional = 0;
    for (const Part &part : kParts) {
        int run = 0;
        for (const QString &file : test::suiteFiles(folderOf(part), QStringLiteral("*.json"))) {
            const auto groups = read(test::suiteFile(folderOf(part) + u'/' + file));
            QVERIFY(groups);
            for (const json::Value &group : groups->items())
                run += static_cast<int>(group["tests"].items().size());
        }
        QCOMPARE(run, part.tests);
        optional += part.required ? 0 : run;
    }
    QVERIFY(exceptions().size() * 20 <= optional); // 95 of 100
}

QTEST_GUILESS_MAIN(TestSchemaSuite)
#include "tst_schemasuite.moc"
