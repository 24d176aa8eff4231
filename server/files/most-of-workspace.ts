/** What all files of a workspace may hold, in bytes; HEARTH_FILES_MB in docs/settings.md. */
export const mostOfWorkspace = (): number => Number(process.env.HEARTH_FILES_MB ?? '2000') * 1_000_000
