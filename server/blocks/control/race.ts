import { z } from 'zod'
import { defineContainer } from '../../engine/define-container.ts'
import { generic } from '../../engine/port-types.ts'

const ports = ['a', 'b', 'c', 'd', 'e', 'f'] as const
const arm = (title: string) => generic('R').optional().meta({ title, description: 'The first of these that brings a value wins.' })

export default defineContainer({
  id: 'control.race',
  title: 'Race',
  summary: 'Gives the first value that what is in it brings. The rest is stopped and its questions are closed.',
  docs: 'Put two or more ways into it and wire their ends to A, B and so on, such as an answer of a person and a Sleep. The first value that comes wins and stays the winner, also when the run is resumed. The other ways are stopped and their open questions are closed.',
  words: ['first wins', 'fastest', 'first finished'],
  category: 'control',
  icon: 'flag',
  container: 'race',
  input: z.object({}),
  output: z.object({
    value: generic('R').optional().meta({ title: 'Value' }),
    winner: z.enum(ports).optional().meta({ title: 'Winner', description: 'Which of A to F it came from.' }),
  }),
  inside: {
    outputs: z.object({}),
    inputs: z.object({ a: arm('A'), b: arm('B'), c: arm('C'), d: arm('D'), e: arm('E'), f: arm('F') }),
  },
})
