/** How long a write keeps its project busy; long enough for writes that Terraform starts together to meet. */
const WRITE_MS = 5;

/**
 * The writes to each DevOps project, one at a time.
 *
 * The service may answer 409 to a write while another one to the same project is under way; provider documentation,
 * examples of r/devops_build_pipeline_stage, chains them by depends_on.
 */
export class ProjectWrites {
  private readonly last = new Map<string, Promise<unknown>>();

  isBusy(project: string): boolean {
    return this.last.has(project);
  }

  /** Does the work when the writes before it are done. */
  async do<T>(project: string, work: () => T): Promise<T> {
    const before = this.last.get(project);
    const own = (async () => {
      await before?.catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, WRITE_MS));
      return work();
    })();
    this.last.set(project, own);
    try {
      return await own;
    } finally {
      if (this.last.get(project) === own) this.last.delete(project);
    }
  }
}
