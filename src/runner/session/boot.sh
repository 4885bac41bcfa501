# shellcheck shell=sh
# First process of a session: becomes the supervisor where all is there that it needs, else the keeper.
#
# Usage: sh boot.sh DIRECTORY PRIMARY_SOURCE_DIRECTORY MARK, as for both of them
# Reads one line, KIND PROGRAM...: the kind of session, supervisor, exec or any, and the programs of the supervisor.
# Answers with one line: `supervisor`, `exec` and what is missing for the other, or `missing` and what is.
IFS=' ' read -r kind programs || exit 1
missing=''
# The version is what decides: macOS still has 3.2.
# shellcheck disable=SC2016
bash -c '[ "${BASH_VERSINFO[0]}" -ge 4 ]' 2> /dev/null || missing=' bash-4'
for program in $programs; do
  command -v "$program" > /dev/null 2>&1 || missing="$missing $program"
done
case $kind/$missing in
  any/ | supervisor/)
    echo supervisor
    exec bash "$1/supervisor.sh" "$@"
    ;;
  supervisor/*)
    echo "missing$missing"
    exit 1
    ;;
  *)
    echo "exec$missing"
    exec sh "$1/keeper.sh" "$@"
    ;;
esac
