import pino from 'pino'

/** One structured line a fact, on standard output. `HEARTH_LOG` names the level: silent, error, warn, info (default), debug. */
export const log = pino({ level: process.env.HEARTH_LOG ?? (process.env.VITEST ? 'silent' : 'info'), base: undefined })
