import { log } from '../platform/log.ts'

const line = (level: 'debug' | 'warn' | 'error') => (entry: unknown) => log[level]({ from: 'dbos' }, entry instanceof Error ? entry.message : String(entry))

/** DBOS tells much that is ordinary: into our log at the level it deserves. */
export const dbosLogger = { info: line('debug'), debug: line('debug'), warn: line('warn'), error: line('error') }
