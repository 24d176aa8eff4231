import type { Json, JsonObject } from '../../../kernel/json.ts'

/**
 * A2UI in and out, as json-render specs: v0.8 (`surfaceUpdate`, `beginRendering`) and v0.9 (`updateComponents`, `createSurface`).
 * Pure and total: what cannot be read is left out, and what comes of it is checked against the catalog before it is drawn.
 */
export type Surface = { id: string; root: string; components: Record<string, A2uiComponent>; data: JsonObject }
type A2uiComponent = { type: string; props: JsonObject }
export type Surfaces = Readonly<Record<string, Surface>>

const mostSurfaces = 20
const mostComponents = 400
const mostData = 100_000
const v9 = 'v0.9'
const basicCatalog = 'https://a2ui.org/specification/v0_9/basic_catalog.json'

/** Takes messages one after another; whatever the version. */
export function surfacesOf(messages: readonly Json[], before: Surfaces = {}): Surfaces {
  return messages.reduce<Surfaces>((now, message) => (isObject(message) ? step(now, message) : now), before)
}

function step(surfaces: Surfaces, message: JsonObject): Surfaces {
  for (const [kind, act] of Object.entries(acts)) {
    const body = message[kind]
    if (isObject(body) && typeof body.surfaceId === 'string') return act(surfaces, body.surfaceId.slice(0, 200), body)
  }
  return surfaces
}

type Act = (surfaces: Surfaces, id: string, body: JsonObject) => Surfaces

const change = (surfaces: Surfaces, id: string, how: (surface: Surface) => Surface): Surfaces => {
  const known = Object.hasOwn(surfaces, id) ? surfaces[id] : undefined
  if (!known && Object.keys(surfaces).length >= mostSurfaces) return surfaces
  return { ...surfaces, [id]: how(known ?? { id, root: 'root', components: {}, data: {} }) }
}

const components: Act = (surfaces, id, body) =>
  change(surfaces, id, (surface) => {
    const added = (Array.isArray(body.components) ? body.components : []).flatMap(componentOf)
    return { ...surface, components: Object.fromEntries([...Object.entries(surface.components), ...added].slice(-mostComponents)) }
  })

const remove: Act = (surfaces, id) => {
  const { [id]: _, ...left } = surfaces
  return left
}

const acts: Record<string, Act> = {
  // v0.8
  beginRendering: (surfaces, id, body) => change(surfaces, id, (surface) => ({ ...surface, root: text(body.root) || 'root' })),
  surfaceUpdate: components,
  dataModelUpdate: (surfaces, id, body) =>
    change(surfaces, id, (surface) => ({ ...surface, data: put(surface.data, text(body.path), entriesOf(body.contents)) })),
  // v0.9
  createSurface: (surfaces, id) => change(surfaces, id, () => ({ id, root: 'root', components: {}, data: {} })),
  updateComponents: components,
  updateDataModel: (surfaces, id, body) => change(surfaces, id, (surface) => ({ ...surface, data: put(surface.data, text(body.path), body.value ?? {}) })),
  deleteSurface: remove,
}

/** v0.8 wraps a component in its type's name, v0.9 names it beside its properties. */
function componentOf(given: Json): [string, A2uiComponent][] {
  if (!isObject(given) || typeof given.id !== 'string') return []
  const { id, component, ...rest } = given
  if (typeof component === 'string') return [[id, { type: component, props: rest }]]
  const [type, props] = isObject(component) ? (Object.entries(component)[0] ?? []) : []
  return type !== undefined && isObject(props) ? [[id, { type, props }]] : []
}

/** v0.8 sends a map as a list of keys with a value of one type. */
function entriesOf(contents: Json | undefined): JsonObject {
  const entries = (Array.isArray(contents) ? contents : []).flatMap((entry): [string, Json][] => {
    if (!isObject(entry) || typeof entry.key !== 'string') return []
    const { valueString, valueNumber, valueBoolean, valueMap } = entry
    return [[entry.key, valueString ?? valueNumber ?? valueBoolean ?? (valueMap === undefined ? null : entriesOf(valueMap))]]
  })
  return Object.fromEntries(entries)
}

function put(data: JsonObject, path: string, value: Json): JsonObject {
  const [key, ...rest] = path.split('/').filter(Boolean)
  const next =
    key === undefined ? (isObject(value) ? value : data) : { ...data, [key]: rest.length === 0 ? value : put(member(data, key), rest.join('/'), value) }
  return JSON.stringify(next).length > mostData ? data : next
}

const member = (data: JsonObject, key: string): JsonObject => {
  const held = Object.hasOwn(data, key) ? data[key] : undefined
  return isObject(held) ? held : {}
}

/** A surface as a json-render spec of our own catalog. */
export function specOf({ root, components, data }: Surface): JsonObject {
  const elements: JsonObject = {}
  for (const [id, { type, props }] of Object.entries(components)) {
    const element = (Object.hasOwn(drawn, type) ? drawn[type] : undefined)?.(props, { data, components })
    // a card of ours goes as it is
    elements[id] = element ?? { type, props: isObject(props.props) ? props.props : props, children: idsIn(props) }
  }
  return { root, elements }
}

type Around = { data: JsonObject; components: Surface['components'] }
type Drawn = { type: string; props: JsonObject; children?: string[] }

/** The basic catalog of A2UI, by the parts that we have for it. What is missing is left out when the spec is checked. */
const drawn: Record<string, (props: JsonObject, around: Around) => Drawn> = {
  Text: (props, around) => {
    const words = boundText(props.text, around)
    const hint = text(props.variant ?? props.usageHint ?? null)
    const level = /^h([1-5])$/.exec(hint)?.[1]
    const drawnText: Drawn = { type: 'Text', props: { text: words, quiet: hint === 'caption' } }
    return level ? { type: 'Heading', props: { text: words, level: Math.min(3, Number(level)) } } : drawnText
  },
  Column: (props) => ({ type: 'Stack', props: {}, children: idsIn(props) }),
  List: (props) => ({ type: 'Stack', props: { direction: props.direction === 'horizontal' ? 'row' : 'column' }, children: idsIn(props) }),
  Row: (props) => ({ type: 'Stack', props: { direction: 'row' }, children: idsIn(props) }),
  Card: (props) => ({ type: 'Stack', props: {}, children: idsIn(props) }),
  Divider: () => ({ type: 'Divider', props: {} }),
  Button: (props, around) => ({
    type: 'Button',
    props: { label: labelOf(props, around), action: actionOf(props.action), tone: isPrimary(props) ? 'primary' : 'secondary' },
  }),
  TextField: (props, around) => input(props, around, fieldKinds[text(props.variant ?? props.textFieldType ?? null)] ?? 'text'),
  CheckBox: (props, around) => input(props, around, 'boolean'),
  DateTimeInput: (props, around) => input(props, around, 'date'),
  ChoicePicker: (props, around) => ({ ...input(props, around, 'choice') }),
  MultipleChoice: (props, around) => input(props, around, 'choice'),
}

const fieldKinds: Record<string, string> = Object.assign(Object.create(null), { longText: 'multiline', number: 'number', date: 'date' })

function input(props: JsonObject, around: Around, kind: string): Drawn {
  const bound = isObject(props.value ?? null) ? props.value : isObject(props.text ?? null) ? props.text : props.selections
  const path = isObject(bound) ? text(bound.path) : ''
  const label = boundText(props.label, around)
  const options = (Array.isArray(props.options) ? props.options : []).flatMap((option) =>
    isObject(option) ? [optionOf(text(option.value), boundText(option.label, around))] : [],
  )
  const name = nameOf(path.replace(/^\//, '') || label)
  return { type: 'Input', props: { name, label: label === name ? '' : label, kind, required: isNeeded(props), ...(kind === 'choice' ? { options } : {}) } }
}

const optionOf = (value: string, label: string) => ({ value, hint: label === value ? '' : label })

/** v0.9 says so by a check; v0.8 has no word for it. */
const isNeeded = ({ checks }: JsonObject): boolean =>
  Array.isArray(checks) && checks.some((check) => isObject(check) && isObject(check.condition) && check.condition.call === 'required')

/** A text as it stands, or as the data model has it. */
function boundText(value: Json | undefined, { data }: Around): string {
  if (!isObject(value)) return text(value)
  if (value.literalString !== undefined || value.literal !== undefined) return text(value.literalString ?? value.literal)
  const found = text(value.path)
    .split('/')
    .filter(Boolean)
    .reduce<Json | undefined>((at, key) => (isObject(at) && Object.hasOwn(at, key) ? at[key] : undefined), data)
  return text(found)
}

function labelOf(props: JsonObject, around: Around): string {
  const child = typeof props.child === 'string' && Object.hasOwn(around.components, props.child) ? around.components[props.child] : undefined
  return (boundText(props.label, around) || boundText(child?.props.text, around) || 'Go on').slice(0, 60)
}

function actionOf(action: Json | undefined): string {
  const named = isObject(action) ? (isObject(action.event) ? action.event.name : action.name) : action
  const name = text(named)
    .replace(/[^a-zA-Z0-9_-]+/g, '_')
    .replace(/^[^a-zA-Z]+/, '')
  return name.slice(0, 64) || 'press'
}

const isPrimary = ({ primary, variant }: JsonObject): boolean => primary === true || variant === 'primary'
const nameOf = (given: string): string =>
  given
    .replace(/[^a-zA-Z0-9_]+/g, '_')
    .replace(/^[^a-zA-Z_]+/, '')
    .slice(0, 64) || 'value'
const text = (value: Json | undefined): string =>
  typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''

function idsIn(props: JsonObject): string[] {
  const { children, child } = props
  const listed = isObject(children) ? children.explicitList : children
  return [...(Array.isArray(listed) ? listed : []), child].filter((id): id is string => typeof id === 'string')
}

export type A2uiVersion = 'v0.8' | 'v0.9'
type Told = { root: string; elements: Record<string, { type: string; props: JsonObject; children: string[] }> }

/**
 * A view of ours as an A2UI surface, for clients that draw those: with the parts of A2UI's basic catalog where it has them. What it has
 * not, such as our cards and tables, keeps its own name, with its properties as `props`.
 */
export function operationsOf(surfaceId: string, spec: Told, version: A2uiVersion = v9, catalogId = basicCatalog): JsonObject[] {
  const names = new Map(Object.keys(spec.elements).map((id, at) => [id, id === spec.root ? 'root' : `c${at}`]))
  const fields = Object.values(spec.elements).flatMap(({ type, props }) => (type === 'Input' && props.kind !== 'file' ? text(props.name) : []))
  const made = Object.entries(spec.elements).flatMap(([id, element]) =>
    told(fields, names.get(id) ?? id, { ...element, children: element.children.flatMap((child) => names.get(child) ?? []) }),
  )
  if (version === 'v0.8') return [{ surfaceUpdate: { surfaceId, components: made.map(inFormerWords) } }, { beginRendering: { surfaceId, root: 'root' } }]
  return [
    { version, createSurface: { surfaceId, catalogId } },
    { version, updateComponents: { surfaceId, components: made } },
  ]
}

type Part = JsonObject & { id: string; component: string }

/** A button brings what stands in the fields. */
function told(fields: readonly string[], id: string, { type, props, children }: Told['elements'][string]): Part[] {
  switch (type) {
    case 'Stack':
      return [{ id, component: props.direction === 'row' ? 'Row' : 'Column', children }]
    case 'Grid':
      return [{ id, component: 'Row', children }]
    case 'Heading':
      return [{ id, component: 'Text', text: props.text ?? '', variant: `h${props.level ?? 2}` }]
    case 'Text':
    case 'Badge':
      return [{ id, component: 'Text', text: props.text ?? '', variant: props.quiet === true || type === 'Badge' ? 'caption' : 'body' }]
    case 'Metric':
      return [{ id, component: 'Text', text: `${text(props.label)}: ${text(props.value)}`, variant: 'body' }]
    case 'Divider':
      return [{ id, component: 'Divider' }]
    case 'Button': {
      const child = `${id}-label`
      const context = Object.fromEntries(fields.map((name) => [name, { path: `/${name}` }]))
      const action = { event: { name: props.action ?? 'press', context } }
      return [
        { id: child, component: 'Text', text: props.label ?? '' },
        { id, component: 'Button', child, variant: props.tone === 'primary' ? 'primary' : 'default', action },
      ]
    }
    case 'Input': {
      const made = toldInput(id, props)
      return made ? [made] : [own(id, type, props, children)]
    }
    default:
      return [own(id, type, props, children)]
  }
}

const own = (id: string, component: string, props: JsonObject, children: string[]): Part => ({
  ...{ id, component, props },
  ...(children.length > 0 ? { children } : {}),
})

/** Undefined for what no field of A2UI takes, such as a file. */
function toldInput(id: string, props: JsonObject): Part | undefined {
  const path = `/${text(props.name)}`
  const label = text(props.label) || text(props.name)
  const value = { path }
  const checks = [{ condition: { call: 'required', args: { value } }, message: `${label} is needed.` }]
  const field = { id, label, value, ...(props.required === false ? {} : { checks }) }
  switch (props.kind) {
    case 'boolean':
      return { ...field, component: 'CheckBox' }
    case 'choice': {
      const options = (Array.isArray(props.options) ? props.options : []).filter(isObject)
      return {
        ...field,
        component: 'ChoicePicker',
        options: options.map((option) => ({ value: text(option.value), label: text(option.hint) || text(option.value) })),
      }
    }
    case 'date':
      return { ...field, component: 'DateTimeInput', enableDate: true }
    case 'number':
      return { ...field, component: 'TextField', variant: 'number' }
    case 'multiline':
      return { ...field, component: 'TextField', variant: 'longText' }
    case 'file':
      return undefined
  }
  return { ...field, component: 'TextField' }
}

const formerAction = ({ name, context }: JsonObject): JsonObject => ({
  name: text(name) || 'press',
  context: Object.entries(isObject(context) ? context : {}).map(([key, value]) => ({ key, value })),
})

/** The same component as v0.8 has it: wrapped in its name, texts marked as such, children in a list of their own. */
function inFormerWords({ id, component, ...props }: Part): JsonObject {
  const { text: words, label, children, variant, action, value, options } = props
  const literal = (given: Json | undefined) => ({ literalString: text(given) })
  const listed: JsonObject = Array.isArray(children) ? { children: { explicitList: children } } : {}
  const wrapped = (name: string, made: JsonObject): JsonObject => ({ id, component: { [name]: made } })
  const named = { label: literal(label) }
  switch (component) {
    case 'Text':
      return wrapped('Text', { text: literal(words), ...(variant === undefined ? {} : { usageHint: variant }) })
    case 'Row':
    case 'Column':
      return wrapped(component, listed)
    case 'Divider':
      return wrapped('Divider', {})
    case 'Button': {
      const event = isObject(action) ? action.event : undefined
      return wrapped('Button', { child: text(props.child), primary: variant === 'primary', action: formerAction(isObject(event) ? event : {}) })
    }
    case 'TextField':
      return wrapped('TextField', { ...named, text: value ?? {}, textFieldType: variant ?? 'shortText' })
    case 'CheckBox':
      return wrapped('CheckBox', { ...named, value: value ?? {} })
    case 'DateTimeInput':
      return wrapped('DateTimeInput', { ...named, value: value ?? {}, enableDate: true })
    case 'ChoicePicker': {
      const choices = (Array.isArray(options) ? options : []).filter(isObject)
      return wrapped('MultipleChoice', {
        ...named,
        selections: value ?? {},
        options: choices.map((option) => ({ label: literal(option.label), value: text(option.value) })),
        maxAllowedSelections: 1,
      })
    }
  }
  return wrapped(component, { props: props.props ?? {}, ...listed })
}

const isObject = (value: Json | undefined): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Takes a surface away again. */
export const removalOf = (surfaceId: string, version: A2uiVersion): JsonObject => ({ ...(version === v9 ? { version } : {}), deleteSurface: { surfaceId } })

/** What an agent gives to be drawn: a json-render spec, or A2UI messages, whose last surface is meant. */
export function specIn(given: JsonObject): JsonObject {
  const messages = given.a2ui_operations ?? given.a2ui ?? given.messages
  if (!Array.isArray(messages)) return given
  const surface = Object.values(surfacesOf(messages)).at(-1)
  return surface ? specOf(surface) : {}
}
