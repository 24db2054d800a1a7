// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/fieldpass.h"

#include "schema/fieldedit.h"
#include "schema/fieldtree.h"
#include "schema/textpatch.h"
#include "json/pointer.h"

#include <cstddef>
#include <utility>
#include <vector>

namespace espalier::schema {

namespace {

constexpr std::size_t kMostBytes = 64UL * 1024 * 1024; ///< copied by the edits in all

class Pass
{
public:
    Pass(json::Value schema, std::size_t size)
        : m_schema(std::move(schema))
        , m_left(size == 0 ? 0 : kMostBytes / size)
    {
    }

    json::Value result(const std::vector<Field> &fields)
    {
        walk(fields);
        return std::move(m_schema);
    }

private:
    void take(FieldEditResult edit)
    {
        if (edit)
            m_schema = std::move(edit).value().schema;
    }

    void walk(const std::vector<Field> &fields)
    {
        for (const Field &field : fields) {
            if (m_left == 0)
                return;
            --m_left;
            const json::Value *own = json::resolve(std::as_const(m_schema), field.pointer);
            if (!own)
                continue;
            take(setFieldDescription(m_schema, field.pointer, (*own)["description"].text()));
            if (field.type.kind != FieldKind::Other)
                take(setFieldType(m_schema, field.pointer, field.type, field.allowed));
            if (!field.name.empty()) {
                take(setFieldMust(m_schema, field.pointer, field.must));
                take(renameField(m_schema, field.pointer, field.name));
            }
            walk(field.children);
        }
    }

    json::Value m_schema;
    std::size_t m_left; ///< fields
};

} // namespace

std::string passedThroughFields(std::string_view text, const json::Value &schema)
{
    const json::Value after = Pass(schema, text.size()).result(fieldTree(schema).fields);
    return patchedText(text, after);
}

} // namespace espalier::schema
