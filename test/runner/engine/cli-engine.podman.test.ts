import { engineSuite } from "./engine-suite";
import { describeWithPodman } from "../support/podman";

describeWithPodman("podman as an engine", ({ engine, client }) => engineSuite(engine, client));
