import { type Conversation, type Item, itemsOf } from './view.ts'

/** A conversation as Markdown, to read and to file: who said what and when, what was used, asked and answered. */
export function markdownOf(view: Conversation, title: string): string {
  return [`# ${title}`, ...itemsOf(view).flatMap((item) => partOf(item, item.runId !== null && item.runId in view.former))].join('\n\n').concat('\n')
}

function partOf(item: Item, former: boolean): string[] {
  const head = `**${item.speaker || 'Agent'}** · ${item.at}${item.demo ? ' · demo' : ''}${former ? ' · an earlier answer' : ''}`
  switch (item.kind) {
    case 'message':
      return [
        head,
        ...[item.text.trim()].filter(Boolean),
        ...(item.stopped ? ['*Stopped here.*'] : []),
        ...item.files.map(({ name, type, bytes }) => `- File: \`${name.replaceAll('`', '')}\` (${type}, ${bytes} bytes)`),
      ]
    case 'thought':
      return [`${head} · thought before`, quoted(item.text)]
    case 'toolCall':
      return [`${head} · used \`${item.name}\` (${item.status})`, fenced(item.input)]
    case 'card':
      return [
        `${head} · ${item.question?.title ?? item.component} (${item.answer?.outcome ?? item.status}${item.answer?.by ? ` by ${item.answer.by.name}` : ''})`,
        fenced(item.props),
      ]
    case 'notice':
      return [`*${item.text}* · ${item.at}`]
  }
}

const quoted = (text: string): string => text.trim().replaceAll(/^/gm, '> ')
const fenced = (value: unknown): string => `\`\`\`json\n${JSON.stringify(value, null, 2)}\n\`\`\``
