import { containerSuite } from "./support/container-suite";

containerSuite("exec");
