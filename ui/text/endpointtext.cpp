// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "text/endpointtext.h"

#include "engine/engine.h"

#include <QCoreApplication>
#include <QLocale>

namespace espalier::ui {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(espalier::ui::EndpointText)
};
} // namespace

EndpointState endpointState(const Engine &engine, const EndpointInfo &info)
{
    if (info.practice)
        return EndpointState::Practice;
    const EndpointFacts facts = engine.facts({info.name, info.baseUrl});
    const bool key = engine.keyFacts(info.name).source != KeyFacts::Source::Missing;
    return facts.usable && facts.hint.isEmpty() && key ? EndpointState::Usable : EndpointState::Incomplete;
}

QString endpointStateText(EndpointState state)
{
    switch (state) {
    case EndpointState::Practice:
        return Text::tr("practice, inside Espalier");
    case EndpointState::Usable:
        return Text::tr("can be used");
    case EndpointState::Incomplete:
        return Text::tr("an address or a key is missing");
    }
    return {};
}

QString modelCountText(int count)
{
    return count == 1 ? Text::tr("1 model") : Text::tr("%1 models").arg(QLocale().toString(count));
}

StatusDot endpointDot(EndpointState state)
{
    switch (state) {
    case EndpointState::Practice:
        return StatusDot::Grey;
    case EndpointState::Usable:
        return StatusDot::Leaf;
    case EndpointState::Incomplete:
        break;
    }
    return StatusDot::Amber;
}

} // namespace espalier::ui
