# Ctrl-X A inserts a number at the cursor. In ~/.bashrc: eval "$(allu shell bash)"
__allu_insert() {
    local number
    number=$(allu pick --format '{phone}') || return
    READLINE_LINE="${READLINE_LINE:0:READLINE_POINT}$number${READLINE_LINE:READLINE_POINT}"
    READLINE_POINT=$((READLINE_POINT + ${#number}))
}
bind -x '"\C-xa": __allu_insert'
