// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What valijson cannot handle is thrown, not the end of the program.
#define VALIJSON_USE_EXCEPTIONS 1 // NOLINT(cppcoreguidelines-macro-usage)

#include "bench/schemapeers.h"

#include "schema/validator.h"
#include "json/read.h"

#include <rapidjson/document.h>
#include <rapidjson/schema.h>
#include <valijson/adapters/rapidjson_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include <exception>
#include <utility>

namespace espalier::bench {

namespace {

class Espalier : public SchemaPeer
{
public:
    explicit Espalier(schema::Validator validator)
        : m_validator(std::move(validator))
    {
    }
    void take(std::string_view instance) override
    {
        const auto value = json::readStrict(instance);
        m_instance = value ? *value : json::Value();
    }
    bool judge() override { return m_validator.fits(m_instance); }

private:
    schema::Validator m_validator;
    json::Value m_instance;
};

rapidjson::Document documentOf(std::string_view text)
{
    rapidjson::Document out;
    out.Parse(text.data(), text.size());
    return out;
}

class Valijson : public SchemaPeer
{
public:
    explicit Valijson(const rapidjson::Document &schema)
    {
        valijson::SchemaParser parser;
        const valijson::adapters::RapidJsonAdapter adapter(schema);
        parser.populateSchema(adapter, m_schema);
    }
    void take(std::string_view instance) override { m_instance = documentOf(instance); }
    bool judge() override
    {
        const valijson::adapters::RapidJsonAdapter adapter(m_instance);
        return m_validator.validate(m_schema, adapter, nullptr);
    }

private:
    valijson::Schema m_schema;
    valijson::Validator m_validator;
    rapidjson::Document m_instance;
};

class Rapidjson : public SchemaPeer
{
public:
    explicit Rapidjson(const rapidjson::Document &schema)
        : m_schema(schema)
        , m_validator(m_schema)
    {
    }
    void take(std::string_view instance) override { m_instance = documentOf(instance); }
    bool judge() override
    {
        m_validator.Reset();
        m_instance.Accept(m_validator);
        return m_validator.IsValid();
    }

private:
    rapidjson::SchemaDocument m_schema;
    rapidjson::SchemaValidator m_validator;
    rapidjson::Document m_instance;
};

template <typename Peer>
std::unique_ptr<SchemaPeer> made(const std::string &schema)
{
    const rapidjson::Document document = documentOf(schema);
    if (document.HasParseError())
        return nullptr;
    try {
        return std::make_unique<Peer>(document);
    } catch (const std::exception &) { // valijson throws what it does not understand
        return nullptr;
    }
}

} // namespace

std::unique_ptr<SchemaPeer> espalierPeer(const std::string &schema)
{
    const auto value = json::readStrict(schema);
    if (!value)
        return nullptr;
    auto validator = schema::Validator::compile(*value);
    if (!validator)
        return nullptr;
    return std::make_unique<Espalier>(*std::move(validator));
}

std::unique_ptr<SchemaPeer> valijsonPeer(const std::string &schema)
{
    return made<Valijson>(schema);
}

std::unique_ptr<SchemaPeer> rapidjsonPeer(const std::string &schema)
{
    return made<Rapidjson>(schema);
}

} // namespace espalier::bench
