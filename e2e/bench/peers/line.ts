import type { Figure } from '../report.ts'

/** One measured thing of one system. Lines with `to: undefined` are not compared. */
export type Cell = { line: string; system: string; value: number; unit: string; ratio?: number | undefined }

export const baseline = 'bare DBOS'
export const us = 'Hearth'

export const figuresOf = (cells: Cell[]): Figure[] =>
  cells.map(({ line, system, value, unit, ratio }) => ({
    name: `${line}: ${system}`,
    value,
    unit,
    against: ratio === undefined || system === baseline ? null : baseline,
    ratio: ratio === undefined || system === baseline ? null : ratio,
  }))

/** The table of docs/performance.md: a line each, a column a system; beside a value how it stands to bare DBOS. */
export function tableOf(cells: Cell[]): string {
  const place = (system: string) => (system === baseline ? 0 : system.startsWith(us) ? 1 : 2)
  const systems = [...new Set(cells.map(({ system }) => system))].sort((a, b) => place(a) - place(b))
  const lines = [...new Set(cells.map(({ line }) => line))]
  const row = (texts: string[]) => `| ${texts.join(' | ')} |`
  const body = lines.map((line) => {
    const unit = cells.find((cell) => cell.line === line)?.unit ?? ''
    return row([`${line}${unit ? ` (${unit})` : ''}`, ...systems.map((system) => shown(cells.find((cell) => cell.line === line && cell.system === system)))])
  })
  return [row(['', ...systems]), row(['---', ...systems.map(() => '---')]), ...body].join('\n')
}

function shown(cell: Cell | undefined): string {
  if (!cell) return ''
  if (cell.unit === 'yes or no') return cell.value === 1 ? 'yes' : 'no'
  const value = Number.isInteger(cell.value) || cell.value >= 100 ? cell.value.toFixed(0) : cell.value.toFixed(1)
  return cell.ratio === undefined || cell.system === baseline ? value : `${value} · **${cell.ratio.toFixed(2)} ×**`
}
