/**
 * Resource types and families that have no table of permissions in the catalogue.
 *
 * Source: https://docs.oracle.com/en-us/iaas/Content/Identity/policyreference/policyreference_topic-ResourceTypes.htm
 * and the pages of the services below policyreference/.
 */
export const OTHER_RESOURCE_TYPES: readonly string[] = `
  api-gateway-family autonomous-database-family bastion-family cluster-family compute-container-family
  compute-management-family data-catalog-family data-safe-family data-science-family database-family dns email-family
  file-family instance-agent-command-family instance-agent-family instance-family mysql-family network-firewall-family
  nosql-family object-family optimizer-api-family stream-family volume-family

  app-catalog-listing cluster-networks cluster-node-pools cluster-virtualnode-pools clusters compute-container-instances
  compute-containers console-histories dedicated-vm-hosts instance-configurations instance-console-connection
  instance-images instance-pools instances volume-attachments

  autonomous-databases buckets db-systems export-sets file-systems mount-targets mysql-instances nosql-indexes
  nosql-rows nosql-tables objects objectstorage-namespaces queues stream-pools stream-pull stream-push streams
  volume-backups volume-group-backups volume-groups volumes

  api-deployments api-gateways bastion bastion-session load-balancers network-load-balancers

  alarms audit-events cloudevents-rules compartments dynamic-groups groups metrics orm-jobs orm-stacks policies quotas
  serviceconnectors tag-defaults tag-namespaces tenancies users work-requests workrequests
`
  .trim()
  .split(/\s+/);
