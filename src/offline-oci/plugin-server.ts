import * as path from "node:path";
import {
  loadPackageDefinition,
  sendUnaryData,
  Server,
  ServerCredentials,
  ServiceDefinition,
  status,
} from "@grpc/grpc-js";
import { loadSync } from "@grpc/proto-loader";
import { AttributePath } from "./attribute-path";
import { conformed } from "./block-value";
import { Finding } from "./check-config";
import { Provider } from "./provider";
import { BlockSchema, providerSchema, TypeSchema } from "./provider-schema";
import { decodeValue, DynamicValue, encodeValue, isMap, Value, ValueMap } from "./value";

const PROTOCOL = path.join(__dirname, "..", "..", "src", "offline-oci", "tfplugin5.proto");

type Message = Readonly<Record<string, any>>;

/** Serves a provider to Terraform at a Unix socket. */
export async function servePlugin(provider: Provider, socket: string): Promise<void> {
  const definition = loadSync(PROTOCOL, { keepCase: true, longs: Number, enums: String, defaults: true });
  const { tfplugin5 } = loadPackageDefinition(definition) as unknown as {
    tfplugin5: { Provider: { service: ServiceDefinition } };
  };
  // The schema alone is larger than gRPC's preset.
  const server = new Server({ "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 });
  const methods = Object.entries(methodsOf(provider)).map(([name, answer]) => [name, handler(answer)]);
  server.addService(tfplugin5.Provider.service, Object.fromEntries(methods));
  await new Promise<void>((resolve, reject) => {
    server.bindAsync(`unix:${socket}`, ServerCredentials.createInsecure(), (error) =>
      error ? reject(error) : resolve(),
    );
  });
}

function handler(answer: (request: Message) => Message | Promise<Message>) {
  return (call: { request: Message }, done: sendUnaryData<Message>) => {
    void Promise.resolve()
      .then(() => answer(call.request))
      .then(
        (message) => done(null, message),
        (error: Error) => done({ code: status.INTERNAL, details: error.stack ?? error.message }),
      );
  };
}

function methodsOf(provider: Provider): Record<string, (request: Message) => Message | Promise<Message>> {
  return {
    GetSchema: () => schemas(),
    PrepareProviderConfig: ({ config }) => ({ prepared_config: config }),
    Configure: () => ({}),
    Stop: () => ({}),
    ValidateDataSourceConfig: () => ({}),
    ValidateResourceTypeConfig: ({ type_name: type, config }) => ({
      diagnostics: diagnostics(provider.validate(type, mapOf(config)!)),
    }),
    UpgradeResourceState: ({ type_name: type, raw_state: state }) => {
      const value = JSON.parse(Buffer.from(state.json).toString("utf8")) as ValueMap;
      return { upgraded_state: encodeValue(conformed(providerSchema().resource_schemas[type].block, value)) };
    },
    PlanResourceChange: ({ type_name: type, prior_state: prior, proposed_new_state: proposed }) => {
      const change = provider.plan(type, mapOf(prior), mapOf(proposed));
      return {
        planned_state: encodeValue(change?.planned ?? null),
        requires_replace: (change?.requiresReplace ?? []).map(attributePath),
        legacy_type_system: true,
      };
    },
    ApplyResourceChange: async ({ type_name: type, prior_state: prior, planned_state: planned }) => {
      const { result, findings } = await provider.apply(type, mapOf(prior), mapOf(planned));
      return {
        new_state: encodeValue(result ?? null),
        diagnostics: diagnostics(findings),
        legacy_type_system: true,
      };
    },
    ReadResource: ({ type_name: type, current_state: state }) => ({
      new_state: encodeValue(provider.read(type, mapOf(state)!)),
    }),
    ImportResourceState: ({ type_name: type, id }) => {
      const { result, findings } = provider.import(type, id);
      const resources = result === undefined ? [] : [{ type_name: type, state: encodeValue(result) }];
      return { imported_resources: resources, diagnostics: diagnostics(findings) };
    },
    ReadDataSource: ({ type_name: type, config }) => {
      const { result, findings } = provider.readData(type, mapOf(config)!);
      return { state: encodeValue(result ?? null), diagnostics: diagnostics(findings) };
    },
  };
}

function mapOf(value: DynamicValue): ValueMap | null {
  const decoded: Value = decodeValue(value);
  return isMap(decoded) ? decoded : null;
}

function diagnostics(findings: readonly Finding[]): Message[] {
  return findings.map(({ severity, summary, detail, path: at }) => ({
    severity: severity.toUpperCase(),
    summary,
    detail,
    ...(at.length > 0 && { attribute: attributePath(at) }),
  }));
}

function attributePath(at: AttributePath): Message {
  return {
    steps: at.map((step) =>
      typeof step === "number" ? { element_key_int: step } : { attribute_name: step },
    ),
  };
}

function schemas(): Message {
  const { provider, resource_schemas: resources, data_source_schemas: dataSources } = providerSchema();
  const all = (types: Readonly<Record<string, TypeSchema>>) =>
    Object.fromEntries(Object.entries(types).map(([type, schema]) => [type, schemaMessage(schema)]));
  return {
    provider: schemaMessage(provider),
    resource_schemas: all(resources),
    data_source_schemas: all(dataSources),
  };
}

function schemaMessage({ version = 0, block }: TypeSchema): Message {
  return { version, block: blockMessage(block) };
}

function blockMessage({ attributes = {}, block_types: blocks = {} }: BlockSchema): Message {
  return {
    attributes: Object.entries(attributes).map(([name, { type, ...properties }]) => ({
      name,
      type: Buffer.from(JSON.stringify(type)),
      ...properties,
    })),
    block_types: Object.entries(blocks).map(([name, nested]) => ({
      type_name: name,
      block: blockMessage(nested.block),
      nesting: nested.nesting_mode.toUpperCase(),
      min_items: nested.min_items ?? 0,
      max_items: nested.max_items ?? 0,
    })),
  };
}
