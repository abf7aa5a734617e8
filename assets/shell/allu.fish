# Ctrl-X A inserts a number at the cursor. In ~/.config/fish/config.fish: allu shell fish | source
function __allu_insert
    set -l number (allu pick --format '{phone}' </dev/tty)
    and commandline --insert -- $number
    commandline --function repaint
end
bind \cxa __allu_insert
