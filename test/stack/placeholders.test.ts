import { Fn, TerraformOutput, TerraformVariable } from "cdktf";
import fc from "fast-check";
import { keepPlaceholders, placeholdersOf } from "../../src/stack/placeholders";
import { resolved, synthesized } from "../support/synthesized";
import { temporaryFolder } from "../support/temporary-folder";
import { describeWithTerraform, evaluateOutputs } from "../support/terraform";
import { testStack } from "../support/test-stack";

/** What Terraform's template language makes of the text around its expressions. */
const unescaped = (text: string) => text.replace(/\$\$\{/g, "${").replace(/%%\{/g, "%{");

const name = fc.stringMatching(/^[a-zA-Z][a-zA-Z_0-9]{0,12}$/);
const placeholder = name.map((n) => `\${${n}}`);
const literal = fc.string({ maxLength: 12 }).filter((text) => !/[$%{}]/.test(text));
const text = fc
  .array(fc.oneof(literal, placeholder, fc.constantFrom("{", "}", "50% ", "#")), { maxLength: 8 })
  .map((parts) => parts.join(""));
const reference = fc.constantFrom(
  "${var.region}",
  "${local.tag}",
  "${oci_devops_project.project_801E7F7D.id}",
  "${data.oci_vault_secret.pat.compartment_id}",
  "${each.value}",
  '${lookup(var.tags, "main")}',
  "${TfToken[TOKEN.12]}",
);

describe("placeholders of OCI", () => {
  test("reach Terraform escaped", () => {
    expect(keepPlaceholders("iad.ocir.io/ns/fn:${imageVersion}-${BUILDRUN_HASH}")).toBe(
      "iad.ocir.io/ns/fn:$${imageVersion}-$${BUILDRUN_HASH}",
    );
  });

  test("are the same text again once Terraform has read them", () => {
    fc.assert(fc.property(text, (original) => unescaped(keepPlaceholders(original)) === original));
  });

  test("stay as they are when they are escaped already", () => {
    fc.assert(
      fc.property(
        text,
        (original) => keepPlaceholders(keepPlaceholders(original)) === keepPlaceholders(original),
      ),
    );
  });

  test("never reach Terraform as an expression, whatever stands before them", () => {
    fc.assert(
      fc.property(fc.nat(5), literal, name, (dollars, before, n) => {
        expect(keepPlaceholders(`${before}${"$".repeat(dollars)}\${${n}}`)).toMatch(/\$\$\{[^{}]*\}$/);
      }),
    );
  });

  test("leave references of Terraform and tokens of cdktf alone", () => {
    fc.assert(
      fc.property(literal, reference, placeholder, reference, (before, first, middle, second) => {
        expect(keepPlaceholders(`${before}${first}${middle}${second}`)).toBe(
          `${before}${first}$${middle}${second}`,
        );
      }),
    );
  });

  test("stand beside real tokens of a stack", () => {
    const { stack } = testStack();
    const region = new TerraformVariable(stack, "region", { type: "string" }).stringValue;
    const uri = keepPlaceholders(`${region}.ocir.io/${Fn.lower(region)}:\${tag}`);
    new TerraformOutput(stack, "uri", { value: uri });
    expect(resolved(stack, uri)).toBe("${var.region}.ocir.io/${lower(var.region)}:$${tag}");
    expect(synthesized(stack).output.uri.value).toBe("${var.region}.ocir.io/${lower(var.region)}:$${tag}");
  });
});

describe("names of placeholders", () => {
  test("are listed in order, each once", () => {
    expect(placeholdersOf("${b}/${a}:${b}-$${c}")).toEqual(["b", "a", "c"]);
  });

  test("are the ones that were put in", () => {
    fc.assert(
      fc.property(fc.array(name), literal, (names, between) => {
        const source = names.map((n) => `\${${n}}`).join(between);
        expect(placeholdersOf(source)).toEqual([...new Set(names)]);
        expect(placeholdersOf(keepPlaceholders(source))).toEqual([...new Set(names)]);
      }),
    );
  });

  test("are neither references nor tokens nor plain text", () => {
    expect(placeholdersOf("$name {name} ${var.name} ${TfToken[TOKEN.1]} ${1st} ${}")).toEqual([]);
  });
});

describeWithTerraform("placeholders of OCI in Terraform itself", () => {
  test("come out as they went in, and references are filled in", () => {
    const texts = ["${tag}", "a-${b}-${c_1}", "50% of {${x}}", "${var.region}.ocir.io/${name}"];
    const output = Object.fromEntries(texts.map((t, i) => [`t${i}`, { value: keepPlaceholders(t) }]));
    const evaluated = evaluateOutputs(temporaryFolder(), {
      variable: { region: { default: "iad" } },
      output,
    });
    expect(evaluated).toEqual({ t0: texts[0], t1: texts[1], t2: texts[2], t3: "iad.ocir.io/${name}" });
  });
});
