/** What building a function needs to know of its language; `fn build` knows the rest. */
export interface Runtime {
  /** Func.yaml's word for it; a version may follow, as in `java17`. */
  readonly word: string;
  /** Commands that fetch what the tests need and run them, in the function's folder; none where nothing is known. */
  readonly test: readonly string[];
  /** Files in the function's folder that say what is fetched. */
  readonly lockFiles: readonly string[];
  /** Where the package manager keeps what it has fetched. */
  readonly cacheFolders: readonly string[];
  /** Whether it is built with Maven, the only kind of project that the service audits. */
  readonly isMaven: boolean;
}

const MAVEN = {
  test: ["mvn --batch-mode test"],
  lockFiles: ["pom.xml"],
  cacheFolders: ["${HOME}/.m2/repository"],
  isMaven: true,
};

/**
 * The runtimes of the Fn CLI.
 *
 * Sources: https://github.com/fnproject/cli, langs/base.go (words; Kotlin needs a pom.xml); for the folders
 * https://docs.npmjs.com/cli/using-npm/config#cache, https://pip.pypa.io/en/stable/topics/caching/,
 * https://maven.apache.org/settings.html (localRepository), `go help environment` (GOMODCACHE, GOCACHE) and
 * https://learn.microsoft.com/nuget/consume-packages/managing-the-global-packages-and-cache-folders; Bundler gets its
 * folder here. What the build runner has: https://docs.oracle.com/en-us/iaas/Content/devops/using/runtime_details.htm
 */
export const RUNTIMES: readonly Runtime[] = [
  {
    word: "node",
    test: ["if [ -f package-lock.json ]; then npm ci; else npm install; fi", "npm test"],
    lockFiles: ["package-lock.json", "package.json"],
    cacheFolders: ["${HOME}/.npm"],
    isMaven: false,
  },
  {
    word: "python",
    test: ["python3 -m pip install --requirement requirements.txt pytest", "python3 -m pytest"],
    lockFiles: ["requirements.txt"],
    cacheFolders: ["${HOME}/.cache/pip"],
    isMaven: false,
  },
  { word: "java", ...MAVEN },
  { word: "kotlin", ...MAVEN },
  {
    word: "go",
    test: ["go test ./..."],
    lockFiles: ["go.sum", "go.mod"],
    cacheFolders: ["${HOME}/go/pkg/mod", "${HOME}/.cache/go-build"],
    isMaven: false,
  },
  {
    word: "ruby",
    test: ['export BUNDLE_PATH="${HOME}/.cache/bundle"', "bundle install", "bundle exec rake test"],
    lockFiles: ["Gemfile.lock", "Gemfile"],
    cacheFolders: ["${HOME}/.cache/bundle"],
    isMaven: false,
  },
  {
    word: "dotnet",
    test: ["dotnet test"],
    lockFiles: ["packages.lock.json", "src/Function/Function.csproj"],
    cacheFolders: ["${HOME}/.nuget/packages"],
    isMaven: false,
  },
];

/** What is known of a runtime by its name in func.yaml; undefined for `docker` and for words that nobody knows here. */
export function runtimeOf(name: string): Runtime | undefined {
  const word = /^[a-z]*/.exec(name)![0];
  return RUNTIMES.find((runtime) => runtime.word === word);
}
