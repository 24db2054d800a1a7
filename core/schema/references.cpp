// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/references_p.h"

#include "schema/subschemas_p.h"
#include "schema/uri_p.h"

namespace espalier::schema {

namespace {

const std::string &identifier(const json::Value &schema)
{
    const json::Value &id = schema["$id"];
    return id.isString() ? id.text() : schema["id"].isString() ? schema["id"].text() : id.text();
}

} // namespace

bool isEmbeddedResource(const json::Value &subschema)
{
    const json::Value &id = subschema["$id"];
    return id.isString() && !id.text().empty() && id.text().front() != '#';
}

References::References(const json::Value &document)
    : m_document(document)
    , m_id(identifier(document))
{
    if (!m_id.empty() && m_id.back() == '#')
        m_id.pop_back();
    collectAnchors(document, {});
}

void References::collectAnchors(const json::Value &schema, const std::string &pointer)
{
    const json::Value &anchor = schema["$anchor"];
    const json::Value &id = schema["$id"]; // drafts 6 and 7 named places so
    if (anchor.isString())
        m_anchors.try_emplace(anchor.text(), Target{&schema, pointer});
    else if (id.isString() && id.text().size() > 1 && id.text().front() == '#')
        m_anchors.try_emplace(id.text().substr(1), Target{&schema, pointer});
    forEachSubschema(schema, [this, &pointer](const json::Value &inner, const std::string &token) {
        if (!isEmbeddedResource(inner))
            collectAnchors(inner, pointer + token);
    });
}

std::optional<std::string> References::localFragment(std::string_view reference) const
{
    const std::size_t hash = std::min(reference.find('#'), reference.size());
    const std::string_view base = reference.substr(0, hash);
    if (!base.empty() && base != m_id)
        return std::nullopt;
    return percentDecoded(reference.substr(std::min(hash + 1, reference.size())));
}

std::optional<References::Target> References::resolve(std::string_view reference) const
{
    const std::optional<std::string> fragment = localFragment(reference);
    if (!fragment)
        return std::nullopt;
    if (!fragment->empty() && fragment->front() != '/') {
        const auto anchor = m_anchors.find(*fragment);
        return anchor == m_anchors.end() ? std::nullopt : std::optional(anchor->second);
    }
    const json::Value *schema = m_children.resolve(m_document, *fragment);
    return schema ? std::optional(Target{schema, *fragment}) : std::nullopt;
}

} // namespace espalier::schema
