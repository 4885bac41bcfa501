export * from "./grants-matcher";
export * from "./offline-oci";
