/** Saves a text as a file. What a file may not be called is left out of its name. */
export function downloadText(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/plain' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name.replaceAll(/[^\w.-]+/g, '-')
  link.click()
  URL.revokeObjectURL(address)
}
