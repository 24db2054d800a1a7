# SPDX-FileCopyrightText: Espalier contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The three ways a target comes to be. Definitions and warnings stand here once.

add_library(espalier_flags INTERFACE)
target_compile_options(espalier_flags INTERFACE -Wall -Wextra -Wpedantic -Wnon-virtual-dtor -Woverloaded-virtual)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    # Cries wolf inside libstdc++'s std::string with optimisation (GCC bug 105651, mended in 13).
    target_compile_options(espalier_flags INTERFACE "$<$<CONFIG:Release>:-Wno-restrict;-Wno-stringop-overflow>")
endif()
if(ESPALIER_UNITY)
    # What files that are compiled together have in sight of each other is no fault of theirs.
    target_compile_options(espalier_flags INTERFACE "$<$<CXX_COMPILER_ID:GNU>:-Wshadow=local;-Wno-subobject-linkage>")
else()
    target_compile_options(espalier_flags INTERFACE -Wshadow)
endif()
target_compile_definitions(espalier_flags INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_URL_CAST_FROM_STRING QT_NO_NARROWING_CONVERSIONS_IN_CONNECT
    QT_DISABLE_DEPRECATED_BEFORE=0x060400)
if(ESPALIER_SANITIZE)
    target_compile_options(espalier_flags INTERFACE -fsanitize=${ESPALIER_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
    target_link_options(espalier_flags INTERFACE -fsanitize=${ESPALIER_SANITIZE})
    target_compile_definitions(espalier_flags INTERFACE _GLIBCXX_ASSERTIONS)
endif()
find_program(ESPALIER_MOLD mold)
if(ESPALIER_MOLD AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_link_options(espalier_flags INTERFACE -fuse-ld=mold)
endif()

# espalier_core_library(<folder> [PURE] [HOT] SOURCES … DEPENDS … [PRIVATE_DEPENDS …])
# One library per core folder, static unless BUILD_SHARED_LIBS says otherwise. DEPENDS is the architecture rule: what is not linked cannot be used.
# PURE: values and functions only, no QObject, so nothing for moc to read.
# HOT: what tests feed megabytes; in a Debug build with -Og, which makes them three times as fast and can still be stepped through.
function(espalier_core_library folder)
    cmake_parse_arguments(ARG "PURE;HOT" "" "SOURCES;DEPENDS;PRIVATE_DEPENDS" ${ARGN})
    add_library(espalier_${folder} ${ARG_SOURCES})
    if(ARG_PURE)
        set_target_properties(espalier_${folder} PROPERTIES AUTOMOC OFF AUTOUIC OFF)
    endif()
    target_include_directories(espalier_${folder} PUBLIC "${PROJECT_SOURCE_DIR}/core")
    target_compile_definitions(espalier_${folder} PRIVATE QT_NO_KEYWORDS)
    target_link_libraries(espalier_${folder} PUBLIC ${ARG_DEPENDS} PRIVATE espalier_flags ${ARG_PRIVATE_DEPENDS})
    if(ARG_HOT)
        target_compile_options(espalier_${folder} PRIVATE "$<$<CONFIG:Debug>:-Og>")
    endif()
    list(LENGTH ARG_SOURCES count)
    if(count GREATER 8)
        espalier_precompile_standard(espalier_${folder})
    endif()
endfunction()

# espalier_compile_alone(<file>…): never together with others (ESPALIER_UNITY), since another file of its library has a name of
# its own that is spelled the same.
function(espalier_compile_alone)
    set_source_files_properties(${ARGN} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
endfunction()

# The standard library's headers are half of what a file of a core folder compiles. The clazy preset goes without, so that a
# missing #include is seen there.
function(espalier_precompile_standard target)
    target_precompile_headers(${target} PRIVATE <algorithm> <array> <functional> <map> <memory> <optional> <string> <string_view>
        <unordered_map> <unordered_set> <utility> <variant> <vector>)
endfunction()

# espalier_test_headers(<name> LIBS … HEADERS …)
# A precompiled header for the tests of a folder, which name it in ESPALIER_TEST_PCH; LIBS as theirs, since they have to be compiled
# with the same definitions.
function(espalier_test_headers name)
    cmake_parse_arguments(ARG "" "" "LIBS;HEADERS" ${ARGN})
    add_executable(${name} "${PROJECT_SOURCE_DIR}/tests/support/pch.cpp")
    target_link_libraries(${name} PRIVATE espalier_flags ${ARG_LIBS})
    target_precompile_headers(${name} PRIVATE ${ARG_HEADERS})
endfunction()

# espalier_test(<name> SOURCES … LIBS … [LABELS …] [TIMEOUT seconds] [COST seconds])
# One QtTest program, run headless by ctest. Labels: "sweep" marks the long every-split sweeps, "suite" the public suites.
# COST: about how long a long one takes, so that ctest begins with it.
# moc is called for each source itself (each includes its own .moc): AUTOMOC scans, stamps and compiles an empty file for every
# program, which for two hundred of them is a fifth of a build from nothing. Headers with Q_OBJECT belong to a library.
function(espalier_test name)
    cmake_parse_arguments(ARG "" "TIMEOUT;COST" "SOURCES;LIBS;LABELS" ${ARGN})
    add_executable(${name} ${ARG_SOURCES})
    target_link_libraries(${name} PRIVATE espalier_flags espalier_test_support Qt6::Test ${ARG_LIBS})
    target_compile_definitions(${name} PRIVATE TEST_DATA_DIR="${PROJECT_SOURCE_DIR}/tests/data")
    set_target_properties(${name} PROPERTIES AUTOMOC OFF AUTOUIC OFF)
    foreach(source IN LISTS ARG_SOURCES)
        cmake_path(GET source STEM stem)
        set(moc "${CMAKE_CURRENT_BINARY_DIR}/${name}_moc/${stem}.moc")
        qt_generate_moc("${source}" "${moc}" TARGET ${name})
        target_sources(${name} PRIVATE "${moc}")
        target_include_directories(${name} PRIVATE "${CMAKE_CURRENT_BINARY_DIR}/${name}_moc")
    endforeach()
    if(ESPALIER_TEST_PCH)
        target_precompile_headers(${name} REUSE_FROM ${ESPALIER_TEST_PCH})
    endif()
    add_test(NAME ${name} COMMAND ${name})
    if(NOT ARG_TIMEOUT)
        set(ARG_TIMEOUT 300)
    endif()
    if(NOT ARG_COST)
        set(ARG_COST 1)
    endif()
    set_tests_properties(${name} PROPERTIES
        TIMEOUT ${ARG_TIMEOUT} LABELS "${ARG_LABELS}"
        COST ${ARG_COST}
        SKIP_REGULAR_EXPRESSION "SKIP   : .*ESPALIER_SUITES does not name"
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;TZ=UTC;LC_ALL=C.UTF-8")
endfunction()
