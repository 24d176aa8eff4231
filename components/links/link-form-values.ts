import { type LinkSettings, linkFilesSchema, linkSettingsSchema } from '../../server/links/contract.ts'

/** A link's settings as they stand in the fields of its form. */
export type Values = {
  agent: string
  access: LinkSettings['access']
  environment: LinkSettings['environment']
  title: string
  welcome: string
  suggestions: string
  accent: string
  scheme: LinkSettings['theme']['scheme']
  position: LinkSettings['theme']['position']
  origins: string
  guestHour: string
  linkDay: string
  dollars: string
  tokens: string
  names: boolean
  takesFiles: boolean
  fileCount: string
  fileMegabytes: string
  fileTotal: string
  expires: string
}

export function valuesOf(settings: LinkSettings | undefined, expiresAt: string | null, agent: string): Values {
  const { theme, limits, files, ...words } = settings ?? { ...linkSettingsSchema.parse({ title: 'x' }), title: '' }
  const number = (value: number | null) => (value === null ? '' : String(value))
  return {
    ...{ agent, access: words.access, environment: words.environment, title: words.title, welcome: words.welcome, names: words.names },
    ...{ suggestions: words.suggestions.join('\n'), origins: words.origins.join('\n') },
    ...theme,
    ...{ guestHour: number(limits.guestHour), linkDay: number(limits.linkDay), dollars: number(limits.dollars), tokens: number(limits.tokens) },
    ...filesOf(files),
    expires: expiresAt === null ? '' : localTime(new Date(expiresAt)),
  }
}

function filesOf(files: LinkSettings['files']): Pick<Values, 'takesFiles' | 'fileCount' | 'fileMegabytes' | 'fileTotal'> {
  const { count, megabytes, total } = files ?? linkFilesSchema.parse({})
  return { takesFiles: files !== null, fileCount: String(count), fileMegabytes: String(megabytes), fileTotal: String(total) }
}

/** What goes to the server, which looks at it again. */
export function settingsOf(values: Values): { settings: LinkSettings; expiresAt: string | null } {
  const { access, environment, title, welcome, names, accent, scheme, position, expires } = values
  const number = (text: string) => (text.trim() === '' ? null : Number(text))
  return {
    settings: {
      ...{ access, environment, title, welcome, names },
      suggestions: linesOf(values.suggestions),
      origins: linesOf(values.origins),
      theme: { accent, scheme, position },
      files: values.takesFiles ? { count: Number(values.fileCount), megabytes: Number(values.fileMegabytes), total: Number(values.fileTotal) } : null,
      limits: { guestHour: number(values.guestHour), linkDay: number(values.linkDay), dollars: number(values.dollars), tokens: number(values.tokens) },
    },
    expiresAt: expires === '' ? null : new Date(expires).toISOString(),
  }
}

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** As a field of the browser wants it: without a zone. */
const localTime = (at: Date): string => new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
