@echo off
rem Starts numloss; builds it first when it is not built, or was built from other sources.
setlocal
set "HOME_DIR=%~dp0"
set "TARGET=%HOME_DIR%target"
set "JAR=%TARGET%\numloss.jar"
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
if not exist "%HOME_DIR%src\main" goto start

rem The jar of these sources has their digest in its name, and is never written again: a program that runs has it open.
call :digest "%HOME_DIR%." SOURCES
set "OURS=%TARGET%\numloss-%SOURCES%.jar"
if exist "%OURS%" goto choose
set "BUILT="
if exist "%JAR%" if exist "%TARGET%\built" call :digest "%TARGET%\built" BUILT
if "%BUILT%"=="%SOURCES%" (
  copy /y "%JAR%" "%OURS%" >nul
  goto choose
)
where mvn >nul 2>nul
if errorlevel 1 goto older
echo numloss: building (the first build downloads TensorFlow, about 200 MB) ... 1>&2
set "OWN=target\launcher-%RANDOM%%RANDOM%"
pushd "%HOME_DIR%"
call mvn --batch-mode --quiet -Dmaven.test.skip=true "-Dtarget=%OWN%" package 1>&2
if errorlevel 1 (
  rmdir /s /q "%OWN%"
  popd
  echo numloss: the build failed, see above. 1>&2
  exit /b 1
)
move /y "%OWN%\numloss.jar" "%OURS%" >nul
rmdir /s /q "%OWN%"
popd
echo numloss: built. 1>&2
goto choose

:older
for /f "delims=" %%f in ('dir /b /o:d "%TARGET%\numloss*.jar" 2^>nul') do set "JAR=%TARGET%\%%f"
if not exist "%JAR%" (
  echo numloss: it is not built, and there is no mvn on the PATH; install Maven 3.8 or later. 1>&2
  exit /b 1
)
echo numloss: its sources have changed since it was built, and there is no mvn on the PATH to build it again; this is the older one. 1>&2

:choose
if exist "%OURS%" set "JAR=%OURS%"

:start
set "TF_DETERMINISTIC_OPS=1"
rem With --precision bfloat16, only products and convolutions are worth 16 bits.
set "TF_AUTO_MIXED_PRECISION_GRAPH_REWRITE_INFERLIST_REMOVE=Sigmoid,SigmoidGrad,Tanh,TanhGrad,Mul,Add,AddV2,AddN,Sub"
if not defined TF_CPP_MIN_LOG_LEVEL set "TF_CPP_MIN_LOG_LEVEL=2"
rem The images are one large array beside little garbage, which Java's default collector takes up to twice the memory for.
set "COLLECTOR=-XX:+UseSerialGC"
echo %JAVA_TOOL_OPTIONS% %JDK_JAVA_OPTIONS% | findstr /r /c:"-XX:+Use.*GC" >nul && set "COLLECTOR="
"%JAVA%" %COLLECTOR% -XX:+IgnoreUnrecognizedVMOptions --sun-misc-unsafe-memory-access=allow "-Dnumloss.home=%HOME_DIR%." -jar "%JAR%" %*
exit /b %errorlevel%

:digest
set "ROOT=%~1"
for /f "delims=" %%d in ('powershell -NoProfile -Command "$root = (Get-Item -LiteralPath $env:ROOT).FullName; $files = @(Get-ChildItem -Recurse -File -LiteralPath ($root + '\src\main'), ($root + '\src\bench\java')) + @(Get-Item -LiteralPath ($root + '\pom.xml')); $lines = $files | Where-Object { $_.Name -notlike '.*' -and $_.Name -notlike '*~' } | ForEach-Object { (Get-FileHash -LiteralPath $_.FullName).Hash + $_.FullName.Substring($root.Length) } | Sort-Object; $digest = [Security.Cryptography.SHA256]::Create().ComputeHash([Text.Encoding]::UTF8.GetBytes($lines -join ' ')); [BitConverter]::ToString($digest, 0, 8).Replace('-', '')"') do set "%~2=%%d"
exit /b 0
