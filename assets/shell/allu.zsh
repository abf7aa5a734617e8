# Ctrl-X A inserts a number at the cursor. In ~/.zshrc: eval "$(allu shell zsh)"
__allu_insert() {
    local number
    number=$(allu pick --format '{phone}' </dev/tty) && LBUFFER+=$number
    zle reset-prompt
}
zle -N __allu_insert
bindkey '^Xa' __allu_insert
