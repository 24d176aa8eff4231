/** Somebody who looks has this long to see it; then it is pushed. */
export const patienceMs = (): number => Number(process.env.HEARTH_PUSH_AFTER_MS ?? '6000')
