#!/usr/bin/env bash
# Runs the steps of one managed build stage; PID 1 of the stage's container, or a plain process on the host.
#
# Usage: supervisor.sh DIRECTORY PRIMARY_SOURCE_DIRECTORY
# Orders come as lines on stdin: first a nonce, then
#   RUN SEQUENCE USER FAIL_FAST SHELL   run the script DIRECTORY/steps/SEQUENCE; USER - is whoever this is
#   KILL SIGNAL                         send a signal to the process group of the running step
#   SWEEP                               kill everything in the container but this process
#   PING                                notice a step whose waiting process is gone
# The end of stdin means that the runner is gone: everything is killed and the container ends with PID 1.
#
# When a step has ended, stdout and stderr each carry \036NONCE:SEQUENCE:EXIT_CODE:CAPTURED\037. Nothing that a step
# prints can be taken for it, since no step knows the nonce.
directory=$1 primary=$2
IFS= read -r nonce || exit 1
running='' leader='' waiter=''

# Loads NAME=VALUE records, each ended by a NUL, into the environment.
load() {
  local record
  [ -f "$1" ] || return 0
  while IFS= read -r -d '' record; do
    [ "$record" = '=' ] || export "${record?}"
  done < "$1"
}

# The last record of a complete capture is "=".
is_complete() {
  local record last=''
  while IFS= read -r -d '' record; do last=$record; done < "$1"
  [ "$last" = '=' ]
}

# Becomes the step: a new session, the step's environment, directory, user and shell.
become_step() {
  local sequence=$1 user=$2 fail_fast=$3 shell=$4 home as=() options=()
  load "$directory/env"
  load "$directory/carried"
  if [ "$user" != - ] && [ "$user" != "$(id -un)" ]; then
    if ! home=$(getent passwd -- "$user" | cut -d: -f6) || [ -z "$home" ]; then
      echo "unable to find user $user: no matching entries in passwd file" >&2
      exit 126
    fi
    export HOME=$home USER=$user
    chown "$user" "$directory/capture"
    as=(setpriv "--reuid=$user" "--regid=$(id -g -- "$user")" --init-groups)
  fi
  cd -- "$primary" || exit 126
  unset OLDPWD
  [ "$fail_fast" = 1 ] && options=(-e)
  case ${shell##*/} in
    bash) BASH_ENV=$directory/capture.bash exec setsid "${as[@]}" "$shell" --noprofile --norc "${options[@]}" \
      "$directory/steps/$sequence" ;;
    *) exec setsid "${as[@]}" "$shell" "${options[@]}" "$directory/capture.sh" "$directory/steps/$sequence" ;;
  esac
}

report() {
  local captured=0
  if is_complete "$directory/capture"; then
    mv -f -- "$directory/capture" "$directory/carried" && captured=1
  fi
  printf '\036%s:%s:%d:%d\037' "$nonce" "$1" "$2" "$captured" >&2
  printf '\036%s:%s:%d:%d\037' "$nonce" "$1" "$2" "$captured"
}

wait_for_step() {
  local code
  (become_step "$@") < /dev/null &
  echo "$!" > "$directory/leader"
  wait "$!" 2> /dev/null
  code=$?
  report "$1" "$code"
  echo "$1" > "$directory/reported"
}

kill_everything() {
  # Only as PID 1 is "everything" no more than the container.
  if [ "$$" = 1 ]; then
    kill -KILL -1
  elif [ -n "$running" ]; then
    kill -KILL -- "-$(< "$directory/leader")"
  fi 2> /dev/null
}

while IFS=' ' read -r order a b c d; do
  case $order in
    RUN)
      running=$a
      (umask 077 && : > "$directory/capture" && : > "$directory/leader" && : > "$directory/reported")
      wait_for_step "$a" "$b" "$c" "$d" &
      waiter=$!
      ;;
    KILL)
      leader=$(< "$directory/leader")
      [ -n "$leader" ] && kill "-$a" -- "-$leader" 2> /dev/null
      ;;
    SWEEP) [ "$$" = 1 ] && kill_everything ;;
    PING)
      if [ -n "$running" ] && ! kill -0 "$waiter" 2> /dev/null; then
        # The step killed every process it could, the one that waits for it among them.
        [ -s "$directory/reported" ] || report "$running" 137
        running=''
      fi
      ;;
  esac
done
kill_everything
exit 0
