# SPDX-FileCopyrightText: Espalier contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# What is installed beside the programs, and the Debian package made of it (cpack; packaging/dev package does all of it).

include(GNUInstallDirs)
set(ESPALIER_ZSH_DIR "${CMAKE_INSTALL_DATADIR}/zsh/site-functions" CACHE STRING
    "Where zsh looks for completions; Debian's zsh: share/zsh/vendor-completions")
find_program(ESPALIER_GZIP gzip REQUIRED)

# espalier_install_gz(<source> <folder> <name>): compressed as Debian wants it, the same bytes from the same source. Standard
# input has no name and no time that gzip could write into its header.
function(espalier_install_gz source folder name)
    set(made "${PROJECT_BINARY_DIR}/installed/${name}")
    file(MAKE_DIRECTORY "${PROJECT_BINARY_DIR}/installed")
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${source}")
    execute_process(COMMAND "${ESPALIER_GZIP}" -9n INPUT_FILE "${source}" OUTPUT_FILE "${made}" COMMAND_ERROR_IS_FATAL ANY)
    install(FILES "${made}" DESTINATION "${folder}")
endfunction()

set(packaging "${PROJECT_SOURCE_DIR}/packaging")
set(doc "${CMAKE_INSTALL_DATADIR}/doc/espalier")
install(FILES "${packaging}/debian/copyright" DESTINATION "${doc}")
install(FILES "${packaging}/debian/lintian-overrides" DESTINATION "${CMAKE_INSTALL_DATADIR}/lintian/overrides" RENAME espalier)
espalier_install_gz("${packaging}/debian/changelog" "${doc}" changelog.Debian.gz)
espalier_install_gz("${PROJECT_SOURCE_DIR}/CHANGELOG.md" "${doc}" changelog.gz)
espalier_install_gz("${packaging}/man/espalier-cli.1" "${CMAKE_INSTALL_MANDIR}/man1" espalier-cli.1.gz)
install(FILES "${packaging}/completions/espalier-cli.bash"
    DESTINATION "${CMAKE_INSTALL_DATADIR}/bash-completion/completions" RENAME espalier-cli)
install(FILES "${packaging}/completions/_espalier-cli" DESTINATION "${ESPALIER_ZSH_DIR}")
if(ESPALIER_DESKTOP)
    espalier_install_gz("${packaging}/man/espalier.1" "${CMAKE_INSTALL_MANDIR}/man1" espalier.1.gz)
    install(FILES "${packaging}/desktop/espalier.desktop" DESTINATION "${CMAKE_INSTALL_DATADIR}/applications")
    install(FILES "${packaging}/desktop/espalier-mime.xml"
        DESTINATION "${CMAKE_INSTALL_DATADIR}/mime/packages" RENAME espalier.xml)
    install(FILES "${packaging}/appstream/invalid.espalier.espalier.metainfo.xml" DESTINATION "${CMAKE_INSTALL_DATADIR}/metainfo")
    add_subdirectory("${packaging}/icons")
endif()

# strip leaves the compiler's own remarks; Debian wants them gone too. Runs after the programs were installed and stripped.
install(CODE "
    if(CMAKE_INSTALL_DO_STRIP)
        file(GLOB programs \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/bin/espalier*\"
            \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/${CMAKE_INSTALL_LIBEXECDIR}/espalier/espalier*\")
        execute_process(COMMAND \"${CMAKE_STRIP}\" --remove-section=.comment --remove-section=.note \${programs}
            COMMAND_ERROR_IS_FATAL ANY)
    endif()")

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME espalier)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_PACKAGE_MAINTAINER "Espalier contributors <espalier@espalier.invalid>")
set(CPACK_DEBIAN_PACKAGE_SECTION text)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "structured answers from language models, grown along a schema")
set(CPACK_PACKAGE_DESCRIPTION
"Espalier asks any OpenAI-compatible endpoint for an object with the fields
you describe and shows it growing, field by field, while the answer is still
being written. Malformed answers are mended and every mending is listed;
nothing that is not in the answer is made up.
.
The package holds a desktop program and its twin for the command line. A
small practice endpoint is built in, so everything can be tried without a
key and without a network.")

# What the linker knows, dpkg-shlibdeps finds. What is loaded by name while the program runs stands here: QtKeychain opens
# libsecret, and Qt reads the SVG window icon with a plugin of libqt6svg6.
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "libsecret-1-0, libqt6svg6")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS
    "default-dbus-session-bus | dbus-session-bus, gnome-keyring | kwalletmanager | keepassxc, qt6-wayland, at-spi2-core")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "qt6-gtk-platformtheme")
include(CPack)
