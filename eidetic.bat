@echo off
rem Eidetic's launcher for Windows: finds a JDK 25.0.3 or later, builds when needed, starts.
rem   eidetic build             builds only
rem   eidetic test [ARGS]       runs the whole test suite
rem   eidetic COMMAND [ARGS]    runs a command; --help lists them
rem EIDETIC_JAVA_OPTS holds more JVM options.
setlocal EnableExtensions DisableDelayedExpansion
set "root=%~dp0"
set "module=cli"
set "memory=-Xmx512m"
rem Training has a class path of its own, so that nothing else needs libtorch.
if /i "%~1"=="train" set "module=cli-train"
if /i "%~1"=="train" set "memory=-Xmx1g --sun-misc-unsafe-memory-access=allow -Dorg.bytedeco.javacpp.maxBytes=0 -Dorg.bytedeco.javacpp.maxPhysicalBytes=0"
set "jar=%root%%module%\target\eidetic-%module%.jar"
set "stamp=%root%%module%\target\built"
set "found="

if defined JAVA_HOME call :weigh "%JAVA_HOME%"
if defined found goto :jdk_found
for %%J in (java.exe) do if not "%%~$PATH:J"=="" call :weigh "%%~dp$PATH:J.."
if defined found goto :jdk_found
for %%V in ("Eclipse Adoptium" "Java" "Microsoft" "Zulu" "Amazon Corretto" "BellSoft" "OpenJDK") do (
  for /d %%D in ("%ProgramFiles%\%%~V\*") do call :weigh "%%~D"
)
for /d %%D in ("%USERPROFILE%\.jdks\*") do call :weigh "%%~D"
if defined found goto :jdk_found
echo eidetic: no JDK 25.0.3 or later was found ^(25.0.0 to 25.0.2 can move pinned objects, JDK-8377811^). 1>&2
echo Install one, for instance with:  winget install EclipseAdoptium.Temurin.25.JDK 1>&2
echo or set JAVA_HOME to one, and run the command again. 1>&2
exit /b 3

:jdk_found
set "JAVA_HOME=%found%"
if /i "%~1"=="test" goto :test
if /i "%~1"=="build" goto :build
if exist "%stamp%" if exist "%jar%" goto :start

:build
echo eidetic: building; the first build downloads dependencies and takes some minutes 1>&2
if exist "%stamp%" del "%stamp%"
pushd "%root%"
call mvnw.cmd -B -q package -pl %module% -am -Dmaven.test.skip=true -Dspotless.check.skip=true 1>&2
set "code=%ERRORLEVEL%"
popd
if not "%code%"=="0" echo eidetic: the build failed; the reason stands above 1>&2
if not "%code%"=="0" exit /b 3
echo built> "%stamp%"
if /i "%~1"=="build" exit /b 0

:start
chcp 65001 >nul
"%JAVA_HOME%\bin\java.exe" %memory% --enable-native-access=ALL-UNNAMED --add-modules=jdk.incubator.vector -Dfile.encoding=UTF-8 -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 "-Djava.util.logging.config.file=%root%cli\src\main\launcher\logging.properties" %EIDETIC_JAVA_OPTS% -jar "%jar%" %*
exit /b %ERRORLEVEL%

:test
pushd "%root%"
call mvnw.cmd -B verify %2 %3 %4 %5 %6 %7 %8 %9
set "code=%ERRORLEVEL%"
popd
if not "%code%"=="0" exit /b 3
exit /b 0

rem Sets found to the JDK folder given if its release file says 25.0.3 or later.
:weigh
if not exist "%~1\bin\javac.exe" exit /b 0
if not exist "%~1\release" exit /b 0
for /f "tokens=2 delims==" %%R in ('findstr /b "JAVA_VERSION=" "%~1\release"') do set "version=%%~R"
set "major=0" & set "minor=0" & set "update=0"
for /f "tokens=1-3 delims=.-+" %%A in ("%version%") do (
  set "major=%%A"
  if not "%%B"=="" set "minor=%%B"
  if not "%%C"=="" set "update=%%C"
)
if %major% LSS 25 exit /b 0
if %major% EQU 25 if %minor% EQU 0 if %update% LSS 3 exit /b 0
set "found=%~f1"
exit /b 0
