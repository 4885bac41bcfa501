#!/usr/bin/env bash
# Runs the steps of one managed build stage; PID 1 of the stage's container, or a plain process on the host.
#
# Usage: supervisor.sh DIRECTORY PRIMARY_SOURCE_DIRECTORY MARK
# MARK is a NAME=VALUE that every step has in its environment and nothing else on the machine has.
# Orders come as lines on stdin: first a nonce, then
#   RUN SEQUENCE USER FAIL_FAST SHELL   run the script DIRECTORY/steps/SEQUENCE; USER - is whoever this is
#   KILL SIGNAL                         send a signal to the process group of the running step
#   SWEEP                               kill everything that steps have started
#   PING                                notice a step whose waiting process is gone
# The end of stdin means that the runner is gone: everything is killed and the container ends with PID 1.
#
# When a step has ended, stdout and stderr each carry \036NONCE:SEQUENCE:EXIT_CODE:CAPTURED\037. Nothing that a step
# prints can be taken for it, since no step knows the nonce.
#
# Every name here begins with __oci_devops_, because a step's variables are loaded into the shell that becomes the step.
__oci_devops_directory=$1 __oci_devops_primary=$2 __oci_devops_mark=$3
IFS= read -r __oci_devops_nonce || exit 1
__oci_devops_running='' __oci_devops_waiter=''
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

# Becomes the step: a new session, the step's environment, directory, user and shell.
__oci_devops_become_step() {
  local __oci_devops_user=$2 __oci_devops_home='' __oci_devops_as=() __oci_devops_options=()
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
  cd -- "$__oci_devops_primary" || exit 126
  unset OLDPWD
  set -- "$1" "$4"
  __oci_devops_load "$__oci_devops_directory/env"
  __oci_devops_load "$__oci_devops_directory/carried"
  [ -z "$__oci_devops_home" ] || export HOME=$__oci_devops_home USER=$__oci_devops_user
  case ${2##*/} in
    bash)
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
  printf '\036%s:%s:%d:%d\037' "$__oci_devops_nonce" "$1" "$2" "$__oci_devops_captured" >&2
  printf '\036%s:%s:%d:%d\037' "$__oci_devops_nonce" "$1" "$2" "$__oci_devops_captured"
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

# As PID 1 everything is no more than the container; elsewhere it is what carries the mark.
__oci_devops_sweep() {
  local __oci_devops_process
  if [ "$$" = 1 ]; then
    kill -KILL -1
  else
    for __oci_devops_process in /proc/[0-9]*; do
      if grep -qzxF -e "$__oci_devops_mark" "$__oci_devops_process/environ"; then
        kill -KILL "${__oci_devops_process#/proc/}"
      fi
    done
  fi 2> /dev/null
}

while IFS=' ' read -r __oci_devops_order __oci_devops_a __oci_devops_b __oci_devops_c __oci_devops_d; do
  case $__oci_devops_order in
    RUN)
      __oci_devops_running=$__oci_devops_a
      (
        umask 077
        cd -- "$__oci_devops_directory" && rm -f -- capture && : > capture && : > leader && : > reported
      )
      __oci_devops_wait_for_step "$__oci_devops_a" "$__oci_devops_b" "$__oci_devops_c" "$__oci_devops_d" &
      __oci_devops_waiter=$!
      # Bash tells of the end of its jobs on stderr, which is the step's.
      disown "$__oci_devops_waiter"
      ;;
    KILL)
      __oci_devops_leader=$(< "$__oci_devops_directory/leader")
      [ -n "$__oci_devops_leader" ] && kill "-$__oci_devops_a" -- "-$__oci_devops_leader" 2> /dev/null
      ;;
    SWEEP) __oci_devops_sweep ;;
    PING)
      if [ -n "$__oci_devops_running" ] && ! kill -0 "$__oci_devops_waiter" 2> /dev/null; then
        # The step killed every process it could, the one that waits for it among them.
        if [ ! -s "$__oci_devops_directory/reported" ]; then
          # Its own shell is what kill -1 spares.
          kill -KILL -- "-$(< "$__oci_devops_directory/leader")" 2> /dev/null
          __oci_devops_report "$__oci_devops_running" 137
        fi
        __oci_devops_running=''
      fi
      ;;
  esac
done
__oci_devops_sweep
# A container is gone with its files; on the host they hold secrets that nobody else may be there to remove.
[ "$$" = 1 ] || rm -rf -- "$__oci_devops_directory"
exit 0
