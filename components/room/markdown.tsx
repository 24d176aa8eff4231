'use client'
import Link from 'next/link'
import { memo } from 'react'
import ReactMarkdown, { type Components } from 'react-markdown'
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize'
import remarkGfm from 'remark-gfm'
import './markdown.css'
import { scrollsByKeyboard } from './scrolls.ts'
import { textBlocks } from './text-blocks.ts'

/** Texts of agents are foreign: no images (an address in one could carry data away), no raw HTML, links open elsewhere. */
const schema = { ...defaultSchema, tagNames: defaultSchema.tagNames?.filter((tag) => tag !== 'img' && tag !== 'input') }

const components: Components = {
  a: ({ href = '', children }) =>
    href.startsWith('/') && !href.startsWith('//') ? (
      <Link href={href}>{children}</Link>
    ) : (
      <a href={href} target="_blank" rel="noopener noreferrer nofollow">
        {children}
      </a>
    ),
  // wide tables and code scroll by themselves, and by keyboard
  table: ({ children }) => (
    <div className="overflow-x-auto">
      <table>{children}</table>
    </div>
  ),
  pre: ({ children }) => <pre {...scrollsByKeyboard}>{children}</pre>,
}

const Block = memo(function Block({ text }: { text: string }) {
  return (
    <ReactMarkdown remarkPlugins={[remarkGfm]} rehypePlugins={[[rehypeSanitize, schema]]} components={components}>
      {text}
    </ReactMarkdown>
  )
})

/** While a long text grows, only its last paragraph is parsed again; once it is whole it is parsed as one. */
export function Markdown({ text, growing }: { text: string; growing: boolean }) {
  // blocks are only ever added at the end: a block's place is its name
  const blocks = (growing ? textBlocks(text) : [text]).map((block, at) => ({ block, at }))
  return (
    <div className="prose-room">
      {blocks.map(({ block, at }) => (
        <Block key={at} text={block} />
      ))}
    </div>
  )
}
