export * from "./offline-oci";
