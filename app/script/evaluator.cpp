// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "script/evaluator.h"

#include "json/read.h"
#include "json/writer.h"

#include <QJSEngine>
#include <QJSValue>
#include <QString>

#include <string>
#include <utility>

namespace espalier::script {

using json::Value;

namespace {

// stands(x): nothing, or a text that stands in the document: blanks count as one, words are not cut.
constexpr const char *kStands = R"((function (document) {
    "use strict";
    const plain = text => String(text).normalize("NFC").replace(/\s+/g, " ").trim();
    const isWord = sign => sign !== undefined && (/[0-9_]/.test(sign) || sign.toLowerCase() !== sign.toUpperCase());
    const text = plain(document);
    return function stands(value) {
        if (value === null || value === undefined)
            return true;
        const wanted = plain(value);
        for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
            const end = at + wanted.length;
            const cutsFront = isWord(wanted[0]) && isWord(text[at - 1]);
            const cutsBack = isWord(wanted[wanted.length - 1]) && isWord(text[end]);
            if (!cutsFront && !cutsBack)
                return true;
        }
        return false;
    };
}))";

QString textOf(const std::string &utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

Value thrown(const QJSValue &error)
{
    return Value::object({{"thrown", Value::string(error.toString().toStdString())}});
}

} // namespace

Value answerTo(const Value &question)
{
    QJSEngine engine;
    const QJSValue parse = engine.evaluate(QStringLiteral("JSON.parse"));
    const QJSValue stringify = engine.evaluate(QStringLiteral("JSON.stringify"));
    QString names = QStringLiteral("stands");
    QJSValueList values{engine.evaluate(QString::fromLatin1(kStands))
                            .call({QJSValue(textOf(question["variables"]["document"].text()))})};
    for (const json::Member &variable : question["variables"].members()) {
        names += QLatin1Char(',') + textOf(variable.key);
        values.append(parse.call({QJSValue(textOf(json::writeCompact(variable.value)))}));
    }
    // The line end closes a comment at the end of the expression.
    QJSValue function = engine.evaluate(QStringLiteral("(function (") + names +
                                        QStringLiteral(") { \"use strict\"; return (") +
                                        textOf(question["expression"].text()) + QStringLiteral("\n); })"));
    if (function.isError())
        return thrown(function);
    if (!function.isCallable()) // the text closed our bracket
        return Value::object({{"thrown", Value::string("it is no single expression")}});
    if (question["parse"].isTrue())
        return Value::object({{"result", Value::boolean(true)}});
    const QJSValue result = function.call(values);
    if (result.isError())
        return thrown(result);
    const QJSValue text = stringify.call({result});
    if (text.isError())
        return thrown(text);
    if (!text.isString()) // undefined, a function: a name that is misspelt more often than an answer
        return Value::object({{"thrown", Value::string("it gives nothing (undefined)")}});
    auto read = json::readStrict(text.toString().toStdString());
    return Value::object({{"result", read ? std::move(read).value() : Value()}});
}

} // namespace espalier::script
