import { AssignmentNode, CommandNode, NAME, Word } from "./tree";

/** A name that a command assigns, and the word that says so. */
export interface AssignedName {
  readonly name: string;
  readonly word: Word;
}

/** How the words of a command that assigns variables are read. */
interface Usage {
  /** Letters of the options that take a value. */
  readonly valued: string;
  /** The one of them whose value is a variable. */
  readonly naming?: string;
  /** Which of the other words are variables. */
  readonly names: (operands: readonly Word[]) => readonly Word[];
}

// Bash 5.2 manual, "Bash Builtin Commands".
const READ_LINES: Usage = { valued: "dnOsuCc", names: (operands) => operands.slice(0, 1) };
const USAGES: Readonly<Record<string, Usage>> = {
  read: { valued: "adinNptu", naming: "a", names: (operands) => operands },
  mapfile: READ_LINES,
  readarray: READ_LINES,
  printf: { valued: "v", naming: "v", names: () => [] },
  getopts: { valued: "", names: (operands) => operands.slice(1, 2) },
};

const DECLARES: ReadonlySet<string> = new Set(["export", "declare", "local", "readonly", "typeset"]);
const DECLARED = /^([A-Za-z_][A-Za-z_0-9]*)\+?=/;
const LET =
  /^\s*(?:\+\+|--)?([A-Za-z_][A-Za-z_0-9]*)(?:\[[^\]]*\])?\s*(?:(?:[-+*/%&^|]|<<|>>)?=(?!=)|\+\+|--)/;

/** The assignments that stand in a command: it has no name (`A=b`), or declares (`export A=b`). */
export function writtenAssignments(command: CommandNode): AssignmentNode[] {
  const within = command.name === undefined ? command.prefix : declares(command) ? command.suffix : [];
  return within.flatMap((node) => (node.type === "Assignment" ? [node] : []));
}

/** The variables that a command assigns by name: `read A`, `printf -v A`, `let A=1`, `export "A=b"`. */
export function assignedNames(command: CommandNode): AssignedName[] {
  const name = command.name?.value ?? "";
  const words = command.suffix.flatMap((node) => (node.type === "Word" ? [node] : []));
  if (declares(command)) return matching(words, DECLARED);
  if (name === "let") return matching(words, LET);
  return Object.hasOwn(USAGES, name) ? namesByUsage(words, USAGES[name]) : [];
}

/** Whether its assignments are arguments, as those of `export`. */
export function declares(command: CommandNode): boolean {
  return DECLARES.has(command.name?.value ?? "");
}

function matching(words: readonly Word[], pattern: RegExp): AssignedName[] {
  return words.flatMap((word) => {
    const name = pattern.exec(word.value)?.[1];
    return name === undefined ? [] : [{ name, word }];
  });
}

function namesByUsage(words: readonly Word[], { valued, naming, names }: Usage): AssignedName[] {
  const found: AssignedName[] = [];
  const add = (text: string, word: Word) => {
    const name = text.replace(/\[.*$/s, "");
    if (NAME.test(name)) found.push({ name, word });
  };
  let i = 0;
  for (; i < words.length; i++) {
    const option = words[i].value;
    if (!/^-./.test(option)) break;
    if (option === "--") {
      i++;
      break;
    }
    const at = [...option].findIndex((letter, j) => j > 0 && valued.includes(letter));
    if (at < 0) continue;
    const attached = option.slice(at + 1);
    const letter = option[at];
    if (attached === "") i++;
    if (letter === naming && i < words.length) add(attached || words[i].value, words[i]);
  }
  for (const word of names(words.slice(i))) add(word.value, word);
  return found;
}
