import { assignedNames, declares, writtenAssignments } from "./assigned";
import { errorsOf } from "./errors";
import { Pipe, Place, placesOf, spanOf, takesOutput, TOP } from "./place";
import {
  Assignment,
  ScriptFacts,
  ShellCommand,
  ShellError,
  ShellWord,
  Span,
  VariableRead,
} from "./script-facts";
import {
  AssignmentNode,
  CommandNode,
  ForEachChild,
  NAME,
  ParsedScript,
  Positioned,
  SyntaxNode,
  Word,
} from "./tree";
import { arithmeticName, assignedValue, staticArgument, staticValue, variableOf } from "./words";

/** What the tree of a script says. */
export function scriptFacts(tree: ParsedScript, text: string, each: ForEachChild): ScriptFacts {
  return new Walk(text, each).facts(tree);
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** Substitutions within substitutions that are read; each costs the library one more reading of what is in it. */
const MAX_DEPTH = 6;

/** Operators of arithmetic that assign what is left of them. */
const ASSIGNS = /^(?:[-+*/%&^|]|<<|>>)?=$/;
const COUNTS = /^(?:\+\+|--)$/;

/** One pass over a tree; a list of what is still to be seen, as long chains of operators are deep trees. */
class Walk {
  private readonly errors: ShellError[] = [];
  private readonly commands: Writable<ShellCommand>[] = [];
  private readonly assignments: Assignment[] = [];
  private readonly reads: VariableRead[] = [];
  private readonly writers: [Writable<ShellCommand>, Pipe][] = [];
  /** The variables of words and of inputs, by their nodes; each list gets those of its set in the end. */
  private readonly variables = new Map<SyntaxNode, Set<string>>();
  private readonly lists: [string[], Set<string>][] = [];
  /** Names in arithmetic that are given a value, not asked for one. */
  private readonly targets = new Set<SyntaxNode>();

  constructor(
    private readonly text: string,
    private readonly each: ForEachChild,
  ) {}

  facts(tree: ParsedScript): ScriptFacts {
    const open: [SyntaxNode, Place][] = [[tree, TOP]];
    for (let next = open.pop(); next; next = open.pop()) {
      const node = next[0];
      const variables = this.variables.get(node);
      const place = variables ? { ...next[1], variables } : next[1];
      this.see(node, place);
      if (place.depth > MAX_DEPTH) continue;
      const children: SyntaxNode[] = [];
      this.each(node, (child) => void children.push(child));
      const places = placesOf(node, place, children);
      for (let i = children.length - 1; i >= 0; i--) open.push([children[i], places[i]]);
    }
    for (const [command, pipe] of this.writers) command.pipedInto = pipe.reader;
    for (const [list, names] of this.lists) for (const name of names) list.push(name);
    return {
      errors: this.errors,
      commands: inOrder(this.commands),
      assignments: inOrder(this.assignments),
      reads: inOrder(this.reads),
    };
  }

  private see(node: SyntaxNode, place: Place): void {
    switch (node.type) {
      case "Script":
        for (const error of errorsOf(node, place, this.text, this.each)) this.errors.push(error);
        return;
      case "Command":
        this.command(node, place);
        return;
      case "For":
      case "Select":
        this.assign(node.name.value, node.name, "loop", place);
        return;
      case "ParameterExpansion":
        this.read(node, place);
        if (node.operation?.type === "Default" && node.operation.operator.endsWith("=")) {
          this.assign(node.parameter, node, "assignment", place);
        }
        return;
      case "ArithmeticBinary":
        if (ASSIGNS.test(node.operator)) this.calculate(node, node.left, place);
        if (node.operator === "=") this.targets.add(node.left);
        return;
      case "ArithmeticUnary":
        if (COUNTS.test(node.operator)) this.calculate(node, node.operand, place);
        return;
      case "TestUnary":
        if (node.operator === "-v") this.readByName(node.operand, place);
        return;
      default:
        this.read(node, place);
    }
  }

  private command(node: CommandNode, place: Place): void {
    const { isInShell, isUnconditional, isOutputCaptured } = place;
    const command: Writable<ShellCommand> = {
      name: node.name && staticValue(node.name, this.each),
      words: node.args.map((word) => this.word(word, place)),
      isInShell,
      isUnconditional,
      isOutputRedirected: place.isOutputRedirected || node.redirects.some(takesOutput),
      isOutputCaptured,
      inputVariables: this.listOf(node.redirects.filter(({ type }) => type !== "Redirect")),
      pipedInto: undefined,
      ...this.span(node, place),
    };
    this.commands.push(command);
    if (place.output) this.writers.push([command, place.output]);
    if (place.input) place.input.reader ??= command;
    this.assignedBy(node, place);
    if (command.name === "[" || command.name === "test") this.testedBy(node, place);
  }

  private word(node: Word | AssignmentNode, place: Place): ShellWord {
    const isBare = node.type === "Word" && node.parts === undefined;
    const value = node.type === "Word" ? staticValue(node, this.each) : staticArgument(node, this.each);
    const variables = this.listOf(isBare ? [] : [node]);
    return { source: node.text, value, variables, ...this.span(node, place) };
  }

  /** The variables in nodes, once these have been seen. */
  private listOf(nodes: readonly SyntaxNode[]): string[] {
    const list: string[] = [];
    const names = new Set<string>();
    for (const node of nodes) this.variables.set(node, names);
    if (nodes.length > 0) this.lists.push([list, names]);
    return list;
  }

  private assignedBy(node: CommandNode, place: Place): void {
    for (const assignment of writtenAssignments(node)) {
      this.assign(assignment.name, assignment, "assignment", place, assignedValue(assignment, this.each));
    }
    const by = declares(node) ? "assignment" : "command";
    for (const { name, word } of assignedNames(node)) {
      const value = by === "assignment" ? staticValue(word, this.each)?.replace(/^[^=]*=/, "") : undefined;
      this.assign(name, word, by, place, value);
    }
  }

  /** `[ -v A ]` */
  private testedBy(node: CommandNode, place: Place): void {
    const option = node.args.findIndex((word) => word.type === "Word" && word.value === "-v");
    const tested = option < 0 ? undefined : node.args[option + 1];
    if (tested?.type === "Word") this.readByName(tested, { ...place, isTested: true });
  }

  /** `((A = 1))`, `((A++))`, also of an element: `((A[1] = 1))` */
  private calculate(node: SyntaxNode, target: SyntaxNode, place: Place): void {
    if (target.type !== "ArithmeticWord") return;
    const name = arithmeticName(target.value);
    const isWhole = node.type === "ArithmeticBinary" && node.operator === "=" && name === target.value;
    this.assign(name, node, "assignment", place, isWhole ? numberIn(node.right) : undefined);
  }

  private assign(name: string, node: Positioned, by: Assignment["by"], place: Place, value?: string): void {
    if (!NAME.test(name)) return;
    const { isInShell, isInFunction } = place;
    this.assignments.push({ name, by, isInShell, isInFunction, value, ...this.span(node, place) });
  }

  private read(node: SyntaxNode, place: Place): void {
    const variable = this.targets.has(node) ? undefined : variableOf(node);
    if (variable === undefined) return;
    this.reads.push({ isTested: place.isTested, ...variable, ...this.span(node, place) });
    place.variables?.add(variable.name);
  }

  private readByName(word: Word, place: Place): void {
    const { value: name } = word;
    if (!NAME.test(name)) return;
    this.reads.push({ isTested: place.isTested, name, hasFallback: false, ...this.span(word, place) });
  }

  private span(node: Positioned, place: Place): Span {
    return place.span ?? spanOf(node);
  }
}

function numberIn(node: SyntaxNode): string | undefined {
  return node.type === "ArithmeticWord" && /^[0-9]+$/.test(node.value) ? node.value : undefined;
}

/** Here-documents stand behind the rest of their line. */
function inOrder<T extends Span>(found: T[]): T[] {
  return found.sort((a, b) => a.start - b.start);
}
