import { engineSuite } from "./engine-suite";
import { CliEngine } from "../../../src/runner/engine/cli-engine";
import { describeWithEngine, docker } from "../support/engine";

describeWithEngine("docker as an engine", () => engineSuite(new CliEngine("docker"), docker));
