#!/bin/sh
# Puts the list to fzf: the people as lines, each with what their records hold. Prints right and asked.
# Usage, in the top folder: sh tests/queries/fzf.sh
people=$(mktemp)
trap 'rm -f "$people"' EXIT
cargo run -q -- find --lang fi --in people --format '{name} {phone.printed} {email.address} {position.title} {position.project} {position.organisation} {position.areas} {position.place}' > "$people"
right=0
asked=0
tab=$(printf '\t')
while IFS="$tab" read -r _ pane query accepted; do
    [ "$pane" = people ] || continue
    asked=$((asked + 1))
    first=$(fzf --filter "$query" < "$people" | head -n 1)
    if [ -z "$first" ]; then
        [ "$accepted" = - ] && right=$((right + 1))
        continue
    fi
    if printf '%s\n' "$accepted" | tr '|' '\n' | while read -r name; do
        case "$first" in *"$name"*) exit 1 ;; esac
    done; then :; else right=$((right + 1)); fi
done < tests/queries/embedded.tsv
echo "$right of $asked"
