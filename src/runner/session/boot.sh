# shellcheck shell=sh
# Becomes the supervisor of a session where all is there that it needs, else its keeper.
#
# Usage: sh boot.sh DIRECTORY PRIMARY_SOURCE_DIRECTORY MARK KIND PROGRAM..., the first three as for both of them
# KIND is the kind of session, supervisor, exec or any; the programs are those that the supervisor needs.
# Answers with one line: `supervisor`, `exec` and what is missing for the other, or `missing` and what is.
directory=$1 primary=$2 mark=$3 kind=$4
shift 4
missing=''
# The version is what decides: macOS still has 3.2.
# shellcheck disable=SC2016
bash -c '[ "${BASH_VERSINFO[0]}" -ge 4 ]' 2> /dev/null || missing=' bash-4'
for program in "$@"; do
  command -v "$program" > /dev/null 2>&1 || missing="$missing $program"
done
case $kind/$missing in
  any/ | supervisor/)
    echo supervisor
    exec bash "$directory/supervisor.sh" "$directory" "$primary" "$mark"
    ;;
  supervisor/*)
    echo "missing$missing"
    exit 1
    ;;
  *)
    echo "exec$missing"
    exec sh "$directory/keeper.sh" "$directory" "$primary" "$mark"
    ;;
esac
