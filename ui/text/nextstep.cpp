// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "text/nextstep.h"

#include "base/usagepart.h"
#include "run/runresult.h"

#include <QCoreApplication>

#include <optional>

namespace espalier::ui {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(espalier::ui::NextStep)
};
} // namespace

NextSteps nextStepsFor(ErrorKind kind)
{
    using enum NextStep;
    switch (kind) {
    case ErrorKind::None:
        return {};
    case ErrorKind::NoKey:
    case ErrorKind::KeychainUnavailable:
        return {SetKey, ChooseEndpoint};
    case ErrorKind::KeyRefused:
        return {SetKey, EditEndpoint};
    case ErrorKind::NotAllowed:
        return {ChooseModel, SetKey};
    case ErrorKind::OutOfCredit:
        return {ChooseEndpoint, SetKey};
    case ErrorKind::NotFound:
        return {ChooseModel, EditEndpoint};
    case ErrorKind::RequestRefused:
        return {ShowRequest, ChooseMode, ChooseModel};
    case ErrorKind::DocumentTooLong:
        return {EditDocument, ChooseModel};
    case ErrorKind::RateLimited:
        return {TryAgain, EditLimits};
    case ErrorKind::Overloaded:
        return {TryAgain, ChooseModel};
    case ErrorKind::ServerFault:
        return {TryAgain, ShowRequest};
    case ErrorKind::Redirected:
    case ErrorKind::NotAnApi:
        return {EditEndpoint};
    case ErrorKind::NoConnection:
        return {TryAgain, EditEndpoint};
    case ErrorKind::FirstByteTimeout:
    case ErrorKind::IdleTimeout:
    case ErrorKind::NoContentTimeout:
        return {TryAgain, EditLimits};
    case ErrorKind::DeadlineExceeded:
        return {EditLimits, ChooseModel, TryAgain};
    case ErrorKind::StreamCut:
    case ErrorKind::StreamError:
        return {TryAgain, ShowRaw};
    case ErrorKind::TokenLimit:
        return {EditLimits, EditDocument, TryAgain};
    case ErrorKind::Refused:
        return {EditInstructions, ChooseModel};
    case ErrorKind::NoJson:
        return {ShowRaw, ChooseMode, TryAgain};
    case ErrorKind::InvalidAnswer:
        return {ShowInTree, EditInstructions, TryAgain};
    case ErrorKind::LimitExceeded: // a fixed one
        return {EditInstructions, ShowRaw};
    case ErrorKind::StoppedByUser:
        return {TryAgain};
    case ErrorKind::StoppedByRule:
        return {EditRules, TryAgain};
    case ErrorKind::BudgetReached:
        return {EditLimits};
    case ErrorKind::CannotRead:
        return {ChooseFile};
    case ErrorKind::CannotWrite:
        return {SaveElsewhere};
    case ErrorKind::Usage:
        return {ShowSchemaError, ShowRequest};
    }
    return {};
}

/// A proxy may be there again in a moment; a certificate is not another one then.
static std::optional<NextSteps> stepsForConnection(const Error &error)
{
    using enum NextStep;
    if (error.code == usagepart::kProxy)
        return NextSteps{EditProxy, TryAgain};
    if (error.code == usagepart::kCaFile)
        return NextSteps{EditCaFile, EditEndpoint, TryAgain};
    if (error.code == usagepart::kCertificate)
        return NextSteps{EditEndpoint, TryAgain};
    return std::nullopt;
}

/// Of what a person set and of files, where no server has the word; nullopt: the kind says it.
static std::optional<NextSteps> stepsForPart(const Error &error)
{
    using enum NextStep;
    if (error.kind == ErrorKind::NoConnection)
        return stepsForConnection(error);
    if (error.kind != ErrorKind::Usage && error.kind != ErrorKind::CannotRead &&
        error.kind != ErrorKind::CannotWrite)
        return std::nullopt;
    if (error.code == usagepart::kChecks)
        return NextSteps{ShowChecks};
    if (error.code == usagepart::kHooks)
        return NextSteps{EditRules};
    if (error.code == usagepart::kUnfinished)
        return NextSteps{ShowUnfinished};
    if (error.code == usagepart::kPrices)
        return NextSteps{EditPrices, EditLimits};
    if (error.code == usagepart::kEndpoint)
        return NextSteps{EditEndpoint};
    if (error.code == usagepart::kProxy)
        return NextSteps{EditProxy};
    if (error.code == usagepart::kCaFile)
        return NextSteps{EditCaFile};
    if (error.code == usagepart::kOwnFiles)
        return NextSteps{};
    return std::nullopt;
}

NextSteps nextStepsFor(const Error &error, bool keySent)
{
    if (error.kind == ErrorKind::KeyRefused && !keySent)
        return {NextStep::SetKey};
    return stepsForPart(error).value_or(nextStepsFor(error.kind));
}

NextSteps nextStepsFor(const run::RunResult &result, bool keySent)
{
    if (result.status == run::RunStatus::Cancelled || result.status == run::RunStatus::Valid ||
        result.status == run::RunStatus::Accepted)
        return {};
    if (result.error && result.error->kind != ErrorKind::None &&
        result.error->kind != ErrorKind::InvalidAnswer)
        return nextStepsFor(*result.error, keySent);
    switch (result.status) {
    case run::RunStatus::Cut:
        return nextStepsFor(ErrorKind::TokenLimit);
    case run::RunStatus::Refused:
        return nextStepsFor(ErrorKind::Refused);
    case run::RunStatus::Failed:
        return {NextStep::TryAgain};
    default:
        break;
    }
    const bool hasPlaces = !result.issues.empty() || !result.setAside.empty();
    return hasPlaces ? nextStepsFor(ErrorKind::InvalidAnswer)
                     : NextSteps{NextStep::ShowRaw, NextStep::ChooseMode, NextStep::TryAgain};
}

QString nextStepText(NextStep step)
{
    switch (step) {
    case NextStep::None:
        return {};
    case NextStep::SetKey:
        return Text::tr("Set the ke&y…");
    case NextStep::EditEndpoint:
        return Text::tr("Edit the en&dpoint…");
    case NextStep::EditProxy:
        return Text::tr("Set the prox&y…");
    case NextStep::EditCaFile:
        return Text::tr("Ch&oose a CA file…");
    case NextStep::EditPrices:
        return Text::tr("Enter the pr&ices…");
    case NextStep::ChooseEndpoint:
        return Text::tr("Choose another e&ndpoint");
    case NextStep::ChooseModel:
        return Text::tr("Choose another &model");
    case NextStep::ChooseMode:
        return Text::tr("Choose another m&ode");
    case NextStep::TryAgain:
        return Text::tr("Try &again");
    case NextStep::EditDocument:
        return Text::tr("Shorten the te&xt");
    case NextStep::EditInstructions:
        return Text::tr("Edit the &instructions");
    case NextStep::ShowSchemaError:
        return Text::tr("Sho&w the schema");
    case NextStep::ShowUnfinished:
        return Text::tr("Show the te&xt");
    case NextStep::EditLimits:
        return Text::tr("Set the &limits…");
    case NextStep::EditRules:
        return Text::tr("Show the r&ules");
    case NextStep::ShowChecks:
        return Text::tr("Show the chec&ks");
    case NextStep::ShowRequest:
        return Text::tr("Show the re&quest");
    case NextStep::ShowInTree:
        return Text::tr("Show i&n the tree");
    case NextStep::ShowRaw:
        return Text::tr("Show the ra&w text");
    case NextStep::ChooseFile:
        return Text::tr("Choose an&other file…");
    case NextStep::SaveElsewhere:
        return Text::tr("Save else&where…");
    }
    return {};
}

QString nextStepTip(NextStep step)
{
    switch (step) {
    case NextStep::None:
        return {};
    case NextStep::SetKey:
        return Text::tr("Enter a key for this endpoint; you choose where it is kept.");
    case NextStep::EditEndpoint:
        return Text::tr("Where this endpoint is, and its key.");
    case NextStep::EditProxy:
        return Text::tr("The way to this endpoint, on the page “Advanced” of its settings.");
    case NextStep::EditCaFile:
        return Text::tr("The certificates that are trusted here, on the page “Advanced” of its settings.");
    case NextStep::EditPrices:
        return Text::tr("What its models cost, on the page “Models” of its settings.");
    case NextStep::ChooseEndpoint:
        return Text::tr("Ask somewhere else. Practice needs no key.");
    case NextStep::ChooseModel:
        return Text::tr("The models of this endpoint; any other name can be typed.");
    case NextStep::ChooseMode:
        return Text::tr("The ways to ask for structure; md_json works everywhere.");
    case NextStep::TryAgain:
        return Text::tr("Ask the same question once more.");
    case NextStep::EditDocument:
        return Text::tr("Go to the text that is asked about.");
    case NextStep::EditInstructions:
        return Text::tr("Go to the instructions.");
    case NextStep::ShowSchemaError:
        return Text::tr("Go to the schema, and to what is wrong with it.");
    case NextStep::ShowUnfinished:
        return Text::tr("Go to what cannot be used yet.");
    case NextStep::EditLimits:
        return Text::tr("Times, tokens and cost that a question may take.");
    case NextStep::EditRules:
        return Text::tr("Retries, hooks and the rules that stop a run.");
    case NextStep::ShowChecks:
        return Text::tr("Go to the checks of the recipe.");
    case NextStep::ShowRequest:
        return Text::tr(
            "The request as it goes, without the key; “Show this try in full” has each as it went.");
    case NextStep::ShowInTree:
        return Text::tr("Select the first place that is wrong.");
    case NextStep::ShowRaw:
        return Text::tr("The model's text, exactly as it came.");
    case NextStep::ChooseFile:
        return Text::tr("Open a file that can be read.");
    case NextStep::SaveElsewhere:
        return Text::tr("Choose another name or folder.");
    }
    return {};
}

} // namespace espalier::ui
