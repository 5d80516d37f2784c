# Sourced by ./run, ./test and .ci/run: what a fresh Debian machine needs.

CONFIGURATION=${CONFIGURATION:-Release}
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1

# Peers that the interoperability tests call with, and tools that look at what was sent.
TEST_PACKAGES=(sip-tester opensmtpd dovecot-imapd baresip-core linphone-cli sipvicious slapd stunnel4 openssl tshark procps espeak-ng)

# Installs the Debian packages that are missing. Says what to do where it may not.
install_packages() {
  local missing=() package
  for package in "$@"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
  done
  ((${#missing[@]} == 0)) && return 0
  local sudo=()
  if ((EUID != 0)); then
    command -v sudo >/dev/null || { echo "Please install as root: apt-get install ${missing[*]}" >&2; return 1; }
    sudo=(sudo)
  fi
  echo "Installing ${missing[*]}"
  "${sudo[@]}" apt-get update -qq
  DEBIAN_FRONTEND=noninteractive "${sudo[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

require_dotnet() {
  command -v dotnet >/dev/null || { echo "The .NET SDK 10 is missing: see https://dotnet.microsoft.com/download" >&2; return 1; }
}

# build [PROJECT]: restores and builds the solution, or one project; the tools' versions are in .config/dotnet-tools.json and global.json.
build() {
  require_dotnet
  dotnet tool restore >/dev/null
  dotnet build "${1:-Ponte.slnx}" --configuration "$CONFIGURATION" --verbosity quiet --nologo
}
