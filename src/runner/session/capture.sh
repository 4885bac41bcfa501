# shellcheck shell=sh disable=SC1090,SC2154
# Runs a step's script in a shell that has no BASH_ENV: sh DIRECTORY/capture.sh STEP
# A step that sets an EXIT trap of its own replaces this one, and its variables are then not seen by later steps.
__oci_devops_directory=${0%/*}
__oci_devops_cr=$(printf '\r')

# Each line break becomes a blank, by the shell alone: a step may leave any PATH behind. One line at a time, for the
# patterns of some shells take the square of a text's length.
__oci_devops_print_in_one_line() {
  __oci_devops_blank=''
  while IFS= read -r __oci_devops_line; do
    while :; do
      case $__oci_devops_line in
        *"$__oci_devops_cr"*)
          __oci_devops_line="${__oci_devops_line%%"$__oci_devops_cr"*} ${__oci_devops_line#*"$__oci_devops_cr"}"
          ;;
        *) break ;;
      esac
    done
    printf '%s%s' "$__oci_devops_blank" "$__oci_devops_line" || return
    __oci_devops_blank=' '
  done << TEXT
$1
TEXT
}

# The final record tells that all are there: a full disk takes any of them.
__oci_devops_write() {
  while IFS= read -r __oci_devops_name; do
    if eval "[ \"\${$__oci_devops_name+set}\" ]"; then
      eval "__oci_devops_value=\$$__oci_devops_name"
      printf '%s=' "$__oci_devops_name" || return
      __oci_devops_print_in_one_line "$__oci_devops_value" || return
      printf '\000' || return
    fi
  done < "$__oci_devops_directory/declared"
  printf '=\000'
}

__oci_devops_capture() {
  __oci_devops_status=$?
  __oci_devops_write > "$__oci_devops_directory/capture" || :
  exit "$__oci_devops_status"
}
trap __oci_devops_capture EXIT
__oci_devops_step=$1
shift
. "$__oci_devops_step"
