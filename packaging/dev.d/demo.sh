# SPDX-FileCopyrightText: Espalier contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
# The guide's examples, growing field by field in a terminal. Elsewhere every state is printed on a line of its own.

# laid_out JSON: the compact object with a line for each member, for people. Reads the text once, knows only strings and
# brackets; a value that is not finished yet has no closer, which is the point.
laid_out() {
    local json=$1 out='' indent='' char string=no i
    for ((i = 0; i < ${#json}; ++i)); do
        char=${json:i:1}
        if [ $string = yes ]; then
            out+=$char
            case $char in
                \\) out+=${json:++i:1} ;;
                \") string=no ;;
            esac
            continue
        fi
        case $char in
            \") string=yes out+=$char ;;
            '{' | '[') indent+='  ' out+=$char$'\n'$indent ;;
            '}' | ']') indent=${indent%  } out+=$'\n'$indent$char ;;
            ',') out+=$char$'\n'$indent ;;
            ':') out+=': ' ;;
            *) out+=$char ;;
        esac
    done
    printf '%s\n' "$out"
}

# value_of LINE: the value of a partial or result line, by its place between two members that are always there.
value_of() {
    local rest=${1#*\"value\":}
    case $1 in
        '{"type":"result"'*) printf '%s' "${rest%%,\"attempts\":*}" ;;
        *) printf '%s' "${rest%\}}" ;;
    esac
}

# grow: shows the lines of `extract --ndjson` on standard input; in a terminal each state in the place of the one before.
grow() {
    local line text lines=0
    while IFS= read -r line; do
        case $line in
            '{"type":"partial"'* | '{"type":"result"'*) ;;
            *) continue ;;
        esac
        text=$(value_of "$line")
        if [ -t 1 ]; then
            text=$(laid_out "$text")
            [ "$lines" -eq 0 ] || printf '\033[%dA\033[J' "$lines"
            printf '%s\n' "$text"
            lines=$(wc -l <<<"$text")
        else
            printf '%s\n' "$text"
        fi
    done
}

# demo CLI: fails when an example does.
demo() {
    local cli=$1 name
    for name in person addresses users profile; do
        printf '\n── %s: %s\n' "$name" "$(cat "resources/examples/$name.txt")"
        "$cli" extract --quiet --ndjson --schema "resources/examples/$name.json" --model 'practice-reader+ok,rate=30' \
            "resources/examples/$name.txt" | grow
    done
    printf '\nThe same by hand, and with your own text:\n'
    printf '  %s extract --schema resources/examples/person.json --text "Extract: Ada is 36 years old"\n' "$cli"
}
