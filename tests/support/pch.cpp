// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Only there to own the precompiled header that the tests reuse.

int main()
{
    return 0;
}
