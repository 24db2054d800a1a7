# SPDX-FileCopyrightText: Espalier contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
# Completion for espalier-cli. Commands and options are read from the program's own help, so they are always its own.

_espalier_cli() {
    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]} program=${COMP_WORDS[0]}
    local command='' word words=''
    for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
        if [[ $word != -* ]]; then
            command=$word
            break
        fi
    done
    COMPREPLY=()
    case $previous in
    --mode) words='auto tools json json_schema md_json parallel_tools' ;;
    --draft) words='2020-12 2019-09 7 6 4' ;;
    --stream) words='none full partial iterable' ;;
    --coerce) words='off safe all' ;;
    --bad-items) words='ask keep drop fail' ;;
    --schema-dialect) words='json_schema json_object structured_outputs guided_json' ;;
    --hook-events)
        words='completion:kwargs completion:response completion:error parse:error validation retry:scheduled run:finished batch:finished'
        ;;
    --schema | --recipe | --prompt-file | --events)
        mapfile -t COMPREPLY < <(compgen -f -- "$current")
        return
        ;;
    --api-key-env)
        mapfile -t COMPREPLY < <(compgen -e -- "$current")
        return
        ;;
    *)
        if [[ -z $command ]]; then
            words=$("$program" --help 2> /dev/null | sed -n '/^Commands:/,/^$/s/^  \([a-z]*\) .*/\1/p')' --help --version --quiet'
        elif [[ $current == -* ]]; then
            words=$("$program" "$command" --help 2> /dev/null | sed -n 's/^  \(--[a-z-]*\).*/\1/p')
        elif [[ $command == key && $previous == key ]]; then
            words='set test delete list'
        elif [[ $command == schema && $previous == schema ]]; then
            words='infer check roundtrip python typescript'
        else
            mapfile -t COMPREPLY < <(compgen -f -- "$current")
            return
        fi
        ;;
    esac
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
}

complete -o filenames -F _espalier_cli espalier-cli
