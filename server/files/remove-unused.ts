import { deleteForgotten, deleteUnused } from './store.ts'

/** Files nobody used within a day, and kept ones that outlived what their workspace wants; of all workspaces. */
export async function removeUnusedFiles(): Promise<void> {
  await deleteUnused()
  await deleteForgotten()
}
