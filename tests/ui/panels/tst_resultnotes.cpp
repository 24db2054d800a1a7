// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/resultnotes.h"
#include "schema/coercion.h"
#include "schema/validator.h"
#include "json/answerreader.h"
#include "json/read.h"

#include <QAbstractItemModelTester>
#include <QLocale>
#include <QTest>

using namespace espalier;
using namespace espalier::ui;

class TestResultNotes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void thousandsOfIssuesAreNotThousandsOfLines();
    void saysHowFarTheAnswerGot();
    void attemptsAreCounted();
    void init() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void issuesAndRepairsFindTheirValues();
    void whatIsMissingIsMarkedWhereItIsMissing();
    void bannerSaysWhatAndWhatNext_data();
    void bannerSaysWhatAndWhatNext();
    void nothingToSayWhenAllIsWell();
    void manyRepairsAreShortened();
    void anAnswerThatRepeatsItselfIsNamed();
    void whatIsWrongAtNoPlaceIsNamed();
    void noStepWithoutASetting_data();
    void noStepWithoutASetting();
    void theTitleIsNotSaidTwice();
    void namesKeepTheirCase();
    void anotherPlaceIsSaidOnce();
    void whatWasReadOtherwiseIsMarkedWhereItCame();
    void whatWasReadAndDoesNotFitIsMarkedWhereItCame();
    void manyCoercionsAreShortened();
    void whatWasKeptIsAHint();
};

void TestResultNotes::issuesAndRepairsFindTheirValues()
{
    json::AnswerReader reader;
    PartialTreeModel model;
    reader.feed(R"(Here: {"name": 'Jason', "age": -7})");
    reader.finish();
    model.apply(reader.takeChanges());
    run::RunResult result;
    result.status = run::RunStatus::Invalid;
    result.repairs = reader.repairs();
    schema::Issue issue;
    issue.instance = "/age";
    issue.message = "must be at least 0, got -7";
    result.issues.push_back(issue);

    model.setMarks(marksOf(result, model));
    const QModelIndex age = model.indexOf(QStringLiteral("/age"), PartialTreeModel::StateColumn);
    QCOMPARE(age.data().toString(), QStringLiteral("must be at least 0"));
    const QModelIndex name = model.indexOf(QStringLiteral("/name"), PartialTreeModel::StateColumn);
    QCOMPARE(name.data().toString(), QStringLiteral("single quotes"));

    const std::vector<ResultNote> notes = notesOf(result, model);
    QCOMPARE(notes.front().pointer, QStringLiteral("/age"));
    QCOMPARE(notes.front().state, ValueState::Invalid);
    bool prose = false;
    for (const ResultNote &note : notes)
        prose = prose ||
                (note.pointer.isEmpty() && note.text.contains(QStringLiteral("words around the answer")));
    QVERIFY(prose);
}

namespace {

/// An answer of a person, read as far as may be, and judged.
run::RunResult personRead(PartialTreeModel &model, const char *text, schema::CoercionOptions options)
{
    const auto schema = json::readStrict(
        R"({"type":"object","properties":{"first_name":{"type":"string"},"age":{"type":"integer"},
            "nick":{"type":"string"},"tags":{"type":"array","items":{"type":"integer"}},
            "lang":{"type":"string","default":"en"}},"required":["first_name"]})");
    model.setExpected(ExpectedShapes(*schema, false));
    json::AnswerReader reader;
    reader.feed(text);
    reader.finish();
    model.apply(reader.takeChanges());
    run::RunResult result;
    schema::Coerced read = schema::Coercer::compile(*schema, options)->read(reader.tree().value());
    result.issues = schema::Validator::compile(*schema)->validate(read.value);
    result.status = result.issues.empty() ? run::RunStatus::Valid : run::RunStatus::Invalid;
    result.value = std::move(read.value);
    result.coercions = std::move(read.coercions);
    return result;
}

} // namespace

void TestResultNotes::whatWasReadOtherwiseIsMarkedWhereItCame()
{
    PartialTreeModel model;
    const QAbstractItemModelTester tester(&model);
    const run::RunResult result = personRead(model, R"({"firstName":"Ann","Age":"25","nick":null,"tags":7})",
                                             {schema::CoercionLevel::All, schema::DecimalMark::Unsaid, true});
    QCOMPARE(result.status, run::RunStatus::Valid);
    model.setMarks(marksOf(result, model));
    const auto said = [&model](const char *place) {
        return model.indexOf(QLatin1String(place)).data(PartialTreeModel::MarkTextRole).toString();
    };
    QCOMPARE(said("/firstName"), QStringLiteral("read as the field “first_name”"));
    QCOMPARE(said("/first_name"), QStringLiteral("came as “firstName”"));
    QCOMPARE(said("/Age"), QStringLiteral("read as the field “age”; read as 25, came as \"25\""));
    QCOMPARE(said("/nick"), QStringLiteral("null, taken for absent"));
    QCOMPARE(said("/tags"), QStringLiteral("read as a list of one"));
    QCOMPARE(said("/lang"), QStringLiteral("filled in with \"en\", its default"));
    const QModelIndex age = model.indexOf(QStringLiteral("/Age"), PartialTreeModel::StateColumn);
    QCOMPARE(age.data(PartialTreeModel::StateRole).toInt(), static_cast<int>(ValueState::Repaired));
    const QModelIndex filled = model.indexOf(QStringLiteral("/lang"), PartialTreeModel::StateColumn);
    QCOMPARE(filled.data().toString(), QStringLiteral("filled in with \"en\", its default"));
    QVERIFY(model.indexOf(QStringLiteral("/nick")).data(PartialTreeModel::TakenForAbsentRole).toBool());
    QVERIFY(!age.data(PartialTreeModel::TakenForAbsentRole).toBool());

    const std::vector<ResultNote> notes = notesOf(result, model);
    QCOMPARE(notes.size(), std::size_t{6});
    QCOMPARE(notes[2].place, QStringLiteral("/age"));
    QCOMPARE(notes[2].pointer, QStringLiteral("/Age"));
    QCOMPARE(notes[2].text, QStringLiteral("read as 25, came as \"25\""));
}

void TestResultNotes::whatWasReadAndDoesNotFitIsMarkedWhereItCame()
{
    PartialTreeModel model;
    const run::RunResult result =
        personRead(model, R"({"firstName":"Ann","Age":"old","Tags":["x"]})",
                   {schema::CoercionLevel::Safe, schema::DecimalMark::Unsaid, false});
    QCOMPARE(result.issues.size(), std::size_t{2});
    model.setMarks(marksOf(result, model));
    const QModelIndex age = model.indexOf(QStringLiteral("/Age"), PartialTreeModel::StateColumn);
    QCOMPARE(age.data(PartialTreeModel::StateRole).toInt(), static_cast<int>(ValueState::Invalid));
    QCOMPARE(notesOf(result, model)[1].pointer, QStringLiteral("/Tags/0"));
}

void TestResultNotes::whatWasKeptIsAHint()
{
    run::RunResult result;
    result.status = run::RunStatus::Accepted;
    result.issues.resize(2);
    const std::optional<BannerText> banner = bannerOf(result, true, {2, {}});
    QVERIFY(banner);
    QCOMPARE(banner->kind, Banner::Kind::Hint);
    QVERIFY(banner->message.contains(QStringLiteral("2 places are wrong")));
}

void TestResultNotes::manyCoercionsAreShortened()
{
    PartialTreeModel model;
    run::RunResult result;
    for (int i = 0; i < 1'250; ++i)
        result.coercions.push_back({schema::CoercionKind::TextToNumber, "/" + std::to_string(i),
                                    "/" + std::to_string(i), "\"1\"", "1"});
    const std::vector<ResultNote> notes = notesOf(result, model);
    QCOMPARE(notes.size(), std::size_t{201});
    QVERIFY(notes.back().text.contains(QStringLiteral("and 1,050 more")));
}

void TestResultNotes::whatIsMissingIsMarkedWhereItIsMissing()
{
    const auto schema =
        json::readStrict(R"({"type":"object","properties":{"name":{},"age":{}},"required":["name","age"]})");
    PartialTreeModel model;
    model.setExpected(ExpectedShapes(*schema, false));
    json::AnswerReader reader;
    reader.feed(R"({"name": "Jason"})");
    reader.finish();
    model.apply(reader.takeChanges());
    run::RunResult result;
    result.status = run::RunStatus::Invalid;
    result.issues = schema::Validator::compile(*schema)->validate(reader.tree().value());
    QCOMPARE(result.issues.size(), 1U);
    model.setMarks(marksOf(result, model));
    const QModelIndex age = model.indexOf(QStringLiteral("/age"), PartialTreeModel::StateColumn);
    QCOMPARE(age.data().toString(), QStringLiteral("missing"));
    QCOMPARE(age.data(PartialTreeModel::StateRole).toInt(), static_cast<int>(ValueState::Invalid));
    QCOMPARE(notesOf(result, model).front().pointer, QStringLiteral("/age"));
    model.setMarks({});
    QCOMPARE(age.data(PartialTreeModel::StateRole).toInt(), static_cast<int>(ValueState::Absent));
}

void TestResultNotes::bannerSaysWhatAndWhatNext_data()
{
    QTest::addColumn<int>("kind");
    for (int kind = static_cast<int>(ErrorKind::NoKey);
         kind <= static_cast<int>(ErrorKind::KeychainUnavailable); ++kind) {
        if (static_cast<ErrorKind>(kind) != ErrorKind::InvalidAnswer)
            QTest::newRow(std::string(errorKindName(static_cast<ErrorKind>(kind))).c_str()) << kind;
    }
}

void TestResultNotes::bannerSaysWhatAndWhatNext()
{
    QFETCH(int, kind);
    run::RunResult result;
    result.status = run::RunStatus::Failed;
    result.error = Error{static_cast<ErrorKind>(kind), "the <b>server</b> said no", "do this", {}, {}, {}};
    const std::optional<BannerText> banner = bannerOf(result, true, {});
    QVERIFY(banner.has_value());
    QVERIFY(!banner->title.isEmpty());
    QVERIFY(banner->message.endsWith(QStringLiteral("he <b>server</b> said no")));
    QVERIFY(!banner->nextStep.isEmpty());
}

void TestResultNotes::nothingToSayWhenAllIsWell()
{
    run::RunResult result;
    result.status = run::RunStatus::Valid;
    QVERIFY(!bannerOf(result, true, {}).has_value());
    result.status = run::RunStatus::Cancelled;
    QVERIFY(!bannerOf(result, true, {}).has_value());
    result.status = run::RunStatus::Invalid;
    QVERIFY(bannerOf(result, true, {}).has_value());
}

void TestResultNotes::manyRepairsAreShortened()
{
    run::RunResult result;
    result.repairs.assign(5000, {json::RepairKind::Prose, 0, "x"});
    const std::vector<ResultNote> notes = notesOf(result, PartialTreeModel());
    QCOMPARE(notes.size(), 201U);
    QVERIFY(notes.back().text.contains(QStringLiteral("4,800")));
}

void TestResultNotes::anAnswerThatRepeatsItselfIsNamed()
{
    run::RunResult result;
    result.status = run::RunStatus::Invalid;
    result.repairs.push_back({json::RepairKind::LoopStopped, 9, "ab"});
    result.error = Error{ErrorKind::InvalidAnswer, "The answer repeats itself.", "Look.", {}, {}, {}};
    const std::optional<BannerText> banner = bannerOf(result, true, {});
    QCOMPARE(banner->title, QStringLiteral("The answer repeats itself without end and was stopped"));
    QVERIFY(!banner->message.contains(u'0'));
    QVERIFY(!banner->nextStep.isEmpty());
}

void TestResultNotes::whatIsWrongAtNoPlaceIsNamed()
{
    run::RunResult result;
    result.status = run::RunStatus::Invalid;
    result.error = Error{ErrorKind::InvalidAnswer, "The answer ended inside its JSON.", "Look.", {}, {}, {}};
    const std::optional<BannerText> banner = bannerOf(result, true, {});
    QCOMPARE(banner->title, QStringLiteral("The answer ended inside its JSON"));
    QVERIFY(!banner->message.contains(u'0'));
    QVERIFY(!banner->nextStep.isEmpty());
}

void TestResultNotes::noStepWithoutASetting_data()
{
    QTest::addColumn<int>("kind");
    for (const ErrorKind kind :
         {ErrorKind::LimitExceeded, ErrorKind::TokenLimit, ErrorKind::FirstByteTimeout,
          ErrorKind::IdleTimeout, ErrorKind::NoContentTimeout, ErrorKind::DeadlineExceeded})
        QTest::newRow(std::string(errorKindName(kind)).c_str()) << static_cast<int>(kind);
}

void TestResultNotes::noStepWithoutASetting()
{
    QFETCH(int, kind);
    const Error error{static_cast<ErrorKind>(kind), "too much", "Raise the limit.", {}, {}, {}};
    const BannerText banner = bannerFor(error, true);
    QVERIFY(!banner.nextStep.isEmpty());
    QVERIFY(!banner.nextStep.contains(QStringLiteral("limit")));
}

void TestResultNotes::theTitleIsNotSaidTwice()
{
    const BannerText cut = bannerFor(
        Error{ErrorKind::TokenLimit, "The answer was cut at the token limit.", {}, {}, {}, {}}, true);
    QCOMPARE(cut.title, QStringLiteral("The answer was cut at the token limit"));
    QCOMPARE(cut.message, QStringLiteral("What came is kept."));
}

void TestResultNotes::namesKeepTheirCase()
{
    const auto said = [](ErrorKind kind, const char *message) {
        return bannerFor(Error{kind, message, {}, {}, {}, {}}, true).message;
    };
    QCOMPARE(said(ErrorKind::CannotRead, "bin.txt is no UTF-8 text"),
             QStringLiteral("bin.txt is no UTF-8 text"));
    QCOMPARE(said(ErrorKind::CannotRead, "readme is a folder."), QStringLiteral("readme is a folder."));
    QCOMPARE(said(ErrorKind::NoConnection, "models.example: no such host"),
             QStringLiteral("models.example: no such host"));
    QCOMPARE(said(ErrorKind::ServerFault, "it broke"), QStringLiteral("It broke"));
}

void TestResultNotes::anotherPlaceIsSaidOnce()
{
    run::RunResult result;
    result.text = R"({"a":1})";
    result.repairs.push_back({json::RepairKind::Prose, 0, "content"});
    result.notes.emplace_back("The model answered in its text instead of calling the function.");
    const std::vector<ResultNote> notes = notesOf(result, PartialTreeModel());
    QCOMPARE(notes.size(), 1U);
    QVERIFY(notes.front().text.contains(QStringLiteral("instead of calling")));
    QCOMPARE(notes.front().state, ValueState::Repaired); // it is counted among the repairs
    result.notes.clear();
    QCOMPARE(notesOf(result, PartialTreeModel()).size(), 1U);
    result.notes.emplace_back("It does not really stream.");
    result.text = R"(content {"a":1})"; // these words are there
    QCOMPARE(notesOf(result, PartialTreeModel()).size(), 2U);
}

void TestResultNotes::thousandsOfIssuesAreNotThousandsOfLines()
{
    run::RunResult result;
    result.issues.resize(5000);
    const std::vector<ResultNote> notes = notesOf(result, PartialTreeModel());
    QCOMPARE(notes.size(), std::size_t(501));
    QVERIFY(notes.back().text.contains(QLocale().toString(4500)));
    QCOMPARE(marksOf(result, PartialTreeModel()).size(), std::size_t(5000));
}

void TestResultNotes::saysHowFarTheAnswerGot()
{
    const auto end = [](run::RunStatus status, ErrorKind kind = ErrorKind::None) {
        run::RunResult result;
        result.status = status;
        if (kind != ErrorKind::None)
            result.error = Error{kind, {}, {}, {}, {}, {}};
        return answerEndOf(result);
    };
    QCOMPARE(end(run::RunStatus::Valid), AnswerEnd::Complete);
    QCOMPARE(end(run::RunStatus::Invalid, ErrorKind::InvalidAnswer), AnswerEnd::Complete);
    QCOMPARE(end(run::RunStatus::Cut), AnswerEnd::TokenLimit);
    QCOMPARE(end(run::RunStatus::Refused), AnswerEnd::Refused);
    QCOMPARE(end(run::RunStatus::Cancelled), AnswerEnd::Stopped);
    QCOMPARE(end(run::RunStatus::Failed, ErrorKind::StreamCut), AnswerEnd::StreamCut);
    QCOMPARE(end(run::RunStatus::Failed, ErrorKind::IdleTimeout), AnswerEnd::StreamCut);
    QCOMPARE(end(run::RunStatus::Failed, ErrorKind::LimitExceeded), AnswerEnd::ContentLimit);
    QCOMPARE(end(run::RunStatus::Failed, ErrorKind::NotFound), AnswerEnd::Failed);
    run::RunResult loop;
    loop.status = run::RunStatus::Invalid;
    loop.repairs.push_back({json::RepairKind::LoopStopped, 0, {}});
    QCOMPARE(answerEndOf(loop), AnswerEnd::ContentLimit);
}

void TestResultNotes::attemptsAreCounted()
{
    run::RunResult result;
    result.status = run::RunStatus::Invalid;
    result.issues.resize(1);
    result.attempts = 1;
    const WrongPlaces one{1, {}};
    QVERIFY(!bannerOf(result, true, one)->title.contains(QStringLiteral("attempts")));
    result.attempts = 4;
    QVERIFY(bannerOf(result, true, one)->title.contains(QStringLiteral("after 4 attempts")));
    QCOMPARE(bannerOf(result, true, one)->steps.front(), NextStep::ShowInTree);
}

QTEST_GUILESS_MAIN(TestResultNotes)
#include "tst_resultnotes.moc"
