// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/fieldplaces.h"

#include "json/pointer.h"

namespace espalier::schema {

static void collect(const std::vector<Field> &fields, const std::string &above, std::string_view wanted,
                    std::vector<std::string> &out)
{
    for (const Field &field : fields) {
        std::string place = above;
        if (!field.pointer.empty()) // else the answer itself
            json::appendToken(place, field.name);
        if (field.pointer == wanted)
            out.push_back(place);
        collect(field.children, place, wanted, out);
    }
}

std::vector<std::string> answerPlaces(const FieldTree &tree, std::string_view field)
{
    std::vector<std::string> out;
    collect(tree.fields, {}, field, out);
    return out;
}

} // namespace espalier::schema
