import { z } from 'zod'
import { defineContainer } from '../../engine/define-container.ts'
import { generic, listOfGeneric } from '../../engine/port-types.ts'
import { failuresPort, indexPort, onItemFailure } from './loop-ports.ts'

export default defineContainer({
  id: 'control.for-each',
  title: 'For Each',
  summary: 'Does what is in it for each item of a list, one after another, and gathers the results in order.',
  docs: 'Put blocks into it and wire Item to them; wire what they make to Result. Items are done one after another, and Previous holds the result of the item before, so a total can be carried along. After a crash it goes on with the item it was at; finished items are not done again. Use Map when the items do not depend on each other.',
  words: ['loop', 'iterate', 'iteration', 'iterator', 'foreach', 'split in batches', 'loop over items', 'looping by zapier', 'for loop'],
  category: 'control',
  icon: 'repeat',
  container: 'for-each',
  input: z.object({ items: listOfGeneric('T').meta({ title: 'Items', description: 'At most 10,000.' }), onItemFailure }),
  output: z.object({
    results: listOfGeneric('R').meta({ title: 'Results', description: 'What each item brought, in order. One that brought nothing is left out.' }),
    failures: failuresPort,
    count: z.int().meta({ title: 'Count', description: 'How many items were done.' }),
  }),
  inside: {
    outputs: z.object({
      item: generic('T').meta({ title: 'Item' }),
      index: indexPort,
      previous: generic('R').meta({ title: 'Previous', description: 'The result of the item before. Nothing for the first.' }),
    }),
    inputs: z.object({ result: generic('R').optional().meta({ title: 'Result', description: 'What this item brings.' }) }),
  },
})
