# Sourced by ./run and ./test: the pages of the folder web.

# install_pages: the packages of the pages, as the lock file names them; nothing where they are there already.
install_pages() {
  command -v npm >/dev/null || install_packages nodejs npm
  local stamp=web/node_modules/.installed
  [[ -f $stamp && ! web/package-lock.json -nt $stamp ]] && return 0
  (cd web && npm ci --no-audit --no-fund --loglevel=error)
  touch "$stamp"
}

# build_pages FOLDER: puts the built pages into FOLDER; nothing where their sources have not changed since.
build_pages() {
  local sum stamp=$1/.sources
  sum=$(find web -path web/node_modules -prune -o -path web/dist -prune -o -type f -print0 | sort -z | xargs -0 sha256sum | sha256sum)
  [[ -f $stamp && $(<"$stamp") == "$sum" ]] && return 0
  install_pages
  (cd web && npm run --silent build)
  rm -rf "$1"
  mkdir -p "$1"
  cp -r web/dist/. "$1"
  rm -rf "$1/.vite"
  echo "$sum" >"$stamp"
}
