# SPDX-FileCopyrightText: Espalier contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
# packaging/dev pictures: drives the real window under Xvfb and keeps the chosen scene, light and dark, in packaging/appstream,
# where the README takes it from. All other scenes stay in build/pictures, to be looked at.

picture_scene=03-growing # of tests/desktop/screens.sh

command_pictures() {
    local theme
    need build run test
    configure release build/release
    build build/release espalier_desktop
    rm -rf build/pictures
    tests/desktop/screens.sh build/release/app/desktop/espalier build/pictures
    for theme in light dark; do
        # Without times and other notes inside, so that the same picture is the same file.
        convert "build/pictures/$theme-1x-$picture_scene.png" -strip -define png:exclude-chunks=date,time \
            "packaging/appstream/screenshot-$theme.png"
    done
    say "packaging/appstream: screenshot-light.png, screenshot-dark.png (all scenes: build/pictures)"
}
