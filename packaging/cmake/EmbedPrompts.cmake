# SPDX-FileCopyrightText: Espalier contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Script: cmake -D OUTPUT=prompts.cpp -P EmbedPrompts.cmake -- a.v1.txt b.v2.txt …
# Writes each text as a constant named after its file up to the first dot, for wire/prompts.h.

set(files "")
set(found FALSE)
math(EXPR last "${CMAKE_ARGC} - 1")
foreach(i RANGE ${last})
    if(found)
        list(APPEND files "${CMAKE_ARGV${i}}")
    elseif("${CMAKE_ARGV${i}}" STREQUAL "--")
        set(found TRUE)
    endif()
endforeach()

set(source "// Generated from resources/prompts.\n#include \"wire/prompts.h\"\n\nnamespace espalier::wire::prompts {\n")
foreach(file IN LISTS files)
    get_filename_component(name "${file}" NAME)
    string(REGEX REPLACE "\\..*$" "" name "${name}")
    file(READ "${file}" text)
    string(REGEX REPLACE "\n$" "" text "${text}")
    string(APPEND source "extern const std::string_view ${name} = R\"prompt(${text})prompt\";\n")
endforeach()
string(APPEND source "} // namespace espalier::wire::prompts\n")
file(WRITE "${OUTPUT}" "${source}")
