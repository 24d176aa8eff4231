import { expect, it } from 'vitest'
import { cards as real } from '../../../server/blocks/index.ts'
import { palette, searched } from './choices.ts'

const all = palette(real())
const first = (words: string) => searched(all, words)[0]?.title

it('[editor.palette] finds a block by its name, by letters of it in order, by what it is about, and by what its ports carry', () => {
  expect(first('change case')).toBe('Change case')
  expect(first('chcase')).toBe('Change case')
  expect(searched(all, 'capital').length + searched(all, 'upper').length).toBeGreaterThan(0)
  expect(searched(all, 'number list').length).toBeGreaterThan(0)
  expect(searched(all, 'zzzz')).toEqual([])
})

/** What people of n8n, Dify, Sim and Zapier type, and the block they mean. */
const elsewhere: Record<string, string> = {
  if: 'Branch',
  'if else': 'Branch',
  condition: 'Branch',
  router: 'Switch',
  paths: 'Switch',
  webhook: 'Webhook',
  cron: 'Schedule',
  'chat trigger': 'Chat message',
  http: 'HTTP request',
  'http request': 'HTTP request',
  api: 'HTTP request',
  code: 'Expression',
  function: 'Expression',
  set: 'Object',
  'edit fields': 'Object',
  loop: 'For Each',
  iteration: 'For Each',
  'split in batches': 'For Each',
  parallel: 'Map',
  while: 'Repeat Until',
  wait: 'Sleep',
  delay: 'Sleep',
  filter: 'Filter list',
  aggregate: 'Reduce list',
  limit: 'Part of list',
  sort: 'Sort list',
  'remove duplicates': 'Unique entries',
  'variable aggregator': 'Merge',
  'execute workflow': 'Run a flow',
  'sub-workflow': 'Run a flow',
  agent: 'Agent',
  'ai agent': 'Agent',
  llm: 'Ask a model',
  'question classifier': 'Classify',
  'parameter extractor': 'Extract',
  'human in the loop': 'Approval',
  form: 'Form request',
  memory: 'Read conversation',
  'respond to webhook': 'Flow Result',
  'stop and error': 'Fail',
  'error trigger': 'Try',
  'sticky note': 'Note',
  formatter: 'Text template',
  uuid: 'New id',
}

it('[editor.palette] finds a block by what other products call it, after blocks that are themselves called so', () => {
  expect(Object.fromEntries(Object.keys(elsewhere).map((word) => [word, first(word)]))).toEqual(elsewhere)
  expect(
    searched(all, 'merge')
      .map(({ title }) => title)
      .slice(0, 2),
  ).toEqual(['Merge', 'Merge objects'])
  for (const { id, title, words = [] } of all) {
    expect(words, id).not.toContain(title.toLowerCase())
    for (const word of words) expect(word, id).toBe(word.trim().toLowerCase())
  }
})
