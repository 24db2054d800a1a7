// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/resultnotes.h"

#include "run/origins.h"
#include "run/resultdetails.h"
#include "text/runtext.h"
#include "json/pointer.h"
#include "json/read.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include <algorithm>

namespace espalier::ui {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(espalier::ui::ResultNotes)
};

constexpr std::size_t kMostRepairs = 200;   // a line each; the rest in one
constexpr std::size_t kMostIssues = 500;    // likewise
constexpr std::size_t kMostCoercions = 200; // likewise

QString pointerAt(const PartialTreeModel &model, std::uint64_t offset)
{
    return model.indexAtOffset(offset).data(PartialTreeModel::PointerRole).toString();
}

/// Repairs that are about how the answer was given, not about a value in it.
bool isAboutTheWhole(json::RepairKind kind)
{
    switch (kind) {
    case json::RepairKind::Fence:
    case json::RepairKind::Prose:
    case json::RepairKind::ThinkBlock:
    case json::RepairKind::DoubleEncoded:
    case json::RepairKind::Unwrapped:
    case json::RepairKind::Concatenated:
    case json::RepairKind::LoopStopped:
        return true;
    default:
        return false;
    }
}

/// Not words in the answer but the answer in another place than asked for; the notes say which.
bool isAnotherPlace(const json::Repair &repair, const run::RunResult &result)
{
    return repair.kind == json::RepairKind::Prose && repair.offset == 0 &&
           (repair.text == "content" || repair.text == "tool call") &&
           result.text.compare(0, repair.text.size(), repair.text) != 0;
}

void addRepairs(std::vector<ResultNote> &out, const run::RunResult &result, const PartialTreeModel &model)
{
    std::size_t count = 0;
    for (const json::Repair &repair : result.repairs) {
        if (++count > kMostRepairs)
            break;
        if (isAnotherPlace(repair, result))
            continue;
        const QString pointer = isAboutTheWhole(repair.kind) ? QString() : pointerAt(model, repair.offset);
        QString text = Text::tr("put right: %1").arg(repairText(repair.kind));
        if (!repair.text.empty())
            text += QStringLiteral(" (%1)").arg(QString::fromStdString(repair.text).simplified());
        out.push_back({ValueState::Repaired, pointer, text, pointer});
    }
    if (result.repairs.size() > kMostRepairs) {
        const QString more =
            QLocale().toString(static_cast<qulonglong>(result.repairs.size() - kMostRepairs));
        out.push_back(
            {ValueState::Repaired, QString(), Text::tr("and %1 more put right").arg(more), QString()});
    }
}

QString toQt(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

/// The row that a member, read under another name, would have had.
QString expectedPlace(const schema::Coercion &made)
{
    const std::size_t parent = made.origin.rfind('/');
    const std::size_t name = made.instance.rfind('/');
    return toQt(std::string_view(made.origin).substr(0, parent)) +
           toQt(std::string_view(made.instance).substr(name));
}

/// One mark for all that one value was read as.
void addCoercions(std::vector<ValueMark> &marks, const schema::Coercions &coercions)
{
    const schema::Coercion *before = nullptr;
    for (const schema::Coercion &made : coercions) {
        const bool absent = made.kind == schema::CoercionKind::NullToAbsent;
        if (before && before->origin == made.origin) {
            marks.back().text += QStringLiteral("; ") + coercionText(made);
            marks.back().takenForAbsent |= absent;
        } else {
            if (made.kind == schema::CoercionKind::MemberName)
                marks.push_back({expectedPlace(made), ValueState::Repaired, cameAsText(made)});
            marks.push_back({toQt(made.origin), ValueState::Repaired, coercionText(made), absent});
        }
        before = &made;
    }
}

void addCoercions(std::vector<ResultNote> &out, const schema::Coercions &coercions)
{
    const std::size_t shown = std::min(coercions.size(), kMostCoercions);
    for (std::size_t i = 0; i < shown; ++i)
        out.push_back({ValueState::Repaired, toQt(coercions[i].instance), coercionText(coercions[i]),
                       toQt(coercions[i].origin)});
    if (shown < coercions.size()) {
        const QString more = QLocale().toString(static_cast<qulonglong>(coercions.size() - shown));
        out.push_back({ValueState::Repaired, QString(),
                       Text::tr("and %1 more read otherwise; all are marked in the tree").arg(more),
                       QString()});
    }
}

/// Where values came, as far as somebody will ask: of a hundred thousand that is no small thing.
run::Origins originsOf(const run::RunResult &result)
{
    const bool asked = !result.issues.empty() || !result.setAside.empty();
    return asked ? run::Origins(result.coercions) : run::Origins();
}

/// The member that a "required" misses.
std::optional<std::string> missingMember(const schema::Issue &issue)
{
    if (issue.keyword != "required")
        return std::nullopt;
    const auto name = json::readStrict(issue.expected); // named as a JSON string
    return name && name->isString() ? std::optional(name->text()) : std::nullopt;
}

/// The row an issue is about, as it came: the missing member itself when one is missing.
QString placeOf(const schema::Issue &issue, const run::Origins &origins)
{
    std::string pointer = origins.of(issue.instance);
    if (const auto name = missingMember(issue))
        json::appendToken(pointer, *name);
    return QString::fromStdString(pointer);
}

/// What a chip has room for: the value itself stands beside it.
QString shortMessage(const schema::Issue &issue)
{
    if (issue.keyword == "required")
        return Text::tr("missing");
    return QString::fromStdString(issue.message.substr(0, issue.message.find(", got ")));
}

} // namespace

std::vector<ValueMark> marksOf(const run::RunResult &result, const PartialTreeModel &model)
{
    std::vector<ValueMark> marks;
    const run::Origins origins = originsOf(result);
    addCoercions(marks, result.coercions);
    const auto add = [&marks, &origins](const schema::Issue &issue) {
        marks.push_back({placeOf(issue, origins), ValueState::Invalid, shortMessage(issue), false,
                         missingMember(issue).has_value()});
    };
    for (const schema::Issue &issue : result.issues)
        add(issue);
    for (const run::SetAside &item : result.setAside) {
        for (const schema::Issue &issue : item.issues)
            add(issue);
    }
    for (const json::Repair &repair : result.repairs) {
        if (isAboutTheWhole(repair.kind))
            continue;
        const QString pointer = pointerAt(model, repair.offset);
        if (!pointer.isEmpty())
            marks.push_back({pointer, ValueState::Repaired, repairText(repair.kind)});
    }
    return marks;
}

GrowingMark growingMarkOf(const run::FoundIssue &found)
{
    const auto missing = missingMember(found.issue);
    return {found.node, shortMessage(found.issue), missing ? QString::fromStdString(*missing) : QString()};
}

std::vector<ResultNote> notesOf(const run::RunResult &result, const PartialTreeModel &model)
{
    std::vector<ResultNote> notes;
    const run::Origins origins = originsOf(result);
    std::size_t more = 0;
    const auto add = [&notes, &more, &origins](const schema::Issue &issue) {
        if (notes.size() >= kMostIssues) {
            ++more;
            return;
        }
        const QString pointer = placeOf(issue, origins);
        notes.push_back({ValueState::Invalid, pointer, QString::fromStdString(issue.message), pointer});
    };
    for (const schema::Issue &issue : result.issues)
        add(issue);
    for (const run::SetAside &item : result.setAside) {
        for (const schema::Issue &issue : item.issues)
            add(issue);
    }
    if (more > 0) {
        const QString count = QLocale().toString(static_cast<qulonglong>(more));
        notes.push_back({ValueState::Invalid, QString(),
                         Text::tr("and %1 more; what has a row is marked in the tree").arg(count),
                         QString()});
    }
    addCoercions(notes, result.coercions);
    addRepairs(notes, result, model);
    for (const std::string &member : result.droppedMembers) {
        const QString name = QString::fromStdString(member);
        notes.push_back({ValueState::Repaired,
                         QString(),
                         (run::isTokenLimit(member) // a note of its own says what became of it
                              ? Text::tr("this endpoint does not take “%1”")
                              : Text::tr("this endpoint does not take “%1”; asked without it"))
                             .arg(name),
                         {}});
    }
    bool unsaid = std::any_of(result.repairs.begin(), result.repairs.end(),
                              [&](const json::Repair &repair) { return isAnotherPlace(repair, result); });
    for (const std::string &note : result.notes) {
        const bool saysIt = unsaid && (note.rfind("The model answered in its text", 0) == 0 ||
                                       note.rfind("The model called a function", 0) == 0);
        unsaid = unsaid && !saysIt;
        notes.push_back({saysIt ? ValueState::Repaired : ValueState::Absent, QString(),
                         QString::fromStdString(note), QString()});
    }
    if (unsaid)
        notes.push_back({ValueState::Repaired,
                         QString(),
                         Text::tr("the answer came in another place than asked for, and was read there"),
                         {}});
    return notes;
}

namespace {

/// The limits of this version have no setting here: what can be done about them instead. Empty: what the
/// error itself says.
QString stepHere(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::LimitExceeded:
    case ErrorKind::TokenLimit:
        return Text::tr("Ask for less at a time: a shorter text, fewer fields, or fewer levels.");
    case ErrorKind::FirstByteTimeout:
        return Text::tr("Try again: a server that just starts can take minutes.");
    case ErrorKind::IdleTimeout:
    case ErrorKind::NoContentTimeout:
        return Text::tr("Try again; what came stays until then.");
    case ErrorKind::DeadlineExceeded:
        return Text::tr("Ask for less at a time, or choose a faster model.");
    default:
        return {};
    }
}

bool repeatsItself(const run::RunResult &result)
{
    return std::any_of(result.repairs.begin(), result.repairs.end(), [](const json::Repair &repair) {
        return repair.kind == json::RepairKind::LoopStopped;
    });
}

/// An answer that is wrong at no single place.
BannerText bannerOfWhole(const run::RunResult &result)
{
    if (repeatsItself(result))
        return {Banner::Kind::Failure, Text::tr("The answer repeats itself without end and was stopped"),
                Text::tr("What came until then is kept."),
                Text::tr("Say in the instructions how much is wanted, choose another model, or try once "
                         "more.")};
    QString title = result.error ? errorSentence(*result.error) : QString();
    if (title.endsWith(u'.'))
        title.chop(1);
    return {Banner::Kind::Failure, title.isEmpty() ? errorTitle(ErrorKind::InvalidAnswer) : title,
            Text::tr("What came is kept."),
            Text::tr("Try once more, choose another mode, or ask for less at a time.")};
}

BannerText bannerOfPlaces(const WrongPlaces &places)
{
    return {Banner::Kind::Failure, errorTitle(ErrorKind::InvalidAnswer), wrongPlacesText(places),
            Text::tr("Say in the instructions what is meant, loosen the schema, or try once more.")};
}

} // namespace

BannerText bannerFor(const Error &error, bool keySent)
{
    const bool wanted = error.kind == ErrorKind::KeyRefused && !keySent;
    const bool missing = error.kind == ErrorKind::NoKey || error.kind == ErrorKind::KeychainUnavailable;
    const QString here = stepHere(error.kind);
    QString message = errorSentence(error, keySent);
    QString next = wanted ? QString() : here.isEmpty() ? QString::fromStdString(error.nextStep) : here;
    if (wanted || missing)
        next += (next.isEmpty() ? QString() : QStringLiteral(" ")) + Text::tr("“Set the key…” takes one.");
    const QString title = errorTitle(error.kind, keySent);
    if (message == title || message == title + u'.')
        message = error.kind == ErrorKind::TokenLimit ? Text::tr("What came is kept.")
                                                      : QString(); // once is enough
    return {Banner::Kind::Failure, title, message, next, nextStepsFor(error, keySent)};
}

std::optional<BannerText> bannerOf(const run::RunResult &result, bool keySent, const WrongPlaces &places)
{
    if (result.status == run::RunStatus::Cancelled || result.status == run::RunStatus::Valid)
        return std::nullopt;
    if (result.error && result.error->kind != ErrorKind::InvalidAnswer &&
        result.error->kind != ErrorKind::None)
        return bannerFor(*result.error, keySent);
    if (result.status == run::RunStatus::Accepted)
        return BannerText{Banner::Kind::Hint, runStatusText(result.status), wrongPlacesText(places),
                          QString()};
    NextSteps steps = nextStepsFor(result, keySent);
    if (places.marked == 0) // there is nothing to show there
        std::replace(steps.begin(), steps.end(), NextStep::ShowInTree, NextStep::ShowRaw);
    if (result.status != run::RunStatus::Invalid)
        return BannerText{Banner::Kind::Failure, runStatusText(result.status), QString(), QString(), steps};
    const bool nowhere = places.marked == 0 && places.rowless.empty();
    BannerText said = nowhere || repeatsItself(result) ? bannerOfWhole(result) : bannerOfPlaces(places);
    if (result.attempts > 1)
        said.title = Text::tr("%1, after %2 attempts").arg(said.title, QLocale().toString(result.attempts));
    said.steps = steps;
    return said;
}

AnswerEnd answerEndOf(const run::RunResult &result)
{
    if (repeatsItself(result))
        return AnswerEnd::ContentLimit;
    switch (result.status) {
    case run::RunStatus::Valid:
    case run::RunStatus::Accepted:
    case run::RunStatus::Invalid:
        return AnswerEnd::Complete;
    case run::RunStatus::Cut:
        return AnswerEnd::TokenLimit;
    case run::RunStatus::Refused:
        return AnswerEnd::Refused;
    case run::RunStatus::Cancelled:
        return AnswerEnd::Stopped;
    case run::RunStatus::Failed:
        break;
    }
    switch (result.error ? result.error->kind : ErrorKind::None) {
    case ErrorKind::StreamCut:
    case ErrorKind::StreamError:
    case ErrorKind::IdleTimeout:
    case ErrorKind::NoContentTimeout:
    case ErrorKind::DeadlineExceeded:
    case ErrorKind::NoConnection:
        return AnswerEnd::StreamCut;
    case ErrorKind::LimitExceeded:
        return AnswerEnd::ContentLimit;
    case ErrorKind::TokenLimit:
        return AnswerEnd::TokenLimit;
    default:
        return AnswerEnd::Failed;
    }
}

std::optional<BannerText> bannerForProfiles(const std::vector<Error> &problems)
{
    if (problems.empty())
        return std::nullopt;
    QStringList said;
    for (const Error &problem : problems) {
        QString message = QString::fromStdString(problem.message);
        if (!message.endsWith(u'.'))
            message += u'.';
        said.append(message + u' ' + QString::fromStdString(problem.nextStep));
    }
    return BannerText{Banner::Kind::Failure, Text::tr("Stored endpoints could not be used"), said.join(u'\n'),
                      QString()};
}

} // namespace espalier::ui
