/** The first words of a text, without its marks. */
export function excerpt(text: string): string {
  const line = text
    .replace(/[*_`#>]+/g, '')
    .replace(/\s+/g, ' ')
    .trim()
  return line.length <= 160 ? line : `${line.slice(0, 159).toWellFormed()}…`
}
