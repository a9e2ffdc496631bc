#!/bin/sh
# Tests of the launcher on a fake project, with fake JDKs and a fake Maven: no real build runs.
# Usage: launcher-test.sh LAUNCHER SHELL; prints one line per claim, exits 1 if any fails.
set -u
launcher=$1
shell=${2:-sh}
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"; [ -z "${server:-}" ] || kill "$server" 2>/dev/null' EXIT
failures=0
project="$work/a project"
mkdir -p "$project/cli/src/main" "$work/home" "$work/bin"
cp "$launcher" "$project/eidetic"
echo pom >"$project/pom.xml"
jdks=$work/jdks

# A JDK whose java prints its home and its arguments, one per line, and exits as told.
fake_jdk() {
  mkdir -p "$1/bin"
  printf 'IMPLEMENTOR="x"\nJAVA_VERSION="%s"\n' "$2" >"$1/release"
  cat >"$1/bin/java" <<'END'
#!/bin/sh
for word in "$@"; do
  case $word in
    -Xshare*) exit 1 ;;
    -XX:AOTCacheOutput=*) echo cache >"${word#*=}" && exit 0 ;;
  esac
done
echo "home=$(cd "$(dirname "$0")/.." && pwd -P)"
echo "locale=${LC_ALL:-}"
for word in "$@"; do echo "<$word>"; done
exit "${FAKE_EXIT:-0}"
END
  chmod +x "$1/bin/java"
  cp "$1/bin/java" "$1/bin/javac"
}

cat >"$work/bin/fake-maven" <<'END'
#!/bin/sh
echo "maven $*" >>"$FAKE_MAVEN_LOG"
[ -z "${FAKE_MAVEN_FAILS:-}" ] || { echo "[ERROR] Foo.java: cannot find symbol"; exit 1; }
mkdir -p cli/target && echo jar >cli/target/eidetic-cli.jar
case $* in *cli-train*) mkdir -p cli-train/target && echo jar >cli-train/target/eidetic-cli-train.jar ;; esac
END
chmod +x "$work/bin/fake-maven"
: >"$work/maven.log"

# Runs the launcher with assignments ($1, words) and arguments; sets output and code.
run() {
  assignments=$1
  shift
  # shellcheck disable=SC2086 # the assignments are words
  output=$(env -u JAVA_HOME -u EIDETIC_JAVA_OPTS -u XDG_CACHE_HOME HOME="$work/home" PATH=/usr/bin:/bin \
    EIDETIC_JDK_FOLDERS="$jdks" EIDETIC_MAVEN="$work/bin/fake-maven" EIDETIC_OFFLINE=1 \
    FAKE_MAVEN_LOG="$work/maven.log" $assignments "$shell" "$project/eidetic" "$@" 2>&1)
  code=$?
}

claim() {
  if [ "$2" = 0 ]; then
    echo "ok: $1"
  else
    echo "FAILED: $1 (exit code $code, output: $output)"
    failures=$((failures + 1))
  fi
}

says() {
  case $output in *"$1"*) echo 0 ;; *) echo 1 ;; esac
}

builds() {
  wc -l <"$work/maven.log" | tr -d ' '
}

fake_jdk "$jdks/old" 17.0.9
fake_jdk "$jdks/faulty" 25.0.1
run "" search x
claim "says that offline forbids the download" "$(says 'EIDETIC_OFFLINE forbids')"
claim "names the refused 17" "$(says "17.0.9 in $jdks/old")"
claim "gives the reason against 25.0.1" "$(says 'JDK-8377811')"
[ "$code" = 3 ]
claim "exits 3 without a JDK" $?

fake_jdk "$jdks/good" 25.0.3
fake_jdk "$jdks/newer" 26
run "" search x
claim "takes the newest in the folders" "$(says "home=$jdks/newer")"
[ "$(builds)" = 1 ]
claim "builds when nothing is built" $?
run "JAVA_HOME=$jdks/good" search x
claim "prefers a suitable JAVA_HOME" "$(says "home=$jdks/good")"
run "JAVA_HOME=$jdks/old" search x
claim "ignores a JAVA_HOME of 17" "$(says "home=$jdks/newer")"
[ "$(builds)" = 1 ]
claim "does not build again without a change" $?
claim "starts from the AOT cache" "$(says "<-XX:AOTCache=$project/cli/target/eidetic-quick.aot>")"
rm -rf "$jdks/newer"

run "FAKE_EXIT=1" search x
[ "$code" = 1 ]
claim "passes the exit code on" $?
run "FAKE_EXIT=2" index x
[ "$code" = 2 ]
claim "passes the exit code on behind the reader of standard error" $?
run "" search "two words" "🦊.jpg"
claim "keeps arguments with spaces and emoji" "$(says "<two words>
<🦊.jpg>")"
run "LC_ALL=C" search x
claim "sets a UTF-8 locale" "$(says UTF-8)"
run "EIDETIC_JAVA_OPTS=-Xmx4g" search x
claim "puts the user's options after its own" "$(says "<-Xmx4g>")"

ln -s "$project/eidetic" "$work/bin/link"
output=$(cd / && HOME="$work/home" JAVA_HOME="$jdks/good" EIDETIC_MAVEN="$work/bin/fake-maven" \
  FAKE_MAVEN_LOG="$work/maven.log" "$shell" "$work/bin/link" search x 2>&1)
claim "works through a link" "$(says "<$project/cli/target/eidetic-cli.jar>")"

sleep 0.1
echo changed >"$project/cli/src/main/New.java"
run "FAKE_MAVEN_FAILS=1" search x
claim "shows the error of a failed build" "$(says 'cannot find symbol')"
[ "$code" = 3 ]
claim "exits 3 after a failed build" $?
run "" search x
[ "$code" = 0 ] && [ "$(builds)" = 3 ]
claim "builds again after a failed build and a change" $?

run "" train --data x
claim "trains from a class path of its own" "$(says "<$project/cli-train/target/eidetic-cli-train.jar>")"
[ "$(builds)" = 4 ]
claim "builds that class path when training is first asked for" $?
run "" search x
[ "$(builds)" = 4 ]
claim "does not mix up the two builds" $?

mkdir -p "$project/.eidetic/lock"
echo 999999999 >"$project/.eidetic/lock/owner"
run "" build
[ "$code" = 0 ] && [ ! -d "$project/.eidetic/lock" ]
claim "takes over the lock of a dead process" $?

# The download, over loopback, if something here can serve files.
if command -v python3 >/dev/null && command -v curl >/dev/null; then
  rm -rf "$jdks/good"
  mkdir -p "$work/www/v3/assets/latest/25"
  fake_jdk "$work/pack/jdk-25.0.3+9" 25.0.3
  tar -czf "$work/www/jdk.tar.gz" -C "$work/pack" jdk-25.0.3+9
  python3 -u -m http.server --bind 127.0.0.1 --directory "$work/www" 0 >"$work/server.log" 2>&1 &
  server=$!
  for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
    port=$(sed -n 's/.*port \([0-9]*\).*/\1/p' "$work/server.log")
    [ -n "$port" ] && break
    sleep 0.25
  done
  answer() {
    printf '[{"binary":{"package":{\n"checksum": "%s",\n"checksum_link": "x",\n"link": "http://127.0.0.1:%s/jdk.tar.gz"\n}}}]' \
      "$1" "$port" >"$work/www/v3/assets/latest/25/hotspot"
  }
  here="EIDETIC_OFFLINE= EIDETIC_ADOPTIUM_URL=http://127.0.0.1:$port no_proxy=127.0.0.1"
  answer 0000000000000000000000000000000000000000000000000000000000000000
  run "$here" search x
  claim "refuses a JDK with another checksum" "$(says 'it should be 0000')"
  [ "$code" = 3 ]
  claim "exits 3 on another checksum" $?
  sum=$(sha256sum "$work/www/jdk.tar.gz" 2>/dev/null || shasum -a 256 "$work/www/jdk.tar.gz")
  answer "${sum%% *}"
  run "$here" search x
  claim "says what it downloads" "$(says 'downloading Temurin 25')"
  claim "runs the downloaded JDK" "$(says '/eidetic/jdk/temurin-25.0.3')"
  run "" search x
  claim "finds the downloaded JDK again, offline" "$(says '/eidetic/jdk/temurin-25.0.3')"
fi

[ "$failures" = 0 ]
