/** The language of a function, by func.yaml's word for it. */
export class FunctionRuntime {
  /** Node.js; tested by `npm test`. */
  public static readonly NODE = new FunctionRuntime("node");
  /** Python; tested by `pytest`. */
  public static readonly PYTHON = new FunctionRuntime("python");
  /** Java, built with Maven; tested by `mvn test`. */
  public static readonly JAVA = new FunctionRuntime("java");
  /** Go; tested by `go test`. */
  public static readonly GO = new FunctionRuntime("go");
  /** Ruby; tested by `rake test`. */
  public static readonly RUBY = new FunctionRuntime("ruby");
  /** C#; tested by `dotnet test`, which the build runner does not have: a step before must install it. */
  public static readonly CSHARP = new FunctionRuntime("dotnet");
  /** Kotlin, built with Maven; tested by `mvn test`. */
  public static readonly KOTLIN = new FunctionRuntime("kotlin");
  /** Anything with a Dockerfile of its own; of its tests nothing is known. */
  public static readonly DOCKER = new FunctionRuntime("docker");

  /** A runtime by func.yaml's word for it, with or without a version, such as `java17`. */
  public static of(name: string): FunctionRuntime {
    return new FunctionRuntime(name);
  }

  private constructor(
    /** Func.yaml's word. */
    public readonly name: string,
  ) {}
}
