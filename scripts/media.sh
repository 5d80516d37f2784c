# Sourced by ./run after build: the media process as native code where the machine can make it, else as it was built.

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

# publish_media FOLDER: puts an executable `ponte-media` into FOLDER and says on standard error which kind it is.
publish_media() {
  local folder=$1 log rid
  local project=src/Ponte.Media.Host/Ponte.Media.Host.csproj
  local common=(--configuration "${CONFIGURATION:-Release}" --verbosity quiet --nologo --output "$folder")
  log=$(mktemp)
  mkdir -p "$folder"
  if can_publish_native && rid=$(runtime_identifier) &&
    timeout 600 dotnet publish "$project" "${common[@]}" --runtime "$rid" -p:PublishAot=true >"$log" 2>&1; then
    echo "ponte-media: native code" >&2
  else
    # No linker, or no package of the native compiler to be had: the same program on the shared runtime.
    dotnet publish "$project" "${common[@]}" -p:PublishAot=false >"$log" 2>&1 || { cat "$log" >&2; rm -f "$log"; return 1; }
    echo "ponte-media: on the .NET runtime (native code needs clang, a linker and the package of the compiler)" >&2
  fi
  rm -f "$log"
}
