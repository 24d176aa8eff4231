/** The colours that a link's accent replaces, by theme: readable ones made from it, whatever colour it is. */
export type Accent = { primary: string; hover: string; ink: string; ember: string; soft: string; line: string }

const grounds = { light: '#faf9f7', dark: '#131110' } as const
/** WCAG 2.2 §1.4.3, with a little to spare. */
const enough = 5

export function accentFor(colour: string, scheme: keyof typeof grounds): Accent {
  const ground = grounds[scheme]
  const soft = mixed(colour, ground, 0.88)
  const ember = readable(colour, soft, scheme === 'light' ? '#000000' : '#ffffff')
  const ink = contrast(colour, '#ffffff') >= 4.5 ? '#ffffff' : '#14110f'
  const primary = ink === '#ffffff' ? colour : readable(colour, ink, '#ffffff')
  return { primary, hover: mixed(primary, ink === '#ffffff' ? '#000000' : '#ffffff', 0.12), ink, ember, soft, line: mixed(colour, ground, 0.68) }
}

/** The accent as CSS for a page; nothing for our own colours. */
export function accentCss(colour: string): string {
  if (!/^#[0-9a-f]{6}$/i.test(colour)) return ''
  const rule = (scheme: keyof typeof grounds) => {
    const { primary, hover, ink, ember, soft, line } = accentFor(colour, scheme)
    return `--primary:${primary};--primary-hover:${hover};--primary-foreground:${ink};--ember:${ember};--ember-soft:${soft};--ember-line:${line};--ring:${ember}`
  }
  return `html:root{${rule('light')}}html.dark{${rule('dark')}}`
}

/** Moves a colour towards another until it can be read on a third. */
function readable(colour: string, ground: string, towards: string): string {
  for (let part = 0; part < 1; part += 0.05) {
    const tried = mixed(colour, towards, part)
    if (contrast(tried, ground) >= enough) return tried
  }
  return towards
}

const parts = (colour: string): number[] => [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16))

function mixed(one: string, other: string, part: number): string {
  const to = parts(other)
  return `#${parts(one)
    .map((value, i) =>
      Math.round(value + ((to[i] ?? 0) - value) * part)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`
}

/** WCAG 2.2: from 1 (the same) to 21. */
export function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = parts(colour).map((value) => {
    const part = value / 255
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
