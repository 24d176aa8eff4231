import { componentProps } from './props/index.ts'

/** The card that a showing block draws, by the block's id; undefined for other blocks. */
export function cardDrawnBy(block: string): string | undefined {
  if (block === 'show.anything') return 'View'
  const [service, name = ''] = block.split('.')
  if (service !== 'show') return undefined
  const component = name.replaceAll(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase())
  return Object.hasOwn(componentProps, component) ? component : undefined
}
