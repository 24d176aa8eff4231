import { type Sample, sample } from './sample.ts'

/** Numbers as pictures. */
export function chartsSamples(): Sample[] {
  const month = ['Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov']
  const points = (...values: number[]) => values.map((value, i) => ({ label: month[i] ?? '', value }))
  return [
    sample({
      component: 'Chart',
      name: 'Chart',
      what: 'Numbers over labels: bars, lines, areas, a pie, or stacks. A table says the same to a screen reader.',
      full: { kind: 'bar', title: 'Orders', period: 'June to November', series: [{ name: 'Orders', points: points(212, 240, 198, 275, 301, 288) }] },
      empty: { series: [], title: 'Orders' },
      also: [
        {
          name: 'Line',
          props: {
            kind: 'line',
            title: 'Visitors',
            series: [
              { name: 'Shop', points: points(1200, 1500, 1380, 1710, 1900, 2140) },
              { name: 'Blog', points: points(800, 760, 910, 1020, 990, 1130) },
            ],
          },
        },
        { name: 'Area', props: { kind: 'area', title: 'Storage', unit: 'GB', series: [{ name: 'Used', points: points(120, 131, 139, 160, 178, 191) }] } },
        {
          name: 'Pie',
          props: {
            kind: 'pie',
            title: 'Spending',
            unit: 'EUR',
            series: [
              {
                name: 'Spending',
                points: [
                  { label: 'Rent', value: 900 },
                  { label: 'Food', value: 410 },
                  { label: 'Travel', value: 220 },
                  { label: 'Leisure', value: 130 },
                ],
              },
            ],
          },
        },
        {
          name: 'Stacked',
          props: {
            kind: 'stacked',
            title: 'Support',
            series: [
              { name: 'Answered by an agent', points: points(120, 140, 155, 170, 190, 214) },
              { name: 'Handed to a person', points: points(60, 58, 49, 44, 38, 31) },
              { name: 'Unanswered', points: points(12, 9, 8, 6, 6, 4) },
            ],
          },
        },
      ],
    }),
  ]
}
