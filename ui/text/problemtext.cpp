// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The headings of errors and the names of repairs.

#include "text/runtext.h"

#include <QCoreApplication>

namespace espalier::ui {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(espalier::ui::ProblemText)
};
} // namespace

QString errorTitle(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::None:
        return {};
    case ErrorKind::NoKey:
        return Text::tr("There is no key for this endpoint");
    case ErrorKind::KeyRefused:
        return Text::tr("The key was refused");
    case ErrorKind::NotAllowed:
        return Text::tr("This key may not do that");
    case ErrorKind::OutOfCredit:
        return Text::tr("The account is out of credit");
    case ErrorKind::NotFound:
        return Text::tr("No such model or address");
    case ErrorKind::RequestRefused:
        return Text::tr("The endpoint refused the request");
    case ErrorKind::DocumentTooLong:
        return Text::tr("The text is too long for this model");
    case ErrorKind::RateLimited:
        return Text::tr("Too many requests for now");
    case ErrorKind::Overloaded:
        return Text::tr("The endpoint is overloaded");
    case ErrorKind::ServerFault:
        return Text::tr("The endpoint had a fault of its own");
    case ErrorKind::Redirected:
        return Text::tr("The address points elsewhere");
    case ErrorKind::NotAnApi:
        return Text::tr("This address is no model endpoint");
    case ErrorKind::NoConnection:
        return Text::tr("No connection");
    case ErrorKind::FirstByteTimeout:
        return Text::tr("No answer came in time");
    case ErrorKind::IdleTimeout:
        return Text::tr("The answer fell silent");
    case ErrorKind::NoContentTimeout:
        return Text::tr("The endpoint sent no content");
    case ErrorKind::DeadlineExceeded:
        return Text::tr("It took too long");
    case ErrorKind::StreamCut:
        return Text::tr("The answer was cut off");
    case ErrorKind::StreamError:
        return Text::tr("The endpoint reported an error in the answer");
    case ErrorKind::TokenLimit:
        return Text::tr("The answer was cut at the token limit");
    case ErrorKind::Refused:
        return Text::tr("The model refused to answer");
    case ErrorKind::NoJson:
        return Text::tr("The answer holds no data");
    case ErrorKind::InvalidAnswer:
        return Text::tr("The answer does not fit the schema");
    case ErrorKind::LimitExceeded:
        return Text::tr("The answer is beyond a limit");
    case ErrorKind::StoppedByUser:
        return Text::tr("Stopped by you");
    case ErrorKind::StoppedByRule:
        return Text::tr("Stopped by a rule");
    case ErrorKind::BudgetReached:
        return Text::tr("The budget is reached");
    case ErrorKind::CannotRead:
        return Text::tr("This file cannot be read");
    case ErrorKind::CannotWrite:
        return Text::tr("The file cannot be written");
    case ErrorKind::Usage:
        return Text::tr("This cannot be used as it stands");
    case ErrorKind::KeychainUnavailable:
        return Text::tr("The key ring cannot be used");
    }
    return {};
}

QString errorTitle(ErrorKind kind, bool keySent)
{
    return kind == ErrorKind::KeyRefused && !keySent ? Text::tr("This endpoint wants a key")
                                                     : errorTitle(kind);
}

QString errorSentence(const Error &error, bool keySent)
{
    QString sentence = errorSentence(error);
    if (error.kind == ErrorKind::KeyRefused && !keySent)
        sentence.replace(QLatin1String("The server refused the key"),
                         Text::tr("The server refused a question without one"));
    return sentence;
}

QString repairText(json::RepairKind kind)
{
    switch (kind) {
    case json::RepairKind::TrailingComma:
        return Text::tr("a comma too many");
    case json::RepairKind::MissingComma:
        return Text::tr("a missing comma");
    case json::RepairKind::MissingColon:
        return Text::tr("a missing colon");
    case json::RepairKind::SingleQuotes:
        return Text::tr("single quotes");
    case json::RepairKind::SmartQuotes:
        return Text::tr("typographic quotes");
    case json::RepairKind::UnquotedKey:
        return Text::tr("a name without quotes");
    case json::RepairKind::UnquotedString:
        return Text::tr("a text without quotes");
    case json::RepairKind::Comment:
        return Text::tr("a comment");
    case json::RepairKind::RawControlCharacter:
        return Text::tr("a bare line break in a text");
    case json::RepairKind::UnescapedQuote:
        return Text::tr("a bare quote in a text");
    case json::RepairKind::PythonLiteral:
        return Text::tr("a Python word");
    case json::RepairKind::NonFiniteNumber:
        return Text::tr("no number, read as nothing");
    case json::RepairKind::MissingCloser:
        return Text::tr("a missing closing bracket");
    case json::RepairKind::ExtraCloser:
        return Text::tr("a closing bracket too many");
    case json::RepairKind::MismatchedCloser:
        return Text::tr("the wrong closing bracket");
    case json::RepairKind::Fence:
        return Text::tr("a fenced block");
    case json::RepairKind::Prose:
        return Text::tr("words around the answer");
    case json::RepairKind::ThinkBlock:
        return Text::tr("thinking before the answer");
    case json::RepairKind::DoubleEncoded:
        return Text::tr("the answer as text inside text");
    case json::RepairKind::Unwrapped:
        return Text::tr("a wrapper around the answer");
    case json::RepairKind::Concatenated:
        return Text::tr("several answers");
    case json::RepairKind::Ellipsis:
        return Text::tr("an ellipsis");
    case json::RepairKind::BadEscape:
        return Text::tr("a wrong escape");
    case json::RepairKind::InvalidUtf8:
        return Text::tr("bytes that are no text");
    case json::RepairKind::LoopStopped:
        return Text::tr("an endless repetition, stopped");
    }
    return {};
}

} // namespace espalier::ui
