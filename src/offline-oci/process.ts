// The process of the stand-in: Terraform talks to it by its socket, whoever started it by messages.
// It is a process of its own because the jest matchers of cdktf wait for Terraform without letting go of theirs.

import { Cloud, typeOfExisting } from "./cloud";
import { FileJournal } from "./journal";
import { Order, Questions, Reply, StartOrder } from "./orders";
import { servePlugin } from "./plugin-server";
import { Provider } from "./provider";
import { providerSchema } from "./provider-schema";

let questions: Questions | undefined;

async function start(order: StartOrder): Promise<void> {
  const cloud = new Cloud(order.stateFile === undefined ? undefined : new FileJournal(order.stateFile));
  const types = Object.keys(providerSchema().resource_schemas);
  for (const [id, attributes] of Object.entries(order.existing)) {
    if (cloud.get(id) === undefined) cloud.adopt(id, typeOfExisting(id, types), { ...attributes, id });
  }
  const provider = new Provider(cloud, order);
  await servePlugin(provider, order.socket);
  questions = {
    resources: () => cloud.all(),
    requests: () => provider.requests,
    change: (id, attributes) => cloud.change(id, attributes),
  };
}

async function answer({ question, args }: Order): Promise<unknown> {
  if (question === "start") return start(args[0] as StartOrder);
  return (questions![question] as (...args: readonly unknown[]) => unknown)(...args);
}

process.on("message", (order: Order) => {
  const reply = (rest: Omit<Reply, "number">) => void process.send?.({ number: order.number, ...rest });
  answer(order).then(
    (result) => reply({ result }),
    (error: Error) => reply({ error: error.message }),
  );
});
// Whoever started it is gone.
process.on("disconnect", () => process.exit(0));
