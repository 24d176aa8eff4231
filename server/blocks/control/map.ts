import { z } from 'zod'
import { defineContainer } from '../../engine/define-container.ts'
import { generic, listOfGeneric } from '../../engine/port-types.ts'
import { failuresPort, indexPort, onItemFailure } from './loop-ports.ts'

export default defineContainer({
  id: 'control.map',
  title: 'Map',
  summary: 'Does what is in it for the items of a list, several at once, and gathers the results in the order of the items.',
  docs: 'Like For Each, but up to "At once" items are under way together. The results still stand in the order of the items. Keep "At once" small when a service outside allows only so many calls. With "Collect" a failed item stands in Failures, and the others are done all the same.',
  words: ['parallel', 'iterate in parallel', 'parallel loop', 'concurrent', 'fan out'],
  category: 'control',
  icon: 'layers',
  container: 'map',
  input: z.object({
    items: listOfGeneric('T').meta({ title: 'Items', description: 'At most 10,000.' }),
    atOnce: z.int().min(1).max(100).default(10).meta({ title: 'At once', description: 'How many items may be under way together.' }),
    onItemFailure,
  }),
  output: z.object({
    results: listOfGeneric('R').meta({ title: 'Results', description: 'What each item brought, in their order. One that brought nothing is left out.' }),
    failures: failuresPort,
    count: z.int().meta({ title: 'Count', description: 'How many items were done.' }),
  }),
  inside: {
    outputs: z.object({ item: generic('T').meta({ title: 'Item' }), index: indexPort }),
    inputs: z.object({ result: generic('R').optional().meta({ title: 'Result', description: 'What this item brings.' }) }),
  },
})
