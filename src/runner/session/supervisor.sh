#!/usr/bin/env bash
# Runs the steps of one managed build stage; PID 1 of the stage's container, or a plain process on the host.
#
# Usage: supervisor.sh DIRECTORY PRIMARY_SOURCE_DIRECTORY MARK
# MARK is a NAME=VALUE that every step has in its environment and nothing else on the machine has.
# Orders come as lines on stdin: first a nonce, then
#   RUN SEQUENCE USER FAIL_FAST PIPEFAIL INPUT SHELL
#                  run the script DIRECTORY/steps/SEQUENCE; USER - is whoever this is, FAIL_FAST and PIPEFAIL are 1 or 0,
#                  INPUT is empty or closed
#   KILL SIGNAL    send a signal to the process group of the running step
#   SWEEP          kill everything that steps have started
#   PING           notice a step whose waiting process is gone
#   STAY           from now on the end of stdin ends nothing in a container; on the host it leaves the files
# The end of stdin means that the runner is gone: everything is killed and the container ends with PID 1.
#
# When a step has ended, stdout and stderr each carry \036NONCE:SEQUENCE:EXIT_CODE:CAPTURED:KILLED\037, KILLED being how
# many processes have been killed for want of memory so far; STAY is answered so with the sequence 0. Nothing that a step
# prints can be taken for it, since no step knows the nonce.
#
# Every name here begins with __oci_devops_, because a step's variables are loaded into the shell that becomes the step.
__oci_devops_directory=$1 __oci_devops_primary=$2 __oci_devops_mark=$3
IFS= read -r __oci_devops_nonce || exit 1
__oci_devops_running='' __oci_devops_waiter='' __oci_devops_stays=''
cd / || exit 1
# What is written here is for nobody else; steps get back what was.
__oci_devops_umask=$(umask)
umask 077
# shellcheck source=common.sh
. "$__oci_devops_directory/common.sh"
# A step may leave any PATH behind for the next one.
__oci_devops_bash=$(type -P bash) __oci_devops_setsid=$(type -P setsid) __oci_devops_setpriv=$(type -P setpriv)

# Loads NAME=VALUE records, each ended by a NUL, into the environment; names that bash keeps for itself stay as they are.
__oci_devops_load() {
  local __oci_devops_record
  while IFS= read -r -d '' __oci_devops_record; do
    case $__oci_devops_record in
      =* | BASHOPTS=* | BASH_VERSINFO=* | EUID=* | PPID=* | SHELLOPTS=* | UID=* | BASH_ENV=*) ;;
      *) export "${__oci_devops_record?}" ;;
    esac
  done < "$1"
}

# The last record of a complete capture is "=".
__oci_devops_is_complete() {
  local __oci_devops_record __oci_devops_last=''
  while IFS= read -r -d '' __oci_devops_record; do __oci_devops_last=$__oci_devops_record; done < "$1"
  [ "$__oci_devops_last" = '=' ]
}

# Becomes the step: a new session, the step's environment, directory, user, input and shell.
__oci_devops_become_step() {
  local __oci_devops_user=$2 __oci_devops_home='' __oci_devops_as=() __oci_devops_options=()
  local __oci_devops_pipefail=$4 __oci_devops_input=$5
  if [ "$__oci_devops_user" != - ] && [ "$__oci_devops_user" != "$(id -un)" ]; then
    __oci_devops_home=$(getent passwd -- "$__oci_devops_user" | cut -d: -f6)
    if [ -z "$__oci_devops_home" ]; then
      echo "unable to find user $__oci_devops_user: no matching entries in passwd file" >&2
      exit 126
    fi
    # The step writes its capture, and may open /dev/stdout and /dev/stderr.
    chown -- "$__oci_devops_user" "$__oci_devops_directory/capture" "/proc/$BASHPID/fd/1" "/proc/$BASHPID/fd/2" 2> /dev/null
    __oci_devops_as=("$__oci_devops_setpriv" "--reuid=$__oci_devops_user"
      "--regid=$(id -g -- "$__oci_devops_user")" --init-groups)
  fi
  [ "$3" = 1 ] && __oci_devops_options=(-e)
  umask "$__oci_devops_umask"
  cd -- "$__oci_devops_primary" || exit 126
  unset OLDPWD
  set -- "$1" "$6"
  __oci_devops_load "$__oci_devops_directory/env"
  __oci_devops_load "$__oci_devops_directory/carried"
  [ -z "$__oci_devops_home" ] || export HOME=$__oci_devops_home USER=$__oci_devops_user
  [ "$__oci_devops_input" = empty ] || exec <&-
  case ${2##*/} in
    bash)
      [ "$__oci_devops_pipefail" = 1 ] && __oci_devops_options+=(-o pipefail)
      [ "$2" = bash ] && set -- "$1" "$__oci_devops_bash"
      BASH_ENV=$__oci_devops_directory/capture.bash exec "$__oci_devops_setsid" "${__oci_devops_as[@]}" "$2" \
        --noprofile --norc "${__oci_devops_options[@]}" "$__oci_devops_directory/steps/$1"
      ;;
    *)
      exec "$__oci_devops_setsid" "${__oci_devops_as[@]}" "$2" "${__oci_devops_options[@]}" \
        "$__oci_devops_directory/capture.sh" "$__oci_devops_directory/steps/$1"
      ;;
  esac
}

__oci_devops_report() {
  local __oci_devops_captured=0
  if __oci_devops_is_complete "$__oci_devops_directory/capture"; then
    mv -f -- "$__oci_devops_directory/capture" "$__oci_devops_directory/carried" && __oci_devops_captured=1
  fi
  __oci_devops_tell "$1" "$2" "$__oci_devops_captured"
}

__oci_devops_tell() {
  __oci_devops_count_killed
  set -- "$__oci_devops_nonce" "$@" "$__oci_devops_killed"
  printf '\036%s:%s:%d:%d:%d\037' "$@" >&2
  printf '\036%s:%s:%d:%d:%d\037' "$@"
}

# Makes room for what a step captures and for who it is, by the shell alone where the step before left nothing.
__oci_devops_prepare() {
  local __oci_devops_capture=$__oci_devops_directory/capture
  if [ -e "$__oci_devops_capture" ] || [ -L "$__oci_devops_capture" ]; then rm -rf -- "$__oci_devops_capture"; fi
  : > "$__oci_devops_capture"
  : > "$__oci_devops_directory/leader"
  : > "$__oci_devops_directory/reported"
}

__oci_devops_wait_for_step() {
  local __oci_devops_code
  (__oci_devops_become_step "$@") < /dev/null &
  echo "$!" > "$__oci_devops_directory/leader"
  wait "$!" 2> /dev/null
  __oci_devops_code=$?
  __oci_devops_report "$1" "$__oci_devops_code"
  echo "$1" > "$__oci_devops_directory/reported"
}

while IFS=' ' read -r -a __oci_devops_order; do
  case ${__oci_devops_order[0]} in
    RUN)
      __oci_devops_running=${__oci_devops_order[1]}
      __oci_devops_prepare
      __oci_devops_wait_for_step "${__oci_devops_order[@]:1}" &
      __oci_devops_waiter=$!
      # Bash tells of the end of its jobs on stderr, which is the step's.
      disown "$__oci_devops_waiter"
      ;;
    KILL)
      __oci_devops_leader=$(< "$__oci_devops_directory/leader")
      [ -n "$__oci_devops_leader" ] && kill "-${__oci_devops_order[1]}" -- "-$__oci_devops_leader" 2> /dev/null
      ;;
    SWEEP) __oci_devops_sweep ;;
    PING)
      if [ -n "$__oci_devops_running" ] && ! kill -0 "$__oci_devops_waiter" 2> /dev/null; then
        # The step killed every process it could, the one that waits for it among them. The one of the step before may have
        # come to saying that it has reported only after this step had begun.
        if [ "$(< "$__oci_devops_directory/reported")" != "$__oci_devops_running" ]; then
          # Its own shell is what kill -1 spares.
          kill -KILL -- "-$(< "$__oci_devops_directory/leader")" 2> /dev/null
          __oci_devops_report "$__oci_devops_running" 137
        fi
        __oci_devops_running=''
      fi
      ;;
    STAY)
      __oci_devops_stays=1
      __oci_devops_prepare_to_stay
      __oci_devops_tell 0 0 0
      ;;
  esac
done
[ -z "$__oci_devops_stays" ] || __oci_devops_stay
__oci_devops_sweep
# A container is gone with its files; on the host they hold secrets that nobody else may be there to remove.
[ "$$" = 1 ] || rm -rf -- "$__oci_devops_directory"
exit 0
