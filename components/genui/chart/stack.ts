export type Layer = { from: number; to: number; index: number }

/** Values set on top of each other: what is positive upwards, what is negative downwards. Missing ones and zeros take no room. */
export function stackOf(values: readonly (number | undefined)[]): Layer[] {
  let [up, down] = [0, 0]
  return values.flatMap((value, index) => {
    if (value === undefined || value === 0) return []
    const from = value > 0 ? up : down
    const to = from + value
    if (value > 0) up = to
    else down = to
    return [{ from, to, index }]
  })
}

/** How far a stack reaches, down and up. */
export function reachOf(values: readonly (number | undefined)[]): [number, number] {
  const ends = stackOf(values).map(({ to }) => to)
  return [Math.min(0, ...ends), Math.max(0, ...ends)]
}
