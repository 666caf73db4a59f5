@echo off
rem Starts numloss; builds it first when it is not built or its sources are newer.
setlocal
set "HOME_DIR=%~dp0"
set "JAR=%HOME_DIR%target\numloss.jar"
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"

if not exist "%HOME_DIR%src\main" goto start
powershell -NoProfile -Command "$jar = Get-Item -ErrorAction SilentlyContinue $env:JAR; if (-not $jar) { exit 1 }; $newer = Get-ChildItem -Recurse -File \"$env:HOME_DIR\src\main\", \"$env:HOME_DIR\pom.xml\" | Where-Object { $_.LastWriteTime -gt $jar.LastWriteTime }; if ($newer) { exit 1 }"
if not errorlevel 1 goto start
echo numloss: building (the first build downloads TensorFlow, about 200 MB) ... 1>&2
pushd "%HOME_DIR%"
call mvn --batch-mode --quiet -DskipTests package 1>&2
if errorlevel 1 (
  popd
  echo numloss: the build failed, see above. 1>&2
  exit /b 1
)
popd
powershell -NoProfile -Command "(Get-Item $env:JAR).LastWriteTime = Get-Date"
echo numloss: built. 1>&2

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
