import { writeFileSync } from 'node:fs'

/** One line of the result. `ratio` is to `against`, measured in the same rounds. */
export type Figure = { name: string; value: number; unit: string; against: string | null; ratio: number | null }

export function report(figures: Figure[], file: string | undefined): void {
  const wide = Math.max(...figures.map((figure) => figure.name.length))
  for (const { name, value, unit, against, ratio } of figures) {
    const number = value >= 100 ? value.toFixed(0) : value.toFixed(value >= 10 ? 1 : 2)
    console.log(`${name.padEnd(wide)}  ${number.padStart(9)} ${unit.padEnd(14)}${ratio === null ? '' : `${ratio.toFixed(2)} × ${against}`}`)
  }
  if (file) writeFileSync(file, `${JSON.stringify(figures, null, 2)}\n`)
}
