// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <string_view>

namespace espalier::schema::metaschemas {

// The metaschemas, as texts; each is a file of the same name in resources/metaschemas, written out from the
// specifications of JSON Schema (core and validation of drafts 4, 6, 7, 2019-09 and 2020-12).

extern const std::string_view draft04_schema;
extern const std::string_view draft06_schema;
extern const std::string_view draft07_schema;
extern const std::string_view draft2019_09_schema;
extern const std::string_view draft2019_09_core;
extern const std::string_view draft2019_09_applicator;
extern const std::string_view draft2019_09_validation;
extern const std::string_view draft2019_09_metadata;
extern const std::string_view draft2019_09_format;
extern const std::string_view draft2019_09_content;
extern const std::string_view draft2020_12_schema;
extern const std::string_view draft2020_12_core;
extern const std::string_view draft2020_12_applicator;
extern const std::string_view draft2020_12_unevaluated;
extern const std::string_view draft2020_12_validation;
extern const std::string_view draft2020_12_metadata;
extern const std::string_view draft2020_12_format_annotation;
extern const std::string_view draft2020_12_format_assertion;
extern const std::string_view draft2020_12_content;

} // namespace espalier::schema::metaschemas
