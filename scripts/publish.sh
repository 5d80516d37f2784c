# Sourced by ./run and bench/run: the two programs as they are installed, compiled ahead where the machine can do it, else as they were built.

# Linker and compiler that native code needs; they are not installed for it, as the process works without.
can_publish_native() {
  [[ $(uname -s) == Linux ]] && command -v clang >/dev/null && { command -v ld.lld >/dev/null || command -v ld >/dev/null; }
}

# Prints the runtime identifier of this machine.
runtime_identifier() {
  case $(uname -m) in
    x86_64) echo linux-x64 ;;
    aarch64) echo linux-arm64 ;;
    *) return 1 ;;
  esac
}

# try_publish LOG PROJECT FOLDER ARGUMENT...
try_publish() {
  timeout 600 dotnet publish "$2" --configuration "${CONFIGURATION:-Release}" --verbosity quiet --nologo --output "$3" "${@:4}" >"$1" 2>&1
}

# publish_ahead LOG PROJECT FOLDER ARGUMENT...: compiled ahead, on the shared runtime (ReadyToRun). Fails where the package of that compiler is not to be had.
publish_ahead() {
  local rid
  rid=$(runtime_identifier) && try_publish "$@" --runtime "$rid" --self-contained false -p:PublishReadyToRun=true
}

# publish NAME PROJECT FOLDER ARGUMENT...: compiled ahead or, failing that, as it was built; says on standard error which.
publish() {
  local name=$1 log kind="compiled ahead"
  shift
  log=$(mktemp)
  publish_ahead "$log" "$@" || {
    kind="compiled while it runs, as the package of the compiler was not to be had: the first minute costs more"
    try_publish "$log" "$@" || { cat "$log" >&2; rm -f "$log"; return 1; }
  }
  rm -f "$log"
  echo "$name: on the .NET runtime, $kind" >&2
}

# publish_server FOLDER: puts an executable `ponte` into FOLDER.
publish_server() {
  publish ponte src/Ponte.Server/Ponte.Server.csproj "$1"
}

# publish_media FOLDER: puts an executable `ponte-media` into FOLDER, as native code where the machine can make it.
publish_media() {
  local project=src/Ponte.Media.Host/Ponte.Media.Host.csproj rid
  if can_publish_native && rid=$(runtime_identifier) && try_publish /dev/null "$project" "$1" --runtime "$rid" -p:PublishAot=true; then
    echo "ponte-media: native code" >&2
  else
    publish ponte-media "$project" "$1" -p:PublishAot=false
  fi
}
