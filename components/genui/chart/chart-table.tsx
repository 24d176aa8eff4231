import { keyed } from '../keyed.ts'
import type { Column } from './columns.ts'
import { valueText } from './scale.ts'

/** The chart's numbers for those who do not see it. */
export function ChartTable({ names, columns, unit }: { names: string[]; columns: Column[]; unit?: string | undefined }) {
  return (
    <table className="sr-only">
      <thead>
        <tr>
          <th scope="col">Label</th>
          {names.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {keyed(columns, (column) => column.label).map(({ key, item: { label, values } }) => (
          <tr key={key}>
            <th scope="row">{label}</th>
            {values.map((value, j) => (
              <td key={names[j]}>{value === undefined ? 'no value' : valueText(value, unit)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
