// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dialogs/endpoint/draftcheck.h"

#include "base/redact.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QSet>
#include <QUrl>

#include <algorithm>

namespace espalier::ui {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(espalier::ui::DraftCheck)
};

QString nameProblem(const QString &name, const QStringList &taken)
{
    if (name.trimmed().isEmpty())
        return Text::tr("Give the endpoint a name.");
    if (name.contains(u'/'))
        return Text::tr("A name cannot hold a slash.");
    if (taken.contains(name.trimmed(), Qt::CaseInsensitive))
        return Text::tr("There is an endpoint of that name already.");
    return {};
}

QString variableProblem(const secrets::KeySource &key)
{
    static const QRegularExpression variable(QStringLiteral("^[A-Za-z_][A-Za-z0-9_]*$"));
    if (key.from != secrets::KeySource::From::Environment ||
        variable.match(QString::fromStdString(key.variable)).hasMatch())
        return {};
    // What stands there may be the key itself: it is not repeated.
    return Text::tr("Enter the name of a variable, like OPENAI_API_KEY, not the key.");
}

QString headersProblem(const std::vector<settings::ExtraHeader> &headers)
{
    static const QRegularExpression token(QStringLiteral("^[!#$%&'*+.^_`|~0-9A-Za-z-]+$")); // RFC 9110, 5.6.2
    static const QRegularExpression control(QStringLiteral("[\\x00-\\x1f\\x7f]"));
    QSet<QString> seen;
    for (const settings::ExtraHeader &header : headers) {
        const QString name = QString::fromStdString(header.name);
        if (name.isEmpty())
            return Text::tr("A header needs a name.");
        if (!token.match(name).hasMatch())
            return Text::tr("“%1” cannot be a header's name: letters, digits and hyphens only.").arg(name);
        if (seen.contains(name.toLower()))
            return Text::tr("The header “%1” stands there twice.").arg(name);
        if (control.match(QString::fromStdString(header.value)).hasMatch())
            return Text::tr("The value of “%1” holds a line break.").arg(name);
        seen.insert(name.toLower());
    }
    return {};
}

QString proxyProblem(const settings::EndpointProfile &draft)
{
    if (draft.proxy != settings::ProxyMode::Manual)
        return {};
    const QUrl url(QString::fromStdString(draft.proxyUrl), QUrl::StrictMode);
    const bool known = url.scheme() == QLatin1String("http") || url.scheme() == QLatin1String("socks5");
    if (!url.isValid() || !known || url.host().isEmpty() || url.port() <= 0)
        return Text::tr("Write it as http://host:port or socks5://host:port.");
    if (!url.userInfo().isEmpty())
        return Text::tr("User and password have fields of their own below.");
    return {};
}

} // namespace

QString addressProblem(const std::string &address, bool usable)
{
    if (address.empty())
        return {};
    if (!usable)
        return Text::tr("This is no http or https address. Enter one like https://models.example/v1");
    if (redactUrl(address) != address)
        return Text::tr(
            "This address carries a key or a password. Leave it out here and enter it as the key, or "
            "as a secret header.");
    return {};
}

std::vector<DraftProblem> checkDraft(const settings::EndpointProfile &draft, const QStringList &takenNames,
                                     bool addressUsable)
{
    std::vector<DraftProblem> out{
        {DraftField::Name, nameProblem(QString::fromStdString(draft.name), takenNames)},
        {DraftField::BaseUrl, addressProblem(draft.baseUrl, addressUsable)},
        {DraftField::Variable, variableProblem(draft.key)},
        {DraftField::Headers, headersProblem(draft.headers)},
        {DraftField::ProxyUrl, proxyProblem(draft)},
    };
    std::erase_if(out, [](const DraftProblem &problem) { return problem.text.isEmpty(); });
    return out;
}

QString freeName(const QString &wanted, const QStringList &takenNames)
{
    QString name = wanted;
    for (int i = 2; takenNames.contains(name, Qt::CaseInsensitive); ++i)
        name = QStringLiteral("%1 %2").arg(wanted, QString::number(i));
    return name;
}

} // namespace espalier::ui
