# SPDX-FileCopyrightText: Espalier contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Script: cmake -D OUTPUT=prompts.cpp -D HEADER=wire/prompts.h -D NAMESPACE=espalier::wire::prompts -P EmbedTexts.cmake -- a.v1.txt …
# Writes each text as a constant named after its file up to the first dot, for the header that declares them.

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

set(source "// Generated from the texts in resources/.\n#include \"${HEADER}\"\n\nnamespace ${NAMESPACE} {\n")
foreach(file IN LISTS files)
    get_filename_component(name "${file}" NAME)
    string(REGEX REPLACE "\\..*$" "" name "${name}")
    file(READ "${file}" text)
    string(REGEX REPLACE "\n$" "" text "${text}")
    string(APPEND source "extern const std::string_view ${name} = R\"embedded(${text})embedded\";\n")
endforeach()
string(APPEND source "} // namespace ${NAMESPACE}\n")
file(WRITE "${OUTPUT}" "${source}")
